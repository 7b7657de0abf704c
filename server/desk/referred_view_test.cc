// What the person, the desk and the mediator read of a matter that was referred to people's mediation. On both engines.

#include <gtest/gtest.h>

#include "desk/spine_house.h"

namespace lianhu {
namespace {

class Referred : public ::testing::TestWithParam<Engine> {
 protected:
  Referred() {
    Report report = h.words();
    report.category = "dispute.neighbour";
    taken = spine::must(IntakeDesk(*h.house).report(h.by(""), report));
    EXPECT_EQ(h.act("tc_triage", taken.matter, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
    before = spine::must(TrackDesk(*h.house).track(h.person(taken)));
    PartyInput other;
    other.role = "respondent";
    other.kind = "natural";
    other.name = "化名李四";
    EXPECT_TRUE(matters.add_party(h.by("tc_triage"), taken.matter, other).ok());
    EXPECT_EQ(h.act("tc_triage", taken.matter, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
  }
  Track track() { return spine::must(TrackDesk(*h.house).track(h.person(taken))); }
  MatterView opened(const std::string& login) { return spine::must(matters.open(h.county.actor(login), taken.matter, "办理")); }

  SpineHouse h{GetParam()};
  MatterDesk matters{*h.house};
  WorkDesk works{*h.house};
  Taken taken;
  Track before;
};
INSTANTIATE_TEST_SUITE_P(Engines, Referred, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Referred, TheMattersOwnStepsStayTickedAndTheMediationsStandBelow) {
  const Track now = track();
  ASSERT_EQ(now.steps.size(), before.steps.size());
  for (std::size_t i = 0; i < now.steps.size(); ++i) {
    EXPECT_EQ(now.steps[i].title, before.steps[i].title);
    if (before.steps[i].state == "done") {
      EXPECT_EQ(now.steps[i].state, "done") << now.steps[i].title;
    }
  }
  EXPECT_FALSE(before.branch);
  ASSERT_TRUE(now.branch);
  EXPECT_EQ(now.branch->title, "人民调解");
  EXPECT_EQ(now.branch->steps.at(0).state, "current");
  EXPECT_EQ(opened("tm_mediator").branch->title, "人民调解");
}

TEST_P(Referred, ThePersonsTermComesFirstAndOfficesStepsAreMarked) {
  const Track now = track();
  ASSERT_GE(now.deadlines.size(), 2u);
  EXPECT_EQ(now.deadlines[0].title, "办结期限");
  EXPECT_EQ(now.deadlines[0].subject, "整件事项");
  EXPECT_FALSE(now.deadlines[0].step);
  for (const DeadlineRow& row : now.deadlines) {
    EXPECT_EQ(row.title.find("内部期限"), std::string::npos) << row.title;
    EXPECT_EQ(row.sentence.find("内部期限"), std::string::npos) << row.sentence;
    if (row.title == "转办跟踪期限") {
      EXPECT_TRUE(row.step);
    }
  }
}

TEST_P(Referred, WhereThePersonHasToActTheTermIsTheirs) {
  const Taken other = h.report();
  EXPECT_EQ(h.act("tc_triage", other.matter, "ask_supplement", {{"what_is_missing", "请补一张照片"}}), "");
  const Track page = spine::must(TrackDesk(*h.house).track(h.person(other)));
  ASSERT_FALSE(page.deadlines.empty());
  EXPECT_EQ(page.deadlines[0].title, "补正期限");
  EXPECT_FALSE(page.deadlines[0].step);
}

TEST_P(Referred, TheFirstMoveOfTheMediatorSaysThatItSigns) {
  EXPECT_EQ(opened("tm_mediator").moves.at(0).title, "告知权利义务、询问回避（同时签收）");
  EXPECT_EQ(opened("tm_mediator").assignments.back().state_title, "待签收");
  for (const MoveOffer& offer : opened("tc_triage").moves) EXPECT_EQ(offer.title.find("同时签收"), std::string::npos) << offer.title;
}

TEST_P(Referred, ARowNamesTheClockOfItsDate) {
  const auto mine = works.work(h.county.actor("tm_mediator"), {"mine", std::nullopt, std::nullopt});
  ASSERT_EQ(mine->items.size(), 1u);
  EXPECT_EQ(mine->items[0].due_title, "征求意愿期限");
  h.clock.advance(40 * 86'400'000LL);
  tick(*h.house, h.clock.now());
  ListRequest overdue;
  overdue.due = "overdue";
  const auto watched = works.matters(h.county.actor("cc_supervisor"), overdue);
  ASSERT_EQ(watched->items.size(), 1u);
  EXPECT_TRUE(watched->items[0].due_title);
  EXPECT_NE(watched->items[0].due_text.find("已超期"), std::string::npos);
}

}  // namespace
}  // namespace lianhu

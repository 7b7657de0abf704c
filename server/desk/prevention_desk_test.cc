// Reminders: from what came in to the office that can do something about it, once, with a list that holds only what its reader may know.

#include "desk/prevention_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"

namespace lianhu {
namespace {

class Prevention : public testing::TestWithParam<Engine> {
 protected:
  void report(int n, const std::string& category = "facility.drain") {
    for (int i = 0; i < n; ++i) {
      Report one = h.words();
      one.category = category;
      last = spine::must(IntakeDesk(*h.house).report(h.by(""), one));
    }
  }
  int remind() { return remind_offices(*h.house, h.clock.now()); }
  std::vector<ReminderView> open(const std::string& login = "tc_triage") { return desk.list(h.county.actor(login), {}).items; }

  SpineHouse h{GetParam()};
  PreventionDesk desk{*h.house};
  Taken last;
};

TEST_P(Prevention, TwoOfAKindAreNoneAndThreeAreOneReminderToTheDeskOfThePlace) {
  report(2);
  EXPECT_EQ(remind(), 0);
  report(1);
  EXPECT_EQ(remind(), 1);
  const auto rows = open();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, "recurring");
  EXPECT_EQ(rows[0].matters, 3);
  EXPECT_TRUE(rows[0].may_answer);
  EXPECT_NE(rows[0].title.find("甲村"), std::string::npos);
  EXPECT_EQ(spine::must(desk.page(h.county.actor("tc_triage"), rows[0].id)).matters.size(), 3u);
}

TEST_P(Prevention, StaysOneRowWithTheNewerFigureWhileItIsOpen) {
  report(3);
  EXPECT_EQ(remind(), 1);
  EXPECT_EQ(remind(), 0);
  report(2);
  h.clock.advance(7LL * 86'400'000);
  EXPECT_EQ(remind(), 0);
  ASSERT_EQ(open().size(), 1u);
  EXPECT_EQ(open()[0].matters, 5);
}

TEST_P(Prevention, AnsweredRestsUntilTheFigureGrows) {
  report(3);
  remind();
  const std::string id = open().at(0).id;
  EXPECT_EQ(desk.answer(h.by("cc_leader"), id, {true, "请镇里安排"}).error().code, "not_yours");
  ASSERT_TRUE(desk.answer(h.by("tc_triage"), id, {true, "周五到现场看沟"}));
  EXPECT_TRUE(desk.answer(h.by("tc_triage"), id, {true, "周五到现场看沟"}));  // the same again is the same
  EXPECT_EQ(desk.answer(h.by("tc_leader"), id, {false, "不用"}).error().code, "answered");
  h.clock.advance(7LL * 86'400'000);
  EXPECT_EQ(remind(), 0);
  report(1);
  EXPECT_EQ(remind(), 1);
  const auto done = desk.list(h.county.actor("tc_triage"), {true}).items;
  ASSERT_EQ(done.size(), 1u);
  EXPECT_EQ(done[0].answer, "周五到现场看沟");
}

TEST_P(Prevention, MergedOnesAreCountedOnce) {
  report(1);
  const Taken kept = last;
  report(2);
  ASSERT_EQ(h.act("tc_triage", last.matter, "merge", {{"into_matter", h.file(kept.matter).matter.number}, {"reason", "同一处"}}), "");
  EXPECT_EQ(remind(), 0);
}

TEST_P(Prevention, OthersDoNotSeeItAndTheCentreAboveDoes) {
  report(3);
  remind();
  const std::string id = open().at(0).id;
  EXPECT_EQ(open("cc_triage").size(), 1u);
  EXPECT_FALSE(open("cc_triage")[0].may_answer);
  EXPECT_TRUE(open("wb_handler").empty());
  EXPECT_EQ(desk.page(h.county.actor("wb_handler"), id).error().code, "not_found");
  EXPECT_EQ(desk.answer(h.by("wb_handler"), id, {true, "看"}).error().code, "not_found");
  EXPECT_EQ(desk.page(h.county.actor("tc_triage"), "unknown").error().code, "not_found");
}

TEST_P(Prevention, ASealedKindGivesNone) {
  for (const Category& category : h.county.directory.categories()) {
    if (category.sealed) report(4, category.code);
  }
  EXPECT_EQ(remind(), 0);
}

TEST_P(Prevention, PromisesAboutToFallDueAreTheReminderOfWhoeverHandlesThem) {
  report(1);
  h.accept(last.matter);
  h.assign(last.matter);
  const auto promise = [&](const std::string& id, Date due, const std::string& state) {
    h.db->commit([&](Session& session) {
      session.run("INSERT INTO obligation (region, id, matter, subject_kind, subject, ordinal, text, deed, quantity, unit, due_day, state, version)"
                  " VALUES (:region, :id, :matter, 'clause', :subject, 1, :text, 'pay', 100, 'fen', :due, :state, 1)",
                  {{"region", SpineHouse::region}, {"id", id}, {"matter", last.matter.text}, {"subject", h.file(last.matter).proceedings.at(0).id.text},
                   {"text", "补偿青苗（" + id + "）"}, {"due", due.text()}, {"state", state}});
    });
  };
  const Date today = h.clock.now().date();
  promise("kept", today.plus(3), "kept");
  promise("far", today.plus(14), "open");
  EXPECT_EQ(remind(), 0);
  promise("last-day", today.plus(13), "open");
  promise("today", today, "open");
  EXPECT_EQ(remind(), 1);
  const auto rows = open("wb_handler");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, "due");
  EXPECT_EQ(rows[0].matters, 2);
  const auto page = spine::must(desk.page(h.county.actor("wb_handler"), rows[0].id));
  ASSERT_EQ(page.matters.size(), 2u);
  EXPECT_EQ(page.matters[0].day, today);
  EXPECT_EQ(page.matters[0].text, "补偿青苗（today）");
  EXPECT_EQ(page.matters[1].text, "补偿青苗（last-day）");
}

TEST_P(Prevention, ABusyMonthOfTheYearBeforeIsTheCentresReminder) {
  // Two years of figures: eight a month, and thirty in last year's September.
  h.db->commit([&](Session& session) {
    for (int n = 0; n < 24; ++n) {
      const int month = 8 + n;  // from September 2024 on
      char text[16];
      std::snprintf(text, sizeof text, "%04d-%02d", 2024 + month / 12, month % 12 + 1);
      const std::int64_t count = std::string(text) == "2025-09" ? 30 : 8;
      session.run("INSERT INTO count_fact (region, id, figure, delta, month, recorded_at, matter, place, category, channel, office, seal)"
                  " VALUES (:region, :id, 'received', :delta, :month, 0, 'm', 'p', 'facility.drain', 'counter', NULL, 'open')",
                  {{"region", SpineHouse::region}, {"id", "c" + std::to_string(n)}, {"delta", count}, {"month", std::string(text)}});
    }
  });
  EXPECT_EQ(remind(), 1);
  const auto rows = open("cc_triage");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, "season");
  EXPECT_EQ(rows[0].from, Date::of(2025, 9, 1));
  EXPECT_EQ(rows[0].until, Date::of(2025, 9, 30));
}

INSTANTIATE_TEST_SUITE_P(Engines, Prevention, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

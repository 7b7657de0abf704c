// The weekly draw against a real database: once, by lot, never to who entered it, and told apart when it was not drawn.

#include <gtest/gtest.h>

#include "desk/draw_desk.h"
#include "desk/spine_house.h"
#include "desk/spot_desk.h"
#include "rules/lots.h"

namespace lianhu {
namespace {

class Draws : public ::testing::TestWithParam<Engine> {
 protected:
  Taken settle(const std::string& login = "gs_worker") {
    SpotReport report;
    report.category = "facility.drain";
    report.place = spine::grid_place;
    report.text = "问水沟归谁清。";
    report.result = "告知归村里清。";
    report.client_id = "c";
    return spine::must(spot.settle(h.by(login), report));
  }
  std::string state(const MatterId& id) { return h.file(id).proceedings.at(0).state; }
  void monday() { h.clock.set(Time::at(Date::of(2026, 9, 7), 8)); }
  Drew draw() { return draw_lots_of_week(*h.house, h.clock.now()); }
  std::string party_does(const Taken& taken, const std::string& move) {
    const auto written = TrackDesk(*h.house).act_on(h.by(h.person(taken)), h.order(taken.matter, move));
    return written ? "" : written.error().code;
  }

  SpineHouse h{GetParam()};
  IntakeDesk intake{*h.house};
  SpotDesk spot{*h.house, intake};
  DrawDesk desk{*h.house};
};
INSTANTIATE_TEST_SUITE_P(Engines, Draws, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Draws, ATenthIsGivenToSomebodyElseAndTheRestIsToldApart) {
  std::vector<Taken> all;
  for (int i = 0; i < 12; ++i) all.push_back(settle());
  EXPECT_EQ(draw().draws, 0) << "of this week, not yet over";
  monday();
  const Drew drew = draw();
  EXPECT_EQ(drew.draws, 1);
  EXPECT_EQ(drew.given, 2);
  EXPECT_EQ(drew.closed, 10);
  EXPECT_FALSE(drew.more);
  int given = 0;
  for (const Taken& taken : all) {
    const MatterFile file = h.file(taken.matter);
    if (file.proceedings[0].state == "spot_drawn") {
      ++given;
      EXPECT_TRUE(std::any_of(file.assignments.begin(), file.assignments.end(),
                              [](const Assignment& a) { return a.kind == AssignmentKind::verify && a.open && a.office.text == "tc"; }));
      EXPECT_FALSE(file.deadlines.empty());
      EXPECT_NE(h.act("gs_worker", taken.matter, "spot_pass", {{"check_way", "call"}}), "");
      EXPECT_EQ(h.act("tc_verifier", taken.matter, "spot_pass", {{"check_way", "call"}}), "");
      EXPECT_EQ(h.file(taken.matter).proceedings[0].close_kind, CloseKind::substantive);
    } else {
      EXPECT_EQ(file.proceedings[0].state, "closed");
      EXPECT_EQ(file.proceedings[0].close_kind, CloseKind::unchecked);
      EXPECT_EQ(file.proceedings[0].outcome, "unchecked");
      EXPECT_EQ(file.events.back().row.actor_label, "系统时钟");
      EXPECT_FALSE(file.events.back().row.account);
    }
  }
  EXPECT_EQ(given, 2);
  EXPECT_EQ(draw().draws, 0) << "once a week";
}

TEST_P(Draws, AnyoneCanWorkItOutAgain) {
  for (int i = 0; i < 11; ++i) settle();
  monday();
  draw();
  const auto seen = desk.draws(h.county.actor("tc_verifier"));
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].population, 11);
  EXPECT_EQ(seen[0].sample, 2);
  EXPECT_EQ(seen[0].week, Date::of(2026, 9, 7));
  const DrawPage page = spine::must(desk.draw(h.county.actor("tc_verifier"), seen[0].id));
  std::vector<std::string> numbers;
  for (const LotView& lot : page.lots) numbers.push_back(lot.number);
  const auto again = draw_lots(page.draw.seed, numbers, {});
  ASSERT_EQ(again.size(), page.lots.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].number, page.lots[i].number);
    EXPECT_EQ(again[i].hash, page.lots[i].hash);
    EXPECT_EQ(again[i].drawn, page.lots[i].drawn);
    EXPECT_EQ(page.lots[i].outcome, again[i].drawn ? "to_check" : "unchecked");
    EXPECT_TRUE(page.lots[i].matter);
  }
  EXPECT_EQ(desk.draws(h.county.actor("wb_handler")).size(), 1u) << "the county's offices see every town's";
  EXPECT_TRUE(desk.draws(h.county.actor("tc2_triage")).empty());
  EXPECT_EQ(desk.draw(h.county.actor("tc2_triage"), seen[0].id).error().kind, Kind::not_found);
  EXPECT_TRUE(desk.draws(h.county.actor("cc_admin")).empty());
}

TEST_P(Draws, ThePersonsOwnAnswerComesFirst) {
  const Taken yes = settle(), no = settle(), silent = settle();
  EXPECT_EQ(party_does(yes, "confirm_settled"), "");
  EXPECT_EQ(h.file(yes.matter).proceedings[0].close_kind, CloseKind::substantive);
  EXPECT_EQ(h.file(yes.matter).proceedings[0].outcome, "confirmed");
  EXPECT_EQ(party_does(no, "say_unsettled"), "");
  EXPECT_EQ(state(no.matter), "accepted");
  monday();
  const Drew drew = draw();
  EXPECT_EQ(drew.given, 1);
  EXPECT_EQ(state(silent.matter), "spot_drawn");
  EXPECT_EQ(party_does(silent, "say_unsettled"), "");
  EXPECT_EQ(state(silent.matter), "accepted");
  EXPECT_EQ(spine::must(desk.draw(h.county.actor("tc_triage"), desk.draws(h.county.actor("tc_triage")).at(0).id)).lots.at(0).outcome, "taken_up");
}

TEST_P(Draws, AfterACrashEachMatterIsMovedOnce) {
  const Taken one = settle(), two = settle();
  monday();
  draw();
  const std::size_t events = h.file(one.matter).events.size() + h.file(two.matter).events.size();
  h.db->commit([](Session& session) { session.run("UPDATE draw_lot SET state = 'waiting', done_at = NULL WHERE region = :region", {{"region", SpineHouse::region}}); });
  const Drew again = draw();
  EXPECT_EQ(again.draws, 0);
  EXPECT_FALSE(again.more);
  EXPECT_EQ(again.given + again.closed, 2);
  EXPECT_EQ(h.file(one.matter).events.size() + h.file(two.matter).events.size(), events);
}

TEST_P(Draws, NobodyChecksAMatterOfTheirOwn) {
  // The town has one verifier, who also sits at its desk and entered it: the county checks.
  h.db->commit([&](Session& session) {
    insert_post(session, SpineHouse::region, {PostId{"also"}, AccountId{"tc_verifier"}, OfficeId{"tc"}, Role::triage, Date::of(2020, 1, 1), std::nullopt});
  });
  h.house->reload_directory();
  Actor both = h.county.actor("tc_verifier");
  both.posts.push_back(h.county.actor("tc_triage").posts.front());
  SpotReport report;
  report.category = "facility.drain";
  report.place = spine::grid_place;
  report.text = "问水沟归谁清。";
  report.result = "告知归村里清。";
  report.client_id = "c";
  const Taken taken = spine::must(spot.settle(h.by(both), report));
  monday();
  EXPECT_EQ(draw().given, 1);
  const MatterFile file = h.file(taken.matter);
  EXPECT_TRUE(std::any_of(file.assignments.begin(), file.assignments.end(),
                          [](const Assignment& a) { return a.kind == AssignmentKind::verify && a.open && a.office.text == "cc"; }));
  EXPECT_NE(h.act("tc_verifier", taken.matter, "spot_pass", {{"check_way", "call"}}), "");
  EXPECT_EQ(h.act("cc_verifier", taken.matter, "spot_fail", {{"check_way", "call"}, {"check_text", "没有解决"}, {"reason", "本人说没有解决"}}), "");
  EXPECT_EQ(state(taken.matter), "accepted");
}

TEST_P(Draws, TheClocksMovesAreNobodyElses) {
  const Taken taken = settle();
  for (const std::string& login : h.county.logins()) {
    const std::string code = h.act(login, taken.matter, "not_drawn", {{"draw_note", "x"}});
    EXPECT_TRUE(code.starts_with("not_yours") || code.starts_with("not_found")) << login << " " << code;
  }
  EXPECT_EQ(party_does(taken, "not_drawn"), "not_yours");
}

TEST(Monday, IsTheFirstDayOfTheWeek) {
  EXPECT_EQ(monday_of(Date::of(2026, 9, 7)), Date::of(2026, 9, 7));
  EXPECT_EQ(monday_of(Date::of(2026, 9, 13)), Date::of(2026, 9, 7));
  EXPECT_EQ(monday_of(Date::of(2026, 9, 6)), Date::of(2026, 8, 31));
  EXPECT_EQ(monday_of(Date::of(1970, 1, 1)), Date::of(1969, 12, 29));
}

}  // namespace
}  // namespace lianhu

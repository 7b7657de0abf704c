// Settled on the spot: who may, where, how late, and that it is one matter however often it is sent.

#include <gtest/gtest.h>

#include "desk/spine_house.h"
#include "desk/spot_desk.h"

namespace lianhu {
namespace {

constexpr std::int64_t hour = 3'600'000;

class Spot : public ::testing::TestWithParam<Engine> {
 protected:
  SpotReport words() const {
    SpotReport report;
    report.category = "facility.drain";
    report.place = spine::grid_place;
    report.text = "问水沟归谁清。";
    report.result = "告知归村里清，当场打电话约好。";
    report.client_id = "c";
    return report;
  }
  std::string code(const std::string& login, const SpotReport& report, const std::string& key = "") {
    const auto taken = desk.settle(h.by(login, key), report);
    return taken ? "" : taken.error().code + (taken.error().fields.empty() ? "" : " " + taken.error().fields.at(0).pointer);
  }

  SpineHouse h{GetParam()};
  IntakeDesk intake{*h.house};
  SpotDesk desk{*h.house, intake};
};
INSTANTIATE_TEST_SUITE_P(Engines, Spot, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Spot, OneRequestSettlesItAndSomebodyElseStillLooks) {
  const Taken taken = spine::must(desk.settle(h.by("gs_worker", "k"), words()));
  const MatterFile file = h.file(taken.matter);
  EXPECT_EQ(file.proceedings.at(0).state, "spot");
  EXPECT_EQ(file.proceedings.at(0).outcome, "settled_on_spot");
  EXPECT_EQ(file.matter.channel, Channel::grid_worker);
  EXPECT_TRUE(file.matter.open);
  EXPECT_FALSE(file.deadlines.empty());
  EXPECT_EQ(h.act("gs_worker", taken.matter, "spot_pass", {{"check_way", "call"}}).substr(0, 8), "not_your");
  EXPECT_EQ(h.receipt(taken).number, file.matter.number);
  const Taken again = spine::must(desk.settle(h.by("gs_worker", "k"), words()));
  EXPECT_TRUE(again.again);
  EXPECT_EQ(again.matter, taken.matter);
}

TEST_P(Spot, TheProcedureSaysWhoAndThePlaceSaysWhere) {
  for (const char* may : {"gs_worker", "tc_triage", "cc_triage", "cc_leader", "tm_mediator"}) EXPECT_EQ(code(may, words()), "") << may;
  for (const char* may_not : {"wb_handler", "tc_verifier", "vl_head", "tc_leader", "tc2_triage", "cc_admin"}) EXPECT_EQ(code(may_not, words()), "not_yours") << may_not;
  SpotReport elsewhere = words();
  elsewhere.place = spine::other_town_place;
  EXPECT_EQ(code("gs_worker", elsewhere), "not_yours");
  EXPECT_EQ(code("tm_mediator", elsewhere), "not_yours");
}

TEST_P(Spot, LateEntryKeepsTheThreeTimesApart) {
  SpotReport late = words();
  late.received_at = h.house->now().plus_ms(-30 * hour);
  late.happened_on = late.received_at->date().plus(-1);
  const Taken taken = spine::must(desk.settle(h.by("tc_triage"), late));
  const MatterFile file = h.file(taken.matter);
  EXPECT_EQ(file.matter.received_at, *late.received_at);
  EXPECT_EQ(file.matter.happened_at, late.happened_on);
  EXPECT_EQ(file.matter.entered_at, h.house->now());
  EXPECT_EQ(file.events.at(0).row.happened_at, *late.received_at);
  const auto view = spine::must(MatterDesk(*h.house).view(h.county.actor("tc_triage"), taken.matter));
  EXPECT_TRUE(view.late_entry);
  const Taken now = spine::must(desk.settle(h.by("tc_triage"), words()));
  EXPECT_EQ(h.file(now.matter).events.at(0).row.happened_at, h.file(now.matter).events.at(0).row.entered_at);
}

TEST_P(Spot, WhatIsWrongIsNamedByItsField) {
  SpotReport one = words();
  one.place = "520422999999";
  EXPECT_EQ(code("tc_triage", one), "invalid_fields /place");
  one = words();
  one.category = "none";
  EXPECT_EQ(code("tc_triage", one), "invalid_fields /category");
  one = words();
  one.channel = "letter";
  EXPECT_EQ(code("tc_triage", one), "invalid_fields /channel");
  one = words();
  one.received_at = h.house->now().plus_ms(hour);
  EXPECT_EQ(code("tc_triage", one), "invalid_fields /received_at");
  one = words();
  one.result = std::string(7000, 'x');
  EXPECT_EQ(code("tc_triage", one), "invalid_fields /result");
}

TEST_P(Spot, TheFormIsTheProceduresAndBeginsAtTheOwnPlace) {
  const SpotForm form = spine::must(desk.form(h.county.actor("gs_worker")));
  std::vector<std::string> names;
  for (const FieldOffer& field : form.fields) names.push_back(field.name);
  EXPECT_EQ(names, (std::vector<std::string>{"category", "location", "content", "result"}));
  EXPECT_EQ(form.places.at(0).id, spine::grid_place);
  EXPECT_EQ(form.channel, "grid_worker");
  EXPECT_EQ(spine::must(desk.form(h.county.actor("tc_triage"))).channel, "counter");
}

TEST_P(Spot, TheTimelineTellsTheWordsOnce) {
  const Taken taken = spine::must(desk.settle(h.by("tc_triage"), words()));
  const auto view = spine::must(MatterDesk(*h.house).view(h.county.actor("tc_triage"), taken.matter));
  ASSERT_EQ(view.timeline.size(), 1u);
  EXPECT_FALSE(view.timeline[0].text);
  std::map<std::string, std::string> told;
  for (const DetailRow& row : view.timeline[0].details) told[row.label] = row.value;
  EXPECT_EQ(told["反映的情况"], words().text);
  EXPECT_EQ(told["办理结果"], words().result);
}

}  // namespace
}  // namespace lianhu

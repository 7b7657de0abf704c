// The week's list, its conclusions in the matters, and what it keeps its hands off.

#include "desk/conference_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"
#include "paper/sheet_read.h"

namespace lianhu {
namespace {

class Conference : public testing::TestWithParam<Engine> {
 protected:
  SpineHouse h{GetParam()};
  ConferenceDesk desk{*h.house};
  Taken one = h.report();
  std::string number() { return h.file(one.matter).matter.number; }
};

TEST_P(Conference, APickedMatterStandsOnceOnTheListOfItsWeek) {
  const auto page = desk.pick(h.by("tc_triage"), {number(), "三个部门都说不归自己管", {}});
  ASSERT_TRUE(page) << page.error().message;
  ASSERT_EQ(page->items.size(), 1u);
  EXPECT_EQ(page->items[0].reason, "三个部门都说不归自己管");
  EXPECT_EQ(page->week, Date::of(2026, 8, 31));
  EXPECT_EQ(desk.pick(h.by("tc_leader"), {one.matter.text, "再提一次", {}}).error().code, "on_list");
  EXPECT_TRUE(spine::must(desk.page(h.county.actor("tc_triage"), {Date::of(2026, 9, 8)})).items.empty());
  EXPECT_TRUE(desk.pick(h.by("tc_leader"), {one.matter.text, "下周接着研判", Date::of(2026, 9, 8)}));
}

TEST_P(Conference, AConclusionIsWrittenOnceAndReadByWhoHandlesTheMatter) {
  h.accept(one.matter);
  h.assign(one.matter);
  const std::string item = *spine::must(desk.pick(h.by("tc_triage"), {number(), "牵涉两个村", {}})).items.at(0).id;
  ASSERT_TRUE(desk.conclude(h.by("tc_leader"), item, {"由水务牵头，两村协办，周五前拿出方案。"}));
  ASSERT_TRUE(desk.conclude(h.by("tc_leader"), item, {"由水务牵头，两村协办，周五前拿出方案。"}));  // the same again is the same
  EXPECT_EQ(desk.conclude(h.by("tc_triage"), item, {"另一个意见"}).error().code, "concluded");
  EXPECT_EQ(desk.drop(h.by("tc_triage"), item).error().code, "concluded");
  int told = 0;
  for (const PastEvent& event : h.file(one.matter).events) told += event.row.kind == "conference" ? 1 : 0;
  EXPECT_EQ(told, 1);
  const auto sees = [&](const std::string& login) {
    for (const TimelineItem& row : spine::must(MatterDesk(*h.house).view(h.county.actor(login), one.matter)).timeline) {
      if (row.kind == "conference") return row.text == "由水务牵头，两村协办，周五前拿出方案。";
    }
    return false;
  };
  EXPECT_TRUE(sees("wb_handler"));
  for (const TimelineItem& row : spine::must(TrackDesk(*h.house).track(h.person(one))).timeline) EXPECT_NE(row.kind, "conference");
}

TEST_P(Conference, WhatIsOverdueIsSuggestedWithTheReason) {
  h.accept(one.matter);
  h.assign(one.matter);
  EXPECT_TRUE(spine::must(desk.page(h.county.actor("tc_triage"), {})).suggested.empty());
  h.clock.advance(120LL * 86'400'000);
  while (tick(*h.house, h.clock.now()).more) {}
  const auto page = spine::must(desk.page(h.county.actor("tc_triage"), {}));
  ASSERT_EQ(page.suggested.size(), 1u);
  EXPECT_NE(page.suggested[0].signs.at(0).find("已超期"), std::string::npos);
  spine::must(desk.pick(h.by("tc_triage"), {one.matter.text, "久拖不决", {}}));
  EXPECT_TRUE(spine::must(desk.page(h.county.actor("tc_triage"), {})).suggested.empty());
}

TEST_P(Conference, TheWorkbookHasTheRowsOfThePageAndNoFormula) {
  spine::must(desk.pick(h.by("tc_triage"), {number(), "=1+1 两个部门都说不归自己管", {}}));
  const auto page = spine::must(desk.page(h.county.actor("tc_triage"), {}));
  const auto file = spine::must(desk.sheet(h.county.actor("tc_triage"), {}));
  EXPECT_EQ(file.name, "研判会清单2026-08-31.xlsx");
  const auto book = spine::must(paper::read_sheets(file.bytes));
  ASSERT_EQ(book.sheets.at(0).rows.size(), page.items.size() + 1);
  const auto& row = book.sheets[0].rows[1];
  EXPECT_EQ(row.at(0).text, page.items[0].number);
  EXPECT_EQ(row.at(1).text, page.items[0].title);
  EXPECT_EQ(row.at(5).kind, paper::CellKind::text);
  EXPECT_EQ(row.at(5).text, "=1+1 两个部门都说不归自己管");
  EXPECT_EQ(desk.sheet(h.county.actor("wb_handler"), {}).error().code, "not_yours");
}

TEST_P(Conference, RefusesStrangersUnknownsAndClosedOnes) {
  EXPECT_EQ(desk.page(h.county.actor("wb_handler"), {}).error().code, "not_yours");
  EXPECT_EQ(desk.pick(h.by("wb_handler"), {number(), "不该", {}}).error().code, "not_yours");
  EXPECT_EQ(desk.pick(h.by("tc_triage"), {"PD2026-999999", "没有", {}}).error().fields.at(0).pointer, "/matter");
  const std::string item = *spine::must(desk.pick(h.by("tc_triage"), {number(), "牵涉两个村", {}})).items.at(0).id;
  EXPECT_EQ(desk.drop(h.by("cc_triage"), item).error().code, "not_found");  // another centre's list
  EXPECT_TRUE(desk.drop(h.by("tc_triage"), item));
  EXPECT_EQ(desk.conclude(h.by("tc_triage"), item, {"意见"}).error().code, "not_found");
}

INSTANTIATE_TEST_SUITE_P(Engines, Conference, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

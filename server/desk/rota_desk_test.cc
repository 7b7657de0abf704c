// The week's rota: put, changed, repeated, and what is refused.

#include "desk/rota_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"
#include "paper/sheet_read.h"

namespace lianhu {
namespace {

class Rota : public testing::TestWithParam<Engine> {
 protected:
  Result<RotaPage> put(Date day, const std::string& office = "wb", const std::string& login = "cc_triage", bool remove = false) {
    return desk.put(h.by(login), {day, office, "3号窗口", "19900000000", remove});
  }
  SpineHouse h{GetParam()};
  RotaDesk desk{*h.house};
  const Date tuesday = Date::of(2026, 9, 1);
};

TEST_P(Rota, ADayIsPutOnceChangedAndTakenAway) {
  ASSERT_TRUE(put(tuesday));
  const auto again = desk.put(h.by("cc_triage"), {tuesday, "wb", "5号窗口", std::nullopt, std::nullopt});
  ASSERT_TRUE(again);
  ASSERT_EQ(again->items.size(), 1u);
  EXPECT_EQ(again->items[0].window_name, "5号窗口");
  EXPECT_TRUE(spine::must(put(tuesday, "wb", "cc_triage", true)).items.empty());
}

TEST_P(Rota, AWeekIsRepeatedWithoutTouchingWhatIsThere) {
  ASSERT_TRUE(put(tuesday));
  ASSERT_TRUE(put(tuesday.plus(2)));
  ASSERT_TRUE(desk.put(h.by("cc_triage"), {tuesday.plus(7), "wb", "1号窗口", std::nullopt, std::nullopt}));
  const auto next = desk.repeat(h.by("cc_triage"), {tuesday.plus(7)});
  ASSERT_TRUE(next) << next.error().message;
  ASSERT_EQ(next->items.size(), 2u);
  EXPECT_EQ(next->items[0].window_name, "1号窗口");
  EXPECT_EQ(next->items[1].day, tuesday.plus(9));
  EXPECT_EQ(spine::must(desk.repeat(h.by("cc_triage"), {tuesday.plus(7)})).items.size(), 2u);
  EXPECT_EQ(desk.repeat(h.by("cc_triage"), {tuesday.plus(70)}).error().code, "nothing_before");
}

TEST_P(Rota, RefusesThePastTheUnknownAndStrangers) {
  EXPECT_EQ(put(tuesday.plus(-1)).error().fields.at(0).pointer, "/day");
  EXPECT_EQ(put(tuesday.plus(500)).error().fields.at(0).pointer, "/day");
  EXPECT_EQ(put(tuesday, "nobody").error().fields.at(0).pointer, "/office");
  EXPECT_EQ(put(tuesday, "wb", "wb_handler").error().code, "not_yours");
  EXPECT_EQ(put(tuesday, "wb", "cc_verifier").error().code, "not_yours");
  EXPECT_EQ(desk.page(h.county.actor("wb_handler"), {}).error().code, "not_yours");
  EXPECT_EQ(desk.repeat(h.by("cc_triage"), {tuesday.plus(-30)}).error().fields.at(0).pointer, "/day");
}

TEST_P(Rota, TheWorkbookTellsTheWholeWeek) {
  ASSERT_TRUE(put(tuesday));
  ASSERT_TRUE(desk.put(h.by("cc_triage"), {tuesday, "cc", "=HYPERLINK(1)", std::nullopt, std::nullopt}));
  const auto file = spine::must(desk.sheet(h.county.actor("cc_triage"), {tuesday}));
  EXPECT_EQ(file.name, "轮驻安排2026-08-31.xlsx");
  const auto book = spine::must(paper::read_sheets(file.bytes));
  const auto& rows = book.sheets.at(0).rows;
  const auto page = spine::must(desk.page(h.county.actor("cc_triage"), {tuesday}));
  ASSERT_EQ(rows.size(), 1 + 6 + page.items.size() + page.resident.size());  // six days without anybody
  EXPECT_EQ(rows[1].at(2).text, "没有安排");
  EXPECT_EQ(rows[2].at(0).shown(), "2026-09-01");
  EXPECT_EQ(rows[2].at(1).text, "周二");
  const bool first = rows[2].at(3).text == "=HYPERLINK(1)";
  EXPECT_EQ(rows[first ? 2 : 3].at(3).kind, paper::CellKind::text);
  EXPECT_EQ(desk.sheet(h.county.actor("wb_handler"), {}).error().code, "not_yours");
}

INSTANTIATE_TEST_SUITE_P(Engines, Rota, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

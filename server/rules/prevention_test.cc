// Thresholds at their edges, and what a first year must not be taken for.

#include "rules/prevention.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

const PreventionRule rule;

std::map<std::string, std::int64_t> year(const std::string& first, std::int64_t each) {
  std::map<std::string, std::int64_t> months;
  for (int n = 0; n < 24; ++n) months[month_plus(first, n)] = each;
  return months;
}

TEST(Prevention, ThreeOfAKindInOneVillageRecurAndTwoDoNot) {
  const auto found = recurring({{"v1", "ditch", 2}, {"v2", "ditch", 3}, {"v1", "lamp", 5}}, rule);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].category, "lamp");
  EXPECT_EQ(found[1].village, "v2");
}

TEST(Prevention, MonthsCrossTheYear) {
  EXPECT_EQ(month_plus("2026-01", -1), "2025-12");
  EXPECT_EQ(month_plus("2026-12", 1), "2027-01");
  EXPECT_EQ(month_plus("2026-03", -12), "2025-03");
  EXPECT_EQ(month_of(Date::of(2026, 9, 1)), "2026-09");
}

TEST(Prevention, ASeasonIsHalfAgainAsMuchAsAnAverageMonth) {
  std::map<std::string, std::map<std::string, std::int64_t>> by_kind{{"water", year("2024-01", 8)}, {"even", year("2024-01", 20)}, {"few", year("2024-01", 1)}};
  by_kind["water"]["2025-03"] = 30;
  by_kind["few"]["2025-03"] = 7;  // seven times the rest, and still only seven
  const auto found = seasons(by_kind, "2026-03", rule);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].category, "water");
  EXPECT_EQ(found[0].month, "2025-03");
  EXPECT_EQ(found[0].count, 30);
  EXPECT_EQ(found[0].percent, 30 * 1200 / (8 * 11 + 30));
}

TEST(Prevention, AFirstYearIsNoSeason) {
  std::map<std::string, std::map<std::string, std::int64_t>> by_kind{{"new", {{"2025-02", 9}, {"2025-03", 40}}}};
  EXPECT_TRUE(seasons(by_kind, "2026-03", rule).empty());
}

}  // namespace
}  // namespace lianhu

#include "rules/demo_grids.h"

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

namespace lianhu {
namespace {

std::vector<Division> puding() {
  std::ifstream in(std::string(LIANHU_SOURCE_DIR) + "/territory/520422.csv", std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  const std::string text = all.str();
  const DivisionFile file{"520422.csv", text};
  auto result = parse_divisions({&file, 1});
  EXPECT_TRUE(result.ok());
  return std::move(result).value();
}

void expect_children(const std::vector<Division>& parents, const std::vector<Division>& children, std::size_t low, std::size_t high) {
  std::map<std::string, std::size_t> count;
  std::set<std::string> codes;
  for (const Division& child : children) {
    ASSERT_EQ(parent_code(child.code), child.parent);
    ASSERT_EQ(kind_of_code(child.code), child.kind);
    ASSERT_TRUE(codes.insert(child.code).second);
    ++count[child.parent];
  }
  ASSERT_EQ(count.size(), parents.size());
  for (const Division& parent : parents) {
    ASSERT_GE(count[parent.code], low) << parent.name;
    ASSERT_LE(count[parent.code], high) << parent.name;
  }
}

TEST(DemoGrids, MeetsEachTotalExactly) {
  const auto divisions = puding();
  const auto result = generate_grids(divisions, 1);
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(result->grids.size(), 350U);
  EXPECT_EQ(result->groups.size(), 10'000U);
  EXPECT_EQ(result->households.size(), 134'000U);
  std::vector<Division> villages;
  for (const Division& d : divisions) {
    if (d.kind == DivisionKind::village) villages.push_back(d);
  }
  expect_children(villages, result->grids, 1, 5);
  expect_children(result->grids, result->groups, 10, 60);
  expect_children(result->groups, result->households, 5, 30);
}

TEST(DemoGrids, TheCountySeatIsLargest) {
  const auto divisions = puding();
  const auto result = generate_grids(divisions, 20260901);
  ASSERT_TRUE(result.ok());
  std::map<std::string, int> by_town;
  for (const Division& d : result->households) ++by_town[d.code.substr(0, 9)];
  ASSERT_EQ(by_town.size(), 13U);
  for (const auto& [town, count] : by_town) {
    EXPECT_LE(count, by_town["520422001"]) << town;
    EXPECT_GE(count, 3'000) << town;
  }
}

TEST(DemoGrids, SameSeedSameGridsOtherSeedOthers) {
  const auto divisions = puding();
  const auto a = generate_grids(divisions, 7), b = generate_grids(divisions, 7), c = generate_grids(divisions, 8);
  ASSERT_TRUE(a.ok() && b.ok() && c.ok());
  EXPECT_EQ(a->households, b->households);
  EXPECT_NE(a->households, c->households);
}

TEST(DemoGrids, NamesAreHouseNumbers) {
  const auto divisions = puding();
  const auto result = generate_grids(divisions, 1);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->grids.front(), (Division{"520422001001001", "塔山社区第1网格", DivisionKind::grid, "520422001001"}));
  EXPECT_EQ(result->households.front(),
            (Division{"520422001001001001001", "塔山社区第1网格1联户01户", DivisionKind::household, "520422001001001001"}));
}

TEST(DemoGrids, OtherTotalsAndTooSmallOnes) {
  const auto divisions = puding();
  for (const DemoCounts& counts : {DemoCounts{175, 175, 175}, DemoCounts{175, 2'000, 60'214}, DemoCounts{700, 20'000, 300'000}}) {
    const auto result = generate_grids(divisions, 3, counts);
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_EQ(result->grids.size(), counts.grids);
    EXPECT_EQ(result->groups.size(), counts.groups);
    EXPECT_EQ(result->households.size(), counts.households);
  }
  EXPECT_FALSE(generate_grids(divisions, 3, {174, 10'000, 134'000}).ok());
  EXPECT_FALSE(generate_grids(divisions, 3, {350, 300, 134'000}).ok());
  EXPECT_FALSE(generate_grids(divisions, 3, {350, 350, 5'000'000}).ok());
  EXPECT_FALSE(generate_grids({}, 3).ok());
}

}  // namespace
}  // namespace lianhu

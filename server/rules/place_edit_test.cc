#include "rules/place_edit.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

const Date since = Date::of(2020, 1, 1), day = Date::of(2026, 9, 1);

Place place(PlaceKind kind, std::string code, std::string name, const Place* parent) {
  Place row{PlaceId{code}, since, Date::of(2026, 12, 31), kind, code, name, std::nullopt, "/" + code + "/", "定南街道" + name, std::nullopt, "旧"};
  if (parent) row.parent = parent->id, row.path = parent->path + code + "/";
  return row;
}

const Place village = place(PlaceKind::village, "520422001001", "塔山社区", nullptr);
const Place one = place(PlaceKind::grid, "520422001001001", "塔山社区第1网格", &village);
const Place two = place(PlaceKind::grid, "520422001001002", "塔山社区第2网格", &village);
const Place group = place(PlaceKind::group, "520422001001001002", "塔山社区第1网格2联户", &one);
const Place home = place(PlaceKind::household, "520422001001001002007", "塔山社区第1网格2联户07户", &group);

TEST(PlaceEdit, ANewNameIsThatOfEverythingBelow) {
  const Place row = renamed(home, one.name, "塔山社区月亮湾网格", day);
  EXPECT_EQ(row.name, "塔山社区月亮湾网格2联户07户");
  EXPECT_EQ(row.full_name, "定南街道塔山社区月亮湾网格2联户07户");
  EXPECT_EQ(row.search, row.full_name + " " + row.name + " " + home.code);
  EXPECT_EQ(row.valid_from, day);
  EXPECT_FALSE(row.valid_to);
  EXPECT_EQ(row.path, home.path);
}

TEST(PlaceEdit, AGroupGoesWithItsHouseholdsAndKeepsItsCode) {
  const Place moved = moved_to(group, one, two, true, day), below = moved_to(home, one, two, true, day);
  EXPECT_EQ(moved.id, group.id);
  EXPECT_EQ(moved.code, group.code);
  EXPECT_EQ(moved.parent, two.id);
  EXPECT_EQ(moved.path, two.path + group.id.text + "/");
  EXPECT_EQ(moved.name, "塔山社区第2网格2联户");
  EXPECT_EQ(below.parent, group.id);
  EXPECT_EQ(below.path, moved.path + home.id.text + "/");
  EXPECT_EQ(moved_to(group, one, two, false, day).name, group.name) << "a name that is taken there stays as it is";
}

TEST(PlaceEdit, CodesGoOnBehindTheGreatestThereEverWas) {
  EXPECT_EQ(next_code(village.id, std::nullopt), "520422001001001");
  EXPECT_EQ(next_code(village.id, "520422001001009"), "520422001001010");
  EXPECT_FALSE(next_code(village.id, "520422001001999"));
}

TEST(PlaceEdit, TheTownStandsInFrontOfTheName) {
  EXPECT_EQ(full_name_below(village, "塔山社区第3网格"), "定南街道塔山社区第3网格");
  EXPECT_EQ(full_name_below(village, "月亮湾网格"), "定南街道塔山社区月亮湾网格");
  EXPECT_EQ(full_name_below(one, "塔山社区第1网格9联户"), "定南街道塔山社区第1网格9联户");
  EXPECT_EQ(full_name_below(one, "河边联户"), "定南街道塔山社区第1网格河边联户");
}

}  // namespace
}  // namespace lianhu

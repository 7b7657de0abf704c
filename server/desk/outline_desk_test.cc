// New outlines of grids: tried, put in force, and the old ones of a divided grid given up. On both engines.

#include "desk/outline_desk.h"

#include <gtest/gtest.h>

#include "desk/grid_locator.h"
#include "desk/place_desk.h"
#include "desk/spine_house.h"
#include "store/access_store.h"
#include "store/place_change_store.h"

namespace lianhu {
namespace {

class Outlines : public ::testing::TestWithParam<Engine> {
 protected:
  Outlines() {
    h.db->commit([&](Session& session) {
      Place row{PlaceId{group}, Date::of(2020, 1, 1), std::nullopt, PlaceKind::group, group, "甲村第一网格1联户", PlaceId{spine::grid_place}, spine::path_of(spine::grid_place) + group + "/",
                "某县甲村第一网格1联户", std::nullopt, "联户"};
      insert_place(session, h.region, row);
      session.run("UPDATE place SET code = :code WHERE id = :id", {{"code", grid_code}, {"id", grid}});
    });
  }
  Actor admin() const { return h.county.actor("cc_admin"); }
  static std::string square(int n) {
    const std::string west = "105.7" + std::to_string(n), east = "105.7" + std::to_string(n + 1);
    return R"({"type":"Polygon","coordinates":[[[)" + west + ",26.30],[" + east + ",26.30],[" + east + ",26.31],[" + west + ",26.31],[" + west + ",26.30]]]}";
  }
  static std::string file(const std::vector<std::pair<std::string, int>>& grids) {
    std::string features;
    for (const auto& [code, n] : grids) features += (features.empty() ? "" : ",") + (R"({"type":"Feature","properties":{"code":")" + code + R"("},"geometry":)" + square(n) + "}");
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
  }
  Result<OutlineCheck> put(const std::string& text, const std::string& key = "k") {
    const auto tried = desk.check(admin(), text);
    if (!tried) return tried.error();
    return desk.put(admin(), text, tried->seen, {key, sha256_hex(text)});
  }
  std::optional<std::string> at(int n) {
    h.clock.advance(1'000);
    h.house->catch_up();  // each process looks once a second
    const auto place = locator().find(*h.house, {105'705'000 + n * 10'000, 26'305'000});
    return place ? std::optional(place->id.text) : std::nullopt;
  }
  const GridLocator& locator() {
    if (!locator_) locator_.emplace(*h.house);
    return *locator_;
  }
  std::string divided() {
    const PlaceMoveInput move{{group}, {}, "甲村第二网格"};
    const auto check = spine::must(places.check(admin(), PlaceId{spine::grid_place}, move));
    spine::must(places.submit(admin(), PlaceId{spine::grid_place}, {move, "人多了", check.seen}, {"split", "b"}));
    return std::string(spine::village_place) + "001";
  }
  static std::string code(const Result<OutlineCheck>& result) { return result ? "" : result.error().code; }

  const std::string group = std::string(spine::grid_place) + "-l1", grid{spine::grid_place}, grid_code = "520422100201900";
  SpineHouse h{GetParam()};
  OutlineDesk desk{*h.house};
  PlaceDesk places{*h.house};
  std::optional<GridLocator> locator_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Outlines, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Outlines, AreTriedFirstAndThenInForceFromToday) {
  EXPECT_FALSE(at(0));
  const auto tried = spine::must(desk.check(admin(), file({{grid_code, 0}})));
  EXPECT_EQ(std::tuple(tried.fresh, tried.changed, tried.same, tried.without, tried.written), std::tuple(1, 0, 0, 0, false));
  EXPECT_FALSE(at(0)) << "only tried";
  ASSERT_TRUE(put(file({{grid_code, 0}})));
  EXPECT_EQ(at(0), grid);
  // The grid's earlier days keep what they had.
  h.db->read([&](Session& session) {
    EXPECT_FALSE(find_place(session, h.region, PlaceId{grid}, Date::of(2026, 8, 31))->geometry);
    EXPECT_TRUE(find_place(session, h.region, PlaceId{grid}, Date::of(2026, 9, 1))->geometry);
  });
  EXPECT_EQ(spine::must(put(file({{grid_code, 0}}))).written, true) << "the same once more";
  EXPECT_EQ(code(put(file({{grid_code, 0}}), "k2")), "invalid_fields") << "nothing to do";
  EXPECT_EQ(spine::must(put(file({{grid_code, 1}}), "k3")).changed, 1);
  EXPECT_EQ(at(1), grid);
  EXPECT_FALSE(at(0));
}

TEST_P(Outlines, WhatChangedSinceItWasTriedIsTriedAgain) {
  const std::string text = file({{grid_code, 0}});
  const std::string seen = spine::must(desk.check(admin(), text)).seen;
  EXPECT_EQ(code(desk.put(admin(), file({{grid_code, 1}}), seen, {"k", "b"})), "stale_version") << "another file";
  const std::string etag = spine::must(places.detail(admin(), PlaceId{grid})).place.etag;
  ASSERT_TRUE(places.rename(admin(), PlaceId{grid}, {"甲村老网格", Date::of(2026, 9, 1)}, etag));
  EXPECT_EQ(code(desk.put(admin(), text, seen, {"k", "b"})), "stale_version");
  EXPECT_FALSE(at(0));
}

TEST_P(Outlines, AFaultNamesTheFeatureAndNothingIsWritten) {
  EXPECT_EQ(code(desk.check(h.county.actor("tc_triage"), file({{grid_code, 0}}))), "admin_role_needed");
  EXPECT_EQ(code(desk.check(admin(), "no json")), "grid_map");
  const auto unknown = desk.check(admin(), file({{grid_code, 0}, {"520422999999999", 1}}));
  ASSERT_EQ(code(unknown), "invalid_fields");
  EXPECT_EQ(unknown.error().fields.at(0).pointer, "/features/1");
  EXPECT_NE(unknown.error().fields.at(0).message.find("520422999999999"), std::string::npos);
  const auto planned = spine::must(places.detail(admin(), PlaceId{grid})).place.etag;
  ASSERT_TRUE(places.rename(admin(), PlaceId{grid}, {"甲村老网格", Date::of(2026, 9, 5)}, planned));
  EXPECT_EQ(code(desk.check(admin(), file({{grid_code, 0}}))), "invalid_fields") << "what is planned comes first";
}

TEST_P(Outlines, TheOldOutlineOfADividedGridGivesWayToAllNewOnesOnly) {
  ASSERT_TRUE(put(file({{grid_code, 0}})));
  const std::string second = divided();
  EXPECT_EQ(at(0), spine::village_place) << "left to the village";
  const auto half = desk.check(admin(), file({{second, 1}}));
  ASSERT_EQ(code(half), "invalid_fields");
  EXPECT_NE(half.error().message.find("全村网格的边界"), std::string::npos) << half.error().message;
  ASSERT_TRUE(put(file({{grid_code, 0}, {second, 1}}), "both"));
  EXPECT_EQ(at(0), grid);
  EXPECT_EQ(at(1), second);
  h.db->read([&](Session& session) { EXPECT_TRUE(shared_outlines(session, h.region, Date::of(2026, 9, 1)).empty()); });
}

TEST_P(Outlines, NewOnesDoNotOverlapThoseThatStand) {
  ASSERT_TRUE(put(file({{grid_code, 0}})));
  const auto other = spine::must(places.add(admin(), {spine::village_place, "甲村第三网格", Date::of(2026, 9, 1)}, {"add", "b"}));
  EXPECT_EQ(code(desk.check(admin(), file({{other.id, 0}}))), "grid_map");
  EXPECT_EQ(code(desk.check(admin(), file({{other.id, 1}}))), "");
}

}  // namespace
}  // namespace lianhu

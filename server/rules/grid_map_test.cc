#include "rules/grid_map.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "rules/demo_grids.h"
#include "rules/schematic_map.h"
#include "rules/seeded.h"

namespace lianhu {
namespace {

SchematicMap puding_map(std::uint64_t seed) {
  std::ifstream in(std::string(LIANHU_SOURCE_DIR) + "/territory/520422.csv", std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  const std::string text = all.str();
  const DivisionFile file{"520422.csv", text};
  const auto divisions = parse_divisions({&file, 1});
  EXPECT_TRUE(divisions.ok());
  const auto grids = generate_grids(*divisions, seed);
  EXPECT_TRUE(grids.ok());
  return draw_schematic(*divisions, grids->grids, seed);
}

// The oracle: whole-number ray casting over plain rings, nothing shared with the code under test.
enum class Side { out, edge, in };

Side side(const Ring& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const std::int64_t ax = ring[j].lon_e6 - p.lon_e6, ay = ring[j].lat_e6 - p.lat_e6;
    const std::int64_t bx = ring[i].lon_e6 - p.lon_e6, by = ring[i].lat_e6 - p.lat_e6;
    const std::int64_t cross = ax * by - ay * bx;
    if (cross == 0 && ax * bx <= 0 && ay * by <= 0) return Side::edge;
    if ((ay > 0) != (by > 0) && (cross > 0) == (by > ay)) inside = !inside;
  }
  return inside ? Side::in : Side::out;
}

std::int64_t twice_area(const Ring& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point& a = ring[i];
    const Point& b = ring[(i + 1) % ring.size()];
    sum += std::int64_t{a.lon_e6} * b.lat_e6 - std::int64_t{b.lon_e6} * a.lat_e6;
  }
  return sum;
}

class Oracle {
 public:
  explicit Oracle(const SchematicMap& map) : map_(map) {
    for (const Tile& tile : map.grids) {
      Frame f{tile.ring[0], tile.ring[0]};
      for (const Point& p : tile.ring) {
        f.low = {std::min(f.low.lon_e6, p.lon_e6), std::min(f.low.lat_e6, p.lat_e6)};
        f.high = {std::max(f.high.lon_e6, p.lon_e6), std::max(f.high.lat_e6, p.lat_e6)};
      }
      frames_.push_back(f);
    }
  }
  // Codes whose inside, and codes whose edge, holds the point.
  std::pair<std::vector<std::string>, std::vector<std::string>> holders(Point p) const {
    std::pair<std::vector<std::string>, std::vector<std::string>> out;
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      const Frame& f = frames_[i];
      if (p.lon_e6 < f.low.lon_e6 || p.lon_e6 > f.high.lon_e6 || p.lat_e6 < f.low.lat_e6 || p.lat_e6 > f.high.lat_e6) continue;
      const Side s = side(map_.grids[i].ring, p);
      if (s == Side::in) out.first.push_back(map_.grids[i].code);
      if (s == Side::edge) out.second.push_back(map_.grids[i].code);
    }
    return out;
  }

 private:
  struct Frame {
    Point low, high;
  };
  const SchematicMap& map_;
  std::vector<Frame> frames_;
};

using Find = std::function<std::optional<std::string>(Point)>;

struct Tally {
  int points = 0;   // tried
  int inside = 0;   // strictly inside one grid
  int borders = 0;  // on a border
  int outside = 0;
  int wrong = 0;  // answers that differ from the oracle, or points the oracle gives to no or several grids
};

Tally try_points(const SchematicMap& map, const Oracle& oracle, const Find& find) {
  std::vector<Point> points;
  Seeded seeded(99);
  for (int i = 0; i < 100'000; ++i) {
    points.push_back({static_cast<std::int32_t>(seeded.between(105'560'000, 105'940'000)),
                      static_cast<std::int32_t>(seeded.between(26'120'000, 26'480'000))});
  }
  for (const Tile& tile : map.grids) {
    for (std::size_t i = 0; i < tile.ring.size(); ++i) {
      const Point& a = tile.ring[i];
      const Point& b = tile.ring[(i + 1) % tile.ring.size()];
      points.push_back(a);
      points.push_back({(a.lon_e6 + b.lon_e6) / 2, (a.lat_e6 + b.lat_e6) / 2});
    }
  }
  Tally tally;
  for (const Point& p : points) {
    ++tally.points;
    const auto [in, edge] = oracle.holders(p);
    const auto found = find(p);
    std::optional<std::string> due;
    if (!in.empty()) due = in.front();
    if (in.empty() && !edge.empty()) due = *std::min_element(edge.begin(), edge.end());
    const bool torn = in.size() > 1 || (!in.empty() && !edge.empty()) || (!due && side(map.outline, p) != Side::out);
    tally.inside += !in.empty();
    tally.borders += in.empty() && !edge.empty();
    tally.outside += !due;
    tally.wrong += torn || found != due;
  }
  return tally;
}

TEST(SchematicMap, CoversTheCountyWithoutGapOrOverlap) {
  for (const std::uint64_t seed : {1, 2, 3, 20260901}) {
    const SchematicMap map = puding_map(seed);
    ASSERT_EQ(map.towns.size(), 13U);
    ASSERT_EQ(map.villages.size(), 175U);
    ASSERT_EQ(map.grids.size(), 350U);
    for (const auto* tiles : {&map.towns, &map.villages, &map.grids}) {
      std::int64_t sum = 0;
      std::map<std::pair<Point, Point>, int> steps;
      for (const Tile& tile : *tiles) {
        ASSERT_GT(twice_area(tile.ring), 0) << tile.name;
        sum += twice_area(tile.ring);
        ASSERT_EQ(std::set<Point>(tile.ring.begin(), tile.ring.end()).size(), tile.ring.size()) << tile.name;
        for (std::size_t i = 0; i < tile.ring.size(); ++i) ++steps[{tile.ring[i], tile.ring[(i + 1) % tile.ring.size()]}];
      }
      EXPECT_EQ(sum, twice_area(map.outline));
      // Each step of a border is walked once, and once the other way by the neighbour unless it is the outline.
      std::size_t lone = 0;
      for (const auto& [step, count] : steps) {
        ASSERT_EQ(count, 1);
        lone += !steps.contains({step.second, step.first});
      }
      EXPECT_EQ(lone, map.outline.size());
    }
  }
}

TEST(SchematicMap, EachKindIsAValidMapAndGridsLieInTheirVillage) {
  const SchematicMap map = puding_map(1);
  for (const auto* tiles : {&map.towns, &map.villages, &map.grids}) {
    const auto result = GridMap::from_geojson(schematic_geojson(*tiles));
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_EQ(result->size(), tiles->size());
    EXPECT_TRUE(result->schematic());
    EXPECT_EQ(result->review_number(), "");
  }
  std::map<std::string, const Tile*> above;
  for (const Tile& tile : map.villages) above[tile.code] = &tile;
  for (const Tile& tile : map.grids) {
    const Tile& village = *above.at(std::string(parent_code(tile.code)));
    for (const Point& p : tile.ring) ASSERT_NE(side(village.ring, p), Side::out) << tile.name;
  }
}

TEST(SchematicMap, ADivisionWithoutGridsHasNoTile) { EXPECT_TRUE(draw_schematic({}, {}, 1).grids.empty()); }

TEST(GridMap, EveryPointHasExactlyOneGrid) {
  const SchematicMap map = puding_map(1);
  const Oracle oracle(map);
  const auto grid_map = GridMap::from_geojson(schematic_geojson(map.grids));
  ASSERT_TRUE(grid_map.ok()) << grid_map.error().message;
  const Tally tally = try_points(map, oracle, [&](Point p) { return grid_map->find(p); });
  EXPECT_EQ(tally.wrong, 0);
  EXPECT_GT(tally.points, 110'000);
  EXPECT_GT(tally.inside, 60'000);
  EXPECT_GT(tally.borders, 8'000);
  EXPECT_GT(tally.outside, 5'000);
  RecordProperty("points", tally.points);
  RecordProperty("inside", tally.inside);
  RecordProperty("borders", tally.borders);
  RecordProperty("outside", tally.outside);

  // The harness must see a search that forgets borders, and one that takes the highest code there.
  const Tally strict = try_points(map, oracle, [&](Point p) -> std::optional<std::string> {
    const auto [in, edge] = oracle.holders(p);
    if (in.empty()) return std::nullopt;
    return in.front();
  });
  EXPECT_EQ(strict.wrong, tally.borders);
  const Tally highest = try_points(map, oracle, [&](Point p) -> std::optional<std::string> {
    auto [in, edge] = oracle.holders(p);
    in.insert(in.end(), edge.begin(), edge.end());
    if (in.empty()) return std::nullopt;
    return *std::max_element(in.begin(), in.end());
  });
  EXPECT_GT(highest.wrong, 5'000);
}

std::string feature(const std::string& code, const std::string& coordinates, const std::string& type = "Polygon") {
  return R"({"type":"Feature","properties":{"code":")" + code + R"("},"geometry":{"type":")" + type + R"(","coordinates":)" + coordinates +
         "}}";
}
std::string collection(const std::string& features) { return R"({"type":"FeatureCollection","features":[)" + features + "]}"; }

// A square of 0.01° whose south-west corner is (lon, 26).
std::string square(double lon) {
  std::ostringstream s;
  s << "[[[" << lon << ",26],[" << lon + 0.01 << ",26],[" << lon + 0.01 << ",26.01],[" << lon << ",26.01],[" << lon << ",26]]]";
  return s.str();
}

std::string first_fault(const std::string& text) {
  const auto result = GridMap::from_geojson(text);
  if (result.ok()) return "(no fault)";
  EXPECT_EQ(result.error().code, "grid_map");
  return result.error().fields.empty() ? result.error().message : result.error().fields.front().message;
}

TEST(GridMap, RefusesBadBordersByName) {
  EXPECT_EQ(first_fault(collection(feature("101", "[[[105,26],[105.1,26],[105.1,26.1],[105,26.1]]]"))),
            "第 1 个要素（101）：外环没有闭合，最后一点应与第一点相同");
  EXPECT_EQ(first_fault(collection(feature("101", "[[[105,26],[105.1,26],[105,26]]]"))),
            "第 1 个要素（101）：外环不足 4 个点（首尾同点，至少 4 个）");
  EXPECT_EQ(first_fault(collection(feature("101", "[[[105,26],[105.1,26.1],[105.1,26],[105,26.1],[105,26]]]"))),
            "第 1 个要素（101）：边界自相交，请在制图软件中修正");
  EXPECT_EQ(first_fault(collection(feature("101", "[[[105,26],[105.1,26],[105.1,26.2],[105.05,25.9],[105,26]]]"))),
            "第 1 个要素（101）：边界自相交，请在制图软件中修正");
  EXPECT_EQ(first_fault(collection(feature("101", "[[[26,105],[26,105.1],[26.1,105.1],[26,105]]]"))),
            "第 1 个要素（101）：外环第 1 点超出范围（经度 73–136，纬度 3–54，经度在前）");
  EXPECT_EQ(first_fault(collection(feature("101", square(105)) + "," + feature("101", square(105.5)))),
            "第 2 个要素（101）：代码重复，已见于第 1 个要素；一个网格有几块请用 MultiPolygon");
  EXPECT_EQ(first_fault(collection(feature("102", square(105)) + "," + feature("101", square(105.005)))),
            "第 2 个要素（101）与第 1 个要素（102）重叠约 556899 平方米，请修正边界");
  EXPECT_EQ(first_fault(collection(feature("", square(105)))), "第 1 个要素：缺少文字属性 code，请填写网格代码（用引号括起）");
  EXPECT_EQ(first_fault(collection(feature("甲", square(105)))), "第 1 个要素：属性 code 应为不超过 21 位的数字代码（用引号括起）");
  EXPECT_EQ(first_fault(collection(feature("101", "[105,26]", "Point"))), "第 1 个要素（101）：边界应为 Polygon 或 MultiPolygon");
  EXPECT_EQ(first_fault(collection(feature("101", "[[[105,26],[105.1,null],[105.1,26.1],[105,26]]]"))),
            "第 1 个要素（101）：外环第 2 点应为 [经度, 纬度]");
  EXPECT_EQ(first_fault(collection("7")), "第 1 个要素：不是 Feature 对象");
  EXPECT_EQ(first_fault(collection("")), "文件里没有一个网格");
  EXPECT_EQ(first_fault("[]"), "文件应为 GeoJSON 的 FeatureCollection");
  EXPECT_EQ(first_fault("{"), "文件不是有效的 JSON（或不是 UTF-8 编码），请重新导出 GeoJSON");
}

TEST(GridMap, HolesIslandsAndDirection) {
  // 102 has a hole that 101 fills, a second piece to the east, and rings in both directions.
  const std::string outer =
      "[[[[105,26],[105,26.03],[105.03,26.03],[105.03,26],[105,26]],[[105.01,26.01],[105.01,26.02],[105.02,26.02],[105.02,26.01],[105.01,"
      "26.01]]],"
      "[[[105.1,26],[105.11,26],[105.11,26.01],[105.1,26]]]]";
  const std::string inner = "[[[105.01,26.01],[105.02,26.01],[105.02,26.02],[105.01,26.02],[105.01,26.01]]]";
  std::string text = collection(feature("102", outer, "MultiPolygon") + "," + feature("101", inner));
  text.insert(1, R"("审图号":"黔S（2026）000号",)");
  const auto map = GridMap::from_geojson(text, Datum::gcj02);
  ASSERT_TRUE(map.ok()) << map.error().message;
  EXPECT_EQ(map->find({105'015'000, 26'015'000}), "101");
  EXPECT_EQ(map->find({105'005'000, 26'005'000}), "102");
  EXPECT_EQ(map->find({105'010'000, 26'015'000}), "101");  // the rim of the hole: lowest code
  EXPECT_EQ(map->find({105'109'000, 26'005'000}), "102");
  EXPECT_EQ(map->find({105'000'000, 26'000'000}), "102");
  EXPECT_EQ(map->find({105'050'000, 26'005'000}), std::nullopt);
  EXPECT_EQ(map->datum(), Datum::gcj02);
  EXPECT_FALSE(map->schematic());
  EXPECT_EQ(map->review_number(), "黔S（2026）000号");
}

}  // namespace
}  // namespace lianhu

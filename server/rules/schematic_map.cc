#include "rules/schematic_map.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <utility>

#include "rules/seeded.h"

namespace lianhu {
namespace {

// A county-wide lattice is cut into rectangles, towns first, then villages, then grids. A tile's ring walks every
// lattice point on its rectangle's rim, so neighbours agree on each point of the common border whatever the bending.
struct Rect {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // lattice lines, y upwards
};

struct Node {
  const Division* division = nullptr;  // nothing for the county
  std::vector<Node> children;
  int leaves = 0;  // grids below

  int count() {
    leaves = children.empty() ? 1 : 0;
    for (Node& child : children) leaves += child.count();
    return leaves;
  }
};

constexpr int cells_per_grid = 36;
constexpr double centre_lon_e6 = 105.75e6, centre_lat_e6 = 26.3e6;
constexpr double width_e6 = 331'000, height_e6 = 298'000;  // about 33 km by 33 km at 26.3° N

class Lattice {
 public:
  Lattice(int size, std::uint64_t seed) : size_(size) {
    Seeded seeded(seed);
    points_.reserve(static_cast<std::size_t>(size + 1) * static_cast<std::size_t>(size + 1));
    for (int y = 0; y <= size; ++y) {
      for (int x = 0; x <= size; ++x) points_.push_back(bend(x, y, seeded));
    }
  }

  const Point& at(int x, int y) const {
    return points_[static_cast<std::size_t>(y) * static_cast<std::size_t>(size_ + 1) + static_cast<std::size_t>(x)];
  }

  Ring rim(const Rect& r) const {
    Ring ring;
    for (int x = r.x0; x < r.x1; ++x) ring.push_back(at(x, r.y0));
    for (int y = r.y0; y < r.y1; ++y) ring.push_back(at(r.x1, y));
    for (int x = r.x1; x > r.x0; --x) ring.push_back(at(x, r.y1));
    for (int y = r.y1; y > r.y0; --y) ring.push_back(at(r.x0, y));
    return ring;
  }

 private:
  // Slow waves bend the lines, a small jitter roughens them. The slopes of the waves stay below 0.5 and the jitter
  // below 0.15 of a cell, so no cell can turn over.
  Point bend(int x, int y, Seeded& seeded) const {
    const double u = static_cast<double>(x) / size_, v = static_cast<double>(y) / size_;
    const double du = 0.030 * std::sin(5.1 * v + 0.7) + 0.012 * std::sin(13.0 * v + 3.0 * u) + 0.020 * std::sin(3.0 * u + 7.0 * v);
    const double dv = 0.028 * std::sin(4.3 * u + 1.9) + 0.014 * std::sin(11.0 * u + 2.0 * v) + 0.020 * std::sin(6.0 * u + 3.5 * v);
    const double ju = static_cast<double>(seeded.between(-1000, 1000)) / 1000 * 0.15 / size_;
    const double jv = static_cast<double>(seeded.between(-1000, 1000)) / 1000 * 0.15 / size_;
    return {static_cast<std::int32_t>(std::lround(centre_lon_e6 + (u + du + ju - 0.5) * width_e6)),
            static_cast<std::int32_t>(std::lround(centre_lat_e6 + (v + dv + jv - 0.5) * height_e6))};
  }

  int size_;
  std::vector<Point> points_;
};

class Cutter {
 public:
  Cutter(const Lattice& lattice, SchematicMap& out) : lattice_(lattice), out_(out) {}

  void place(const Node& node, const Rect& rect) {
    if (node.division != nullptr) {
      const Division& d = *node.division;
      auto& tiles = d.kind == DivisionKind::town ? out_.towns : d.kind == DivisionKind::village ? out_.villages : out_.grids;
      tiles.push_back({d.code, d.name, d.kind, lattice_.rim(rect)});
    }
    if (!node.children.empty()) cut(node.children, rect);
  }

 private:
  // Halves a run of siblings by their grids, across the longer side; west before east and north before south, so that
  // numbers run as CJ/T 349 asks.
  void cut(std::span<const Node> nodes, const Rect& r) {
    if (nodes.size() == 1) return place(nodes.front(), r);
    int total = 0;
    for (const Node& n : nodes) total += n.leaves;
    std::size_t first = 1;
    int before = nodes[0].leaves;
    while (first + 1 < nodes.size() && 2 * (before + nodes[first].leaves) <= total) before += nodes[first++].leaves;

    const bool across = r.x1 - r.x0 >= r.y1 - r.y0;
    const int length = across ? r.x1 - r.x0 : r.y1 - r.y0;
    const int part = std::clamp(static_cast<int>(std::lround(static_cast<double>(length) * before / total)), 1, length - 1);
    Rect head = r, tail = r;
    if (across) {
      head.x1 = tail.x0 = r.x0 + part;
    } else {
      head.y0 = tail.y1 = r.y1 - part;
    }
    cut(nodes.first(first), head);
    cut(nodes.subspan(first), tail);
  }

  const Lattice& lattice_;
  SchematicMap& out_;
};

// county > town > village > grid, only branches that end in a grid, in code order.
Node tree_of(std::span<const Division> divisions, std::span<const Division> grids) {
  std::map<std::string_view, const Division*> known;
  for (const Division& d : divisions) known[d.code] = &d;
  std::map<std::string_view, std::map<std::string_view, std::vector<const Division*>>> tree;
  for (const Division& grid : grids) {
    const std::string_view village = parent_code(grid.code);
    if (grid.kind == DivisionKind::grid && known.contains(village) && known.contains(parent_code(village))) {
      tree[parent_code(village)][village].push_back(&grid);
    }
  }
  Node county;
  for (auto& [town, villages] : tree) {
    Node& t = county.children.emplace_back();
    t.division = known[town];
    for (auto& [village, own] : villages) {
      std::sort(own.begin(), own.end(), [](const Division* a, const Division* b) { return a->code < b->code; });
      Node& v = t.children.emplace_back();
      v.division = known[village];
      for (const Division* grid : own) v.children.emplace_back().division = grid;
    }
  }
  county.count();
  return county;
}

std::string degrees(std::int32_t e6) {
  const std::int64_t value = e6;
  const std::string fraction = std::to_string(std::abs(value) % 1'000'000);
  return (value < 0 ? "-" : "") + std::to_string(std::abs(value) / 1'000'000) + "." + std::string(6 - fraction.size(), '0') + fraction;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

SchematicMap draw_schematic(std::span<const Division> divisions, std::span<const Division> grids, std::uint64_t seed) {
  SchematicMap map;
  const Node county = tree_of(divisions, grids);
  if (county.children.empty()) return map;
  const int size = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(cells_per_grid) * county.leaves)));
  const Lattice lattice(size, seed);
  const Rect all{0, 0, size, size};
  map.outline = lattice.rim(all);
  Cutter(lattice, map).place(county, all);
  const auto by_code = [](const Tile& a, const Tile& b) { return a.code < b.code; };
  std::sort(map.towns.begin(), map.towns.end(), by_code);
  std::sort(map.villages.begin(), map.villages.end(), by_code);
  std::sort(map.grids.begin(), map.grids.end(), by_code);
  return map;
}

std::string schematic_geojson(std::span<const Tile> tiles) {
  std::string out = "{\"type\":\"FeatureCollection\",\"schematic\":true,\"note\":\"示意图，不是真实边界\",\"features\":[";
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Tile& tile = tiles[i];
    if (i > 0) out += ",\n";
    out += "{\"type\":\"Feature\",\"properties\":{\"code\":" + json_text(tile.code) + ",\"name\":" + json_text(tile.name) +
           ",\"kind\":" + json_text(division_word(tile.kind)) +
           ",\"schematic\":true},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[";
    for (const Point& p : tile.ring) out += "[" + degrees(p.lon_e6) + "," + degrees(p.lat_e6) + "],";
    out += "[" + degrees(tile.ring.front().lon_e6) + "," + degrees(tile.ring.front().lat_e6) + "]]]}}";
  }
  return out + "]}";
}

}  // namespace lianhu

// g++ 12 takes the library's envelope of several polygons for uninitialised; clang and the sanitizers do not.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "rules/grid_map.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numbers>
#include <utility>
#include <vector>

#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/algorithms/intersection.hpp>
#include <boost/geometry/algorithms/is_valid.hpp>
#include <boost/geometry/core/cs.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/linestring.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/geometries/ring.hpp>
#include <boost/geometry/geometries/segment.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/cartesian.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <boost/json.hpp>

namespace lianhu {
namespace {

namespace bg = boost::geometry;
namespace json = boost::json;

// Doubles that hold whole micro-degrees: within a county every product of two differences is below 2^53, so the
// predicates are exact, while whole-number coordinate types would overflow inside the library.
using Spot = bg::model::d2::point_xy<double>;
using Polygon = bg::model::polygon<Spot, false, true>;
using MultiPolygon = bg::model::multi_polygon<Polygon>;
using Box = bg::model::box<Spot>;
using Entry = std::pair<Box, std::size_t>;
using Index = bg::index::rtree<Entry, bg::index::rstar<16>>;

struct Shape {
  std::string code;
  MultiPolygon area;
  std::size_t feature = 0;  // from 1
};

constexpr std::size_t most_faults = 50;
constexpr double slack_m2 = 100;
constexpr double metres_per_e6_degree = 0.11132;

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains({key.data(), key.size()});
  if (value == nullptr || !value->is_string()) return {};
  return {value->get_string().data(), value->get_string().size()};
}

class Reader {
 public:
  std::vector<FieldFault> faults;
  std::vector<Shape> shapes;

  void read(const json::array& features) {
    for (std::size_t i = 0; i < features.size(); ++i) {
      feature_ = i + 1;
      code_.clear();
      const json::object* feature = features[i].if_object();
      if (feature == nullptr) {
        fault("不是 Feature 对象");
        continue;
      }
      read_feature(*feature);
    }
    std::sort(shapes.begin(), shapes.end(), [](const Shape& a, const Shape& b) { return a.code < b.code; });
  }

  void add(std::size_t feature, std::string message) {
    if (faults.size() < most_faults) faults.push_back({"/features/" + std::to_string(feature - 1), std::move(message)});
  }

 private:
  void fault(const std::string& what) {
    add(feature_, "第 " + std::to_string(feature_) + " 个要素" + (code_.empty() ? "" : "（" + code_ + "）") + "：" + what);
  }

  void read_feature(const json::object& feature) {
    if (const json::value* properties = feature.if_contains("properties"); properties != nullptr && properties->is_object()) {
      code_ = text_of(properties->get_object(), "code");
    }
    const bool digits = std::all_of(code_.begin(), code_.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || code_.size() > 21) {
      code_.clear();
      return fault("属性 code 应为不超过 21 位的数字代码（用引号括起）");
    }
    if (code_.empty()) return fault("缺少文字属性 code，请填写网格代码（用引号括起）");
    if (const auto [old, fresh] = codes_.try_emplace(code_, feature_); !fresh) {
      return fault("代码重复，已见于第 " + std::to_string(old->second) + " 个要素；一个网格有几块请用 MultiPolygon");
    }
    const json::value* geometry = feature.if_contains("geometry");
    const json::object* shape = geometry == nullptr ? nullptr : geometry->if_object();
    if (shape == nullptr) return fault("缺少 geometry（边界）");
    const std::string type = text_of(*shape, "type");
    const json::value* coordinates = shape->if_contains("coordinates");
    const json::array* list = coordinates == nullptr ? nullptr : coordinates->if_array();
    if (list == nullptr || (type != "Polygon" && type != "MultiPolygon")) return fault("边界应为 Polygon 或 MultiPolygon");

    Shape out{code_, {}, feature_};
    if (type == "Polygon") {
      if (!read_polygon(*list, out.area)) return;
    } else {
      for (const json::value& polygon : *list) {
        if (!polygon.is_array()) return fault("MultiPolygon 的坐标层次不对");
        if (!read_polygon(polygon.get_array(), out.area)) return;
      }
    }
    if (out.area.empty()) return fault("边界没有坐标");
    if (bg::validity_failure_type why{}; !bg::is_valid(out.area, why)) return fault(reason(why));
    shapes.push_back(std::move(out));
  }

  bool read_polygon(const json::array& rings, MultiPolygon& out) {
    if (rings.empty()) return fault("边界没有坐标"), false;
    Polygon polygon;
    for (std::size_t i = 0; i < rings.size(); ++i) {
      const json::array* points = rings[i].if_array();
      if (points == nullptr) return fault("坐标层次不对，Polygon 应为「环」的数组"), false;
      bg::model::ring<Spot, false, true> ring;
      if (!read_ring(*points, i, ring)) return false;
      if (i == 0) {
        polygon.outer().assign(ring.begin(), ring.end());
      } else {
        polygon.inners().emplace_back(ring.begin(), ring.end());
      }
    }
    bg::correct(polygon);  // direction only: rings are closed by now, and files disagree on it
    out.push_back(std::move(polygon));
    return true;
  }

  bool read_ring(const json::array& points, std::size_t number, bg::model::ring<Spot, false, true>& ring) {
    const std::string which = number == 0 ? "外环" : "第 " + std::to_string(number) + " 个内环";
    if (points.size() < 4) return fault(which + "不足 4 个点（首尾同点，至少 4 个）"), false;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const json::array* pair = points[i].if_array();
      if (pair == nullptr || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) {
        return fault(which + "第 " + std::to_string(i + 1) + " 点应为 [经度, 纬度]"), false;
      }
      const double lon = (*pair)[0].to_number<double>(), lat = (*pair)[1].to_number<double>();
      if (!(lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54)) {
        return fault(which + "第 " + std::to_string(i + 1) + " 点超出范围（经度 73–136，纬度 3–54，经度在前）"), false;
      }
      const Spot spot(std::round(lon * 1e6), std::round(lat * 1e6));
      if (ring.empty() || !same(ring.back(), spot)) ring.push_back(spot);
    }
    if (!same(ring.front(), ring.back())) return fault(which + "没有闭合，最后一点应与第一点相同"), false;
    if (ring.size() < 4) return fault(which + "不足 4 个点（小于 0.1 米的线段已合并）"), false;
    return true;
  }

  static bool same(const Spot& a, const Spot& b) { return a.x() == b.x() && a.y() == b.y(); }

  static std::string reason(bg::validity_failure_type why) {
    switch (why) {
      case bg::failure_wrong_orientation:  // rings were turned the right way, so this is a figure eight without area
      case bg::failure_self_intersections:
        return "边界自相交，请在制图软件中修正";
      case bg::failure_spikes:
        return "边界有折回的尖刺，请删去折回的点";
      case bg::failure_interior_rings_outside:
        return "内环落在外环之外";
      case bg::failure_nested_interior_rings:
        return "内环互相嵌套";
      case bg::failure_disconnected_interior:
        return "内环把网格割成几块，请改用 MultiPolygon";
      case bg::failure_intersecting_interiors:
        return "同一网格的几块互相重叠";
      default:
        return "边界不是有效的多边形";
    }
  }

  std::size_t feature_ = 0;
  std::string code_;
  std::map<std::string, std::size_t> codes_;
};

double square_metres(double e6_area, double lat_e6) {
  return e6_area * metres_per_e6_degree * metres_per_e6_degree * std::cos(lat_e6 / 1e6 * std::numbers::pi / 180);
}

void check_overlaps(Reader& reader, const Index& index) {
  const std::vector<Shape>& shapes = reader.shapes;
  for (std::size_t a = 0; a < shapes.size(); ++a) {
    const Box box = bg::return_envelope<Box>(shapes[a].area);
    for (auto it = index.qbegin(bg::index::intersects(box)); it != index.qend(); ++it) {
      const std::size_t b = it->second;
      if (b <= a) continue;
      MultiPolygon common;
      bg::intersection(shapes[a].area, shapes[b].area, common);
      const double area = square_metres(bg::area(common), box.min_corner().y());
      if (area <= slack_m2) continue;
      const Shape& late = shapes[a].feature > shapes[b].feature ? shapes[a] : shapes[b];
      const Shape& early = &late == &shapes[a] ? shapes[b] : shapes[a];
      reader.add(late.feature, "第 " + std::to_string(late.feature) + " 个要素（" + late.code + "）与第 " + std::to_string(early.feature) +
                                   " 个要素（" + early.code + "）重叠约 " + std::to_string(std::llround(area)) + " 平方米，请修正边界");
    }
  }
}

}  // namespace

struct GridMap::Held {
  std::vector<Shape> shapes;  // by code, so the lowest index is the lowest code
  Index index;
  Datum datum = Datum::wgs84;
  bool schematic = false;
  std::string review_number;
};

GridMap::GridMap(std::unique_ptr<const Held> held) : held_(std::move(held)) {}
GridMap::GridMap(GridMap&&) noexcept = default;
GridMap& GridMap::operator=(GridMap&&) noexcept = default;
GridMap::~GridMap() = default;

Result<GridMap> GridMap::from_geojson(std::string_view text, Datum datum) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  json::parse_options options;
  options.max_depth = 16;
  boost::system::error_code broken;
  const json::value document = json::parse({text.data(), text.size()}, broken, {}, options);
  if (broken) return invalid("grid_map", "文件不是有效的 JSON（或不是 UTF-8 编码），请重新导出 GeoJSON");
  const json::object* root = document.if_object();
  const json::value* list = root == nullptr ? nullptr : root->if_contains("features");
  if (list == nullptr || !list->is_array() || text_of(*root, "type") != "FeatureCollection") {
    return invalid("grid_map", "文件应为 GeoJSON 的 FeatureCollection");
  }
  if (list->get_array().empty()) return invalid("grid_map", "文件里没有一个网格");

  Reader reader;
  reader.read(list->get_array());
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < reader.shapes.size(); ++i) entries.emplace_back(bg::return_envelope<Box>(reader.shapes[i].area), i);
  Index index(entries);
  if (reader.faults.empty()) check_overlaps(reader, index);
  if (!reader.faults.empty()) {
    std::string message = "网格边界文件有错，没有导入；首处：" + reader.faults.front().message;
    return invalid("grid_map", std::move(message), std::move(reader.faults));
  }

  auto held = std::make_unique<Held>();
  held->shapes = std::move(reader.shapes);
  held->index = std::move(index);
  held->datum = datum;
  const json::value* schematic = root->if_contains("schematic");
  held->schematic = schematic != nullptr && schematic->is_bool() && schematic->get_bool();
  held->review_number = text_of(*root, "审图号");
  if (held->review_number.empty()) held->review_number = text_of(*root, "review_number");
  return GridMap(std::move(held));
}

std::optional<std::string> GridMap::find(Point point) const {
  const Spot spot(point.lon_e6, point.lat_e6);
  std::optional<std::size_t> lowest;
  for (auto it = held_->index.qbegin(bg::index::intersects(spot)); it != held_->index.qend(); ++it) {
    if (lowest && it->second >= *lowest) continue;
    if (bg::covered_by(spot, held_->shapes[it->second].area)) lowest = it->second;
  }
  if (!lowest) return std::nullopt;
  return held_->shapes[*lowest].code;
}

std::size_t GridMap::size() const { return held_->shapes.size(); }
Datum GridMap::datum() const { return held_->datum; }
bool GridMap::schematic() const { return held_->schematic; }
const std::string& GridMap::review_number() const { return held_->review_number; }

}  // namespace lianhu

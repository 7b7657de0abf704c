#include "rules/outline_file.h"

#include <boost/json.hpp>

#include "rules/grid_map.h"

namespace lianhu {

Result<OutlineFile> read_outlines(std::string_view text) {
  const auto map = GridMap::from_geojson(text);
  if (!map) return map.error();
  OutlineFile out;
  out.review_number = map->review_number();
  out.schematic = map->schematic();
  // Read whole a moment ago: every member is there.
  const boost::json::value file = boost::json::parse(text);
  for (const boost::json::value& feature : file.at("features").as_array()) {
    out.outlines.push_back({std::string(feature.at("properties").at("code").as_string()), boost::json::serialize(feature.at("geometry"))});
  }
  return out;
}

std::optional<Error> map_fault(const std::vector<Outline>& outlines) {
  if (outlines.empty()) return std::nullopt;
  std::string features;
  for (const Outline& one : outlines) {
    features += features.empty() ? "" : ",";
    features += R"({"type":"Feature","properties":{"code":")" + one.code + R"("},"geometry":)" + one.geometry + "}";
  }
  const auto map = GridMap::from_geojson(R"({"type":"FeatureCollection","features":[)" + features + "]}");
  if (!map) return map.error();
  return std::nullopt;
}

}  // namespace lianhu

#pragma once
// A county's own outlines of its grids: a GeoJSON FeatureCollection as rules/grid_map.h reads it, taken apart by code.
//
// Errors: those of GridMap::from_geojson; Kind::invalid "grid_map" for what is no FeatureCollection.
// Thread rule: pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lianhu {

struct Outline {
  std::string code, geometry;  // geometry: one GeoJSON geometry, as a place keeps it
};
struct OutlineFile {
  std::vector<Outline> outlines;  // in the order of the file, which is that of a fault's "/features/N"
  std::string review_number;      // 审图号; "" when the file has none
  bool schematic = false;
};
Result<OutlineFile> read_outlines(std::string_view text);

// The whole map: nothing overlaps. The faults name the codes.
std::optional<Error> map_fault(const std::vector<Outline>& outlines);

}  // namespace lianhu

#pragma once
// Which grid a point lies in.
//
// Built from a GeoJSON FeatureCollection (RFC 7946) of Polygon or MultiPolygon features, holes allowed, each with a
// text property `code`. Invariant: every point on land of the map has exactly one grid: a point on a shared border or
// corner belongs to the touching grid of lowest code.
// Units: whole micro-degrees. Degrees of the file are rounded to them, after which a border must still be valid.
// Refused, naming the feature (第 N 个要素, code): a ring not closed, fewer than 4 points, crossing itself; a point outside
// China's frame (73–136 E, 3–54 N, which also finds swapped pairs); a code missing, not of digits, or twice; two grids
// overlapping by more than 100 m² (less is the slack of digitising and goes to the lowest code).
// Errors: Kind::invalid, code "grid_map"; at most 50 faults listed.
// GCJ-02 input is kept as given and only marked: what compares with it must be GCJ-02 too.
// Thread rule: immutable after building; find() may be called from any thread.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/geometry.h"

namespace lianhu {

enum class Datum { wgs84, gcj02 };

class GridMap {
 public:
  static Result<GridMap> from_geojson(std::string_view text, Datum datum = Datum::wgs84);

  GridMap(GridMap&&) noexcept;
  GridMap& operator=(GridMap&&) noexcept;
  ~GridMap();

  // Nothing for a point outside every grid.
  std::optional<std::string> find(Point point) const;

  std::size_t size() const;  // grids
  Datum datum() const;
  bool schematic() const;                    // the file says it is a sketch, not real borders
  const std::string& review_number() const;  // 审图号 of the file's member "审图号" or "review_number"; empty if none

 private:
  struct Held;
  explicit GridMap(std::unique_ptr<const Held> held);
  std::unique_ptr<const Held> held_;
};

}  // namespace lianhu

#pragma once
// Which grid a point lies in, from the borders stored with the grids (a county's own GeoJSON, or the demo's schematic).
//
// Invariant: built once from one snapshot; a county without borders finds nothing and asks for the village instead.
// Thread rule: read-only after it is built.

#include <optional>

#include "desk/house.h"
#include "rules/grid_map.h"

namespace lianhu {

class GridLocator {
 public:
  explicit GridLocator(const House& house);
  std::optional<Place> find(const House& house, Point point) const;

 private:
  std::optional<GridMap> map_;
};

}  // namespace lianhu

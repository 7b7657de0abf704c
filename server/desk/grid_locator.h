#pragma once
// Which grid a point lies in, from the borders stored with the grids (a county's own GeoJSON, or the demo's schematic).
//
// Invariant: one snapshot of the day, made anew when a place was changed here or by another process (House::held). The outline of
// a grid that was split without new ones answers with its village: which half a point lies in nobody has drawn. A county without
// borders finds nothing and asks for the village instead.
// Thread rule: any thread.

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "desk/house.h"
#include "rules/grid_map.h"

namespace lianhu {

class GridLocator {
 public:
  explicit GridLocator(const House& house);
  std::optional<Place> find(const House& house, Point point) const;

 private:
  struct Snapshot {
    std::int64_t version = 0;
    Date day;
    std::optional<GridMap> map;
    std::vector<PlaceId> places;  // by the number under which the map knows them
  };
  static std::shared_ptr<const Snapshot> take(const House& house);
  std::shared_ptr<const Snapshot> current(const House& house) const;

  mutable std::mutex guard_;
  mutable std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace lianhu

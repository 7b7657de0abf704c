#include "desk/grid_locator.h"

#include <stdexcept>

#include "store/place_store.h"

namespace lianhu {

GridLocator::GridLocator(const House& house) {
  std::string features;
  house.db().read([&](Session& session) {
    for (const Place& grid : places_of_kind(session, house.region(), PlaceKind::grid, house.now().date())) {
      if (!grid.geometry) continue;
      features += features.empty() ? "" : ",";
      features += R"({"type":"Feature","properties":{"code":")" + grid.code + R"("},"geometry":)" + *grid.geometry + "}";
    }
  });
  if (features.empty()) return;
  auto map = GridMap::from_geojson(R"({"type":"FeatureCollection","features":[)" + features + "]}");
  if (!map) throw std::runtime_error("网格边界有误：" + map.error().message);
  map_.emplace(std::move(*map));
}

std::optional<Place> GridLocator::find(const House& house, Point point) const {
  const auto code = map_ ? map_->find(point) : std::nullopt;
  std::optional<Place> place;
  if (code) house.db().read([&](Session& session) { place = find_place(session, house.region(), PlaceId{std::string(*code)}, house.now().date()); });
  return place;
}

}  // namespace lianhu

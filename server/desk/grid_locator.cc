#include "desk/grid_locator.h"

#include <charconv>
#include <stdexcept>

#include "store/held_store.h"
#include "store/place_change_store.h"
#include "store/place_store.h"

namespace lianhu {

GridLocator::GridLocator(const House& house) : snapshot_(take(house)) {}

std::shared_ptr<const GridLocator::Snapshot> GridLocator::take(const House& house) {
  auto out = std::make_shared<Snapshot>();
  out->version = house.held(kHeldPlaces);
  out->day = house.now().date();
  std::string features;
  // Padded numbers keep the order of the codes, which decides on a shared border.
  const auto add = [&](const PlaceId& place, const std::string& geometry) {
    std::string number = std::to_string(out->places.size());
    number.insert(0, 8 - number.size(), '0');
    features += features.empty() ? "" : ",";
    features += R"({"type":"Feature","properties":{"code":")" + number + R"("},"geometry":)" + geometry + "}";
    out->places.push_back(place);
  };
  house.db().read([&](Session& session) {
    features.clear();
    out->places.clear();
    for (const Place& grid : places_of_kind(session, house.region(), PlaceKind::grid, out->day)) {
      if (grid.geometry) add(grid.id, *grid.geometry);
    }
    for (const SharedOutline& one : shared_outlines(session, house.region(), out->day)) add(one.village, one.geometry);
  });
  if (features.empty()) return out;
  auto map = GridMap::from_geojson(R"({"type":"FeatureCollection","features":[)" + features + "]}");
  if (!map) throw std::runtime_error("网格边界有误：" + map.error().message);
  out->map.emplace(std::move(*map));
  return out;
}

std::shared_ptr<const GridLocator::Snapshot> GridLocator::current(const House& house) const {
  {
    const std::lock_guard lock(guard_);
    if (snapshot_->version == house.held(kHeldPlaces) && snapshot_->day == house.now().date()) return snapshot_;
  }
  auto fresh = take(house);
  const std::lock_guard lock(guard_);
  snapshot_ = fresh;
  return fresh;
}

std::optional<Place> GridLocator::find(const House& house, Point point) const {
  const auto held = current(house);
  const auto code = held->map ? held->map->find(point) : std::nullopt;
  std::size_t n = 0;
  if (!code || std::from_chars(code->data(), code->data() + code->size(), n).ec != std::errc() || n >= held->places.size()) return std::nullopt;
  std::optional<Place> place;
  house.db().read([&](Session& session) { place = find_place(session, house.region(), held->places[n], held->day); });
  return place;
}

}  // namespace lianhu

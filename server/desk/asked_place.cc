#include "desk/asked_place.h"

#include "store/place_store.h"

namespace lianhu {

std::optional<Place> asked_place(Session& session, const House& house, const Actor& actor, const std::optional<std::string>& place) {
  const std::string own = actor.posts.empty() ? "/" + house.region() + "/" : actor.posts.front().place_path;
  const std::size_t cut = own.rfind('/', own.size() - 2);
  return find_place(session, house.region(), PlaceId{place.value_or(own.substr(cut + 1, own.size() - cut - 2))}, house.now().date());
}

Error no_such_place() { return invalid("invalid_fields", "没有这个地点", {{"/place", "请从地点中选择"}}); }

}  // namespace lianhu

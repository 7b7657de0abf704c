#include "desk/quick_desk.h"

#include "base/resource.h"
#include "base/text.h"
#include "store/place_store.h"

namespace lianhu {

QuickDesk::QuickDesk(const House& house) : house_(house) {
  std::string_view left = resource("territory/everyday.txt");
  while (!left.empty()) {
    const std::size_t end = left.find('\n');
    const std::string_view line = trim(left.substr(0, end));
    if (!line.empty() && line.front() != '#') everyday_.emplace_back(line);
    left = end == std::string_view::npos ? std::string_view{} : left.substr(end + 1);
  }
}

QuickForm QuickDesk::form(const Actor& actor) const {
  QuickForm out;
  out.channel = word(Channel::group_head);
  const auto directory = house_.directory();
  for (const std::string& code : everyday_) {
    if (const Category* category = directory->category(code); category && !category->sealed) out.kinds.push_back({code, category->name});
  }
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    for (const ActorPost& post : actor.posts) {
      if (post.role != Role::group_head) continue;
      for (const PlaceId& id : post.answers_for) {
        const auto place = find_place(session, house_.region(), id, today);
        if (place && out.places.size() < 20) out.places.push_back({place->id.text, word(place->kind), place->name, place->full_name, false});
      }
    }
  });
  return out;
}

}  // namespace lianhu

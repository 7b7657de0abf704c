#pragma once
// What becomes of a place's row, and of the rows below it, when a grid or a household group is renamed or goes to another grid.
//
// Invariant: an id and a code stay as they are (settled 4); names below a place begin with its name, and follow it.
// Thread rule: pure functions.

#include <optional>
#include <string>

#include "model/place.h"

namespace lianhu {

// Of the place itself or anything below it, from that day on.
Place renamed(Place row, const std::string& was, const std::string& is, Date from);
// Of a group of `source` that goes to `target`, or of anything below it. `rename`: its name follows the new grid's.
Place moved_to(Place row, const Place& source, const Place& target, bool rename, Date from);
// The whole name: the town's part stays in front of whatever the place is called.
std::string full_name_below(const Place& parent, const std::string& name);
// The first free code of three digits below a parent; nothing when all are used. `last`: the greatest that ever was.
std::optional<std::string> next_code(const PlaceId& parent, const std::optional<std::string>& last);
std::string search_text(const Place& place);

}  // namespace lianhu

#pragma once
// The place a form or register is of: the one asked for, else the reader's own office's.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>

#include "desk/house.h"
#include "model/account.h"
#include "model/place.h"
#include "store/db.h"

namespace lianhu {

std::optional<Place> asked_place(Session& session, const House& house, const Actor& actor, const std::optional<std::string>& place);  // nothing: no such place
Error no_such_place();

}  // namespace lianhu

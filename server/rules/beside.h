#pragma once
// What is done to a matter beside its procedure's moves: one event of the proceeding that the matter shows, which moves nothing.
//
// Thread rule: pure but for ground.new_id.

#include <string>

#include "model/account.h"
#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

// By this actor, under the post that lets them act here, now. The matter's head is enough.
Event event_beside(const MatterFile& file, const Actor& actor, std::string kind, std::string title, Audience audience, const Ground& ground);
EventContent content_beside(const MatterFile& file);

}  // namespace lianhu

#pragma once
// What was told by a quiet move: known to those who read it, and to nobody and nothing else.
//
// Thread rule: pure functions.

#include <optional>

#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

// The event is a quiet move's.
bool told_quietly(const MatterFile& file, const std::optional<EventId>& event, const Ground& ground);

}  // namespace lianhu

#pragma once
// What an office does to a matter outside its procedure's moves (a party added, a number corrected, another report joined): one event.
//
// Invariant: no state changes by it; it is told under the leading proceeding, of the round that runs.
// Thread rule: pure functions.

#include <string>

#include "model/account.h"
#include "rules/draft.h"

namespace lianhu {

struct DeskEvent {
  std::string kind, title;
  EventContent content;
  Audience audience = Audience::parties;
  EventId id = {};  // "": a new one
};
EventId tell(Draft& draft, const Actor& actor, DeskEvent event);

}  // namespace lianhu

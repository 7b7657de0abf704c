#pragma once
// What an act on one matter does in another: merged into it, or taken up by itself again.
//
// Thread rule: any thread.

#include <optional>

#include "desk/entry.h"

namespace lianhu {

// The change of the other matter; nothing when the act touches this one alone.
// Errors: those of may_take_in() (rules/join.h), at /fields/into_matter.
Result<std::optional<Change>> in_other_matter(const House& house, const Actor& actor, const MatterFile& before, const Change& change, const Ground& ground);

// Fresh codes for parties that came from another matter.
void give_codes(const House& house, std::vector<Party>& parties);

// Where a party's matter goes on today: itself, or the matter it was merged into, followed to the last.
struct PartyStanding {
  PartyId party;
  MatterId matter;
};
PartyStanding standing(const House& house, const PartyId& party, const MatterId& matter);

}  // namespace lianhu

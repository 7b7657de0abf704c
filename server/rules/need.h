#pragma once
// What must hold before a move: the one place that says what is missing, in words, for refusing and for offering alike.
//
// Thread rule: pure functions.
// Source: 人民调解法第17、23条 (voluntary at every step); settled 15 (independent bodies); charter 6, 7.

#include <string>
#include <vector>

#include "model/account.h"
#include "rules/form.h"
#include "rules/history.h"

namespace lianhu {

// What is still missing for this move, each in one sentence; empty: it may be done. `order` is absent while only
// offering: needs that look at the form (a cited duty row) then count as met.
std::vector<std::string> unmet(const Procedure& procedure, const Move& move, const Actor& actor, const MatterFile& file, const Proceeding& proceeding,
                               const History& history, const Ground& ground, const Order* order);

// Every party's last word is yes, and nobody has refused since (人民调解法第17条).
bool all_consent(const MatterFile& file, const Proceeding& proceeding);

// A request for extension awaits its answer.
bool extension_asked(const Procedure& procedure, const History& history);

}  // namespace lianhu

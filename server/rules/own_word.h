#pragma once
// What a party says for itself (consent, refusal): who speaks, the day and the way are fixed by the act, never typed in.
//
// Source: 人民调解法第17、26条: consent and refusal are each party's own.
// Thread rule: pure functions.

#include <optional>
#include <string>

#include "model/account.h"
#include "model/procedure.h"
#include "rules/form.h"

namespace lianhu {

// The move records something of one party, and that party makes it.
bool own_word(const Move& move, const Actor& actor);
// The value of a field of such a move that is not asked for; none: asked as of anybody.
std::optional<std::string> own_value(const Field& field, const Actor& actor, Time now);
// The order with those values where it left them out.
Order with_own_word(const Procedure& procedure, const Move& move, Order order, const Actor& actor, Time now);

}  // namespace lianhu

#pragma once
// What a signature on an agreement must be told with, and the days it can have: who cannot read, who cannot act alone, and nothing
// signed before it was agreed.
//
// Invariant: a procedure that does not ask the field is not asked by the rule; so older versions stay as they were released.
// Thread rule: pure functions.
// Source: 人民调解法第29条 (signature, seal or fingerprint; takes effect at the last); 民法典第19至23条 (guardians), 第145条.

#include <optional>
#include <vector>

#include "base/result.h"
#include "rules/form.h"
#include "rules/history.h"

namespace lianhu {

// The day the agreement of this round was reached, as told; else that of the last talk before it. None: not agreed yet.
std::optional<Date> agreed_day(const History& history, std::int64_t round);

// What is wrong with the form of a move that agrees, signs or seals; empty: nothing.
std::vector<FieldFault> signing_faults(const Procedure& procedure, const Move& move, const Order& order, const MatterFile& file, const Proceeding& proceeding);

}  // namespace lianhu

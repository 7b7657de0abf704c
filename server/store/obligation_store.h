#pragma once
// What was promised and what was done of it: sums over ledger rows, which are only ever added.

#include <string>

#include "model/event.h"
#include "store/db.h"

namespace lianhu {

// performed + excused − reversed of one obligation, in its unit.
std::int64_t performed_sum(Session& session, const std::string& region, const ObligationId& obligation);

}  // namespace lianhu

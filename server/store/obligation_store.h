#pragma once
// What was promised and what was done of it: ledger rows, which are only ever added.

#include <string>
#include <vector>

#include "model/event.h"
#include "store/db.h"

namespace lianhu {

// The rows of every obligation of the matter, by time.
std::vector<LedgerEntry> load_obligation_ledger(Session& session, const std::string& region, const MatterId& matter);

}  // namespace lianhu

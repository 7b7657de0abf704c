#pragma once
// What was counted of one matter, the +1 and the −1 alike. A broken database throws (db.h).

#include <string>
#include <vector>

#include "model/event.h"
#include "store/db.h"

namespace lianhu {

std::vector<CountFact> load_counts(Session& session, const std::string& region, const MatterId& matter);  // oldest first

}  // namespace lianhu

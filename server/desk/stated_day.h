#pragma once
// The days that other systems gave with their numbers, as rows beside the matter's own terms: theirs to count, ours to keep in sight.
//
// Invariant: for staff only; a court's letter has a term of its own (rules/court_term.h) and none here. Thread rule: any thread.

#include <vector>

#include "desk/house.h"
#include "desk/views.h"
#include "rules/ground.h"

namespace lianhu {

std::vector<DeadlineRow> stated_days(const House& house, const MatterFile& file, const Ground& ground);

}  // namespace lianhu

#pragma once
// The demonstration's messages down the tree: a few that hold now, answered by most household groups that have a head.
//
// Invariant: nothing is written but by the desk of real use. Thread rule: one thread.

#include "desk/house.h"
#include "rules/seeded.h"
#include "tool/demo_cast.h"

namespace lianhu {

void send_demo_messages(const House& house, DemoCast& cast, Seeded& seeded);

}  // namespace lianhu

#pragma once
// The demonstration's court: one mediation that it has handed over, with its term running, and disputes it holds itself as stubs.
//
// Invariant: nothing is written but by the desks of real use. Thread rule: one thread.

#include "desk/house.h"
#include "rules/seeded.h"
#include "tool/demo_cast.h"

namespace lianhu {

void add_demo_court(const House& house, DemoCast& cast, Seeded& seeded);

}  // namespace lianhu

#pragma once
// The demonstration's list of committees and roll of mediators (the county's, the towns' and one town's villages; the others wait to be
// listed), some figures of the form of staff and means, and an old register of one town's committee.
//
// Invariant: nothing is written but by the desks of real use. Thread rule: one thread.

#include "desk/house.h"
#include "rules/seeded.h"
#include "tool/demo_cast.h"

namespace lianhu {

struct DemoRoll {
  int committees = 0, mediators = 0, figures = 0, old_cases = 0;
};
DemoRoll list_demo_committees(const House& house, DemoCast& cast, Seeded& seeded);

}  // namespace lianhu

#pragma once
// The centre's present week in the demonstration: which bodies sit there on which days, what the conference is to talk about, and the
// months whose forms were reported.
//
// Invariant: written by the desks of real use; courts and police are on the rota only, no matter of theirs on the list.
// Thread rule: one thread.

#include "tool/demo_cast.h"

namespace lianhu {

struct DemoWeek {
  int listed = 0, concluded = 0, reported = 0;
};
// From the present day to the end of the next week; how many days were planned.
int plan_demo_rota(const House& house, DemoCast& cast, Seeded& seeded);
DemoWeek plan_demo_week(const House& house, DemoCast& cast, Seeded& seeded);

}  // namespace lianhu

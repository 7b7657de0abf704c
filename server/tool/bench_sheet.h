#pragma once
// lianhu bench sheet: another system's tickets taken in as one sheet, and answered with one.

#include "desk/house.h"

namespace lianhu {

// Prints what each step took; the matters are closed in between without their steps, which are no part of the measure. `bare_rate`:
// intakes a second in grouped commits of the bare engine, same run: what the sheet could be at most.
void bench_sheet(House& house, int rows, double bare_rate);

}  // namespace lianhu

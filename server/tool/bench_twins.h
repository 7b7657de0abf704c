#pragma once
// lianhu bench twins: how many of the reports that tell of one thing the desk is shown as perhaps the same, and how many of
// those shown are so. The tellings are invented (demo/twins.toml) and stand among as many ordinary reports as asked for.

#include <string_view>

#include "base/result.h"
#include "desk/house.h"

namespace lianhu {

// Counts of one half of the incidents.
struct TwinScore {
  int twins = 0;      // an earlier telling of the same thing was there to be found
  int found = 0;      // of these, shown
  int shown = 0;      // rows shown in all
  int right = 0;      // of these, the same thing
  double precision() const { return shown == 0 ? 1 : static_cast<double>(right) / shown; }
  double recall() const { return twins == 0 ? 1 : static_cast<double>(found) / twins; }
};
struct TwinScores {
  TwinScore set_by;  // the threshold was set by these
  TwinScore held_out;
};

// Takes the reports in, through the desk of intake, and asks the desk of twins for each telling.
TwinScores measure_twins(House& house, std::string_view toml, int others, std::uint64_t seed);
void bench_twins(House& house, int others);

}  // namespace lianhu

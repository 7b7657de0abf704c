#pragma once
// A year of a county's work, invented: every matter comes in, is handled and closed through the desks of real use.
//
// Invariant: deterministic: the same seed, number of matters and end give the same ids, numbers and hashes, on every
// machine (one thread, the house's own clock and random source seeded). The clock only moves forward.
// Errors: Kind::conflict when the county is a real one or already has matters.
// Thread rule: one caller, before the server serves.

#include <functional>

#include "base/test_world.h"
#include "tool/demo_stage.h"
#include "tool/install.h"

namespace lianhu {

struct YearPlan {
  std::uint64_t seed = 1;
  std::int64_t matters = 10'000;
  Time end;   // the year ends here; the house's clock must stand before end minus 365 days
};

// `progress` hears a line now and then; may be empty.
Result<YearReport> make_year(const House& house, FixedClock& clock, const YearPlan& plan, const std::function<void(const std::string&)>& progress);

// What lianhu demo does: the county with its invented people and the year. `end` is the real now.
struct DemoWorld {
  Db& db;
  Files& files;
  const std::string& vault_key;  // 32 raw bytes, as load_key gives them
  Time end;
  std::function<std::string(const std::string& password)> hash;
  std::function<void(const std::string&)> progress;
};
struct DemoResult {
  Installed installed;
  YearReport year;
};
Result<DemoResult> make_demo(const DemoWorld& world, CountySetup setup, std::int64_t matters);

}  // namespace lianhu

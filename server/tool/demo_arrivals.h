#pragma once
// When, where, how and about what people come in the demonstration's year.
//
// Invariant: a pure function of its arguments; arrivals are in order of time; seasons, weekdays and hours are as in
// demo/texts.toml and demo_arrivals.cc. The last ones are told where to stay, so that every list at the desk has
// something in it, and lie in one community of the first town where the printed logins work.
// Thread rule: pure functions.

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/directory.h"
#include "rules/calendar.h"
#include "tool/demo_texts.h"

namespace lianhu {

struct Arrival {
  Time at;
  std::size_t kind = 0;   // index into DemoTexts::kinds()
  std::size_t place = 0;  // index into the places given
  Channel channel{};
  std::string halt;                // "": goes on to the end
  std::optional<OfficeId> lead;    // for those with a halt
};

struct ArrivalPlan {
  std::uint64_t seed = 1;
  std::int64_t matters = 10'000;
  Date first, last;
};

// `places`: grids, in code order.
std::vector<Arrival> plan_arrivals(const ArrivalPlan& plan, const DemoTexts& texts, const std::vector<Place>& places, const Calendar& calendar);

}  // namespace lianhu

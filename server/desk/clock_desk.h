#pragma once
// What is due: each deadline looked at when its time has come, once, also after a crash (the deadline's version guards it).
//
// Thread rule: one caller at a time; clock/deadline_clock.h is it.

#include "desk/entry.h"

namespace lianhu {

struct Ticked {
  int looked_at = 0;
  bool more = false;            // call again at once
  std::optional<Time> next_at;  // when the next deadline comes due
};
Ticked tick(const House& house, Time now, int most = 200);

// Every open deadline under another calendar (J4): what would change. With `apply` the changes are saved.
struct CalendarChange {
  std::string number, title, difference;
};
std::vector<CalendarChange> rederive_open(House& house, const Calendar& calendar, bool apply);

}  // namespace lianhu

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

// One open deadline under another calendar (J4).
struct CalendarChange {
  MatterId matter;
  std::string number, title, difference;
  Seal seal{};
  Date start;
  std::optional<Date> from, to;  // none: paused
  bool saved = false;
};
// Who saves; an event of each matter names the label, never the person.
struct CalendarHand {
  std::optional<AccountId> account;
  std::string label;
};
// What would change. With a hand the changes are saved, matter by matter, each with its events; what met another act is tried
// again. It may stop anywhere and be called again: what was derived already does not change twice.
std::vector<CalendarChange> rederive_open(const House& house, const Calendar& calendar, const std::optional<CalendarHand>& hand);

// Goes on with saved tables of days off whose deadlines were not all looked at when the server stopped. How many changed.
std::int64_t finish_calendars(const House& house);

}  // namespace lianhu

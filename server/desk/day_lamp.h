#pragma once
// The lamp of a day that another body has told us, in a row of ours: of the day, and of nobody's delay (settled 15).
//
// Thread rule: pure.

#include <string>

#include "base/time.h"
#include "model/words.h"
#include "rules/calendar.h"

namespace lianhu {

struct DayLamp {
  std::string lamp, text;
};

inline DayLamp day_lamp(Date due, Date today, const Calendar& calendar) {
  const bool past = due < today, near = calendar.working_days_between(today, due) <= 3;
  return {word(past ? Lamp::red : near ? Lamp::yellow : Lamp::green), past ? "期限已过，可以问一问进度后登记" : near ? "临近期限" : "期限内"};
}

}  // namespace lianhu

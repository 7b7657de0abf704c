#pragma once
// Working days and days off in China, year by year as the State Council's office announces them.
//
// Invariant: a day is known only when the notice of its own year is in; in a year without a notice only
// weekends are off and every result that rests on it is provisional. Make-up Saturdays and Sundays are
// working days. Half-day holidays (《全国年节及纪念日放假办法》第3条) are named but change nothing.
// Units: calendar days in China (Date). Errors: with() refuses a bad text and names the line, in Chinese.
// Thread rule: a plain value; copy it, share it read-only.
// Source in law: 《全国年节及纪念日放假办法》; the yearly 国务院办公厅 notice.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace lianhu {

// One day that is not what its weekday says, or a weekend day inside a holiday (kept for its name).
struct DayException {
  Date day;
  bool off = true;   // false: a make-up working day
  std::string name;  // "国庆节"
};

struct CalendarYear {
  int year = 0;
  std::string notice;  // title of the announcement
  std::vector<DayException> days;
};

struct HalfDay {
  int month = 0;
  int day = 0;
  std::string name;
};

// Days off of this place (第4条) and the half days (第3条).
struct LocalDays {
  std::vector<DayException> days;
  std::vector<HalfDay> half_days;
};

class Calendar {
 public:
  Calendar() = default;
  // Of two texts for one year the later counts whole; a local day off yields to a notice's own entry.
  Calendar(const std::vector<CalendarYear>& years, LocalDays local);

  bool is_working_day(Date day) const;
  bool is_off(Date day) const { return !is_working_day(day); }
  bool is_statutory_holiday(Date day) const;  // named as off by a notice or a local order, weekends in it included
  std::string why_off(Date day) const;        // "国庆节", "周末", or empty on a working day
  std::string make_up_for(Date day) const;    // "国庆节" on a make-up working day, else empty
  std::string half_day(Date day) const;       // "妇女节", else empty

  bool knows(int year) const { return years_.contains(year); }
  int known_through() const { return years_.empty() ? 0 : *years_.rbegin(); }  // last year with a notice; 0: none
  bool is_provisional(Date day) const { return !knows(day.year()); }
  // "暂定，待国务院办公厅公布2027年放假安排后重算"
  std::string provisional_note(int year) const;

  // Working days after `from`, up to and including `to`; 0 when to <= from.
  int working_days_between(Date from, Date to) const;

  // The same calendar with one more (or a corrected) year, from the text of a year file.
  Result<Calendar> with(std::string_view year_text) const;
  Calendar with(const CalendarYear& year) const;
  Calendar without(int year) const;
  Calendar with_local(LocalDays local) const;

  const std::vector<CalendarYear>& years() const { return sources_; }  // oldest first
  const LocalDays& local() const { return local_; }

 private:
  const DayException* find(Date day) const;

  std::vector<CalendarYear> sources_;
  LocalDays local_;
  std::set<int> years_;
  std::vector<DayException> days_;  // sorted by day, one per day
};

}  // namespace lianhu

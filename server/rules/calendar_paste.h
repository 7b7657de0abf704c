#pragma once
// A year's days off as somebody pastes them: the State Council's notice (calendar_notice.h), a year file (calendar/YYYY.toml), or the
// public JSON of one year ({"year", "papers", "days": [{"name", "date", "isOffDay"}]}).
//
// Invariant: a year since 2008 has all seven holidays or is refused: half a year would settle the other half as worked. `text` is a year file that parse_calendar_year() reads to `year`; from a file it is what was pasted.
// Errors: code "calendar_file", with the line, in Chinese. Thread rule: pure functions.

#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/calendar.h"

namespace lianhu {

struct PastedYear {
  CalendarYear year;
  std::string text;
};
Result<PastedYear> read_pasted_year(std::string_view text);

// A year file of these days.
std::string calendar_year_text(const CalendarYear& year, const std::vector<std::string>& sources);

// The days on which the two calendars differ in what is worked, within both days: "2027年2月3日改为放假（春节）".
std::vector<std::string> changed_days(const Calendar& before, const Calendar& after, Date from, Date to, std::size_t most);

}  // namespace lianhu

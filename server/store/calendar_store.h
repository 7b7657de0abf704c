#pragma once
// Tables of days off as administrators saved them: what is in force, and what each one replaced.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "store/db.h"

namespace lianhu {

struct CalendarText {
  std::string id;
  std::int64_t year = 0;            // 0: the days off of this place
  std::optional<std::string> text;  // none: taken back
  Time saved_at;
  AccountId saved_by;
  std::int64_t moved = 0;           // deadlines derived again so far
  std::optional<Time> done_at;      // none: not all open deadlines have been looked at
};
BOOST_DESCRIBE_STRUCT(CalendarText, (), (id, year, text, saved_at, saved_by, moved, done_at))

void insert_calendar_text(Session& session, const std::string& region, const CalendarText& row);
std::optional<CalendarText> find_calendar_text(Session& session, const std::string& region, const std::string& id);
// Of one year, newest first.
std::vector<CalendarText> calendar_texts(Session& session, const std::string& region, std::int64_t year, int limit);
// Those whose deadlines have not all been looked at, oldest first.
std::vector<CalendarText> unfinished_calendar_texts(Session& session, const std::string& region);
void count_moved(Session& session, const std::string& region, const std::string& id, std::int64_t moved, Time done_at);

// The days off of this place in force; nothing when the program's own file holds.
std::optional<std::string> local_days_text(Session& session, const std::string& region);

struct SavedYear {
  std::int64_t year = 0;
  std::string text;
  Time entered_at;
  std::string entered_by;
};
std::vector<SavedYear> saved_years(Session& session);  // oldest year first
void drop_calendar_year(Session& session, std::int64_t year);

std::int64_t count_provisional_deadlines(Session& session, const std::string& region);

}  // namespace lianhu

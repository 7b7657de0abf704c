#pragma once
// What is overdue or near in a scope, by the date of the matter's own clock: walks the index matter_due from the oldest date.
//
// Invariant: only matters whose clock shows a lamp, open ones and those a court still waits for; a matter in the hands of an independent body has none (settled 15).
// A count is that of the list. The caller re-checks each matter of a list by may().
// Errors: those of store/readable.h.

#include "store/readable.h"

namespace lianhu {

struct DueKey {
  std::int64_t due_at = 0, ordinal = 0;
  MatterId matter;
};
// Dates after `after` (with its ordinal) up to and with `until`.
struct DueQuery {
  MatterReader reader;
  Time from = {INT64_MIN}, until;
  std::optional<DueKey> after;
  int limit = 50;
};
std::vector<DueKey> due_matters(Session& session, const std::string& region, const DueQuery& query);

struct DueCount {
  std::int64_t all = 0, overdue = 0, today = 0;
};
DueCount count_due(Session& session, const std::string& region, const MatterReader& reader, Time now, Time end_of_today, Time until);

}  // namespace lianhu

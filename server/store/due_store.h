#pragma once
// What is overdue or near in a scope, by the date of the matter's own clock: walks the index matter_due from the oldest date.
//
// Invariant: only open matters whose clock shows a lamp; a matter in the hands of an independent body has none (settled 15).
// A row counts when some token of the scope is the matter's and no bar binds the reader, so that a count is that of the
// list. The caller re-checks each matter of a list by may().
// Errors: std::logic_error for more than in_list_most tokens or offices (store/in_list.h).

#include <string>
#include <vector>

#include "model/matter.h"
#include "store/db.h"

namespace lianhu {

struct DueReader {
  std::vector<std::string> tokens;        // of rules/scope.h
  std::optional<AccountId> account;
  std::vector<std::string> offices;       // a bar on one of these binds
};
struct DueKey {
  std::int64_t due_at = 0, ordinal = 0;
  MatterId matter;
};
// Dates after `after` (with its ordinal) up to and with `until`.
struct DueQuery {
  DueReader reader;
  Time from = {INT64_MIN}, until;
  std::optional<DueKey> after;
  int limit = 50;
};
std::vector<DueKey> due_matters(Session& session, const std::string& region, const DueQuery& query);

struct DueCount {
  std::int64_t all = 0, overdue = 0, today = 0;
};
DueCount count_due(Session& session, const std::string& region, const DueReader& reader, Time now, Time end_of_today, Time until);

}  // namespace lianhu

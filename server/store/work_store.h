#pragma once
// Lists: an office's open work by due time, and the newest matters in a scope.
//
// Both walk an index in order and stop at the limit. The caller re-checks each matter by may().

#include <map>

#include "model/matter.h"
#include "model/procedure.h"
#include "store/db.h"

namespace lianhu {

struct WorkKey {
  std::int64_t due_at = 0;  // INT64_MAX: no deadline
  AssignmentId assignment;
  MatterId matter;
};
struct WorkQuery {
  OfficeId office;
  std::vector<AssignmentKind> kinds;
  std::optional<AccountId> receiver;  // only what names this receiver
  std::optional<WorkKey> after;       // strictly after this one
  int limit = 50;
};
// Open assignments of one office, by (due_at, id); those without a deadline come last.
std::vector<WorkKey> open_work(Session& session, const std::string& region, const WorkQuery& query);

// Whose eyes the figures are for: a bar on this account or one of these offices takes a matter out of them.
struct Barred {
  std::optional<AccountId> account;
  std::vector<OfficeId> offices;
};
struct WorkCount {
  std::int64_t open = 0, overdue = 0, due_today = 0;
};
WorkCount count_open_work(Session& session, const std::string& region, const OfficeId& office, const std::vector<AssignmentKind>& kinds,
                          const std::optional<AccountId>& receiver, const Barred& barred, Time now, Time end_of_today);

struct OrdinalKey {
  std::int64_t ordinal = 0;
  MatterId matter;
};
// Newest first, ordinals below `before` (0: from the newest), of matters that carry the token.
std::vector<OrdinalKey> newest_with_token(Session& session, const std::string& region, const std::string& token, std::int64_t before, int limit);
// Which matters these ordinals are, in the same order; one that is nobody's is left out.
std::vector<OrdinalKey> matters_at(Session& session, const std::string& region, const std::vector<std::int64_t>& ordinals);

// Every matter, oldest first; and one's scope tokens as stored. For rebuilding the search index.
std::int64_t count_matters(Session& session, const std::string& region);
void each_matter_id(Session& session, const std::string& region, const std::function<void(const MatterId&)>& visit);
std::vector<std::string> load_scope(Session& session, const std::string& region, const MatterId& matter);

// Number of attachments that belong to an act, by matter and by who may read them; a matter without any is left out.
std::map<std::string, std::map<Audience, std::int64_t>> count_attachments(Session& session, const std::string& region, const std::vector<std::string>& matters);

}  // namespace lianhu

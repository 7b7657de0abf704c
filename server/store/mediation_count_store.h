#pragma once
// What concluded mediations counted as: the rows behind a form's figures, and months that are settled.
//
// Invariant: a row counts for a reader as the matter itself does (store/readable.h). Rows are only ever added; as of an instant
// is what was recorded until then.
// Errors: std::logic_error from in_list; a broken database throws (db.h). Thread rule: as the session's.

#include <optional>
#include <string>
#include <vector>

#include "model/mediation_count.h"
#include "store/db.h"
#include "store/readable.h"

namespace lianhu {

std::vector<MediationCount> load_mediation_counts(Session& session, const std::string& region, const MatterId& matter);  // oldest first

void add_mediation_counts(Session& session, const std::string& region, const std::vector<MediationCount>& rows);

struct CountSpan {
  std::string from, to;  // months, both included
  Time as_of;
};
// Oldest result first.
std::vector<MediationCount> list_mediation_counts(Session& session, const std::string& region, const MatterReader& reader, const CountSpan& span);

// A month whose figures were reported: what is recorded later is a correction.
struct FrozenMonth {
  std::string figure, month;
  Time frozen_at;
  std::string frozen_by;  // office and post, never a name
  std::string list;       // ids of the rows it rests on, JSON
};
BOOST_DESCRIBE_STRUCT(FrozenMonth, (), (figure, month, frozen_at, frozen_by, list))

std::vector<FrozenMonth> load_frozen_months(Session& session, const std::string& region, const std::string& figure, const std::string& from, const std::string& to);
// With every row the month has now as its list; false: it was frozen already. Within a commit.
bool freeze_month(Session& session, const std::string& region, FrozenMonth month);

// Matters of which this committee has rows in months after the last one reported.
std::vector<MatterId> unreported_mediations_of(Session& session, const std::string& region, const std::string& figure, const OfficeId& office);

// Matters with a concluded mediation and no row: they ended before there were rows. In the order of their ids.
std::vector<MatterId> uncounted_mediations(Session& session, const std::string& region, const std::string& after, int limit);

}  // namespace lianhu

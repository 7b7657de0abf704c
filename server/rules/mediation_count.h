#pragma once
// What a concluded mediation counts as in the monthly form (人民调解案件情况统计表), and what must be added when that changes.
//
// Invariant: a proceeding counts once, by its latest result: success on the day of the agreement, failure on the day it was
// recorded. A failure stands until the parties' new attempt has a result of its own; an agreement that one of them takes back
// before it takes effect counts no longer. A merged matter counts with the one it went into.
// Units: as in model/mediation_count.h. Source: facts A3, A4; trap 7.
// Thread rule: pure but for ground.new_id.

#include <string>
#include <vector>

#include "model/directory.h"
#include "model/matter_file.h"
#include "model/mediation_count.h"
#include "rules/ground.h"

namespace lianhu {

// One row for each concluded mediation, without id and recorded_at.
std::vector<MediationCount> counted_mediations(const MatterFile& file, const Ground& ground);

// −1 for what counted otherwise, +1 for what counts now; empty when nothing changed. `stored`: every row of the matter.
std::vector<MediationCount> recount(const std::vector<MediationCount>& stored, const std::vector<MediationCount>& now, const Ground& ground);

// Whose committee it is, as the form divides them: what the justice bureau's list says (model/committee.h), else by the office above it.
std::string committee_kind(const Office& committee, const Directory& directory);

}  // namespace lianhu

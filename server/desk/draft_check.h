#pragma once
// The dossier's own check of an agreement, on a draft that is still being written.
//
// Thread rule: pure but for the house's snapshots.

#include <vector>

#include "desk/house.h"
#include "desk/working_paper.h"
#include "rules/dossier.h"

namespace lianhu {

// A clause that cannot be one yet is told first, as a bar: who, what, how much, by when. Empty: nothing to mend.
std::vector<DossierFinding> check_draft(const House& house, const WholeMatter& whole, const Proceeding& proceeding, const DraftPaper& draft);

}  // namespace lianhu

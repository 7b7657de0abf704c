#pragma once
// What a reader may correct of a matter, and where two records do not agree, as the web app draws them.
//
// Invariant: rules/fact.h and rules/correct.h say who may; nothing here holds a value that may() refuses this viewer.
// Thread rule: pure functions.

#include "desk/views.h"
#include "model/account.h"
#include "model/directory.h"
#include "model/matter_file.h"
#include "rules/procedure_library.h"

namespace lianhu {

std::vector<FactGroup> fact_groups(const Actor& viewer, const MatterFile& file, const ProcedureLibrary& procedures);
std::vector<DiscrepancyView> discrepancy_views(const Actor& viewer, const MatterFile& file, const ProcedureLibrary& procedures, const Directory& directory);

}  // namespace lianhu

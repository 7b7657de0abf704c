#pragma once
// Who handles it: giving, signing, returning, ruling, reporting. Part of rules/effects.
//
// Invariant: one open lead per proceeding (one lead + co-handlers, never two owners). A ruling is kept as a precedent.

#include "rules/effects.h"

namespace lianhu {

Result<Done> apply_assign(const Effect& effect, const Act& act, Draft& draft);
// New assignments of a proceeding from the effect's fields lead, receiver, co and copied.
void give_assignments(const Effect& effect, const Act& act, const ProceedingId& proceeding, Draft& draft);

}  // namespace lianhu

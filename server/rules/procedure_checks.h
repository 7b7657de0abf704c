#pragma once
// The parts of check_procedure, one subject each. Used by procedure_check.cc only.
// Thread rule: pure functions.

#include "rules/procedure_check.h"

namespace lianhu {

void check_names(const Procedure& p, const KnownNames& known, ProcedureFaults& faults);     // every name leads somewhere
void check_effects(const Procedure& p, const KnownNames& known, ProcedureFaults& faults);   // arguments, kinds of field
void check_needs(const Procedure& p, ProcedureFaults& faults);                              // known words that can be met
void check_shape(const Procedure& p, ProcedureFaults& faults);                              // reachable, ends, clocks, actors
void check_principles(const Procedure& p, const KnownNames& known, ProcedureFaults& faults);  // house terms, data, fees, verifying

}  // namespace lianhu

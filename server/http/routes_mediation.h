#pragma once
// The mediator's desk: my mediations, the talk and the draft, and the library of clauses.

#include "desk/bench_desk.h"
#include "desk/clause_desk.h"
#include "desk/mediation_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_mediation_routes(Router& router, const MediationDesk& desk, const BenchDesk& bench, const ClauseDesk& clauses);

}  // namespace lianhu::http

#include "rules/procedure_check.h"

#include <utility>

#include "rules/procedure_checks.h"

namespace lianhu {

std::vector<ProcedureFault> check_procedure(const Procedure& procedure, const KnownNames& known) {
  ProcedureFaults faults{procedure.file, {}};
  check_names(procedure, known, faults);
  check_effects(procedure, known, faults);
  check_needs(procedure, faults);
  check_shape(procedure, faults);
  check_principles(procedure, known, faults);
  faults.sort();
  return std::move(faults.all);
}

}  // namespace lianhu

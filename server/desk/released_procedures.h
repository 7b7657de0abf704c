#pragma once
// The procedures in force: the program's own, and those that this county released.
//
// Invariant: a version the county released is that file for good: it was checked when it was released, and running matters go by
// it whatever a later program would ask of a new file. Where both have one version, the county's stands.
// Errors: invalid "procedure_file". Thread rule: pure functions.

#include <string>
#include <vector>

#include "base/result.h"
#include "rules/procedure_file.h"
#include "rules/procedure_library.h"
#include "store/procedure_store.h"

namespace lianhu {

Result<ProcedureLibrary> procedures_with(const std::vector<ReleasedProcedure>& released);

// Reads a file under the name it gives itself, whatever it was uploaded as.
ReadProcedure read_released(const std::string& text);

}  // namespace lianhu

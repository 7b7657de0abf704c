#pragma once
// Reads a procedure file (TOML, format described in procedures/README.md) into model/procedure.h.
//
// Errors: every fault of the file at once, in Chinese, each with its line; a broken TOML text has one.
// Names that point nowhere are not looked at here: that is check_procedure (rules/procedure_check.h).
// Thread rule: pure functions.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/procedure.h"
#include "rules/procedure_fault.h"

namespace lianhu {

struct ReadProcedure {
  Procedure procedure;  // whatever could be read; only to be used when there are no faults
  std::vector<ProcedureFault> faults;
};
ReadProcedure read_procedure(std::string_view text, std::string_view file);

// The same as a Result: invalid("procedure_file", …), one FieldFault a fault, pointer "/line/12".
Result<Procedure> parse_procedure(std::string_view text, std::string_view file);

}  // namespace lianhu

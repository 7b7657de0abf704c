#pragma once
// Freezing: procedures/released.txt names each released procedure file with the SHA-256 it was released with.
//
// Invariant: a released file never changes and never disappears; a change is a new version.
// Errors: faults as values, in Chinese. Thread rule: pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "model/procedure.h"
#include "rules/procedure_fault.h"

namespace lianhu {

// released: lines "<sha256>  <file name>", as sha256sum writes them; lines beginning with # are comments.
std::vector<ProcedureFault> released_faults(std::string_view released, const std::vector<Procedure>& procedures);

}  // namespace lianhu

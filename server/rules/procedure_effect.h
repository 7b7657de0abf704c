#pragma once
// The effects of one move as written in a procedure file. Part of procedure_file.h, kept apart for its length.
// Thread rule: pure functions.

#include <vector>

#include "model/procedure.h"

namespace lianhu {

class TomlTable;
struct ProcedureFaults;

// Key "effects" of a move: a list of { do = "…", … }. Keys that an effect does not take are reported.
std::vector<Effect> read_effects(TomlTable& move, ProcedureFaults& faults);

}  // namespace lianhu

#pragma once
// A proceeding that another one starts, waits for and takes up again. Part of rules/effects.
//
// Invariant: while a proceeding waits for its child the desk has no work on it; when it goes on without the result
// (recall), the child ends with it, so no two proceedings of one matter work against each other.

#include "rules/effects.h"

namespace lianhu {

// Effects start and refer: to another procedure, or to another system.
Result<Done> start_child(const Effect& effect, const Act& act, Draft& draft);
// Effect report_back: the parent's desk is told.
void report_back(const Act& act, Draft& draft);
// The move left a state that waited for a child: what is still open below ends as terminated.
Result<Done> end_left_children(const Act& act, Draft& draft);

}  // namespace lianhu

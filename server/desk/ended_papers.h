#pragma once
// When a mediation's working papers are over: what became a record with an act, and all of them once the talks have ended.
//
// Thread rule: pure but for the house's snapshots.

#include <string_view>

#include "desk/house.h"
#include "model/change.h"
#include "rules/form.h"

namespace lianhu {

inline constexpr std::string_view talk_kind = "talk", draft_kind = "draft";  // of working papers

bool talks_go_on(const Procedure& procedure, const std::string& state);

// Adds them to the change that this order makes.
void end_papers(const House& house, const Order& order, Change& change);

}  // namespace lianhu

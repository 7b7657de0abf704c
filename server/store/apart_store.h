#pragma once
// Pairs of matters that were looked at and found to be two.
//
// Thread rule: within the caller's session.

#include <set>
#include <string>

#include "model/matter.h"
#include "store/db.h"

namespace lianhu {

// False when the pair was there already.
bool keep_apart(Session& session, const std::string& region, const std::string& id, const MatterId& a, const MatterId& b, const OfficeId& office, Time at);
// The ids of all that were told apart from this one.
std::set<std::string> told_apart(Session& session, const std::string& region, const MatterId& matter);

}  // namespace lianhu

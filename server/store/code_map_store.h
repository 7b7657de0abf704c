#pragma once
// What other systems call our categories (territory/categories.toml).
//
// Thread rule: within the caller's session.

#include <map>
#include <string>

#include "base/time.h"
#include "store/db.h"

namespace lianhu {

// Their code → our category, as valid on that day; where several of ours have one code, the first by our own.
std::map<std::string, std::string> load_code_map(Session& session, const std::string& system, Date on);

}  // namespace lianhu

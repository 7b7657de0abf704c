#pragma once
// Which reading of what every process keeps in memory is the newest: a few rows that each process looks at.
//
// Thread rule: within the caller's session.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "store/db.h"

namespace lianhu {

inline constexpr std::string_view kHeldCalendar = "calendar", kHeldDirectory = "directory", kHeldPlaces = "places", kHeldProcedures = "procedures";

// In the transaction of the change: what other processes hold of it is old from its commit on.
void outdate(Session& session, const std::string& region, std::string_view name);
std::map<std::string, std::int64_t, std::less<>> held_versions(Session& session, const std::string& region);  // what was never changed is missing

}  // namespace lianhu

#pragma once
// One background duty, one process at a time (settled 17).
//
// Invariant: the fence of a name grows whenever another holder takes it, so that whatever an earlier holder still does
// can be told from what the present one does.

#include <optional>
#include <string>

#include "base/time.h"
#include "store/db.h"

namespace lianhu {

// Takes or keeps the lease until `until`; the fence, or nothing while another holds it.
std::optional<std::int64_t> take_lease(Session& session, const std::string& region, const std::string& name, const std::string& holder, Time now, Time until);
bool holds_lease(Session& session, const std::string& region, const std::string& name, const std::string& holder, std::int64_t fence);
// So that the next holder need not wait.
void drop_lease(Session& session, const std::string& region, const std::string& name, const std::string& holder, Time now);

}  // namespace lianhu

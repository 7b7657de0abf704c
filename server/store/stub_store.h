#pragma once
// Stubs, and what was told of them. A stub whose number is a reference of a matter is that matter's: read together.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include "model/stub.h"
#include "store/db.h"

namespace lianhu {

std::optional<Stub> find_stub(Session& session, const std::string& region, const std::string& id);
std::vector<Stub> stubs_numbered(Session& session, const std::string& region, const std::string& system, const std::vector<std::string>& numbers);
// Heard of since that day, or still open, oldest first.
std::vector<Stub> stubs_of(Session& session, const std::string& region, const std::string& system, Date since, int limit);
std::vector<StubEvent> stub_events(Session& session, const std::string& region, const std::string& stub);

// Throws DuplicateKey when the number is another stub's.
void insert_stub(Session& session, const std::string& region, const Stub& stub, const StubEvent& told);
// False when it was changed since; `stub` has the version it shall have.
bool change_stub(Session& session, const std::string& region, const Stub& stub, const StubEvent& told);

}  // namespace lianhu

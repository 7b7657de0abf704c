#pragma once
// Numbers of other systems: which matter has one. Writing goes with the matter's change (change_store.h).
//
// Numbers are given and kept as normal_number() leaves them (rules/reference.h).
// Thread rule: within the caller's session.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/matter.h"
#include "store/db.h"

namespace lianhu {

std::optional<ExternalReference> find_reference(Session& session, const std::string& region, const std::string& system, const std::string& number);
// Of many numbers of one system, those that are known.
std::map<std::string, ExternalReference> find_references(Session& session, const std::string& region, const std::string& system,
                                                         const std::vector<std::string>& numbers);
std::vector<ExternalReference> references_by_id(Session& session, const std::string& region, const std::vector<std::string>& ids);
// Matters with a number of this system that begins so.
std::vector<MatterId> matters_with_number(Session& session, const std::string& region, const std::string& system, const std::string& beginning, int limit);

// Our own numbers of many matters, by id.
std::map<std::string, std::string> matter_numbers(Session& session, const std::string& region, const std::vector<std::string>& ids);

// The courts' terms of these matters, by reference; each has one.
std::map<std::string, Deadline> reference_terms(Session& session, const std::string& region, const std::vector<std::string>& matters);

struct ReferenceKey {
  Time received_at;
  std::string id;
};
// Received from `from` until before `until`, oldest first.
std::vector<ExternalReference> references_received(Session& session, const std::string& region, const std::string& system, const std::string& direction,
                                                   Time from, Time until, const std::optional<ReferenceKey>& after, int limit);

}  // namespace lianhu

#pragma once
// Saving: one Change, one transaction, every late value filled inside it (settled 16).
//
// Throws StaleRow when the matter is no longer at the version the change was decided on, and DuplicateKey when the
// idempotency key was used in the meantime; the transaction then leaves nothing behind.
// On return the Change holds the values as stored (number, ordinal, seq, hashes).

#include <functional>
#include <optional>
#include <string>

#include "model/change.h"
#include "store/db.h"

namespace lianhu {

void save_change(Session& session, const std::string& region, const std::string& number_prefix, Change& change);

std::optional<Replay> find_replay(Session& session, const std::string& region, const std::string& actor, const std::string& route,
                                  const std::string& client_key);
void save_replay(Session& session, const std::string& region, const Replay& replay);
// Keys older than this are forgotten (30 days, settled 10). Rows removed.
std::int64_t forget_replays(Session& session, const std::string& region, Time before);

// The next number of a gap-free series; 1 for the first of the year.
std::int64_t next_in_series(Session& session, const std::string& region, const std::string& office, const std::string& series, int year);

}  // namespace lianhu

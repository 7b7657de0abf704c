#pragma once
// Walking the whole log for `lianhu verify`: every event with its body, by matter and seq.

#include <functional>

#include "model/event.h"
#include "store/db.h"

namespace lianhu {

struct StoredEvent {
  Event row;
  std::string salt, content;  // as stored; empty when erased
  bool erased = false;
};
void each_event(Session& session, const std::string& region, const std::function<void(const StoredEvent&)>& visit);

// The files a backup must hold, as a query of one column.
inline constexpr std::string_view attachment_hashes_sql = "SELECT sha256 FROM attachment";

struct LogHead {
  std::int64_t next_leaf = 0;
  std::string last_hash;
};
std::optional<LogHead> load_log_head(Session& session, const std::string& region);
void each_attachment_hash(Session& session, const std::string& region, const std::function<void(const std::string& matter, const std::string& sha256)>& visit);

}  // namespace lianhu

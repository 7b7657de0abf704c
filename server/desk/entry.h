#pragma once
// How a command came in, and the one way every writing desk goes: load → permit → replay check → decide → save (settled 10).

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/account.h"
#include "model/change.h"
#include "rules/decide.h"
#include "desk/house.h"

namespace lianhu {

// Who, by which door, under which key.
struct Entry {
  Actor actor;
  std::string route;       // the operation's name; keys are scoped to actor and route
  std::string client_key;  // Idempotency-Key; "": a door without one (tools)
  std::string body_sha256;
  std::optional<std::int64_t> if_version;  // from If-Match: the acted_version they saw; none: not asked for
};

struct Written {
  MatterId matter;
  std::int64_t version = 0;
  bool again = false;      // the same command had been done before; nothing was written now
};

// Does one order on one matter. The desk of every door that acts on a matter.
Result<Written> act(const House& house, const Entry& entry, const MatterId& matter, const Order& order);

// When the change gives the matter another category or seal: what was counted before follows it (rules/category.h).
void let_counts_follow(const House& house, const MatterFile& before, Change& change);

// Saves a decided change: draws the salts, fills what the papers need, commits, and tells the house.
// Refusals: stale_version, key_reused. `with`: what becomes of another matter by the same act, saved in the same transaction.
Result<Written> save(const House& house, const Entry& entry, Change change, std::optional<Change> with = std::nullopt);

// Saves many changes, each of a matter of its own, a few hundred to a durable transaction. What one of them meets refuses
// that one alone. Answers in their order. No key is kept: whoever calls says by its rows what was done before.
std::vector<Result<Written>> save_many(const House& house, const Entry& entry, std::vector<Change> changes);

// Runs `once`, and again on the newer file when the save met another one that was no act since the version they saw: the
// clock's. Who says nothing of what they saw is judged by the newer file alone.
Result<Written> past_the_clock(const House& house, const Entry& entry, const MatterId& matter, const std::function<Result<Written>()>& once);

// The answer to a key that was used before: the same command → what it did; another command → key_reused.
std::optional<Result<Written>> replayed(const House& house, const Entry& entry);

// What the rules stand on as of now: enough for a view, and for what the clock and the desk itself do.
struct Stand {
  std::shared_ptr<const Directory> directory;
  std::shared_ptr<const Calendar> calendar;
  Ground ground;
};
std::unique_ptr<Stand> stand(const House& house);
// For deciding an act at this place as well: who answers for the grid, and the precedents of the category ("": of none).
std::unique_ptr<Stand> stand_to_act(const House& house, const std::string& place_path, const std::string& category);

// The matter as it stands now; nullptr when there is none.
std::shared_ptr<const WholeMatter> load_matter(const House& house, const MatterId& id);

}  // namespace lianhu

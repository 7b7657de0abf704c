#pragma once
// Who else has a matter open at a triage desk at this moment, so that two do not work on the same one unknowingly.
//
// Invariant: in memory only, forgotten within a minute, written to no log and no table, asked by matter alone: there is no way to ask
// where a member of staff is or was (charter 1). It refuses nothing: a save on an outdated version is refused by its version.
// Each process of several keeps its own.
// Units: milliseconds of Clock::steady_ms. Thread rule: any thread.

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/world.h"
#include "model/ids.h"

namespace lianhu {

struct PresentView {
  std::vector<std::string> names;  // colleagues' names, without one's own
};
LIANHU_DESCRIBE(PresentView, (names))

class Presence {
 public:
  explicit Presence(Clock& clock) : clock_(clock) {}

  // This one is here (again); who else is. Kept for `kept_ms` after the last call.
  std::vector<std::string> here(const MatterId& matter, const AccountId& account, const std::string& name);
  void gone(const MatterId& matter, const AccountId& account);

  static constexpr std::int64_t kept_ms = 45'000;

 private:
  struct Seen {
    std::string name;
    std::int64_t until = 0;
  };
  void forget_old(std::int64_t now);

  Clock& clock_;
  std::mutex guard_;
  std::map<std::string, std::map<std::string, Seen>> by_matter_;
};

}  // namespace lianhu

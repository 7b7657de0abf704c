#pragma once
// The person's own view of their matter (charter 3, 4), reached by the tracking secret alone; papers and files ask for
// the phone's last four digits or the PIN besides (settled 13).
//
// Errors: not_found for an unknown or outworn secret; forbidden "pin_required" / "pin_wrong".
// Thread rule: any thread.

#include "desk/commands.h"
#include "desk/entry.h"
#include "desk/render.h"

namespace lianhu {

class TrackDesk {
 public:
  explicit TrackDesk(const House& house) : house_(house) {}

  Result<Actor> actor(const std::string& secret) const;
  Result<Track> track(const Actor& party) const;
  Result<Written> act_on(const Entry& entry, const MoveOrder& order) const;
  Result<Done> check_pin(const Actor& party, const std::string& pin) const;

 private:
  const House& house_;
};

}  // namespace lianhu

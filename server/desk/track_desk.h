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

  // Whoever holds the code, where their matter goes on today: a code of a matter that was merged leads into the other.
  Result<Actor> actor(const std::string& secret) const;
  // The same person in the matter which this paper or file belongs to: this one, or an earlier one of theirs.
  Actor keeper(const Actor& party, const std::optional<MatterId>& of) const;
  std::optional<MatterId> matter_of(const DocumentId& document) const;
  std::optional<MatterId> matter_of(const AttachmentId& attachment) const;
  Result<Track> track(const Actor& party) const;
  Result<Written> act_on(const Entry& entry, const MoveOrder& order) const;
  Result<Done> check_pin(const Actor& party, const std::string& pin) const;

 private:
  // The rows by which this party came here, the first one first; empty for who was here from the start.
  std::vector<Actor> earlier(const Actor& party) const;
  // The row the person reported with, by joining and by splitting.
  Actor first_row(const Actor& party) const;
  void add_earlier(const Actor& party, Track& track) const;
  void add_split_off(const Actor& party, Track& track) const;

  const House& house_;
};

}  // namespace lianhu

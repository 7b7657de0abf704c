#pragma once
// The matter page of staff: opening (logged before a byte leaves, settled 27), acting, adding a party, and who has
// looked.
//
// Errors: not_found for what the actor may not know; forbidden, stale_version, need_missing, invalid_fields from acting.
// Thread rule: any thread.

#include "desk/commands.h"
#include "desk/entry.h"
#include "desk/render.h"

namespace lianhu {

class MatterDesk {
 public:
  explicit MatterDesk(const House& house) : house_(house) {}

  // Writes the row of the access log, then gives the view. `purpose` as the reader told it.
  Result<MatterView> open(const Actor& actor, const MatterId& id, const std::string& purpose) const;
  // The view after the actor's own act; no further log row.
  Result<MatterView> view(const Actor& actor, const MatterId& id) const;
  Result<Written> act_on(const Entry& entry, const MatterId& id, const MoveOrder& order) const;
  Result<Written> add_party(const Entry& entry, const MatterId& id, const PartyInput& input) const;
  // What was heard in a recording, typed down: a fact of its own beside the recording. A matter that has no words yet but the
  // recording is titled after them.
  Result<Written> hear(const Entry& entry, const MatterId& id, const AttachmentId& recording, const HeardWords& words) const;
  Result<std::vector<AccessRow>> accesses(const Actor& actor, const MatterId& id) const;

 private:
  Result<Written> add_party_once(const Entry& entry, const MatterId& id, const PartyInput& input) const;
  Result<Written> hear_once(const Entry& entry, const MatterId& id, const AttachmentId& recording, const HeardWords& words) const;

  const House& house_;
};

// From the request's shape to the rules' order; resolves a matter named by number, as far as the actor may know it.
Result<Order> order_from(const House& house, const Actor& actor, const MoveOrder& input, const std::optional<std::string>& client_id);

// The matter as an acting member of staff may have it: known, of the version they saw, and theirs to work on.
Result<std::shared_ptr<const WholeMatter>> load_for_work(const House& house, const Entry& entry, const MatterId& id);

// The matter as this actor may open it.
std::optional<SeenMatter> see(const House& house, const Actor& actor, const MatterId& id);

// A file that belongs to the report itself: one event of the chain names it by its hash.
Result<Written> attach_to_report(const House& house, const Entry& entry, const MatterId& id, const Attachment& attachment);

// Who looked at what, and why; durable when it returns. `file` nullptr: a list or search.
void log_access(const House& house, const Actor& actor, const MatterFile* file, const std::string& what, const std::string& purpose);

}  // namespace lianhu

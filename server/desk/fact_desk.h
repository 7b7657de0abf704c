#pragma once
// Facts of a matter corrected, in the field or at a desk, and two records that do not agree settled by one human.
//
// No If-Match on a correction: each edit carries what stood there when it was written, and that is its check. The same
// key, or the same client id under another key, does nothing twice. A choice goes by If-Match.
// Errors: as rules/correct.h; key_reused when a client id comes back with another content; unavailable "busy".
// Thread rule: any thread.

#include "desk/commands.h"
#include "desk/entry.h"
#include "desk/views.h"

namespace lianhu {

class FactDesk {
 public:
  explicit FactDesk(const House& house) : house_(house) {}

  Result<Written> correct(const Entry& entry, const MatterId& id, const FactsInput& input) const;
  // What became of each edit, read from the history: the same answer to the first sending and to any later one.
  FactsReply reply(const Actor& actor, const MatterId& id, const FactsInput& input) const;
  Result<Written> choose(const Entry& entry, const MatterId& id, const std::string& discrepancy, const DiscrepancyChoice& choice) const;

 private:
  Result<Written> correct_once(const Entry& entry, const MatterId& id, const FactsInput& input) const;
  Result<Written> choose_once(const Entry& entry, const MatterId& id, const std::string& discrepancy, const DiscrepancyChoice& choice) const;
  Result<Written> save_facts(const Entry& entry, const MatterFile& before, Change change) const;

  const House& house_;
};

}  // namespace lianhu

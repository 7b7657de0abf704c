#pragma once
// Everything the rules look at to answer a question about one matter, read in one snapshot. Plain values.
//
// Invariant: every row in here changes only together with matter.version, so that a file read once stays true as long
// as the version stands (store/matter_shelf.h relies on it). Whoever writes such a row otherwise breaks readers.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"
#include "model/event.h"
#include "model/event_content.h"
#include "model/matter.h"

namespace lianhu {

struct PastEvent {
  Event row;
  std::shared_ptr<const EventContent> told;  // nothing when it was erased by law
};

struct MatterFile {
  Matter matter;
  std::vector<Party> parties;
  std::vector<Proceeding> proceedings;  // oldest first; the first is the one intake began
  std::vector<Assignment> assignments;  // oldest first
  std::vector<Deadline> deadlines;
  std::vector<ConsentRecord> consents;
  std::vector<Ruling> rulings;          // of this matter
  std::vector<Obligation> obligations;
  std::vector<LedgerEntry> ledger;      // of its obligations, by time
  std::vector<Bar> bars;
  std::vector<ExternalReference> external;  // oldest first
  std::vector<Discrepancy> discrepancies;      // the open ones, oldest first
  std::vector<PastEvent> events;        // by seq

  const Proceeding* proceeding(const ProceedingId& id) const { return find(proceedings, id); }
  const Assignment* assignment(const AssignmentId& id) const { return find(assignments, id); }
  const Party* party(const PartyId& id) const { return find(parties, id); }

 private:
  template <class T, class I>
  static const T* find(const std::vector<T>& all, const I& id) {
    for (const T& one : all) {
      if (one.id == id) return &one;
    }
    return nullptr;
  }
};

// A file with what else is shown of the matter.
struct WholeMatter {
  MatterFile file;
  std::vector<Attachment> attachments;  // those that belong to an act, by time
  std::vector<Document> documents;      // by time
  std::vector<Link> links;
};

// The matter as it stands after `change` was saved, with the late values filled in; `before` is what it was decided on
// (empty for a new matter). The same rows in the same order as a fresh reading gives.
WholeMatter after(const WholeMatter& before, const Change& change);

// The account that an obligation's ledger rows stand on.
std::string account_of(const ObligationId& obligation);
// performed + excused − reversed of one obligation, in its unit.
std::int64_t performed_of(const MatterFile& file, const ObligationId& obligation);

}  // namespace lianhu

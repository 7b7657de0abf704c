#pragma once
// Everything the rules look at to answer a question about one matter, read in one snapshot. Plain values.

#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/matter.h"

namespace lianhu {

struct PastEvent {
  Event row;
  std::string content;  // JSON; empty when it was erased by law
};

struct MatterFile {
  Matter matter;
  std::vector<Party> parties;
  std::vector<Proceeding> proceedings;  // oldest first; the first is the one intake began
  std::vector<Assignment> assignments;  // oldest first
  std::vector<Deadline> deadlines;
  std::vector<ConsentRecord> consents;
  std::vector<Ruling> rulings;          // of this matter
  std::vector<Ruling> precedents;       // of its kind of matter, newest first, this matter's among them
  std::vector<Obligation> obligations;
  std::vector<Bar> bars;
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

}  // namespace lianhu

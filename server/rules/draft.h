#pragma once
// A matter while a decision is being made: the file as it will be, and what of it is new or changed.
//
// Invariant: finish() leaves the desk's (its own work, and what it keeps track of in another system) and verifiers' assignments, every due time and lamp, the matter's status and
// its scope tokens agreeing with the proceedings' states, the day of a court's letter with its term, what became of each promise with its ledger, and every open discrepancy asking one human: the receiver of the
// lead assignment, or else the desk. So no caller has to remember to.
// Thread rule: belongs to one decision.

#include <map>
#include <set>
#include <string>

#include "model/account.h"
#include "model/change.h"
#include "model/matter_file.h"
#include "rules/ground.h"
#include "rules/history.h"

namespace lianhu {

class Draft {
 public:
  Draft(MatterFile file, const Ground& ground) : file_(std::move(file)), ground_(ground) {}

  const MatterFile& file() const { return file_; }
  const Ground& ground() const { return ground_; }
  Matter& matter() { return file_.matter; }
  Change& change() { return change_; }

  // Rows to be changed; asking for one marks it. The reference holds until the next add_….
  Proceeding& proceeding(const ProceedingId& id);
  Assignment& assignment(const AssignmentId& id);
  Deadline& deadline(const DeadlineId& id);
  Party& party(const PartyId& id);
  Discrepancy& discrepancy(const DiscrepancyId& id);
  ExternalReference& reference(const std::string& id);
  Obligation& obligation(const ObligationId& id);

  // By the present act this proceeding goes to another system, or to a child.
  void referred(const ProceedingId& id, bool outside) { referred_[id.text] = outside; }

  // By the present act the checking of this proceeding goes to that office, and not to the desk's own verifiers.
  void checked_by(const ProceedingId& id, const OfficeId& office) { checked_by_[id.text] = office; }
  OfficeId checker(const Proceeding& proceeding) const;

  void add(Party row);
  void add(Proceeding row);
  void add(Assignment row);
  void add(Deadline row);
  void add(Discrepancy row);
  void add(ExternalReference row);
  void add(Obligation row);
  void add(LedgerEntry row);
  void add_event(Event row, const EventContent& content);
  void count(const std::string& figure, std::int64_t delta, const std::optional<OfficeId>& office);
  void notify(Notice notice);

  // Writes the change out. `expected_version` 0: a new matter.
  Change finish(std::int64_t expected_version);

 private:
  bool waits_outside(const Proceeding& proceeding, const Procedure& procedure) const;
  void sync_duty(const Proceeding& proceeding, const Procedure& procedure, AssignmentKind kind);
  void sync_status();
  void sync_asked();
  void sync_references();

  MatterFile file_;
  const Ground& ground_;
  Change change_;
  std::set<std::string> fresh_, touched_;
  std::map<std::string, bool> referred_;
  std::map<std::string, OfficeId> checked_by_;
};

// The state waits for the desk (or a verifier): every way on is theirs, or their move is the primary one and nobody else's is.
bool waits_for(const Procedure& procedure, std::string_view state, AssignmentKind kind);
// What the desk is first to do in this state is to close or archive.
bool waits_for_the_end(const Procedure& procedure, std::string_view state);
// The proceeding comes to this state by referring the matter to a child, and stays until the child has ended.
bool waits_for_child(const Procedure& procedure, std::string_view state);
// The desk's or the verifiers' open work in a proceeding: nobody else's turn meanwhile. nullptr: none.
const Assignment* waiting_duty(const MatterFile& file, const ProceedingId& proceeding);
// The same, in whatever proceeding: who has the matter while nobody leads it.
const Assignment* open_duty(const MatterFile& file);
bool has_open_child(const MatterFile& file, const Proceeding& proceeding);
// The proceeding whose state the matter shows: the open one deepest down, else the first.
const Proceeding& leading(const MatterFile& file);
// Under which category figures count it.
std::string counted_category(const Matter& matter);
// The town on the matter's path, for figures.
PlaceId town_of(const Matter& matter);

}  // namespace lianhu

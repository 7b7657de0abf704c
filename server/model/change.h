#pragma once
// One value carries a whole change; one transaction saves it (house, "One request").
//
// Late values are filled by the store inside that transaction: matter number and ordinal, proceeding number, event seq, leaf index,
// previous hash, leaf and hash. A new event holds its content and a salt that the desk drew before the transaction,
// so that a job which runs twice writes the same rows.

#include <optional>
#include <string>
#include <vector>

#include "model/discrepancy.h"
#include "model/event.h"
#include "model/matter.h"
#include "model/mediation_count.h"

namespace lianhu {

struct NewEvent {
  Event row;
  std::string content;  // JSON, as it will be stored
  std::string salt;     // 32 hex digits, fresh for each event
};

// The answer to a repeated command (settled 10).
struct Replay {
  std::string actor, route, client_key, body_sha256;
  int status = 200;
  std::string subject;
  Time at;
};

// A proceeding's number in its office's series of the year, taken inside the transaction: so the series has no gap.
struct SeriesNumber {
  ProceedingId proceeding;
  OfficeId office;
  std::string series;
  int year = 0;
  std::string before, after;  // around the digits, at least three
};

// A working paper that became a record by this act, or has no mediation any more (model/working_paper.h).
struct EndedPaper {
  ProceedingId proceeding;
  std::string kind;
};

struct Change {
  Matter matter;
  std::int64_t expected_version = 0;  // 0: the matter is new; else the stored version must be this
  std::vector<Party> new_parties, changed_parties;
  std::vector<Proceeding> new_proceedings, changed_proceedings;
  std::vector<Assignment> new_assignments, changed_assignments;
  std::vector<Deadline> new_deadlines, changed_deadlines;
  std::vector<NewEvent> events;
  std::vector<ConsentRecord> consents;
  std::vector<Ruling> rulings;
  std::vector<Document> documents, changed_documents;
  std::vector<Notice> notices;
  std::vector<Obligation> obligations, changed_obligations;
  std::vector<LedgerEntry> ledger;
  std::vector<CountFact> counts;
  std::vector<MediationCount> mediation_counts;
  std::vector<Link> links;
  std::vector<Bar> bars;
  std::vector<ExternalReference> external, changed_external;
  std::vector<Discrepancy> new_discrepancies, changed_discrepancies;
  std::vector<SeriesNumber> numbers;    // of proceedings that are new or changed here
  std::vector<Attachment> claimed;      // uploaded before, now part of the first event
  std::vector<std::string> scope;       // the matter's scope tokens after the change
  bool scope_changed = false;
  bool text_changed = false;            // the search row is written again
  bool quiet = false;                   // by a quiet move: acted_version stays, and nobody hears of it
  std::vector<EndedPaper> ended_papers; // deleted with this act
  std::optional<Replay> replay;
};

}  // namespace lianhu

#pragma once
// The mediator's desk for one mediation (调解台): the talk and the draft as they are being written, the draft's check, the notes of
// caucuses, and how the signing stands.
//
// Invariant: for those who handle this mediation; to anybody else it is unknown. What is written here is no record: it goes into one by the
// procedure's own moves, and is deleted with that (model/working_paper.h). A save on an older version changes nothing: both texts remain,
// the stored one here and the other with its writer.
// Errors: not_found; conflict "stale_version", "wrong_state"; invalid_fields.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/dossier_desk.h"
#include "desk/working_paper.h"
#include "model/working_paper.h"

namespace lianhu {

struct TalkView {
  std::int64_t version = 0;
  Time saved_at;
  std::string saved_by;
  TalkPaper paper;
  std::map<std::string, std::string> fields;  // what it fills in the move `session`
};
LIANHU_DESCRIBE(TalkView, (version, saved_at, saved_by, paper, fields))

struct DraftView {
  std::int64_t version = 0;
  Time saved_at;
  std::string saved_by;
  DraftPaper paper;
  std::map<std::string, std::string> fields;  // of the move `succeed_written`
  std::vector<DossierFindingRow> findings;
};
LIANHU_DESCRIBE(DraftView, (version, saved_at, saved_by, paper, fields, findings))

struct BenchParty {
  std::string id, name, role_title;
};
LIANHU_DESCRIBE(BenchParty, (id, name, role_title))

struct CaucusRow {
  std::string party_name, text, by;
  std::optional<Date> on;
  std::optional<std::string> place;
  std::int64_t round = 1;
  Time entered_at;
};
LIANHU_DESCRIBE(CaucusRow, (party_name, text, by, on, place, round, entered_at))

struct SignatureView {
  std::string party, name;
  std::optional<Date> on;
  std::optional<std::string> way_title, place, capacity_title, guardian, reader, scribe, witness;
};
LIANHU_DESCRIBE(SignatureView, (party, name, on, way_title, place, capacity_title, guardian, reader, scribe, witness))

struct SigningView {
  std::vector<SignatureView> parties;
  std::optional<Date> agreed_on, mediator_on, sealed_on, effective_on;
  std::optional<std::string> awaits;
};
LIANHU_DESCRIBE(SigningView, (parties, agreed_on, mediator_on, sealed_on, effective_on, awaits))

struct BenchView {
  std::string matter, number, title, category, category_name, proceeding, state, state_title, phase, next_step, office_name, me;
  std::optional<std::string> file_number;
  std::int64_t round = 1;
  bool may_write = false;  // the talks go on: working papers may be saved
  std::vector<BenchParty> parties;
  std::optional<TalkView> talk;
  std::optional<DraftView> draft;
  std::vector<CaucusRow> caucuses;
  std::optional<SigningView> signing;
};
LIANHU_DESCRIBE(BenchView, (matter, number, title, category, category_name, proceeding, state, state_title, phase, next_step, office_name, me, file_number, round,
                            may_write, parties, talk, draft, caucuses, signing))

class BenchDesk {
 public:
  explicit BenchDesk(const House& house) : house_(house) {}

  // Of the matter's newest mediation.
  Result<BenchView> open(const Actor& actor, const MatterId& matter) const;
  // `if_version` of the entry: the version they saw, 0 where there was none.
  Result<TalkView> save_talk(const Entry& entry, const MatterId& matter, const TalkPaper& paper) const;
  Result<DraftView> save_draft(const Entry& entry, const MatterId& matter, const DraftPaper& paper) const;

 private:
  struct Bench;
  Result<Bench> bench(const Actor& actor, const MatterId& matter) const;
  Result<WorkingPaper> save_paper(const Entry& entry, const MatterId& matter, const std::string& kind, std::string content) const;
  DraftView draft_view(const Bench& bench, const WorkingPaper& paper, DraftPaper content) const;

  const House& house_;
};

}  // namespace lianhu

#pragma once
// A procedure: how one kind of matter is handled, as data. One file and version in procedures/.
//
// Invariant: a Procedure that came through parse_procedure (rules/procedure_file.h) and check_procedure
// (rules/procedure_check.h) has no dangling name, every open state has a clock and a way to an end, and
// every move has an actor. A proceeding keeps the version it began with; a released file never changes.
// Units: `line` is the 1-based line in the file. Names are lower_snake and stable; titles are Chinese.
// The closed lists below have their file words and Chinese names in model/procedure_words.h.
// Thread rule: plain values.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lianhu {

// How an actor stands to a proceeding. Which ones hold for an actor is computed by the permit rules.
enum class Who {
  anyone,       // "public": no account needed
  party,        // holds a party's secret of this matter
  grid_worker,  // responsible for the matter's place
  desk,         // triage officer of the proceeding's desk office
  lead,         // a post in the office of an open or accepted lead assignment
  co,           // a post in a co-handler's office
  copied,       // a post in an office that was sent a copy
  mediator,     // mediator post in the lead office
  handler,      // the named receiver of the lead assignment
  verifier,     // staff with the verifier's role who did not handle it
  supervisor,   // supervision post above the handling offices
  leader,       // leader of the lead office or of a superior office by place
  centre,       // triage officer or leader of the county centre
  relay,        // staff who is no handler, entering the person's own answer
  clock,        // nobody: the house's own clock, by a rule that anyone can work out again
};

// Who may read the event a move leaves behind.
enum class Audience { parties, staff, handling, desk, mediator, audit };

enum class Tone { primary, normal, danger };

enum class FieldKind {
  text, longtext, choice, date, time, office, offices, post, party, money, number, boolean, category,
  procedure, duty, assignment, files,
  matter,   // another matter by its number
  clauses,  // rows {who, to whom, what, amount in fen, method, due date}: one obligation each
};

// What must hold before a move, beyond its fields.
enum class NeedKind {
  consent,         // arg all_parties: every party has an outcome that gives consent, recorded after the last outcome that ends it
  assignment,      // arg open | accepted | returned: such an assignment exists (for lead/co/handler: the actor's own)
  not_same_actor,  // arg move: the actor did not do that move in this proceeding   (file word not_same_actor_as)
  duty,            // arg cited: a row of the duty list is named in the move's field of kind duty
  ground,          // arg new: no ruling has rejected a return of this assignment on that same row
  office,          // arg not_independent: no handling office is a court, procuratorate or criminal police
  dispute,         // arg not_administrative: the matter's category is no administrative dispute
  outcome,         // arg outcome: the proceeding's last recorded outcome is this
  every_party,     // arg outcome: recorded of every party since the present state was entered
  done_before,     // arg move: done in this round, since the start or the last reopen   (file word done)
  not_done,        // arg move: not done in this round; for a party: not by that party
  obligations,     // arg settled | open
  extension,       // arg asked | none: a request for extension awaits its answer, or none does
  child,           // arg ended: no proceeding that this one started is still open
  other_party,     // arg present: the matter has at least two parties
  recusal,         // arg asked | answered: a party's wish for another mediator waits for its answer, or none does
};
struct Need {
  NeedKind kind{};
  std::string arg;
  int line = 0;
};

enum class Do {
  start, report_back, assign, refer, start_deadline, pause, resume, extend, supervise, issue_paper, notify,
  oblige, record_outcome, merge, reopen, close,
};
enum class CloseKind { substantive, staged, procedural, terminated, withdrawn, unchecked };
enum class Level { urge, yellow, red };
enum class AssignAct {
  give,       // new assignments from the fields lead, co, copied; an earlier lead assignment that is not done ends
  sign,       // the actor's open assignment, if there is one, becomes accepted
  send_back,  // "return": the actor's assignment becomes returned, with the cited duty row
  uphold,     // the return stands: that assignment ends; the ruling is kept as a precedent
  reject,     // the return falls: the assignment is open again; the same row cannot be cited anew; kept as a precedent
  report,     // the actor's accepted assignment is reported done
  again,      // every reported assignment is accepted again (verification failed)
};
enum class ExtendAct { ask, grant, refuse };

// One effect. Which arguments an effect takes (? = may be left out):
//   start           procedure | field (kind procedure); lead?, receiver?, co? = the child's first assignments; this one goes on
//   refer           as start, and this one waits; or external = true: to another system, no child
//   report_back     -                                    to the parent proceeding, if there is one
//   assign          act; for give: lead (field office; none: the lead office stays), receiver? (post), co?, copied? (offices)
//   start_deadline, pause, resume                        clock
//   extend          clock, act; field (number of days) for ask and grant
//   supervise       level
//   issue_paper     paper                                a manual paper is the one attached in the move's files field
//   notify          whom
//   oblige          field (kind clauses)
//   record_outcome  outcome; of_party? (field kind party): one party's word and not the proceeding's
//   merge           field (kind matter)
//   reopen          -                                    a new round
//   close           kind
// A field an effect names and its move does not ask is the value last given in this proceeding.
struct Effect {
  Do what{};
  std::string procedure;  // "people_mediation@1"
  std::string clock;
  std::string paper;
  std::string outcome;
  std::string of_party;
  std::string field;
  std::string lead, receiver, co, copied;  // field names
  std::optional<AssignAct> act;
  std::optional<ExtendAct> extend;
  std::optional<CloseKind> close;
  std::optional<Level> level;
  std::vector<Who> whom;
  bool external = false;
  int line = 0;
};

enum class Subject { proceeding, assignment };
enum class ClockFrom {
  received,  // the matter's received_at (in a later round: the reopening); begun again in one round, from that day
  opened,    // the proceeding began
  entered,   // the first state of an unbroken run of states that name this clock
  assigned,  // the assignment was given   (subject assignment)
  signed_,   // the assignment was signed  (subject assignment; file word "signed")
  field,     // the latest date given in from_fields in this round
};
// A clock runs while the proceeding is in a state that names it; going to another state that names it does
// not touch it; going to one that does not ends it. A clock begun by start_deadline runs to the proceeding's end.
struct ClockUse {
  std::string name, title;
  Subject subject = Subject::proceeding;
  ClockFrom from = ClockFrom::entered;
  std::vector<std::string> from_fields;
  std::string rule;                                         // term rule id: the due date
  std::string by;                                           // choice field that picks another rule, or empty
  std::vector<std::pair<std::string, std::string>> rules;   // choice value -> rule id
  std::string yellow, red;                                  // rule ids from the same start; empty: no such lamp
  std::vector<std::string> ends_with;                       // moves after which it runs no more in this round
  int line = 0;
};

struct State {
  std::string name, title;
  std::string phase;  // one of Procedure::phases
  bool terminal = false;
  std::vector<std::string> clocks;
  std::string hint;        // one sentence for the person: what happens next
  std::string staff_hint;  // the same for staff; empty: the person's serves both
  int line = 0;
};

struct Ask {
  std::string field;
  bool required = true;
  int line = 0;
};

struct Move {
  std::string name, title;
  bool starts = false;            // an intake move: makes the proceeding; `from` is empty
  std::vector<std::string> from;  // expanded: "open" in the file is every state that is not terminal
  std::string to;                 // a state, or "same"
  std::vector<Who> who;           // any one of them
  std::vector<Ask> asks;          // the form, in this order
  std::vector<Need> needs;        // all of them
  std::vector<Effect> effects;    // in this order
  std::vector<std::string> papers;  // offered for printing with the move; what must be made is an issue_paper effect
  std::string confirm;            // asked before the act; empty: no question
  std::string own_title, own_confirm;  // the same to the party that makes it for itself; empty: as to anybody
  Tone tone = Tone::normal;
  Audience audience = Audience::staff;
  bool reason = false;            // a written reason is required
  bool verifies = false;          // closes or fails what a handler did: never open to the handler
  bool quiet = false;             // leaves no trace for whoever does not read it: nobody is told, nothing counts, no version moves
  int line = 0;
};

struct Choice {
  std::string value, title;
};
struct Field {
  std::string name, label;
  FieldKind kind = FieldKind::text;
  std::vector<Choice> choices;
  std::optional<long long> min, max;  // characters for text, fen for money, rows for clauses and files, else the number
  int data_class = 0;                 // 0 none, 1 ordinary personal, 2 contact, 3 sensitive, 4 ciphered (ID number, health, informer)
  std::string purpose, retention, mask;
  std::string help;
  std::string when_field;                // asked only where this other field of the same form …
  std::vector<std::string> when_values;  // … has one of these; "": always
  int line = 0;
};

struct Paper {
  std::string name, title;
  bool manual = false;  // no template in papers/: the office attaches its own paper
  int line = 0;
};

enum class Consent { none, gives, ends };
struct Outcome {
  std::string name, title;
  Consent consent = Consent::none;
  int line = 0;
};

struct Procedure {
  std::string name;       // "grid_matter"
  int version = 0;
  std::string title, basis, notes;
  std::string file, sha256;
  std::string initial;    // the state of a proceeding that another one started
  bool mediation = false; // people's mediation: free of charge, voluntary
  std::vector<std::string> phases;  // the step bar, in order
  std::vector<Outcome> outcomes;
  std::vector<ClockUse> clocks;
  std::vector<State> states;
  std::vector<Move> moves;
  std::vector<Field> fields;
  std::vector<Paper> papers;

  std::string id() const { return name + "@" + std::to_string(version); }
  const State* state(std::string_view n) const { return find(states, n); }
  const Move* move(std::string_view n) const { return find(moves, n); }
  const Field* field(std::string_view n) const { return find(fields, n); }
  const ClockUse* clock(std::string_view n) const { return find(clocks, n); }
  const Paper* paper(std::string_view n) const { return find(papers, n); }
  const Outcome* outcome(std::string_view n) const { return find(outcomes, n); }

 private:
  template <class T>
  static const T* find(const std::vector<T>& all, std::string_view n) {
    for (const T& one : all) {
      if (one.name == n) return &one;
    }
    return nullptr;
  }
};

// The state a move leads to from `from`.
inline std::string_view target(const Move& move, std::string_view from) { return move.to == "same" ? from : std::string_view(move.to); }

inline bool starts_from(const Move& move, std::string_view state) {
  for (const std::string& from : move.from) {
    if (from == state) return true;
  }
  return false;
}

}  // namespace lianhu

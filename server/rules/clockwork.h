#pragma once
// The clocks of a proceeding: begun, ended, paused, extended and looked at again, each with its stored derivation.
//
// Invariant: a clock runs exactly while the proceeding is in a state that names it (or since start_deadline); a move
// between two such states does not touch it, so an inner return never restarts the resident's term (J3). A missed
// deadline stays missed and visible, also after an extension and after it was met late; it cannot be paused any more. A
// right that lapses, and a waiting period that ends, are nobody's delay: they are cancelled and never missed.
// Thread rule: pure functions on values.
// Source in law: each rule carries its own (calendar/terms.toml); 民事诉讼法第85条; 民法典第200–204条.

#include <string>
#include <vector>

#include "base/result.h"
#include "rules/derivation.h"
#include "rules/history.h"
#include "rules/ground.h"

namespace lianhu {

inline bool running(const Deadline& d) {
  return d.state == DeadlineState::armed || d.state == DeadlineState::paused || (d.state == DeadlineState::missed && !d.met_at);
}

// The start day of a clock; nothing when what it starts from has not happened yet.
std::optional<Date> start_day(const ClockUse& use, const MatterFile& file, const Proceeding& proceeding, const Assignment* assignment,
                              const History& history, const std::map<std::string, std::string>& given, Time now);

// A new deadline; Error "term_missing" when the rule is not in force that day.
Result<Deadline> begin_clock(const ClockUse& use, Date start, const std::string& subject, const History& history,
                             const std::map<std::string, std::string>& given, const MatterFile& file, const Ground& ground);

// A term that no procedure names: of what hangs on the matter beside its proceedings.
struct Term {
  std::string rule, title, clock, subject_kind, subject;
};
// `what`: the earlier event it is counted from until the rule's own has happened; "": from the rule's own.
Result<Deadline> begin_term(const Term& term, Date start, const std::string& what, const MatterId& matter, const Ground& ground);
// The same term by what is known now: its extensions and pauses stand, and what was ended runs again.
Result<Done> recount_term(Deadline& deadline, const Term& term, Date start, const std::string& what, const Ground& ground);
// "2026年9月30日", or that it is not counted now.
std::string day_of(const Deadline& deadline);

// A clock's name or reason without the words that say it is internal: rows and pages say that apart.
std::string without_internal_mark(std::string text);

// The procedure's clock this deadline came from; nullptr when its proceeding or procedure is gone.
const ClockUse* clock_of(const Deadline& deadline, const MatterFile& file, const Ground& ground);

// Met in time, or met late; a paused one counts as met.
void end_clock(Deadline& deadline, Time now);
// `use`: for the yellow and red lamps, which keep step with the due day.
Result<Done> pause_clock(Deadline& deadline, const ClockUse* use, const std::string& ground_text, const std::string& paper, const Ground& ground);
Result<Done> resume_clock(Deadline& deadline, const ClockUse* use, const Ground& ground);
Result<Done> extend_clock(Deadline& deadline, const ClockUse* use, int length, const std::string& approver, const std::string& why, const Ground& ground);

// What the deadline is at `now`: its lamp, whether it has been missed, and when to look again. True when anything changed.
bool look_at(Deadline& deadline, Time now);

// The same facts under another calendar (J4): the deadline as it would stand, and the sentence that tells the difference.
struct Rederived {
  Deadline deadline;
  bool changed = false;
  std::string difference;
};
Result<Rederived> rederive_deadline(const Deadline& deadline, const ClockUse* use, const Ground& ground);

// The date and the lamp of the one clock a row shows, so that the two never contradict each other: a red one before the
// others, then the one that is due first. A paused clock has neither; an independent body's has a date and no lamp.
struct RowClock {
  std::optional<Time> due_at;
  std::optional<std::string> title;
  Lamp lamp = Lamp::none;
};
// An assignment's: of its own clocks, and the proceeding's when it is the lead, desk or verifying one. `others_turn`: the
// proceeding waits for the desk or a verifier, whose clocks are not this office's.
void bind_due(Assignment& assignment, const std::vector<Deadline>& deadlines, bool independent, bool others_turn = false);
// The matter's: of its proceedings' clocks, never of an office's own. `independent`: such a body has the lead (settled 15).
// Of a closed matter only what is still owed to another body: a court's term.
RowClock matter_clock(const std::vector<Deadline>& deadlines, bool independent, bool open = true);

}  // namespace lianhu

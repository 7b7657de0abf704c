#pragma once
// From a rule, a calendar and what happened to the last day of a term, with every step kept.
//
// Invariant: `due` is empty exactly while an open pause holds the clock; then nothing else is promised either: no `last`, no
// provisional year. An open pause holds a day whatever closed pause lies over it. A pause counts from its first day to
// its last, both included. The start day is never counted. Calendar-day terms roll on their last day only;
// months and years end on the corresponding day, or the month's last; working-day terms skip days off and
// count make-up days. An extension continues from the unrolled last day.
// Units: calendar days in China. The due instant is 24:00 of the due day: the next midnight minus 1 ms.
// Errors: pause_not_allowed, pause_paper_missing, pause_days, extension_not_allowed, extension_too_long,
//         extension_unit, approver_missing, extension_ground, start_moment, all Kind::invalid.
// Thread rule: pure functions on values.
// Source in law: 《民法典》第200-204条; 《民事诉讼法》第85条.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/words.h"
#include "rules/calendar.h"
#include "rules/term.h"

namespace lianhu {

struct StartEvent {
  Date day;
  Moment moment = Moment::received;  // must be what the rule says, unless the term is a house term
  std::string what = {};             // a house term's own start, "签收": said instead of the rule's words
  bool early = false;                // what: an earlier event that stands for the rule's own until that has happened

  friend bool operator==(const StartEvent&, const StartEvent&) = default;
};

struct Pause {
  Date from;               // first day not counted
  std::optional<Date> to;  // last day not counted; empty while it runs
  std::string ground;      // one of the rule's
  std::string paper;       // number or id of the paper that stopped the clock
  int excluded = 0;        // filled by derive(): days it took out of the count

  friend bool operator==(const Pause&, const Pause&) = default;
};

struct Extension {
  int length = 0;
  TermUnit unit = TermUnit::day;
  std::string approver;
  std::string ground;

  friend bool operator==(const Extension&, const Extension&) = default;
};

// Neighbouring days with one reason, both ends included.
struct DaySpan {
  Date from;
  Date to;
  std::string why;

  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

struct Derivation {
  std::string rule;
  std::string title;
  std::string basis;       // "《信访工作条例》第34条"; empty for a house term
  bool citable = false;    // the basis was read in the text of the law: a resident's sentence may cite it
  std::string roll_basis;  // "《民事诉讼法》第85条"
  std::string start_text;
  Nature nature = Nature::duty;
  bool internal = false;
  bool independent = false;
  TermUnit unit = TermUnit::day;
  int length = 0;
  LastDay last_day = LastDay::roll;
  StartEvent start;
  std::vector<Pause> pauses;
  std::vector<Extension> extensions;

  std::optional<Date> first;     // first day counted
  std::vector<DaySpan> skipped;  // days off passed over: all of them for working days, else those of the roll
  std::vector<DaySpan> make_up;  // make-up days counted
  std::optional<Date> last;      // before rolling
  std::string roll_reason;       // why `last` was off; empty when it did not roll
  std::optional<Date> due;
  std::optional<Date> due_before_extension;  // only when extended: being late stays visible
  std::optional<int> provisional_year;       // first year without a notice that the result rests on
  std::string provisional_note;              // "暂定，待国务院办公厅公布2027年放假安排后重算"

  bool paused() const { return !due; }
  bool provisional() const { return provisional_year.has_value(); }
  std::optional<Time> due_time() const;
  std::string sentence() const;  // one Chinese sentence for a resident

  friend bool operator==(const Derivation&, const Derivation&) = default;
};

Result<Derivation> derive(const TermRule& rule, const Calendar& calendar, const StartEvent& start, const std::vector<Pause>& pauses = {},
                          const std::vector<Extension>& extensions = {});

struct Difference {
  bool changed = false;  // another due day, or no longer (newly) provisional
  bool due_moved = false;
  Derivation before;
  Derivation after;

  std::string sentence() const;
};
// The same facts under another calendar: the rule as it was, not as it may read today.
Difference rederive(const Derivation& before, const Calendar& calendar);

// The lamp of a matter, never of a person. none: paused, or not ours to judge (independent bodies, waiting periods).
// yellow: at most so many working days after today up to the due day.
Lamp lamp(const Derivation& derivation, const Calendar& calendar, Time now, int yellow_working_days = 3);

}  // namespace lianhu

#include "rules/clockwork.h"

#include <algorithm>

#include "rules/term_json.h"

namespace lianhu {
namespace {

const TermRule* rule_of(const ClockUse& use, Date start, const History& history, const std::map<std::string, std::string>& given, const Ground& ground) {
  std::string id = use.rule;
  if (!use.by.empty()) {
    const auto now_given = given.find(use.by);
    const std::string choice = now_given != given.end() ? now_given->second : history.value(use.by);
    for (const auto& [value, rule] : use.rules) {
      if (value == choice) id = rule;
    }
  }
  return ground.terms.find(id, start);
}

// A house term may begin at another event than its rule says: then the sentence names that one.
std::string start_words_of(const ClockUse& use) { return use.from == ClockFrom::signed_ ? "签收" : ""; }

// The end of another rule counted over the same facts.
std::optional<Time> end_under(const std::string& rule_id, const Derivation& facts, const Ground& ground) {
  if (rule_id.empty()) return std::nullopt;
  const TermRule* rule = ground.terms.find(rule_id, facts.start.day);
  if (!rule) return std::nullopt;
  const auto derived = derive(*rule, ground.calendar, {facts.start.day, rule->moment}, facts.pauses, facts.extensions);
  return derived ? derived->due_time() : std::nullopt;
}

// Without a yellow rule of its own a clock turns yellow one working day before it is due, three for long terms, and on
// the due day itself for a term of a single day.
std::optional<Time> warning_before(const Derivation& derived, const Ground& ground) {
  if (!derived.due) return std::nullopt;
  const bool is_long = derived.length > 5 || derived.unit == TermUnit::month || derived.unit == TermUnit::year;
  Date day = *derived.due;
  for (int left = is_long ? 3 : derived.length > 1 ? 1 : 0; left > 0;) {
    day = day.plus(-1);
    if (ground.calendar.is_working_day(day)) --left;
  }
  return Time::at(day);
}

void put_derivation(Deadline& deadline, const Derivation& derived, const ClockUse* use, const Ground& ground) {
  deadline.due_day = derived.due;
  deadline.due_at = derived.due_time();
  deadline.provisional = derived.provisional();
  deadline.sentence = derived.sentence();
  deadline.derivation = derivation_text(derived);
  deadline.warn_at.reset();
  deadline.red_at.reset();
  if (derived.paused()) return;
  if (use) deadline.warn_at = end_under(use->yellow, derived, ground);
  if (!deadline.warn_at) deadline.warn_at = warning_before(derived, ground);
  // A right that lapses is nobody's delay, and an independent body's term is only mirrored: no red lamp.
  if (derived.nature != Nature::duty || derived.independent) return;
  if (use) deadline.red_at = end_under(use->red, derived, ground);
  if (!deadline.red_at) deadline.red_at = deadline.due_at;
}

// Past its end a duty is missed; a right or a waiting period is over.
DeadlineState after_end(const Deadline& deadline) {
  const auto derived = read_derivation(deadline.derivation);
  return derived && derived->nature != Nature::duty ? DeadlineState::cancelled : DeadlineState::missed;
}

Result<Derivation> stored(const Deadline& deadline) { return read_derivation(deadline.derivation); }

Result<Derivation> derive_again(const Deadline& deadline, const Derivation& before, const std::vector<Pause>& pauses,
                                const std::vector<Extension>& extensions, const Ground& ground) {
  const TermRule* rule = ground.terms.find(deadline.rule, before.start.day);
  if (!rule) return conflict("term_missing", "期限规则“" + deadline.title + "”已不在规则表中，请联系系统管理员");
  StartEvent start = before.start;
  start.what = before.start_text;
  start.early = before.start_text != rule->start_text;
  return derive(*rule, ground.calendar, start, pauses, extensions);
}

}  // namespace

namespace {

// When the present round began; 0 in the first.
Time round_begin(const Proceeding& proceeding, const History& history) {
  if (proceeding.round == 1) return {};
  for (const PastMove& past : history.moves()) {
    if (past.round() == proceeding.round) return past.at;
  }
  return {};
}

}  // namespace

std::optional<Date> start_day(const ClockUse& use, const MatterFile& file, const Proceeding& proceeding, const Assignment* assignment,
                              const History& history, const std::map<std::string, std::string>& given, Time now) {
  switch (use.from) {
    case ClockFrom::received: {
      // What ended in this round and begins again (the desk's look at a supplement) counts from today.
      const std::string& subject = assignment ? assignment->id.text : proceeding.id.text;
      const Time round_from = round_begin(proceeding, history);
      for (const Deadline& d : file.deadlines) {
        if (d.clock == use.name && d.subject == subject && d.met_at && *d.met_at > round_from) return now.date();
      }
      if (proceeding.round == 1) return file.matter.received_at.date();
      return round_from.ms == 0 ? now.date() : round_from.date();
    }
    case ClockFrom::opened: return proceeding.opened_at.date();
    case ClockFrom::entered: return now.date();
    case ClockFrom::assigned: return assignment ? std::optional<Date>(assignment->given_at.date()) : std::nullopt;
    case ClockFrom::signed_: return assignment && assignment->accepted_at ? std::optional<Date>(assignment->accepted_at->date()) : std::nullopt;
    case ClockFrom::field: {
      std::optional<Date> latest;
      for (const std::string& field : use.from_fields) {
        const auto take = [&](const std::map<std::string, std::string>& form) {
          const auto at = form.find(field);
          const auto day = at == form.end() ? std::nullopt : Date::parse(at->second);
          if (day && (!latest || *latest < *day)) latest = day;
        };
        for (const PastMove& past : history.moves()) {
          if (past.round() == proceeding.round) take(past.fields());
        }
        take(given);
      }
      return latest;
    }
  }
  return std::nullopt;
}

Result<Deadline> begin_clock(const ClockUse& use, Date start, const std::string& subject, const History& history,
                             const std::map<std::string, std::string>& given, const MatterFile& file, const Ground& ground) {
  const TermRule* rule = rule_of(use, start, history, given, ground);
  if (!rule) return conflict("term_missing", "“" + use.title + "”的期限规则当日没有生效，请联系系统管理员");
  auto derived = derive(*rule, ground.calendar, StartEvent{start, rule->moment, start_words_of(use)});
  if (!derived) return derived.error();
  Deadline deadline;
  deadline.id = DeadlineId{ground.new_id()};
  deadline.matter = file.matter.id;
  deadline.subject_kind = std::string(word_of(subject_words, use.subject));
  deadline.subject = subject;
  deadline.clock = use.name;
  deadline.rule = rule->id;
  deadline.title = use.title;
  deadline.internal = rule->internal;
  deadline.start_day = start;
  deadline.state = DeadlineState::armed;
  put_derivation(deadline, *derived, &use, ground);
  look_at(deadline, ground.now);
  return deadline;
}

Result<Deadline> begin_term(const Term& term, Date start, const std::string& what, const MatterId& matter, const Ground& ground) {
  const TermRule* rule = ground.terms.find(term.rule, start);
  if (!rule) return conflict("term_missing", "“" + term.title + "”的期限规则当日没有生效，请联系系统管理员");
  auto derived = derive(*rule, ground.calendar, StartEvent{start, rule->moment, what, !what.empty()});
  if (!derived) return derived.error();
  Deadline deadline;
  deadline.id = DeadlineId{ground.new_id()};
  deadline.matter = matter;
  deadline.subject_kind = term.subject_kind;
  deadline.subject = term.subject;
  deadline.clock = term.clock;
  deadline.rule = rule->id;
  deadline.title = term.title;
  deadline.internal = rule->internal;
  deadline.start_day = start;
  deadline.state = DeadlineState::armed;
  put_derivation(deadline, *derived, nullptr, ground);
  look_at(deadline, ground.now);
  return deadline;
}

Result<Done> recount_term(Deadline& deadline, const Term& term, Date start, const std::string& what, const Ground& ground) {
  const auto before = stored(deadline);
  if (!before) return before.error();
  const TermRule* rule = ground.terms.find(term.rule, start);
  if (!rule) return conflict("term_missing", "“" + term.title + "”的期限规则当日没有生效，请联系系统管理员");
  // What another rule does not know, as a pause, it does not count either.
  std::vector<Pause> pauses;
  for (const Pause& pause : before->pauses) {
    if (std::find(rule->pauses.begin(), rule->pauses.end(), pause.ground) != rule->pauses.end()) pauses.push_back(pause);
  }
  const auto derived = derive(*rule, ground.calendar, StartEvent{start, rule->moment, what, !what.empty()}, pauses, before->extensions);
  if (!derived) return derived.error();
  deadline.rule = rule->id;
  deadline.title = term.title;
  deadline.start_day = start;
  put_derivation(deadline, *derived, nullptr, ground);
  deadline.met_at.reset();
  deadline.state = derived->paused() ? DeadlineState::paused : DeadlineState::armed;
  deadline.next_at.reset();
  look_at(deadline, ground.now);
  ++deadline.version;
  return done;
}

std::string day_of(const Deadline& deadline) { return deadline.due_day ? deadline.due_day->chinese() : "暂停计算"; }

std::string without_internal_mark(std::string text) {
  static constexpr std::string_view mark = "（内部期限）";
  if (const std::size_t at = text.find(mark); at != std::string::npos) text.erase(at, mark.size());
  return text;
}

const ClockUse* clock_of(const Deadline& deadline, const MatterFile& file, const Ground& ground) {
  const Assignment* assignment = deadline.subject_kind == "assignment" ? file.assignment(AssignmentId{deadline.subject}) : nullptr;
  const Proceeding* proceeding = file.proceeding(assignment ? assignment->proceeding : ProceedingId{deadline.subject});
  const Procedure* procedure = proceeding ? ground.procedure(proceeding->procedure()) : nullptr;
  return procedure ? procedure->clock(deadline.clock) : nullptr;
}

void end_clock(Deadline& deadline, Time now) {
  const bool late = deadline.due_at && now > *deadline.due_at;
  deadline.state = deadline.state == DeadlineState::missed || late ? DeadlineState::missed : DeadlineState::met;
  deadline.met_at = now;
  deadline.next_at.reset();
  ++deadline.version;
}

Result<Done> pause_clock(Deadline& deadline, const ClockUse* use, const std::string& ground_text, const std::string& paper, const Ground& ground) {
  const auto before = stored(deadline);
  if (!before) return before.error();
  auto pauses = before->pauses;
  pauses.push_back(Pause{ground.now.date(), std::nullopt, ground_text, paper, 0});
  const auto derived = derive_again(deadline, *before, pauses, before->extensions, ground);
  if (!derived) return derived.error();
  put_derivation(deadline, *derived, use, ground);
  deadline.state = DeadlineState::paused;
  deadline.next_at.reset();
  ++deadline.version;
  return done;
}

Result<Done> resume_clock(Deadline& deadline, const ClockUse* use, const Ground& ground) {
  const auto before = stored(deadline);
  if (!before) return before.error();
  auto pauses = before->pauses;
  for (Pause& pause : pauses) {
    if (pause.to) continue;
    const Date last = ground.now.date().plus(-1);
    pause.to = last < pause.from ? pause.from : last;
  }
  const auto derived = derive_again(deadline, *before, pauses, before->extensions, ground);
  if (!derived) return derived.error();
  put_derivation(deadline, *derived, use, ground);
  deadline.state = DeadlineState::armed;
  look_at(deadline, ground.now);
  ++deadline.version;
  return done;
}

Result<Done> extend_clock(Deadline& deadline, const ClockUse* use, int length, const std::string& approver, const std::string& why, const Ground& ground) {
  const auto before = stored(deadline);
  if (!before) return before.error();
  const TermRule* rule = ground.terms.find(deadline.rule, before->start.day);
  if (!rule) return conflict("term_missing", "期限规则“" + deadline.title + "”已不在规则表中，请联系系统管理员");
  auto extensions = before->extensions;
  extensions.push_back(Extension{length, rule->extension ? rule->extension->unit : rule->unit, approver, why});
  const auto derived = derive_again(deadline, *before, before->pauses, extensions, ground);
  if (!derived) return derived.error();
  put_derivation(deadline, *derived, use, ground);
  look_at(deadline, ground.now);
  ++deadline.version;
  return done;
}

bool look_at(Deadline& deadline, Time now) {
  if (deadline.state != DeadlineState::armed && deadline.state != DeadlineState::missed) return false;
  if (deadline.met_at) return false;
  const Lamp lamp_before = deadline.lamp;
  const DeadlineState state_before = deadline.state;
  const auto next_before = deadline.next_at;
  if (deadline.due_at && now > *deadline.due_at && deadline.state == DeadlineState::armed) deadline.state = after_end(deadline);
  if (deadline.state == DeadlineState::cancelled) {
    deadline.lamp = Lamp::none;
    deadline.next_at.reset();
    return true;
  }
  deadline.lamp = deadline.red_at && now > *deadline.red_at ? Lamp::red : deadline.warn_at && now >= *deadline.warn_at ? Lamp::yellow : Lamp::green;
  deadline.next_at.reset();
  const auto consider = [&](const std::optional<Time>& at) {
    if (at && *at > now && (!deadline.next_at || *at < *deadline.next_at)) deadline.next_at = at;
  };
  consider(deadline.warn_at);
  // Due and red are passed the millisecond after them.
  if (deadline.due_at) consider(deadline.due_at->plus_ms(1));
  if (deadline.red_at) consider(deadline.red_at->plus_ms(1));
  return lamp_before != deadline.lamp || state_before != deadline.state || next_before != deadline.next_at;
}

Result<Rederived> rederive_deadline(const Deadline& deadline, const ClockUse* use, const Ground& ground) {
  const auto before = stored(deadline);
  if (!before) return before.error();
  const Difference difference = rederive(*before, ground.calendar);
  Rederived out{deadline, difference.changed, difference.changed ? difference.sentence() : std::string()};
  if (!difference.changed) return out;
  put_derivation(out.deadline, difference.after, use, ground);
  if (out.deadline.state == DeadlineState::missed && out.deadline.due_at && ground.now <= *out.deadline.due_at) out.deadline.state = DeadlineState::armed;
  look_at(out.deadline, ground.now);
  ++out.deadline.version;
  return out;
}

namespace {

// A term of an independent body is mirrored only (settled 15); it is one of those that never turn red.
bool is_mirrored(const Deadline& deadline) {
  if (deadline.red_at) return false;
  const auto derived = stored(deadline);
  return derived && derived->independent;
}

template <class Binds>
RowClock row_clock(const std::vector<Deadline>& deadlines, bool independent, Binds binds) {
  const Deadline* first = nullptr;
  const auto before = [](const Deadline& a, const Deadline& b) {
    if ((a.lamp == Lamp::red) != (b.lamp == Lamp::red)) return a.lamp == Lamp::red;
    return *a.due_at < *b.due_at;
  };
  for (const Deadline& deadline : deadlines) {
    if (!running(deadline) || deadline.state == DeadlineState::paused || !deadline.due_at || !binds(deadline)) continue;
    if (!first || before(deadline, *first)) first = &deadline;
  }
  if (!first) return {};
  return {first->due_at, first->title, independent || is_mirrored(*first) ? Lamp::none : first->lamp};
}

}  // namespace

void bind_due(Assignment& assignment, const std::vector<Deadline>& deadlines, bool independent, bool others_turn) {
  const bool whole = !others_turn && assignment.kind != AssignmentKind::co && assignment.kind != AssignmentKind::copied;
  const RowClock clock = row_clock(deadlines, independent, [&](const Deadline& deadline) {
    if (deadline.subject_kind == "assignment") return deadline.subject == assignment.id.text;
    if (deadline.subject_kind == "reference") return whole;
    return whole && deadline.subject_kind == "proceeding" && deadline.subject == assignment.proceeding.text;
  });
  assignment.due_at = clock.due_at;
  assignment.due_title = clock.title;
  assignment.lamp = clock.lamp;
}

RowClock matter_clock(const std::vector<Deadline>& deadlines, bool independent, bool open) {
  return row_clock(deadlines, independent, [open](const Deadline& deadline) {
    return deadline.subject_kind == "reference" || (open && deadline.subject_kind == "proceeding");
  });
}

}  // namespace lianhu

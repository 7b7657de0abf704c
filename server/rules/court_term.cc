#include "rules/court_term.h"

#include <algorithm>

#include "rules/beside.h"
#include "rules/clockwork.h"
#include "rules/history.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

constexpr std::string_view kLetterCame = "收到法院来函";

// Past the phase in which people talk: agreement reached, or mediation stopped.
bool talks_over(const Procedure& procedure, const std::string& state) {
  const State* now = procedure.state(state);
  const auto at = now ? std::find(procedure.phases.begin(), procedure.phases.end(), now->phase) : procedure.phases.end();
  const auto talks = std::find(procedure.phases.begin(), procedure.phases.end(), "调解");
  return at != procedure.phases.end() && talks != procedure.phases.end() && at > talks;
}

const Proceeding* last_mediation(const MatterFile& file, const Ground& ground) {
  const Proceeding* last = nullptr;
  for (const Proceeding& p : file.proceedings) {
    const Procedure* procedure = ground.procedure(p.procedure());
    if (procedure && procedure->mediation) last = &p;
  }
  return last;
}

// A term that ended late stays late; what was sent in time and recorded late was in time.
void end_term(Deadline& deadline, Date sent, Time now) {
  const Time end = Time::at(sent.plus(1)).plus_ms(-1);
  const Time at = end < now ? end : now;
  if (deadline.state == DeadlineState::missed && deadline.due_at && at <= *deadline.due_at) deadline.state = DeadlineState::armed;
  end_clock(deadline, at);
}

}  // namespace

const LetterKind* letter_kind(std::string_view word) {
  for (const LetterKind& kind : letter_kinds) {
    if (kind.word == word) return &kind;
  }
  return nullptr;
}

std::string handing(const ExternalReference& reference) {
  const LetterKind* kind = reference.kind ? letter_kind(*reference.kind) : nullptr;
  return kind ? std::string(kind->handing) : "委派（委托）";
}

const Deadline* court_term(const MatterFile& file, const std::string& reference) {
  for (const Deadline& d : file.deadlines) {
    if (d.subject_kind == "reference" && d.subject == reference && d.clock == court_clock) return &d;
  }
  return nullptr;
}

void follow_court_term(const std::string& reference, Draft& draft) {
  const ExternalReference r = draft.reference(reference);
  const LetterKind* kind = r.kind && r.direction == "in" ? letter_kind(*r.kind) : nullptr;
  const Deadline* known = court_term(draft.file(), reference);
  if (!kind) {
    if (!known || known->state == DeadlineState::cancelled) return;
    Deadline& term = draft.deadline(known->id);
    term.state = DeadlineState::cancelled;
    term.lamp = Lamp::none;
    term.next_at.reset();
    ++term.version;
    return;
  }
  const Term term{std::string(kind->rule), std::string(kind->clock_title), std::string(court_clock), "reference", reference};
  const Date start = r.confirmed_on.value_or(r.received_at.date());
  const std::string what = r.confirmed_on ? std::string() : std::string(kLetterCame);
  if (!known) {
    auto begun = begin_term(term, start, what, draft.file().matter.id, draft.ground());
    if (!begun) return;  // no such rule in force that day: the reference keeps its number and no term
    if (r.sent_on) end_term(*begun, *r.sent_on, draft.ground().now);
    draft.add(std::move(*begun));
    return;
  }
  const bool runs = running(*known) && !known->met_at;
  const bool moved = known->rule != term.rule || known->start_day != start || (known->sentence.find(kLetterCame) != std::string::npos) == what.empty();
  Deadline& deadline = draft.deadline(known->id);
  if (!r.sent_on && (moved || !runs)) {
    if (!recount_term(deadline, term, start, what, draft.ground())) return;
  }
  if (r.sent_on && (runs || moved || !deadline.met_at || deadline.met_at->date() != *r.sent_on)) {
    if (moved && !recount_term(deadline, term, start, what, draft.ground())) return;
    end_term(deadline, *r.sent_on, draft.ground().now);
  }
}

bool may_answer_court(const Actor& actor, const MatterFile& head) {
  if (!actor.staff() || !may(actor, Action::know, {head})) return false;
  return std::any_of(head.proceedings.begin(), head.proceedings.end(), [&](const Proceeding& p) {
    const auto held = relations(actor, head, p);
    return held.contains(Who::desk) || held.contains(Who::centre) || held.contains(Who::mediator);
  });
}

bool mediation_over(const MatterFile& file, const Ground& ground) {
  if (!file.matter.open) return true;
  const Proceeding* mediation = last_mediation(file, ground);
  const Procedure* procedure = mediation ? ground.procedure(mediation->procedure()) : nullptr;
  return procedure && (mediation->closed_at || talks_over(*procedure, mediation->state));
}

std::optional<MediationEnd> mediation_end(const MatterFile& file, const Ground& ground) {
  if (!mediation_over(file, ground)) return std::nullopt;
  MediationEnd out;
  out.day = file.matter.closed_at.value_or(ground.now).date();
  if (file.matter.close_kind) out.words = title(*file.matter.close_kind);
  const Proceeding* mediation = last_mediation(file, ground);
  const Procedure* procedure = mediation ? ground.procedure(mediation->procedure()) : nullptr;
  if (!procedure) return out;
  const History history(file, *mediation);
  for (const PastMove& past : history.moves()) {
    if (talks_over(*procedure, past.to()) && !talks_over(*procedure, past.from())) out.day = past.at.date();
  }
  // How the talks ended, not what became of it afterwards (fulfilled or not).
  for (const PastMove& past : history.moves()) {
    for (const RecordedOutcome& recorded : past.outcomes()) {
      const std::string& word = recorded.name;
      if (word == "success_written" || word == "success_oral" || word == "failed" || word == "not_accepted") out.outcome = word;
    }
  }
  for (const Outcome& one : procedure->outcomes) {
    if (one.name == out.outcome) out.words = one.title;
  }
  return out;
}

Change court_change(const MatterFile& file, const Actor& actor, ReferenceAct act, const Ground& ground) {
  Draft draft(file, ground);
  std::vector<std::string> ids;
  for (ExternalReference& reference : act.added) {
    reference.matter = file.matter.id;
    ids.push_back(reference.id);
    draft.add(std::move(reference));
  }
  for (ExternalReference& reference : act.changed) {
    ids.push_back(reference.id);
    draft.reference(reference.id) = std::move(reference);
  }
  for (const std::string& id : ids) {
    const Deadline* before = court_term(draft.file(), id);
    const std::string day = before && running(*before) ? day_of(*before) : "";
    follow_court_term(id, draft);
    const Deadline* now = court_term(draft.file(), id);
    if (!now || !running(*now) || now->met_at) continue;
    if (day.empty()) act.text += "；" + now->title + "到" + day_of(*now) + "（" + now->sentence + "）";
    if (!day.empty() && day != day_of(*now)) act.text += "；" + now->title + "由" + day + "改为" + day_of(*now) + "（" + now->sentence + "）";
  }
  Event event = event_beside(file, actor, act.kind, act.title, Audience::staff, ground);
  EventContent content = content_beside(file);
  content.text = std::move(act.text);
  draft.add_event(std::move(event), content);
  return draft.finish(file.matter.version);
}

Result<Change> extend_court_term(const MatterFile& file, const Actor& actor, const std::string& reference, const CourtExtension& extension, const Ground& ground) {
  const Deadline* term = court_term(file, reference);
  const TermRule* rule = term ? ground.terms.find(term->rule, term->start_day) : nullptr;
  if (!term || !running(*term) || !rule) return conflict("no_term", "法院调解期限没有在计算，不能延长；请刷新后核对");
  Draft draft(file, ground);
  Deadline& deadline = draft.deadline(term->id);
  const std::string before = day_of(deadline);
  const std::string approver = rule->extension ? rule->extension->approver : "双方当事人";
  if (auto extended = extend_clock(deadline, nullptr, extension.days, approver, extension.how, ground); !extended) return extended.error();
  Event event = event_beside(file, actor, "court_term_extended", "双方同意延长法院调解期限", Audience::staff, ground);
  EventContent content = content_beside(file);
  content.text = extension.agreed_on.chinese() + approver + "同意延长" + length_text(extension.days, rule->extension ? rule->extension->unit : rule->unit) + "：" + extension.how + "；" +
                 deadline.title + "由" + before + "改为" + day_of(deadline);
  draft.add_event(std::move(event), content);
  return draft.finish(file.matter.version);
}

bool extends_apart(const MatterFile& file, const std::string& reference, const Ground& ground) {
  const Deadline* term = court_term(file, reference);
  if (!term || !running(*term) || term->met_at || term->state == DeadlineState::paused || mediation_over(file, ground)) return false;
  return std::none_of(file.proceedings.begin(), file.proceedings.end(), [&](const Proceeding& p) {
    const Procedure* procedure = ground.procedure(p.procedure());
    if (!procedure || !procedure->mediation || p.closed_at) return false;
    return std::any_of(procedure->moves.begin(), procedure->moves.end(), [&](const Move& move) {
      return starts_from(move, p.state) && std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.what == Do::extend; });
    });
  });
}

}  // namespace lianhu

#include "rules/offer.h"

#include <algorithm>

#include "rules/clockwork.h"
#include "rules/draft.h"
#include "rules/need.h"
#include "rules/permit.h"
#include "rules/question.h"

namespace lianhu {

std::vector<Offer> offers(const Actor& actor, const MatterFile& file, const Ground& ground) {
  std::vector<Offer> out;
  if (!may(actor, Action::open, {file})) return out;
  for (const Proceeding& proceeding : file.proceedings) {
    const Procedure* procedure = ground.procedure(proceeding.procedure());
    if (!procedure) continue;
    const History history(file, proceeding);
    for (const Move& move : procedure->moves) {
      if (move.starts || !starts_from(move, proceeding.state)) continue;
      if (!may_make(move, actor, file, proceeding)) continue;
      if (is_question(move) && asking(move, actor, file, proceeding, ground).id != proceeding.id) continue;
      const Assignment* own = own_assignment(actor, file, proceeding, &move);
      Offer offer{proceeding.id, own ? std::optional<AssignmentId>(own->id) : std::nullopt, own && own->state == AssignmentState::given, procedure, &move, {}};
      offer.blocked = unmet(*procedure, move, actor, file, proceeding, history, ground, nullptr);
      out.push_back(std::move(offer));
    }
  }
  // What stops or undoes comes last. Else the deepest open proceeding first and what is asked in its stead, then what can be done
  // before what is blocked, the primary move first.
  const ProceedingId first = leading(file).id;
  const auto rank = [&](const Offer& o) {
    const int tone = o.move->tone == Tone::primary ? 0 : o.move->tone == Tone::normal ? 1 : 2;
    const bool stays = o.move->to == "same";  // of two that are as good, what leads on
    return std::tuple(tone == 2, o.proceeding != first && !is_question(*o.move), !o.blocked.empty(), tone, stays, o.move->line);
  };
  std::sort(out.begin(), out.end(), [&](const Offer& a, const Offer& b) { return rank(a) < rank(b); });
  return out;
}

namespace {

// The state waits for the person's answer alone, and it was given, here or in the proceeding that it was asked in; none: not yet.
// By this party, where one is named; what was said for somebody counts for all.
const PastEvent* answer_given(const Procedure& procedure, const Proceeding& proceeding, const MatterFile& file, const Party* by = nullptr) {
  if (!proceeding.closed_at) return nullptr;
  for (const Move& move : procedure.moves) {
    if (!is_question(move) || !starts_from(move, proceeding.state)) continue;
    for (const PastEvent& event : file.events) {
      if (event.row.kind != move.name || !event.told || !event.row.proceeding) continue;
      if (by && event.row.party && *event.row.party != by->id) continue;
      const Proceeding* asked = file.proceeding(*event.row.proceeding);
      const bool here = asked && asked->id == proceeding.id && event.told->round == proceeding.round;
      if (here || (asked && asked->parent == proceeding.id)) return &event;
    }
  }
  return nullptr;
}

// Why a state that waits for another proceeding waits no more: its result is there to be taken.
bool result_is_there(const Procedure& procedure, const Proceeding& proceeding, const MatterFile& file) {
  if (!waits_for_child(procedure, proceeding.state) || has_open_child(file, proceeding)) return false;
  return std::any_of(file.proceedings.begin(), file.proceedings.end(), [&](const Proceeding& p) { return p.parent == proceeding.id; });
}

}  // namespace

std::vector<StepView> steps(const Procedure& procedure, const Proceeding& proceeding, const MatterFile& file) {
  const auto index = [&](const std::string& name) {
    const State* state = procedure.state(name);
    const auto found = state ? std::find(procedure.phases.begin(), procedure.phases.end(), state->phase) : procedure.phases.end();
    return found == procedure.phases.end() ? -1 : static_cast<int>(found - procedure.phases.begin());
  };
  const int now = index(proceeding.state);
  int first = now;
  std::vector<std::optional<Time>> at(procedure.phases.size());
  const History history(file, proceeding);
  for (const PastMove& past : history.moves()) {
    const int from = index(past.from()), to = index(past.to());
    if (past.round() != proceeding.round || to < 0 || from == to) continue;
    first = std::min(first, to);
    const Move* move = procedure.move(past.move);
    // Accepting passes what is between; a withdrawal leaves it undone, and is itself the closing.
    const bool passes = !move || move->tone != Tone::danger;
    const bool closes = move && std::any_of(move->effects.begin(), move->effects.end(), [](const Effect& e) { return e.what == Do::close; });
    for (int i = passes ? from + 1 : std::max(from + 1, to - (closes ? 1 : 0)); i <= to; ++i) {
      if (!at[i]) at[i] = past.at;
    }
  }
  const bool answered = answer_given(procedure, proceeding, file) != nullptr;
  std::vector<StepView> out;
  for (int i = 0; i < static_cast<int>(procedure.phases.size()); ++i) {
    StepView step{procedure.phases[i], "todo", at[i]};
    if (i > now) step.at.reset();
    if (i == now) step.state = procedure.state(proceeding.state)->terminal || answered ? "done" : "current";
    if (i == now + 1 && answered) step.state = "current";
    if (i < now) step.state = at[i] || i < first ? "done" : "skipped";
    out.push_back(std::move(step));
  }
  return out;
}

bool persons_turn(const Procedure& procedure, const std::string& state, const std::string& clock) {
  const State* now = procedure.state(state);
  if (!now || std::find(now->clocks.begin(), now->clocks.end(), clock) == now->clocks.end()) return false;
  return std::any_of(procedure.moves.begin(), procedure.moves.end(), [&](const Move& move) {
    return move.tone == Tone::primary && move.to != "same" && starts_from(move, state) && std::find(move.who.begin(), move.who.end(), Who::party) != move.who.end();
  });
}

bool is_step(const Deadline& deadline, const MatterFile& file, const Ground& ground) {
  if (!deadline.internal) return false;
  const Proceeding* proceeding = file.proceeding(ProceedingId{deadline.subject});
  const Procedure* procedure = proceeding ? ground.procedure(proceeding->procedure()) : nullptr;
  const ClockUse* use = procedure ? procedure->clock(deadline.clock) : nullptr;
  return !use || (use->from != ClockFrom::received && !persons_turn(*procedure, proceeding->state, deadline.clock));
}

namespace {

// What the person waits for as a whole: the terms of the proceedings, without the offices' steps and what others are owed.
RowClock persons_clock(const MatterFile& file, const Ground& ground) {
  RowClock first;
  for (const Deadline& d : file.deadlines) {
    if (d.subject_kind != "proceeding" || !running(d) || d.state == DeadlineState::paused || !d.due_at || is_step(d, file, ground)) continue;
    if (!first.due_at || *d.due_at < *first.due_at) first = {d.due_at, d.title, d.lamp};
  }
  return first;
}

// A day that another system gave with its number and still waits for. A court's letter has a term of its own.
RowClock stated_clock(const MatterFile& file) {
  RowClock first;
  for (const ExternalReference& r : file.external) {
    if (r.direction != "in" || r.kind || r.reply_state != "open" || !r.due_at) continue;
    if (!first.due_at || *r.due_at < *first.due_at) first = {r.due_at, "对方要求答复的日期", Lamp::none};
  }
  return first;
}

std::string by_when(const RowClock& first, const std::optional<Date>& step, Time now) {
  // A day that has passed is no day to come.
  const auto by = [&](const Date& day) { return (now.date() > day ? "已超过期限（" + day.chinese() + "）。" : "最迟" + day.chinese() + "。"); };
  if (!first.due_at || (step && *step <= first.due_at->date())) return step ? by(*step) : std::string();
  const std::string name = without_internal_mark(first.title.value_or("期限")), day = first.due_at->date().chinese();
  std::string text = now > *first.due_at ? "已超期的是" + name + "（" + day + "到期）。" : "先到的是" + name + "：" + day + "。";
  if (step) text += "这一步" + by(*step);
  return text;
}

}  // namespace

std::string next_step(const MatterFile& file, const Ground& ground, bool for_staff, const Assignment* own, const Party* reader) {
  const Proceeding& shown = leading(file);
  const Procedure* procedure = ground.procedure(shown.procedure());
  const State* state = procedure ? procedure->state(shown.state) : nullptr;
  if (!state) return {};
  if (!file.matter.open && file.matter.root != file.matter.id) {  // merged: what comes next comes there
    return for_staff ? "已并入另一件一并办理（见“相关事项”）；并错了的，可以撤销并案。" : "已并入同一件事一并办理，进展以那一件为准。";
  }
  std::string text = for_staff && !state->staff_hint.empty() ? state->staff_hint : state->hint;
  if (result_is_there(*procedure, shown, file)) text = for_staff ? "转入的程序已有结果，由分流岗接收结果并安排核查。" : "转入的程序已有结果，由中心接收并安排核查。";
  if (answer_given(*procedure, shown, file, reader)) text = for_staff ? "当事人已评价，到期归档。" : "已收到您的评价。不满意的，可以申请重新办理。";
  const Deadline* next = nullptr;
  for (const Deadline& d : file.deadlines) {
    if (d.subject != shown.id.text || !running(d) || !d.due_day) continue;
    if (std::find(state->clocks.begin(), state->clocks.end(), d.clock) == state->clocks.end()) continue;
    if (!next || *d.due_day < *next->due_day) next = &d;
  }
  RowClock first;
  if (!for_staff) {
    first = persons_clock(file, ground);
  } else if (own && own->due_at) {
    first = {own->due_at, own->due_title, own->lamp};
  } else {
    first = {file.matter.due_at, file.matter.due_title, file.matter.lamp};
  }
  if (for_staff && file.matter.open) {
    if (const RowClock stated = stated_clock(file); stated.due_at && (!first.due_at || *stated.due_at < *first.due_at)) first = stated;
  }
  const std::string when = by_when(first, next ? next->due_day : std::nullopt, ground.now);
  if (!when.empty() && text.empty()) text = state->title + (when.starts_with("最迟") || when.starts_with("已超过") ? "，" : "。");
  return text + when;
}

}  // namespace lianhu

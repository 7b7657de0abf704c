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
      Offer offer{proceeding.id, own ? std::optional<AssignmentId>(own->id) : std::nullopt, procedure, &move, {}};
      offer.blocked = unmet(*procedure, move, actor, file, proceeding, history, ground, nullptr);
      out.push_back(std::move(offer));
    }
  }
  // The deepest open proceeding first and what is asked in its stead, then what can be done before what is blocked, the primary move first.
  const ProceedingId first = leading(file).id;
  const auto rank = [&](const Offer& o) {
    const int tone = o.move->tone == Tone::primary ? 0 : o.move->tone == Tone::normal ? 1 : 2;
    return std::tuple(o.proceeding != first && !is_question(*o.move), !o.blocked.empty(), tone, o.move->line);
  };
  std::sort(out.begin(), out.end(), [&](const Offer& a, const Offer& b) { return rank(a) < rank(b); });
  return out;
}

std::vector<StepView> steps(const Procedure& procedure, const Proceeding& proceeding, const MatterFile& file) {
  std::vector<StepView> out;
  const State* now = procedure.state(proceeding.state);
  const History history(file, proceeding);
  bool reached = true;
  for (const std::string& phase : procedure.phases) {
    StepView step{phase, "todo", std::nullopt};
    for (const PastMove& past : history.moves()) {
      const State* to = procedure.state(past.to());
      if (to && to->phase == phase && past.round() == proceeding.round && !step.at) step.at = past.at;
    }
    const bool current = now && now->phase == phase;
    if (current) {
      step.state = now->terminal ? "done" : "current";
      reached = false;
    } else if (reached) {
      step.state = "done";
    } else {
      step.at.reset();
    }
    out.push_back(std::move(step));
  }
  return out;
}

std::string next_step(const MatterFile& file, const Ground& ground, bool for_staff) {
  const Proceeding& shown = leading(file);
  const Procedure* procedure = ground.procedure(shown.procedure());
  const State* state = procedure ? procedure->state(shown.state) : nullptr;
  if (!state) return {};
  std::string text = for_staff && !state->staff_hint.empty() ? state->staff_hint : state->hint;
  const Deadline* next = nullptr;
  for (const Deadline& d : file.deadlines) {
    if (d.subject != shown.id.text || !running(d) || !d.due_day) continue;
    if (std::find(state->clocks.begin(), state->clocks.end(), d.clock) == state->clocks.end()) continue;
    if (!next || *d.due_day < *next->due_day) next = &d;
  }
  if (next && text.empty()) text = state->title + "，";
  if (next) text += "最迟" + next->due_day->chinese() + "。";
  return text;
}

}  // namespace lianhu

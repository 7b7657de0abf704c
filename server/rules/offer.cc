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
  std::vector<StepView> out;
  for (int i = 0; i < static_cast<int>(procedure.phases.size()); ++i) {
    StepView step{procedure.phases[i], "todo", at[i]};
    if (i > now) step.at.reset();
    if (i == now) step.state = procedure.state(proceeding.state)->terminal ? "done" : "current";
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

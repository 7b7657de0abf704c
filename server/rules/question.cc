#include "rules/question.h"

#include <algorithm>

#include "rules/history.h"

namespace lianhu {
namespace {

// The question of the same name in this proceeding's procedure; nullptr: it does not put it.
const Move* question_of(const Proceeding& proceeding, const std::string& name, const Ground& ground) {
  const Procedure* procedure = ground.procedure(proceeding.procedure());
  const Move* move = procedure ? procedure->move(name) : nullptr;
  return move && is_question(*move) ? move : nullptr;
}

// By this party; for staff, who write down another's answer, by anybody.
bool answered(const Move& question, const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  const History history(file, proceeding);
  return std::any_of(question.needs.begin(), question.needs.end(), [&](const Need& need) {
    return need.kind == NeedKind::not_done && (actor.party ? history.done_by_party(need.arg, *actor.party) : history.done(need.arg));
  });
}

Time round_began(const MatterFile& file, const Proceeding& proceeding) {
  if (proceeding.round == 1) return {};
  const History history(file, proceeding);
  for (const PastMove& past : history.moves()) {
    if (past.round() == proceeding.round) return past.at;
  }
  return {};
}

// The child whose work is, or became, this proceeding's result in its present round.
const Proceeding* settling(const MatterFile& file, const Proceeding& parent) {
  const Time since = round_began(file, parent);
  const Proceeding* latest = nullptr;
  for (const Proceeding& child : file.proceedings) {
    if (child.parent != parent.id || child.opened_at < since) continue;
    const bool settled = child.close_kind == CloseKind::substantive || child.close_kind == CloseKind::staged;
    if ((!child.closed_at || settled) && (!latest || latest->opened_at <= child.opened_at)) latest = &child;
  }
  return latest;
}

}  // namespace

bool is_question(const Move& move) {
  return std::any_of(move.needs.begin(), move.needs.end(), [&](const Need& need) { return need.kind == NeedKind::not_done && need.arg == move.name; });
}

const Proceeding& asking(const Move& question, const Actor& actor, const MatterFile& file, const Proceeding& proceeding, const Ground& ground) {
  const Proceeding* at = &proceeding;
  while (at->parent) {
    const Proceeding* above = file.proceeding(*at->parent);
    if (!above || !question_of(*above, question.name, ground)) break;
    at = above;
  }
  for (const Proceeding* child = settling(file, *at); child; child = settling(file, *at)) {
    const Move* theirs = question_of(*child, question.name, ground);
    if (!theirs) break;
    if (!answered(*theirs, actor, file, *child)) {
      const bool can_ask = !child->closed_at || starts_from(*theirs, child->state);
      if (!can_ask || answered(*question_of(*at, question.name, ground), actor, file, *at)) break;
    }
    at = child;
  }
  return *at;
}

}  // namespace lianhu

#include "desk/ended_papers.h"

#include <algorithm>

namespace lianhu {

bool talks_go_on(const Procedure& procedure, const std::string& state) {
  static constexpr std::string_view phases[] = {"登记", "受理", "调解"};
  const State* now = procedure.state(state);
  return now && std::find(std::begin(phases), std::end(phases), now->phase) != std::end(phases);
}

void end_papers(const House& house, const Order& order, Change& change) {
  const auto ends = [&](const ProceedingId& proceeding, std::string_view kind) { change.ended_papers.push_back({proceeding, std::string(kind)}); };
  for (const Proceeding& proceeding : change.changed_proceedings) {
    const Procedure* procedure = house.procedure(proceeding.procedure());
    if (!procedure || !procedure->mediation) continue;
    const bool over = !talks_go_on(*procedure, proceeding.state);
    if (over || (order.move == "session" && order.proceeding == proceeding.id)) ends(proceeding.id, talk_kind);
    if (over || proceeding.state == "agreed") ends(proceeding.id, draft_kind);
  }
}

}  // namespace lianhu

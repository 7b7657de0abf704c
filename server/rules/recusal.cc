#include "rules/recusal.h"

#include <algorithm>

namespace lianhu {

bool recusal_open(const Procedure& procedure, const History& history, std::int64_t round) {
  const auto given = [](const PastMove& past, std::string_view field) {
    const auto at = past.fields().find(std::string(field));
    return at != past.fields().end() && !at->second.empty();
  };
  bool open = false;
  for (const PastMove& past : history.moves()) {
    const Move* move = past.round() == round ? procedure.move(past.move) : nullptr;
    if (!move) continue;
    const bool names_another = std::any_of(move->effects.begin(), move->effects.end(), [](const Effect& effect) { return effect.act == AssignAct::give; });
    const auto told = past.fields().find("recusal");
    const bool changed = told == past.fields().end() ? names_another : told->second == "changed";
    if (given(past, recusal_party_field)) {
      open = !changed && !given(past, recusal_answer_field);
    } else if (changed || given(past, recusal_answer_field)) {
      open = false;
    }
  }
  return open;
}

}  // namespace lianhu

#include "rules/own_word.h"

#include <algorithm>

namespace lianhu {
namespace {

constexpr std::string_view online = "online";  // the choice that stands for the person's own phone

}  // namespace

bool own_word(const Move& move, const Actor& actor) {
  if (!actor.party) return false;
  return !move.own_title.empty() || std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& effect) { return !effect.of_party.empty(); });
}

std::optional<std::string> own_value(const Field& field, const Actor& actor, Time now) {
  if (field.kind == FieldKind::party) return actor.party->text;
  if (field.kind == FieldKind::date && told_of_the_past(field)) return now.date().text();
  const bool has_online = std::any_of(field.choices.begin(), field.choices.end(), [](const Choice& choice) { return choice.value == online; });
  return field.kind == FieldKind::choice && has_online ? std::optional<std::string>(online) : std::nullopt;
}

Order with_own_word(const Procedure& procedure, const Move& move, Order order, const Actor& actor, Time now) {
  if (!own_word(move, actor)) return order;
  for (const Ask& ask : move.asks) {
    const Field* field = procedure.field(ask.field);
    const auto value = field ? own_value(*field, actor, now) : std::nullopt;
    if (value && order.fields[ask.field].empty()) order.fields[ask.field] = *value;
  }
  return order;
}

}  // namespace lianhu

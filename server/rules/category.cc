#include "rules/category.h"

#include <map>
#include <tuple>


namespace lianhu {

void close_village_door(Matter& matter, const Directory& directory) {
  const Office* office = matter.seal == Seal::sealed && matter.intake_office ? directory.office(*matter.intake_office) : nullptr;
  if (!office) return;
  const std::string path = directory.path_of(office->place);
  if (shared_levels(path, path) >= 3) matter.intake_office.reset();
}

void set_category(const std::string& category, Draft& draft) {
  if (draft.matter().category == category) return;
  draft.matter().category = category;
  draft.change().text_changed = true;
  const Category* kind = draft.ground().directory.category(category);
  if (!kind || !kind->sealed || draft.matter().seal != Seal::open) return;
  draft.matter().seal = Seal::sealed;
  draft.change().scope_changed = true;
  close_village_door(draft.matter(), draft.ground().directory);
}

std::vector<CountFact> count_anew(const std::vector<CountFact>& stored, const Matter& before, const Matter& now, const Ground& ground) {
  const std::string from = counted_category(before), to = counted_category(now);
  // Merged: counted with the matter it went into.
  if (before.root != before.id || (from == to && before.seal == now.seal)) return {};
  using Key = std::tuple<std::string, std::string, std::string, Channel, std::string>;
  std::map<Key, std::pair<CountFact, std::int64_t>> sums;
  for (const CountFact& fact : stored) {
    if (fact.category != from || fact.seal != before.seal) continue;
    auto& sum = sums.try_emplace({fact.figure, fact.month, fact.place.text, fact.channel, fact.office ? fact.office->text : std::string()}, fact, 0).first->second;
    sum.second += fact.delta;
  }
  std::vector<CountFact> out;
  for (const auto& [key, sum] : sums) {
    const std::int64_t step = sum.second > 0 ? 1 : -1;
    for (std::int64_t left = sum.second; left != 0; left -= step) {
      CountFact fact = sum.first;
      fact.recorded_at = ground.now;
      fact.id = CountId{ground.new_id()};
      fact.delta = -step;
      out.push_back(fact);
      fact.id = CountId{ground.new_id()};
      fact.delta = step;
      fact.category = to;
      fact.seal = now.seal;
      out.push_back(std::move(fact));
    }
  }
  return out;
}

}  // namespace lianhu

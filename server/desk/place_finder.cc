#include "desk/place_finder.h"

#include <algorithm>

#include "base/text.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kRoads[] = {"路", "街", "巷", "大道", "小学", "中学", "卫生室"};

// 塔山社区居民委员会 is also said 塔山社区居委会, 塔山社区; 定南街道办事处 is 定南街道.
std::vector<std::string> names_of(const std::string& name) {
  std::vector<std::string> out{name};
  for (const auto& [longer, shorter] : {std::pair{"居民委员会", "居委会"}, std::pair{"村民委员会", "村委会"}, std::pair{"街道办事处", "街道"}}) {
    const std::string_view end = longer;
    if (!name.ends_with(end)) continue;
    const std::string stem = name.substr(0, name.size() - end.size());
    out.push_back(stem + shorter);
    if (stem.ends_with("社区") || stem.ends_with("村")) out.push_back(stem);
    if (std::string_view(longer) == "村民委员会" && !stem.ends_with("村")) out.push_back(stem + "村");
  }
  return out;
}

bool named_in(const std::string& words, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return words.find(name) != std::string::npos; });
}

std::size_t longest_in(const std::string& words, const std::vector<std::string>& names) {
  std::size_t most = 0;
  for (const std::string& name : names) {
    if (words.find(name) != std::string::npos) most = std::max(most, name.size());
  }
  return most;
}

// What else the words say of a village than the town's name: "定南街道不存在村三组" → "不存在村"; a road named after a village is none.
std::string other_village(std::string words, const std::vector<std::string>& town_names) {
  std::size_t from = 0;
  for (const std::string& name : town_names) {
    if (const std::size_t at = words.find(name); at != std::string::npos) from = std::max(from, at + name.size());
  }
  words.erase(0, from);
  for (const std::string end : {"村", "社区", "居委会"}) {
    const std::size_t at = words.find(end);
    if (at == std::string::npos) continue;
    const std::string_view after = std::string_view(words).substr(at + end.size());
    if (std::any_of(std::begin(kRoads), std::end(kRoads), [&](std::string_view road) { return after.starts_with(road); })) continue;
    return words.substr(0, at + end.size());
  }
  return {};
}

Error unplaced(std::string message) { return invalid("place_unknown", std::move(message)); }

}  // namespace

PlaceFinder::PlaceFinder(const House& house) {
  const Date today = house.now().date();
  std::size_t towns = 0;
  house.db().read([&](Session& session) {
    rows_ = places_of_kind(session, house.region(), PlaceKind::town, today);
    towns = rows_.size();
    auto villages = places_of_kind(session, house.region(), PlaceKind::village, today);
    std::move(villages.begin(), villages.end(), std::back_inserter(rows_));
  });
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    (i < towns ? towns_ : villages_).push_back({&rows_[i], names_of(rows_[i].name)});
    by_code_.emplace(rows_[i].code, &rows_[i]);
  }
}

Result<const Place*> PlaceFinder::find(const std::string& words) {
  if (const auto before = seen_.find(words); before != seen_.end()) return before->second;
  return seen_.emplace(words, look(words)).first->second;
}

Result<const Place*> PlaceFinder::look(const std::string& words) const {
  if (const auto code = by_code_.find(words); code != by_code_.end()) return code->second;
  std::vector<const Named*> towns, villages;
  for (const Named& one : towns_) {
    if (named_in(words, one.names)) towns.push_back(&one);
  }
  std::size_t longest = 0;
  for (const Named& one : villages_) {
    if (towns.size() == 1 && one.place->parent != towns.front()->place->id) continue;
    const std::size_t length = longest_in(words, one.names);
    if (length == 0 || length < longest) continue;
    if (length > longest) villages.clear();
    longest = length;
    villages.push_back(&one);
  }
  if (villages.size() == 1) return villages.front()->place;
  if (villages.size() > 1) return unplaced("“" + words + "”在几个乡镇都有，请写明乡镇，如“" + villages.front()->place->full_name + "”");
  if (towns.size() == 1) {
    const std::string other = other_village(words, towns.front()->names);
    if (other.empty()) return towns.front()->place;
    return unplaced("“" + std::string(first_chars(other, 30)) + "”不是" + towns.front()->place->name + "的村（社区），请核对名称；只知道乡镇的，只写乡镇");
  }
  if (towns.size() > 1) return unplaced("“" + words + "”里有几个乡镇，请只写一个");
  return unplaced("没有找到“" + std::string(first_chars(words, 30)) + "”这个地方，请写明本县的乡镇和村（社区）名称");
}

}  // namespace lianhu

#include "tool/demo_texts.h"

#include <algorithm>

#include "base/text.h"
#include "rules/toml_reader.h"

namespace lianhu {
namespace {

constexpr std::string_view kFile = "demo/texts.toml";
constexpr std::size_t kShortest = 40, kUsual = 300;
constexpr int kDeepest = 4;

const std::string& one_of(const std::vector<std::string>& all, Seeded& seeded) {
  return all[static_cast<std::size_t>(seeded.between(0, static_cast<std::int64_t>(all.size()) - 1))];
}

std::map<std::string, std::vector<std::string>> lists(TomlReader& reader, std::string_view section) {
  std::map<std::string, std::vector<std::string>> out;
  const toml::node* node = reader.root().get(section);
  if (node == nullptr || node->as_table() == nullptr) {
    reader.blame(1, "缺少 [" + std::string(section) + "] 一节");
    return out;
  }
  for (const auto& [key, value] : *node->as_table()) {
    out[std::string(key.str())] = reader.texts(*node->as_table(), key.str());
    if (out[std::string(key.str())].empty()) reader.blame(value, "“" + std::string(key.str()) + "”至少要有一条");
  }
  return out;
}

}  // namespace

int season_percent(std::string_view season, int month) {
  const auto in = [month](std::initializer_list<int> months) { return std::find(months.begin(), months.end(), month) != months.end(); };
  const bool high = season == "spring" ? in({3, 4, 5}) : season == "yearend" ? in({12, 1, 2}) : season == "summer" ? in({6, 7, 8}) : season == "school" && in({3, 9});
  if (season.empty()) return 100;
  return high ? 300 : 60;
}

Result<DemoTexts> DemoTexts::read(std::string_view toml) {
  TomlReader reader(toml, kFile, "demo_texts");
  if (reader.fault()) return *reader.fault();
  DemoTexts texts;
  texts.slots_ = lists(reader, "slots");
  texts.phrases_ = lists(reader, "phrases");
  for (const toml::table* row : reader.tables(reader.root(), "kind")) {
    DemoKind kind{reader.text(*row, "code", true), reader.whole(*row, "weight", 1, 100'000, true).value_or(1), reader.text(*row, "season"),
                  reader.texts(*row, "texts")};
    if (kind.texts.empty()) reader.blame(*row, "“texts”至少要有一条");
    texts.kinds_.push_back(std::move(kind));
  }
  for (const char* name : {"opening", "detail", "demand", "rare"}) {
    if (!texts.slots_.contains(name)) reader.blame(1, std::string("[slots] 缺少“") + name + "”");
  }
  if (reader.fault()) return *reader.fault();
  return texts;
}

std::string DemoTexts::fill(std::string text, Seeded& seeded, int depth) const {
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) break;
    const std::string name = text.substr(open + 1, close - open - 1);
    std::string word;
    if (name == "n") {
      word = std::to_string(seeded.between(2, 9));
    } else if (name == "days") {
      word = std::to_string(seeded.between(3, 60));
    } else if (name == "money") {
      word = std::to_string(seeded.between(3, 360) * 100);
    } else if (const auto slot = slots_.find(name); slot != slots_.end() && depth < kDeepest) {
      word = fill(one_of(slot->second, seeded), seeded, depth + 1);
    }
    text.replace(open, close - open + 1, word);
    open += word.size();
  }
  return text;
}

std::string DemoTexts::report(const DemoKind& kind, Seeded& seeded) const {
  const auto slot = [&](const char* name) { return fill(one_of(slots_.at(name), seeded), seeded); };
  std::string text = slot("opening") + fill(one_of(kind.texts, seeded), seeded);
  const bool lengthy = seeded.between(1, 100) <= 4;
  const auto details = lengthy ? seeded.between(6, 9) : seeded.between(0, 2);
  for (std::int64_t i = 0; i < details; ++i) {
    const std::string more = slot("detail");
    if (text.find(more) == std::string::npos && (lengthy || count_chars(text) + count_chars(more) < kUsual - 40)) text += more;
  }
  if (seeded.between(1, 100) <= 3) text += slot("rare");
  text += slot("demand");
  while (count_chars(text) < kShortest) text += slot("detail");
  return text;
}

std::string DemoTexts::phrase(const std::string& name, Seeded& seeded) const { return fill(one_of(phrases_.at(name), seeded), seeded); }

}  // namespace lianhu

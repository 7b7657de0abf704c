#include "rules/aid.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "rules/toml_reader.h"

namespace lianhu {
namespace {

void keep_short(TomlReader& reader, const toml::table& table, std::string_view key, const std::string& text, std::size_t most) {
  if (count_chars(text) > most) reader.blame(table, "“" + std::string(key) + "”最多" + std::to_string(most) + "字");
}

bool below(std::string_view category, const std::string& of) { return category == of || category.starts_with(of + "."); }

}  // namespace

Result<std::vector<Aid>> parse_aids(std::string_view text, std::string_view file_name) {
  TomlReader reader(text, file_name, "aid_file");
  if (reader.fault()) return *reader.fault();
  const toml::table& root = reader.root();
  reader.only(root, {"procedure", "aid"});
  const std::string procedure = reader.text(root, "procedure", true);
  std::vector<Aid> out;
  std::set<std::string> codes;
  for (const toml::table* table : reader.tables(root, "aid")) {
    reader.only(*table, {"code", "method", "title", "text", "states", "categories"});
    Aid aid{reader.text(*table, "code", true), procedure, reader.text(*table, "method", true), reader.text(*table, "title", true), reader.text(*table, "text", true),
            reader.texts(*table, "states"), reader.texts(*table, "categories")};
    if (!codes.insert(aid.code).second) reader.blame(*table, "“" + aid.code + "”写了两次，请改名");
    if (aid.states.empty()) reader.blame(*table, "“states”至少写一个状态");
    keep_short(reader, *table, "method", aid.method, kAidMethodChars);
    keep_short(reader, *table, "title", aid.title, kAidTitleChars);
    keep_short(reader, *table, "text", aid.text, kAidTextChars);
    out.push_back(std::move(aid));
  }
  if (reader.fault()) return *reader.fault();
  return out;
}

Result<std::vector<Aid>> load_aids(std::span<const Resource> files) {
  std::vector<Aid> out;
  for (const Resource& file : files) {
    if (!file.name.starts_with("aids/") || !file.name.ends_with(".toml")) continue;
    auto aids = parse_aids(file.bytes, file.name);
    if (!aids) return aids.error();
    std::move(aids->begin(), aids->end(), std::back_inserter(out));
  }
  return out;
}

std::string unknown_state(const Aid& aid, const Procedure& procedure) {
  const auto known = [&](const std::string& name) { return procedure.state(name) != nullptr; };
  const auto wrong = std::find_if_not(aid.states.begin(), aid.states.end(), known);
  return wrong == aid.states.end() ? "" : *wrong;
}

std::vector<Aid> aids_at(const std::vector<Aid>& all, std::string_view procedure, std::string_view state, std::string_view category) {
  std::vector<Aid> out, general;
  for (const Aid& aid : all) {
    if (aid.procedure != procedure || std::find(aid.states.begin(), aid.states.end(), state) == aid.states.end()) continue;
    if (aid.categories.empty()) general.push_back(aid);
    else if (std::any_of(aid.categories.begin(), aid.categories.end(), [&](const std::string& of) { return below(category, of); })) out.push_back(aid);
  }
  std::move(general.begin(), general.end(), std::back_inserter(out));
  return out;
}

}  // namespace lianhu

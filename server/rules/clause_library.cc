#include "rules/clause_library.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "rules/dossier_text.h"
#include "rules/toml_reader.h"

namespace lianhu {
namespace {

constexpr std::int64_t kKinds = 18;
constexpr std::size_t kLongestBlank = 20, kLongestText = 300;

std::string fault_of(const LibraryClause& clause, const DossierPlan* plan) {
  static constexpr std::string_view deeds[] = {"pay", "do", "refrain", "return", "apologise"};
  if (std::find(std::begin(deeds), std::end(deeds), clause.deed) == std::end(deeds)) return "“deed”只能是 pay、do、refrain、return、apologise";
  if (clause.parts && clause.deed != "pay") return "只有付款能分期（parts）";
  if (clause.parts && !clause.condition.empty()) return "分期和条件不能同用，请分成两条";
  if (!clause.condition.empty() && (clause.within_days < 1 || clause.within_days > 3650)) return "附条件的，写明条件成就之后多少日内（within_days）";
  if (count_chars(clause.text) > kLongestText) return "“text”最多 300 字";
  std::set<std::string> names;
  for (const std::string* text : {&clause.text, &clause.condition, &clause.method}) {
    const auto blanks = blanks_of(*text);
    if (!blanks) return "“{”和“}”不成对，或者空没有名字：" + *text;
    for (const std::string& blank : *blanks) {
      if (count_chars(blank) > kLongestBlank) return "空的名字最多 20 字：" + blank;
      if (!names.insert(blank).second) return "一条里两个空同名，填的人分不清：" + blank;
    }
  }
  if (!plan) return {};
  const auto found = check_words(*plan, {{clause.title, clause.text + clause.condition, true, {}}, {clause.title, clause.basis, false, {}}}, Date::parse("2100-01-01").value());
  const auto wrong = std::find_if(found.begin(), found.end(), [](const DossierFinding& one) { return one.weight != Weight::look; });
  return wrong == found.end() ? std::string() : wrong->message + "：" + wrong->remedy;
}

}  // namespace

std::optional<std::vector<std::string>> blanks_of(std::string_view text) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t open = text.find('{'), close = text.find('}');
    if (open == std::string_view::npos && close == std::string_view::npos) return out;
    if (open == std::string_view::npos || close == std::string_view::npos || close <= open + 1) return std::nullopt;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    if (name.find('{') != std::string_view::npos) return std::nullopt;
    out.emplace_back(name);
    text.remove_prefix(close + 1);
  }
}

Result<ClauseLibrary> parse_clause_library(std::string_view text, std::string_view file_name, const std::vector<DossierPlan>& plans) {
  TomlReader reader(text, file_name, "clause_file");
  if (reader.fault()) return *reader.fault();
  reader.only(reader.root(), {"procedure", "clause"});
  ClauseLibrary library;
  library.procedure = reader.text(reader.root(), "procedure", true);
  const DossierPlan* plan = plan_of(plans, library.procedure);
  std::set<std::string> codes;
  for (const toml::table* table : reader.tables(reader.root(), "clause")) {
    reader.only(*table, {"code", "title", "kinds", "deed", "text", "method", "unit", "parts", "condition", "within_days", "basis", "note"});
    LibraryClause clause{reader.text(*table, "code", true), reader.text(*table, "title", true), {}, reader.text(*table, "deed", true), reader.text(*table, "text", true),
                         reader.text(*table, "method"), reader.text(*table, "unit"), reader.text(*table, "condition"), reader.text(*table, "basis"), reader.text(*table, "note"),
                         reader.flag(*table, "parts"), 0};
    clause.within_days = reader.whole(*table, "within_days", 1, 3650).value_or(0);
    if (const toml::array* kinds = table->get_as<toml::array>("kinds")) {
      for (const toml::node& node : *kinds) {
        const std::int64_t kind = node.value<std::int64_t>().value_or(0);
        if (kind < 1 || kind > kKinds) reader.blame(*table, "“kinds”只能写 1 至 18");
        clause.kinds.push_back(std::to_string(kind));
      }
    }
    if (!codes.insert(clause.code).second) reader.blame(*table, "“" + clause.code + "”写了两次，请改名");
    if (std::string fault = fault_of(clause, plan); !fault.empty()) reader.blame(*table, fault);
    library.clauses.push_back(std::move(clause));
  }
  if (library.clauses.empty()) reader.blame(reader.root(), "至少写一个 [[clause]]");
  if (reader.fault()) return *reader.fault();
  return library;
}

Result<std::vector<ClauseLibrary>> load_clause_libraries(std::span<const Resource> files, const std::vector<DossierPlan>& plans) {
  std::vector<ClauseLibrary> out;
  for (const Resource& file : files) {
    if (!file.name.starts_with("clauses/") || !file.name.ends_with(".toml")) continue;
    auto library = parse_clause_library(file.bytes, file.name, plans);
    if (!library) return library.error();
    out.push_back(std::move(*library));
  }
  return out;
}

}  // namespace lianhu

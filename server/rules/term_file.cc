#include "rules/term_file.h"

#include <algorithm>

#include "rules/toml_reader.h"

namespace lianhu {
namespace {

bool is_id(std::string_view id) {
  return !id.empty() && id.find('.') != std::string_view::npos &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos;
}

template <class Enum>
Enum choice(TomlReader& reader, const toml::table& table, std::string_view key, std::optional<Enum> (*parse)(std::string_view),
            std::optional<Enum> otherwise = std::nullopt) {
  const toml::node* node = table.get(key);
  if (node == nullptr && otherwise) return *otherwise;
  const std::string text = reader.text(table, key, true);
  const auto value = parse(text);
  if (!value && node != nullptr) reader.blame(*node, "“" + std::string(key) + "”不认识“" + text + "”，请改成说明里列出的词");
  return value.value_or(Enum{});
}

std::optional<ExtensionRule> read_extension(TomlReader& reader, const toml::table& table, TermUnit unit) {
  const toml::node* node = table.get("extension");
  if (node == nullptr) return std::nullopt;
  const toml::table* extension = node->as_table();
  if (extension == nullptr) {
    reader.blame(*node, "“extension”应当写成 { max = …, approver = \"…\" }");
    return std::nullopt;
  }
  reader.only(*extension, {"max", "unit", "approver", "conditions"});
  ExtensionRule out;
  out.max_length = reader.whole(*extension, "max", 0, 1000, true).value_or(0);
  out.unit = choice<TermUnit>(reader, *extension, "unit", parse_term_unit, unit);
  out.approver = reader.text(*extension, "approver", true);
  out.conditions = reader.text(*extension, "conditions");
  return out;
}

void check(TomlReader& reader, const toml::table& table, const TermRule& rule) {
  if (!is_id(rule.id)) reader.blame(table, "规则编号“" + rule.id + "”应当是小写字母、数字、下划线，中间用点隔开");
  if (rule.internal && (!rule.law.empty() || !rule.article.empty())) reader.blame(table, "内部期限不得引用法律，请删去 law 和 article");
  if (rule.internal != (rule.confidence == Confidence::internal)) reader.blame(table, "internal 与 confidence 不一致，请统一");
  if (rule.internal && !rule.title.starts_with("内部期限")) reader.blame(table, "内部期限的名称应当以“内部期限”开头");
  if (!rule.internal && rule.law.empty()) reader.blame(table, "缺少“law”；没有法律依据的，请标为内部期限");
  if (std::ranges::find(start_words(), rule.start) == start_words().end()) {
    reader.blame(table, "起算事件“" + rule.start + "”不在清单里，请改成已有的词");
  }
  if (rule.effective_from && rule.effective_to && *rule.effective_to < *rule.effective_from)
    reader.blame(table, "失效日期早于生效日期，请核对");
}

TermRule read_rule(TomlReader& reader, const toml::table& table, const std::string& roll_basis) {
  reader.only(table, {"id",        "title",  "nature",     "internal", "independent", "configurable",   "alternative_to", "law",
                      "article",   "source", "confidence", "unit",     "length",      "start",          "start_text",     "moment",
                      "extension", "pauses", "restarts",   "last_day", "roll_basis",  "effective_from", "effective_to",   "note",
                      "on_expiry"});
  TermRule rule;
  rule.id = reader.text(table, "id", true);
  rule.title = reader.text(table, "title", true);
  rule.nature = choice<Nature>(reader, table, "nature", parse_nature, Nature::duty);
  rule.internal = reader.flag(table, "internal");
  rule.independent = reader.flag(table, "independent");
  rule.configurable = reader.flag(table, "configurable");
  rule.alternative_to = reader.text(table, "alternative_to");
  rule.law = reader.text(table, "law");
  rule.article = reader.text(table, "article");
  rule.source = reader.text(table, "source", true);
  rule.confidence = choice<Confidence>(reader, table, "confidence", parse_confidence);
  rule.unit = choice<TermUnit>(reader, table, "unit", parse_term_unit);
  rule.length = reader.whole(table, "length", 1, 1000, true).value_or(1);
  rule.start = reader.text(table, "start", true);
  rule.start_text = reader.text(table, "start_text", true);
  rule.moment = choice<Moment>(reader, table, "moment", parse_moment);
  rule.extension = read_extension(reader, table, rule.unit);
  rule.pauses = reader.texts(table, "pauses");
  rule.restarts = reader.texts(table, "restarts");
  rule.last_day = choice<LastDay>(reader, table, "last_day", parse_last_day, LastDay::roll);
  rule.roll_basis = reader.text(table, "roll_basis");
  if (rule.roll_basis.empty() && !rule.internal) rule.roll_basis = roll_basis;
  rule.effective_from = reader.date(table, "effective_from");
  rule.effective_to = reader.date(table, "effective_to");
  rule.note = reader.text(table, "note");
  rule.on_expiry = reader.text(table, "on_expiry", true);
  check(reader, table, rule);
  return rule;
}

bool overlap(const TermRule& a, const TermRule& b) {
  const bool a_ends_first = a.effective_to && b.effective_from && *a.effective_to < *b.effective_from;
  const bool b_ends_first = b.effective_to && a.effective_from && *b.effective_to < *a.effective_from;
  return !a_ends_first && !b_ends_first;
}

}  // namespace

Result<Terms> parse_terms(std::string_view text, std::string_view file_name) {
  TomlReader reader(text, file_name, "term_file");
  if (reader.fault()) return *reader.fault();
  reader.only(reader.root(), {"roll_basis", "term"});
  const std::string roll_basis = reader.text(reader.root(), "roll_basis", true);
  std::vector<TermRule> rules;
  for (const toml::table* table : reader.tables(reader.root(), "term")) {
    TermRule rule = read_rule(reader, *table, roll_basis);
    for (const TermRule& earlier : rules) {
      if (earlier.id == rule.id && overlap(earlier, rule))
        reader.blame(*table, "“" + rule.id + "”与前面同编号的规则在时间上重叠，请核对生效日期");
    }
    rules.push_back(std::move(rule));
  }
  for (const TermRule& rule : rules) {
    const auto same = [&](const TermRule& other) { return other.id == rule.alternative_to; };
    if (!rule.alternative_to.empty() && std::ranges::none_of(rules, same)) {
      reader.blame(1, "“" + rule.id + "”的 alternative_to 指向不存在的“" + rule.alternative_to + "”，请改正");
    }
  }
  if (reader.fault()) return *reader.fault();
  return Terms(std::move(rules));
}

Result<Terms> load_terms(std::span<const Resource> files) {
  for (const Resource& file : files) {
    if (file.name == "calendar/terms.toml") return parse_terms(file.bytes, file.name);
  }
  return invalid("term_file", "缺少 calendar/terms.toml，请放回这个文件");
}

}  // namespace lianhu

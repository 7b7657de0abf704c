#include "rules/procedure_toml.h"

#include <algorithm>
#include <cstdint>

namespace lianhu {

TomlTable::TomlTable(const toml::table& table, std::string what, ProcedureFaults& faults, int line)
    : table_(table), what_(std::move(what)), faults_(faults), line_(line > 0 ? line : lianhu::line_of(table)) {}

int TomlTable::line_of(std::string_view key) const {
  const auto at = table_.find(key);
  return at == table_.end() ? line_ : static_cast<int>(at->first.source().begin.line);
}

const toml::node* TomlTable::find(std::string_view key) {
  read_.push_back(key);
  return table_.get(key);
}

void TomlTable::fault(int line, std::string code, const std::string& message) {
  faults_.add(line, std::move(code), what_ + "：" + message);
}

void TomlTable::missing(std::string_view key) { fault(line_, "missing_key", "缺少“" + std::string(key) + "”"); }

std::string TomlTable::text(std::string_view key) {
  std::string given = text_or(key);
  if (given.empty() && (table_.get(key) == nullptr || table_.get(key)->is_string())) missing(key);
  return given;
}

std::string TomlTable::text_or(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return {};
  if (const auto given = node->value_exact<std::string>()) return *given;
  fault(line_of(key), "wrong_kind", "“" + std::string(key) + "”应为带引号的文字");
  return {};
}

bool TomlTable::flag(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return false;
  if (const auto given = node->value_exact<bool>()) return *given;
  fault(line_of(key), "wrong_kind", "“" + std::string(key) + "”应为 true 或 false，不带引号");
  return false;
}

std::optional<long long> TomlTable::number(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto given = node->value_exact<std::int64_t>()) return *given;
  fault(line_of(key), "wrong_kind", "“" + std::string(key) + "”应为整数，不带引号");
  return std::nullopt;
}

std::vector<LinedText> TomlTable::texts(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return {};
  if (const auto one = node->value_exact<std::string>()) return {{*one, lianhu::line_of(*node)}};
  std::vector<LinedText> all;
  if (const toml::array* list = node->as_array()) {
    for (const toml::node& item : *list) {
      if (const auto given = item.value_exact<std::string>()) {
        all.push_back({*given, lianhu::line_of(item)});
      } else {
        fault(lianhu::line_of(item), "wrong_kind", "“" + std::string(key) + "”中的每一项都应为带引号的文字");
      }
    }
    return all;
  }
  fault(line_of(key), "wrong_kind", "“" + std::string(key) + "”应为方括号中的文字列表");
  return {};
}

std::vector<std::pair<std::string, std::string>> TomlTable::pairs(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return {};
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    fault(line_of(key), "wrong_kind", "“" + std::string(key) + "”应写成 { 代码 = \"文字\", … }");
    return {};
  }
  struct Placed {
    toml::source_position at;
    std::pair<std::string, std::string> pair;
  };
  std::vector<Placed> placed;
  for (const auto& [name, value] : *table) {
    const auto given = value.value_exact<std::string>();
    if (!given || given->empty()) {
      fault(lianhu::line_of(value), "wrong_kind", "“" + std::string(key) + "”中“" + std::string(name.str()) + "”应为带引号的文字");
      continue;
    }
    placed.push_back({name.source().begin, {std::string(name.str()), *given}});
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.at < b.at; });
  std::vector<std::pair<std::string, std::string>> all;
  for (Placed& p : placed) all.push_back(std::move(p.pair));
  return all;
}

const toml::array* TomlTable::array(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return nullptr;
  if (const toml::array* list = node->as_array()) return list;
  fault(line_of(key), "wrong_kind", "“" + std::string(key) + "”应为列表");
  return nullptr;
}

void TomlTable::done() {
  for (const auto& [key, value] : table_) {
    const std::string_view name = key.str();
    if (std::find(read_.begin(), read_.end(), name) != read_.end()) continue;
    std::string message = "不认识“" + std::string(name) + "”";
    const std::string near = nearest_word(name, read_);
    if (near.empty()) {
      message += "，请删去或改名";
    } else {
      message += "，是否想写“" + near + "”？";
    }
    fault(static_cast<int>(key.source().begin.line), "unknown_key", message);
  }
}

}  // namespace lianhu

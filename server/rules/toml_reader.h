#pragma once
// Reads hand-written TOML strictly and blames the line, in Chinese. Included by .cc files only: toml++ is heavy.
//
// Invariant: after the first fault nothing more is recorded; reads then give empty values, and the caller
// asks fault() once at the end.
// Thread rule: one reader, one thread.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "base/toml_text.h"

namespace lianhu {

class TomlReader {
 public:
  TomlReader(std::string_view text, std::string_view file_name, std::string code) : file_(file_name), code_(std::move(code)) {
    TomlText read = read_toml(text);
    if (read.table) {
      root_ = std::move(*read.table);
    } else {
      blame(read.line, "写法不对，请检查引号、方括号、等号，以及日期是否真实存在（形如 2026-10-01）");
    }
  }

  const toml::table& root() const { return root_; }
  const std::optional<Error>& fault() const { return fault_; }

  void blame(std::int64_t line, const std::string& what) {
    if (fault_) return;
    fault_ = invalid(code_, file_ + "第" + std::to_string(line) + "行：" + what, {{"/line/" + std::to_string(line), what}});
  }
  void blame(const toml::node& at, const std::string& what) { blame(at.source().begin.line, what); }

  void only(const toml::table& table, std::initializer_list<std::string_view> names) {
    for (const auto& [key, node] : table) {
      bool known = false;
      for (const std::string_view name : names) known = known || key.str() == name;
      if (!known) blame(node, "不认识“" + std::string(key.str()) + "”，请检查拼写或删去这一行");
    }
  }

  std::string text(const toml::table& table, std::string_view key, bool required = false) {
    const toml::node* node = table.get(key);
    if (node == nullptr || !node->is_string()) {
      if (node != nullptr) blame(*node, "“" + std::string(key) + "”应当是引号里的文字");
      if (node == nullptr && required) missing(table, key);
      return {};
    }
    std::string value = *node->value<std::string>();
    if (required && value.empty()) blame(*node, "“" + std::string(key) + "”不能为空");
    return value;
  }

  std::optional<int> whole(const toml::table& table, std::string_view key, int least, int most, bool required = false) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      if (required) missing(table, key);
      return std::nullopt;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) {
      blame(*node, "“" + std::string(key) + "”应当是" + std::to_string(least) + "到" + std::to_string(most) + "的整数");
      return std::nullopt;
    }
    return static_cast<int>(*value);
  }

  bool flag(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return false;
    if (!node->is_boolean()) blame(*node, "“" + std::string(key) + "”应当是 true 或 false");
    return node->value_or(false);
  }

  std::optional<Date> date(const toml::node& node) {
    const auto value = node.value_exact<toml::date>();
    if (!value || value->year < 1900 || value->year > 2200) {
      blame(node, "这里应当是不加引号的日期，形如 2026-10-01，年份在1900到2200之间");
      return std::nullopt;
    }
    return Date::of(value->year, value->month, value->day);
  }
  std::optional<Date> date(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    return node == nullptr ? std::nullopt : date(*node);
  }

  // The members of an array; nothing when the key is absent.
  std::vector<const toml::node*> list(const toml::table& table, std::string_view key) {
    std::vector<const toml::node*> out;
    const toml::node* node = table.get(key);
    if (node == nullptr) return out;
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      blame(*node, "“" + std::string(key) + "”应当写在方括号 [ ] 里");
      return out;
    }
    for (const toml::node& member : *array) out.push_back(&member);
    return out;
  }

  std::vector<std::string> texts(const toml::table& table, std::string_view key) {
    std::vector<std::string> out;
    for (const toml::node* member : list(table, key)) {
      if (!member->is_string()) blame(*member, "“" + std::string(key) + "”里应当都是引号里的文字");
      out.push_back(member->value_or(std::string{}));
    }
    return out;
  }

  // The tables of [[key]].
  std::vector<const toml::table*> tables(const toml::table& table, std::string_view key) {
    std::vector<const toml::table*> out;
    for (const toml::node* member : list(table, key)) {
      if (member->as_table() == nullptr) {
        blame(*member, "“" + std::string(key) + "”应当写成 [[" + std::string(key) + "]]");
      } else {
        out.push_back(member->as_table());
      }
    }
    return out;
  }

 private:
  void missing(const toml::table& table, std::string_view key) {
    const auto line = table.source().begin.line;
    blame(line == 0 ? 1 : line, "缺少“" + std::string(key) + "”，请补上");
  }

  std::string file_;
  std::string code_;
  toml::table root_;
  std::optional<Error> fault_;
};

}  // namespace lianhu

#include "paper/template_check.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/core.h>

#include "base/text.h"
#include "paper/sources.h"

namespace lianhu::paper {
namespace {

constexpr std::string_view kCapitals = ":capitals";

bool name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

class Check {
 public:
  explicit Check(const ParsedTemplate& parsed) : parsed_(parsed), paper_(parsed.paper) {}

  std::vector<TemplateFault> run() {
    check_fields();
    for (std::size_t i = 0; i < paper_.blocks.size(); ++i) check_block(paper_.blocks[i], parsed_.block_lines[i]);
    if (paper_.blocks.empty()) say(1, "没有 [[block]]，文书没有内容");
    check_text(paper_.seam, "", "", 1);
    if (paper_.word && paper_.check) say(1, "word 和 check 不能同时写：可以改的文档不带核对二维码");
    for (std::size_t i = 0; i < paper_.fields.size(); ++i) {
      const FieldSpec& field = paper_.fields[i];
      if (!used_.contains(field.name))
        say(parsed_.field_lines[i], fmt::format("字段 {} 没有用在 layout.toml 的任何一处，请删去或用上", field.name), false);
    }
    return std::move(faults_);
  }

 private:
  void say(int line, std::string message, bool in_layout = true) { faults_.push_back({in_layout, line, std::move(message)}); }

  const FieldSpec* field(const std::string& name) const {
    const auto at = std::find_if(paper_.fields.begin(), paper_.fields.end(), [&](const FieldSpec& f) { return f.name == name; });
    return at == paper_.fields.end() ? nullptr : &*at;
  }

  void check_fields() {
    std::set<std::string> names;
    for (std::size_t i = 0; i < paper_.fields.size(); ++i) {
      const FieldSpec& spec = paper_.fields[i];
      const int line = parsed_.field_lines[i];
      if (spec.name.empty() || !std::all_of(spec.name.begin(), spec.name.end(), name_char)) {
        say(line, "字段的 name 只能用小写字母、数字和下划线", false);
      }
      if (!names.insert(spec.name).second) say(line, fmt::format("字段 {} 写了两次", spec.name), false);
      if (spec.label.empty()) say(line, fmt::format("字段 {} 没有中文名 label", spec.name), false);
      if (spec.data_class < 0 || spec.data_class > 4) say(line, fmt::format("字段 {} 的 class 应为 0 至 4", spec.name), false);
      if (spec.data_class > 0 && spec.purpose.empty())
        say(line, fmt::format("字段 {} 是个人信息，请写明 purpose（用途）", spec.name), false);
      if ((spec.kind == FieldKind::rows) != !spec.columns.empty())
        say(line, fmt::format("字段 {}：只有 rows 类有、也必须有 columns", spec.name), false);
      if (spec.room < 0 || spec.room > 40) say(line, fmt::format("字段 {} 的 room 应为 0 至 40", spec.name), false);
      if (auto fault = source_fault(spec.from, spec.kind)) say(line, fmt::format("字段 {} 的 {}", spec.name, *fault), false);
    }
  }

  void check_when(const std::string& when, int line) {
    if (when.empty()) return;
    const FieldSpec* spec = field(when);
    if (!spec) return say(line, fmt::format("when = \"{}\" 在 fields.toml 中没有对应字段", when));
    if (spec->required) say(line, fmt::format("when = \"{}\" 是必填字段，这个条件永远成立，请去掉", when));
  }

  static bool has_column(const FieldSpec& spec, std::string_view name) {
    return std::any_of(spec.columns.begin(), spec.columns.end(), [&](const Column& c) { return c.name == name; });
  }

  // One text of a block. An optional field may stand only where its absence takes the text away with it, or in a cell
  // that may be left empty. `rows`: the text is printed for each of its rows.
  void check_text(const std::string& text, const std::string& block_when, const std::string& row_when, int line, const FieldSpec* rows = nullptr,
                  bool may_be_empty = false) {
    const auto names = placeholders(text);
    if (!names) return say(line, "花括号没有配对，或其中不是字段名（小写字母、数字、下划线）");
    for (const std::string& name : *names) {
      if (rows && has_column(*rows, name)) continue;
      const FieldSpec* spec = field(name);
      used_.insert(name);
      if (!spec) {
        say(line, fmt::format("占位符 {{{}}} 在 fields.toml 中没有对应字段", name));
      } else if (spec->kind == FieldKind::rows) {
        say(line, fmt::format("占位符 {{{}}} 是 rows 类字段，只能用在 grid 段", name));
      } else if (spec->kind != FieldKind::money && text.find("{" + name + std::string(kCapitals)) != std::string::npos) {
        say(line, fmt::format("占位符 {{{}:capitals}} 只能用于 money 类字段", name));
      } else if (!spec->required && !may_be_empty && name != block_when && name != row_when) {
        say(line, fmt::format("占位符 {{{}}} 是选填字段，请为这一段写上 when = \"{}\"", name, name));
      }
    }
  }

  void check_repeated(const Block& block, FieldKind kind, std::string_view kind_name, int line) {
    const FieldSpec* spec = field(block.field);
    used_.insert(block.field);
    if (!spec) return say(line, fmt::format("field = \"{}\" 在 fields.toml 中没有对应字段", block.field));
    if (spec->kind != kind) return say(line, fmt::format("field = \"{}\" 应为 {} 类字段", block.field, kind_name));
    if (!spec->required && block.when != block.field)
      say(line, fmt::format("字段 {} 是选填，请为这一段写上 when = \"{}\"", block.field, block.field));
    for (const GridColumn& column : block.columns) {
      if (column.column != kRowNumber && !has_column(*spec, column.column)) say(line, fmt::format("列 {} 不在字段 {} 的 columns 中", column.column, block.field));
      if (column.share <= 0) say(line, fmt::format("列 {} 的 share 应大于 0", column.column));
    }
  }

  void check_block(const Block& block, int line) {
    check_when(block.when, line);
    for (const std::string* text : {&block.text, &block.caption, &block.date}) check_text(*text, block.when, "", line);
    for (const std::string& item : block.items) check_text(item, block.when, "", line);
    for (const LabelValue& row : block.rows) {
      const FieldSpec* rows = row.each.empty() ? nullptr : field(row.each);
      if (!row.each.empty()) {
        used_.insert(row.each);
        if (block.kind != BlockKind::sign) say(line, "each 只能用在 sign 段");
        if (!rows || rows->kind != FieldKind::rows) say(line, fmt::format("each = \"{}\" 应为 rows 类字段", row.each));
        if (rows && !rows->required && row.when != row.each)
          say(line, fmt::format("字段 {} 是选填，请为这一行写上 when = \"{}\"", row.each, row.each));
      }
      check_when(row.when, line);
      check_text(row.label, block.when, row.when, line, rows);
      check_text(row.value, block.when, row.when, line, rows, block.border == Border::under);
    }
    const FieldSpec* rows = block.kind == BlockKind::form && !block.field.empty() ? field(block.field) : nullptr;
    for (const FormRow& row : block.form) {
      for (const FormCell& cell : row) {
        check_text(cell.label, block.when, "", line, rows);
        check_text(cell.value, block.when, "", line, rows, true);
        if (cell.share <= 0) say(line, "cells 中的 share 应大于 0");
        if (cell.lines < 1 || cell.lines > 30) say(line, "cells 中的 lines 应为 1 至 30");
      }
    }
    if (block.style.size < 7 || block.style.size > 40) say(line, "字号 size 应在 7 至 40 磅之间");
    if (block.style.line < block.style.size) say(line, "行距 line 不能小于字号 size");
    switch (block.kind) {
      case BlockKind::list:
        if (block.items.empty() == block.field.empty()) say(line, "list 段要写 items 或 field，二者择一");
        if (!block.field.empty()) check_repeated(block, FieldKind::list, "list", line);
        return;
      case BlockKind::grid:
        if (block.columns.empty()) say(line, "grid 段没有 columns");
        return check_repeated(block, FieldKind::rows, "rows", line);
      case BlockKind::table:
        if (block.rows.empty()) say(line, "table 段没有 rows");
        return;
      case BlockKind::form:
        if (block.form.empty()) say(line, "form 段没有 cells");
        if (!block.field.empty()) check_repeated(block, FieldKind::rows, "rows", line);
        return;
      case BlockKind::sign:
        if (block.rows.empty()) say(line, "sign 段没有 rows");
        return;
      case BlockKind::signature:
        if (block.date.empty()) say(line, "signature 段没有 date（成文日期）");
        [[fallthrough]];
      default:
        if (block.text.empty()) say(line, "这一段没有 text");
    }
  }

  const ParsedTemplate& parsed_;
  const Template& paper_;
  std::set<std::string> used_;
  std::vector<TemplateFault> faults_;
};

}  // namespace

std::optional<std::vector<std::string>> placeholders(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = text.find_first_of("{}"); at != std::string_view::npos; at = text.find_first_of("{}", at)) {
    const std::size_t end = text.find_first_of("{}", at + 1);
    if (text[at] == '}' || end == std::string_view::npos || text[end] == '{') return {};
    std::string_view name = text.substr(at + 1, end - at - 1);
    if (name.ends_with(kCapitals)) name.remove_suffix(kCapitals.size());
    if (name.empty() || !std::all_of(name.begin(), name.end(), name_char)) return {};
    names.emplace_back(name);
    at = end + 1;
  }
  return names;
}

std::vector<TemplateFault> template_faults(const ParsedTemplate& parsed) { return Check(parsed).run(); }

}  // namespace lianhu::paper

#include "paper/template_check.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/core.h>

#include "base/text.h"

namespace lianhu::paper {
namespace {

bool name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

class Check {
 public:
  explicit Check(const ParsedTemplate& parsed) : parsed_(parsed), paper_(parsed.paper) {}

  std::vector<TemplateFault> run() {
    check_fields();
    for (std::size_t i = 0; i < paper_.blocks.size(); ++i) check_block(paper_.blocks[i], parsed_.block_lines[i]);
    if (paper_.blocks.empty()) say(1, "没有 [[block]]，文书没有内容");
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
    }
  }

  void check_when(const std::string& when, int line) {
    if (when.empty()) return;
    const FieldSpec* spec = field(when);
    if (!spec) return say(line, fmt::format("when = \"{}\" 在 fields.toml 中没有对应字段", when));
    if (spec->required) say(line, fmt::format("when = \"{}\" 是必填字段，这个条件永远成立，请去掉", when));
  }

  // One text of a block. An optional field may stand only where its absence takes the text away with it.
  void check_text(const std::string& text, const std::string& block_when, const std::string& row_when, int line) {
    const auto names = placeholders(text);
    if (!names) return say(line, "花括号没有配对，或其中不是字段名（小写字母、数字、下划线）");
    for (const std::string& name : *names) {
      const FieldSpec* spec = field(name);
      used_.insert(name);
      if (!spec) {
        say(line, fmt::format("占位符 {{{}}} 在 fields.toml 中没有对应字段", name));
      } else if (spec->kind == FieldKind::rows) {
        say(line, fmt::format("占位符 {{{}}} 是 rows 类字段，只能用在 grid 段", name));
      } else if (!spec->required && name != block_when && name != row_when) {
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
      const bool known = std::any_of(spec->columns.begin(), spec->columns.end(), [&](const Column& c) { return c.name == column.column; });
      if (!known) say(line, fmt::format("列 {} 不在字段 {} 的 columns 中", column.column, block.field));
      if (column.share <= 0) say(line, fmt::format("列 {} 的 share 应大于 0", column.column));
    }
  }

  void check_block(const Block& block, int line) {
    check_when(block.when, line);
    for (const std::string* text : {&block.text, &block.caption, &block.date}) check_text(*text, block.when, "", line);
    for (const std::string& item : block.items) check_text(item, block.when, "", line);
    for (const LabelValue& row : block.rows) {
      check_when(row.when, line);
      check_text(row.label, block.when, row.when, line);
      check_text(row.value, block.when, row.when, line);
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
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (name.empty() || !std::all_of(name.begin(), name.end(), name_char)) return {};
    names.emplace_back(name);
    at = end + 1;
  }
  return names;
}

std::vector<TemplateFault> template_faults(const ParsedTemplate& parsed) { return Check(parsed).run(); }

}  // namespace lianhu::paper

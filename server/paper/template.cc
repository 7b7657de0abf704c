#include "paper/template.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "base/toml_text.h"
#include "paper/template_check.h"

namespace lianhu::paper {
namespace {

constexpr std::pair<std::string_view, BlockKind> kBlocks[] = {
    {"title", BlockKind::title},        {"number", BlockKind::number},       {"addressee", BlockKind::addressee},
    {"heading", BlockKind::heading},    {"paragraph", BlockKind::paragraph}, {"list", BlockKind::list},
    {"table", BlockKind::table},        {"grid", BlockKind::grid},           {"form", BlockKind::form},
    {"sign", BlockKind::sign},          {"qr", BlockKind::qr},               {"signature", BlockKind::signature}};
constexpr std::pair<std::string_view, FieldKind> kFields[] = {{"text", FieldKind::text},     {"date", FieldKind::date},
                                                              {"number", FieldKind::number}, {"money", FieldKind::money},
                                                              {"list", FieldKind::list},     {"rows", FieldKind::rows}};
constexpr std::pair<std::string_view, Face> kFaces[] = {
    {"song", Face::song}, {"title", Face::title}, {"hei", Face::hei}, {"kai", Face::kai}, {"fang", Face::fang}};
constexpr std::pair<std::string_view, Border> kBorders[] = {{"all", Border::all}, {"under", Border::under}};
constexpr std::pair<std::string_view, Only> kOnly[] = {{"both", Only::both}, {"blank", Only::blank}, {"filled", Only::filled}};
constexpr std::pair<std::string_view, Align> kAligns[] = {
    {"justify", Align::justify}, {"left", Align::left}, {"centre", Align::centre}, {"right", Align::right}};

// GB/T 9704-2012: title 2号小标宋, body 3号仿宋, level-1 heading 3号黑体.
Style usual_style(BlockKind kind) {
  switch (kind) {
    case BlockKind::title:
      return {.face = Face::title, .size = 22, .line = 34, .align = Align::centre, .after = 8};
    case BlockKind::number:
      return {.face = Face::kai, .size = 14, .line = 24, .align = Align::right, .after = 6};
    case BlockKind::addressee:
      return {.align = Align::left};
    case BlockKind::heading:
      return {.face = Face::hei, .indent = 2};
    case BlockKind::paragraph:
    case BlockKind::list:
      return {.indent = 2};
    case BlockKind::table:
    case BlockKind::grid:
    case BlockKind::form:
      return {.size = 14, .line = 22, .before = 6, .after = 6};
    case BlockKind::sign:
      return {.line = 36, .align = Align::left, .before = 14};
    case BlockKind::qr:
      return {.size = 14, .line = 22, .before = 8, .after = 4};
    case BlockKind::signature:
      return {.align = Align::centre, .before = 28};
  }
  return {};
}

// One TOML table being read: typed access, and at the end a fault for every key nobody asked for.
class Reader {
 public:
  Reader(const toml::table& table, bool in_layout, std::vector<TemplateFault>& faults)
      : table_(table), in_layout_(in_layout), faults_(faults) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    for (const auto& [key, node] : table_) {
      if (std::find(asked_.begin(), asked_.end(), key.str()) == asked_.end()) say(node, fmt::format("不认识的键 {}", key.str()));
    }
  }

  void say(const toml::node& node, std::string message) {
    faults_.push_back({in_layout_, static_cast<int>(node.source().begin.line), std::move(message)});
  }

  template <class T>
  T get(std::string_view key, T usual, std::string_view wanted) {
    const toml::node* node = ask(key);
    if (!node) return usual;
    if (auto value = node->value<T>()) return *value;
    say(*node, fmt::format("{} 应为{}", key, wanted));
    return usual;
  }
  std::string text(std::string_view key) { return get<std::string>(key, "", "文字"); }
  double number(std::string_view key, double usual) { return get<double>(key, usual, "数字"); }
  int integer(std::string_view key, int usual) { return static_cast<int>(get<std::int64_t>(key, usual, "整数")); }

  template <class E, std::size_t N>
  E word(std::string_view key, E usual, const std::pair<std::string_view, E> (&words)[N]) {
    const toml::node* node = ask(key);
    if (!node) return usual;
    const auto value = node->value<std::string_view>();
    std::string known;
    for (const auto& [name, e] : words) {
      if (value && *value == name) return e;
      known += (known.empty() ? "" : "、") + std::string(name);
    }
    say(*node, fmt::format("{} 应为以下之一：{}", key, known));
    return usual;
  }

  const toml::table* table(std::string_view key) {
    const toml::node* node = ask(key);
    if (node && !node->is_table()) say(*node, fmt::format("{} 应为表", key));
    return node ? node->as_table() : nullptr;
  }
  // Each element of an array of tables.
  template <class Each>
  void tables(std::string_view key, Each each) {
    for_array(key, [&](const toml::node& item) {
      if (const toml::table* table = item.as_table()) return each(*table);
      say(item, fmt::format("{} 的每一项应为表", key));
    });
  }
  // Each element of an array of arrays.
  template <class Each>
  void arrays(std::string_view key, Each each) {
    for_array(key, [&](const toml::node& item) {
      if (const toml::array* array = item.as_array()) return each(*array);
      say(item, fmt::format("{} 的每一项应为数组", key));
    });
  }
  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> out;
    for_array(key, [&](const toml::node& item) {
      if (auto value = item.value<std::string>()) return out.push_back(std::move(*value));
      say(item, fmt::format("{} 的每一项应为文字", key));
    });
    return out;
  }

 private:
  const toml::node* ask(std::string_view key) {
    asked_.push_back(key);
    return table_.get(key);
  }
  template <class Each>
  void for_array(std::string_view key, Each each) {
    const toml::node* node = ask(key);
    if (!node) return;
    const toml::array* array = node->as_array();
    if (!array) return say(*node, fmt::format("{} 应为数组", key));
    for (const toml::node& item : *array) each(item);
  }

  const toml::table& table_;
  bool in_layout_;
  std::vector<TemplateFault>& faults_;
  std::vector<std::string_view> asked_;
};

int line_of(const toml::table& table) { return static_cast<int>(table.source().begin.line); }

Block read_block(const toml::table& table, std::vector<TemplateFault>& faults) {
  Reader in(table, true, faults);
  Block block;
  block.kind = in.word("type", BlockKind::paragraph, kBlocks);
  Style& style = block.style = usual_style(block.kind);
  style.face = in.word("face", style.face, kFaces);
  style.align = in.word("align", style.align, kAligns);
  style.size = in.number("size", style.size);
  style.line = in.number("line", style.line);
  style.indent = in.number("indent", style.indent);
  style.before = in.number("before", style.before);
  style.after = in.number("after", style.after);
  block.text = in.text("text");
  block.when = in.text("when");
  block.field = in.text("field");
  block.caption = in.text("caption");
  block.date = in.text("date");
  block.size_mm = in.number("size_mm", block.size_mm);
  block.label_chars = in.number("label_chars", block.label_chars);
  block.at_least = in.integer("at_least", 0);
  block.border = in.word("border", Border::all, kBorders);
  block.only = in.word("only", Only::both, kOnly);
  block.items = in.texts("items");
  in.tables("rows", [&](const toml::table& row) {
    Reader cells(row, true, faults);
    block.rows.push_back({cells.text("label"), cells.text("value"), cells.text("when"), cells.text("each")});
  });
  in.arrays("cells", [&](const toml::array& row) {
    FormRow& cells = block.form.emplace_back();
    for (const toml::node& item : row) {
      const toml::table* cell = item.as_table();
      if (!cell) {
        in.say(item, "cells 的每一格应为表");
        continue;
      }
      Reader at(*cell, true, faults);
      cells.push_back({at.text("label"), at.text("value"), at.number("share", 1), at.number("label_chars", 0), at.integer("lines", 1)});
    }
  });
  in.tables("columns", [&](const toml::table& column) {
    Reader cells(column, true, faults);
    block.columns.push_back({cells.text("column"), cells.text("label"), cells.number("share", 1)});
  });
  return block;
}

void read_layout(const toml::table& table, ParsedTemplate& out, std::vector<TemplateFault>& faults) {
  Reader in(table, true, faults);
  Template& paper = out.paper;
  paper.code = in.text("code");
  paper.version = in.integer("version", 0);
  paper.title = in.text("title");
  paper.procedure = in.text("procedure");
  paper.phases = in.texts("phases");
  paper.audience = in.text("audience");
  const bool offered = !paper.procedure.empty();
  const bool known = paper.audience == "parties" || paper.audience == "mediator" || paper.audience == "handling";
  if (offered ? paper.phases.empty() || !known : !paper.phases.empty() || !paper.audience.empty()) {
    faults.push_back({true, 1, "procedure、phases 和 audience（parties、mediator、handling 之一）要写就都写"});
  }
  paper.footer = in.text("footer");
  paper.seam = in.text("seam");
  paper.check = in.get<bool>("check", false, " true 或 false");
  paper.word = in.get<bool>("word", false, " true 或 false");
  if (paper.code.empty() || paper.title.empty() || paper.version < 1) {
    faults.push_back({true, 1, "开头要写 code（代码）、version（从 1 起的版本号）和 title（名称）"});
  }
  if (const toml::table* page = in.table("page")) {
    Reader size(*page, true, faults);
    PageSpec& p = paper.page;
    p.width_mm = size.number("width_mm", p.width_mm);
    p.height_mm = size.number("height_mm", p.height_mm);
    p.top_mm = size.number("top_mm", p.top_mm);
    p.left_mm = size.number("left_mm", p.left_mm);
    p.body_width_mm = size.number("body_width_mm", p.body_width_mm);
    p.body_height_mm = size.number("body_height_mm", p.body_height_mm);
    p.chars_per_line = size.number("chars_per_line", p.chars_per_line);
    const bool fits = p.body_width_mm >= 60 && p.body_height_mm >= 60 && p.left_mm >= 0 && p.top_mm >= 0 && p.chars_per_line >= 10 &&
                      p.left_mm + p.body_width_mm <= p.width_mm && p.top_mm + p.body_height_mm <= p.height_mm && p.height_mm <= 1200;
    if (!fits) size.say(*page, "版心放不进纸面，请核对 [page] 的尺寸（毫米）");
  }
  in.tables("block", [&](const toml::table& block) {
    out.paper.blocks.push_back(read_block(block, faults));
    out.block_lines.push_back(line_of(block));
  });
}

void read_field_list(const toml::table& table, ParsedTemplate& out, std::vector<TemplateFault>& faults) {
  Reader in(table, false, faults);
  in.tables("field", [&](const toml::table& field) {
    Reader at(field, false, faults);
    FieldSpec spec;
    spec.name = at.text("name");
    spec.label = at.text("label");
    spec.kind = at.word("kind", FieldKind::text, kFields);
    spec.required = at.get<bool>("required", false, " true 或 false");
    spec.data_class = at.integer("class", 0);
    spec.purpose = at.text("purpose");
    spec.max_chars = static_cast<std::size_t>(std::max(1, at.integer("max_chars", 200)));
    spec.from = at.text("from");
    spec.room = at.integer("room", 0);
    at.tables("columns", [&](const toml::table& column) {
      Reader cells(column, false, faults);
      spec.columns.push_back({cells.text("name"), cells.text("label")});
    });
    out.paper.fields.push_back(std::move(spec));
    out.field_lines.push_back(line_of(field));
  });
}

// Nothing, and one more fault, when the text is no TOML.
std::optional<toml::table> parse(const std::string& text, bool in_layout, std::vector<TemplateFault>& faults) {
  TomlText read = read_toml(text);
  if (read.table) return std::move(read.table);
  faults.push_back({in_layout, static_cast<int>(read.line), "不是有效的 TOML" + (read.why.empty() ? std::string() : "：" + read.why)});
  return {};
}

Error refusal(const TemplateSource& source, std::vector<TemplateFault> faults) {
  std::sort(faults.begin(), faults.end(), [](const TemplateFault& a, const TemplateFault& b) {
    return std::tuple(!a.in_layout, a.line, std::string_view(a.message)) < std::tuple(!b.in_layout, b.line, std::string_view(b.message));
  });
  std::vector<FieldFault> named;
  for (const TemplateFault& fault : faults) {
    const std::string& file = fault.in_layout ? source.layout_name : source.fields_name;
    named.push_back({fmt::format("{}:{}", file, fault.line), fmt::format("{} 第 {} 行：{}", file, fault.line, fault.message)});
  }
  std::string message = named.front().message;
  return invalid("paper_template", std::move(message), std::move(named));
}

}  // namespace

Result<Template> parse_template(const TemplateSource& source) {
  ParsedTemplate out;
  std::vector<TemplateFault> faults;
  const auto layout = parse(source.layout, true, faults);
  const auto fields = parse(source.fields, false, faults);
  if (!layout || !fields) return refusal(source, std::move(faults));
  read_layout(*layout, out, faults);
  read_field_list(*fields, out, faults);
  for (TemplateFault& fault : template_faults(out)) faults.push_back(std::move(fault));
  if (!faults.empty()) return refusal(source, std::move(faults));
  return std::move(out.paper);
}

Result<Fields> parse_sample(const Template& paper, std::string_view name, std::string_view text) {
  std::vector<TemplateFault> faults;
  const auto table = parse(std::string(text), true, faults);
  if (!table) return refusal({std::string(name), {}, {}, {}}, std::move(faults));
  std::ostringstream out;
  out << toml::json_formatter{*table};
  auto fields = read_fields(paper.fields, out.str());
  if (fields) return fields;
  Error error = fields.error();
  error.message = fmt::format("{}：{}", name, error.message);
  return error;
}

}  // namespace lianhu::paper

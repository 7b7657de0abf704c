#include "rules/other_system_file.h"

#include <algorithm>
#include <set>

#include "rules/toml_reader.h"

namespace lianhu {
namespace {

constexpr std::string_view kFolder = "systems/", kEnd = ".toml";
constexpr std::string_view kFields[] = {"number", "received", "due",  "kind",  "title",    "text",   "category",
                                        "place",  "detail",   "name", "phone", "happened", "same_as"};
constexpr std::string_view kReplyFields[] = {"number", "received", "ours", "state", "result", "day", "contact"};

template <std::size_t n>
std::vector<SheetColumn> read_columns(TomlReader& in, std::string_view key, const std::string_view (&known)[n]) {
  std::vector<SheetColumn> out;
  std::set<std::string> fields, headings;
  for (const toml::node* node : in.list(in.root(), key)) {
    const toml::table* table = node->as_table();
    if (table == nullptr) {
      in.blame(*node, "这里应当是 { field = …, heading = … }");
      return out;
    }
    in.only(*table, {"field", "heading", "names", "must"});
    SheetColumn column{in.text(*table, "field", true), in.text(*table, "heading", true), in.texts(*table, "names"), in.flag(*table, "must")};
    if (std::find(std::begin(known), std::end(known), column.field) == std::end(known)) in.blame(*node, "没有“" + column.field + "”这个栏目");
    if (!fields.insert(column.field).second) in.blame(*node, "“" + column.field + "”写了两列");
    std::vector<std::string> all = column.names;
    all.push_back(column.heading);
    for (const std::string& heading : all) {
      if (!headings.insert(heading).second) in.blame(*node, "标题“" + heading + "”写了两次，分不清是哪一列");
    }
    out.push_back(std::move(column));
  }
  return out;
}

bool has(const std::vector<SheetColumn>& columns, std::string_view field) {
  return std::any_of(columns.begin(), columns.end(), [&](const SheetColumn& c) { return c.field == field; });
}

}  // namespace

Result<OtherSystem> parse_other_system(std::string_view text, std::string_view file_name) {
  TomlReader in(text, file_name, "system_file");
  if (in.fault()) return *in.fault();
  const toml::table& root = in.root();
  in.only(root, {"title", "ordinal", "number", "codes", "imports", "replies", "slips", "independent", "column", "reply"});
  OtherSystem out;
  const std::size_t slash = file_name.rfind('/');
  const std::string_view base = slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
  out.id = std::string(base.substr(0, base.find('.')));
  out.title = in.text(root, "title", true);
  out.ordinal = in.whole(root, "ordinal", 1, 999, true).value_or(0);
  out.number = in.text(root, "number", true);
  out.codes = in.text(root, "codes");
  out.imports = in.flag(root, "imports");
  out.replies = in.flag(root, "replies");
  out.slips = in.flag(root, "slips");
  out.independent = in.flag(root, "independent");
  out.columns = read_columns(in, "column", kFields);
  out.reply = read_columns(in, "reply", kReplyFields);
  if (out.imports) {
    for (const char* field : {"number", "received", "text", "place"}) {
      if (!has(out.columns, field)) in.blame(1, "来件表格缺少“" + std::string(field) + "”这一列");
    }
  }
  if (out.replies && !has(out.reply, "number")) in.blame(1, "答复表缺少“number”这一列");
  if (in.fault()) return *in.fault();
  return out;
}

Result<OtherSystems> load_other_systems(std::span<const Resource> files) {
  OtherSystems out;
  for (const Resource& file : files) {
    if (!file.name.starts_with(kFolder) || !file.name.ends_with(kEnd)) continue;
    auto one = parse_other_system(file.bytes, file.name);
    if (!one) return one.error();
    out.push_back(std::move(*one));
  }
  if (out.empty()) return invalid("system_file", "缺少 systems/ 下的文件，请放回");
  std::sort(out.begin(), out.end(), [](const OtherSystem& a, const OtherSystem& b) { return std::tie(a.ordinal, a.id) < std::tie(b.ordinal, b.id); });
  return out;
}

}  // namespace lianhu

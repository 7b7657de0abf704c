#include "rules/code_list.h"

#include "rules/toml_reader.h"

namespace lianhu {
namespace {

constexpr std::string_view kFile = "territory/categories.toml";

struct Known {
  std::string_view key, system, root;
};
constexpr Known kLists[] = {{"justice", "justice18", "dispute"}, {"zongzhi", "governance19", "dispute"}, {"petition", "petition", ""}, {"hotline", "12345", ""}};

}  // namespace

Result<std::vector<CodeList>> parse_code_lists(std::string_view text, std::string_view file_name) {
  TomlReader reader(text, file_name, "code_list_file");
  if (reader.fault()) return *reader.fault();
  const toml::node* lists = reader.root().get("lists");
  if (lists == nullptr || !lists->is_table()) return invalid("code_list_file", std::string(file_name) + "缺少 [lists]，请放回");
  std::vector<CodeList> out;
  for (const Known& known : kLists) {
    const toml::node* node = lists->as_table()->get(known.key);
    if (node == nullptr || !node->is_table()) {
      reader.blame(*lists, "缺少 [lists." + std::string(known.key) + "]");
      continue;
    }
    const toml::table& table = *node->as_table();
    reader.only(table, {"name", "sure", "items"});
    CodeList list{std::string(known.system), reader.text(table, "name", true), reader.text(table, "sure", true), std::string(known.root), {}};
    for (std::string& name : reader.texts(table, "items")) list.targets.push_back({std::to_string(list.targets.size() + 1), std::move(name)});
    out.push_back(std::move(list));
  }
  if (reader.fault()) return *reader.fault();
  return out;
}

Result<std::vector<CodeList>> load_code_lists(std::span<const Resource> files) {
  for (const Resource& file : files) {
    if (file.name == kFile) return parse_code_lists(file.bytes, file.name);
  }
  return invalid("code_list_file", "缺少 " + std::string(kFile) + "，请放回");
}

}  // namespace lianhu

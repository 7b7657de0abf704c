// The shipped category and office files agree with each other and with the lists they map to.

#include <array>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/toml_text.h"

#include "model/words.h"

namespace lianhu {
namespace {

toml::table file(const std::string& name) { return toml::parse_file(std::string(LIANHU_SOURCE_DIR) + "/" + name).table(); }

std::string text(const toml::table& row, std::string_view key) { return row[key].value_or(std::string()); }

std::vector<toml::table> rows(const toml::table& root, std::string_view key) {
  std::vector<toml::table> out;
  if (const toml::array* list = root[key].as_array()) {
    for (const toml::node& row : *list) out.push_back(*row.as_table());
  }
  return out;
}

std::set<std::string> category_codes(const toml::table& root) {
  std::set<std::string> codes;
  for (const toml::table& row : rows(root, "category")) codes.insert(text(row, "code"));
  return codes;
}

TEST(TerritoryData, CategoriesFormATreeAndReachEveryOfficialKind) {
  const toml::table root = file("territory/categories.toml");
  std::set<std::string> codes;
  std::map<std::string, std::set<std::string>> reached;
  for (const toml::table& row : rows(root, "category")) {
    const std::string code = text(row, "code"), parent = text(row, "parent");
    EXPECT_FALSE(text(row, "name").empty()) << code;
    EXPECT_TRUE(codes.insert(code).second) << code;
    const std::size_t dot = code.rfind('.');
    EXPECT_EQ(parent, dot == std::string::npos ? "" : code.substr(0, dot));
    EXPECT_TRUE(parent.empty() || codes.contains(parent)) << code << " before its parent";
    for (const char* list : {"justice", "zongzhi"}) {
      if (const std::string target = text(row, list); !target.empty()) reached[list].insert(target);
    }
    const bool dispute = code.starts_with("dispute.");
    EXPECT_EQ(dispute, !text(row, "justice").empty()) << code << ": disputes and only they count as disputes";
    EXPECT_EQ(code.starts_with("complaint"), text(row, "series") == "complaint") << code;
  }
  const std::array<std::pair<const char*, std::size_t>, 2> lists{{{"justice", 18}, {"zongzhi", 19}}};
  for (const auto& [list, size] : lists) {
    EXPECT_EQ(root["lists"][list]["items"].as_array()->size(), size);
    for (std::size_t i = 1; i <= size; ++i) EXPECT_TRUE(reached[list].contains(std::to_string(i))) << list << " " << i;
    EXPECT_EQ(reached[list].size(), size) << list;
  }
}

TEST(TerritoryData, OfficesDutiesAndPostsPointAtEachOther) {
  const toml::table root = file("demo/offices.toml");
  const std::set<std::string> categories = category_codes(file("territory/categories.toml"));
  std::set<std::string> kinds;
  for (const auto& [key, value] : *root["kinds"].as_table()) kinds.insert(std::string(key.str()));

  std::set<std::string> offices, templates, independent;
  std::map<std::string, int> presence;
  for (const toml::table& row : rows(root, "office")) {
    EXPECT_TRUE(offices.insert(text(row, "id")).second) << text(row, "id");
    EXPECT_TRUE(kinds.contains(text(row, "kind"))) << text(row, "id");
    EXPECT_EQ(text(row, "place"), "520422");
    ++presence[text(row, "presence")];
    if (row["independent"].value_or(false)) independent.insert(text(row, "id"));
  }
  for (const toml::table& row : rows(root, "office")) EXPECT_TRUE(text(row, "parent").empty() || offices.contains(text(row, "parent")));
  for (const toml::table& row : rows(root, "template")) {
    templates.insert(text(row, "id").substr(0, text(row, "id").find('.')));
    EXPECT_TRUE(kinds.contains(text(row, "kind"))) << text(row, "id");
  }
  for (const toml::table& row : rows(root, "template")) {
    const std::string parent = text(row, "parent");
    EXPECT_TRUE(offices.contains(parent) || templates.contains(parent.substr(0, parent.find('.')))) << parent;
  }
  EXPECT_EQ(independent, (std::set<std::string>{"court", "procuratorate", "police.criminal"}));
  for (const char* resident : {"politics", "court", "procuratorate", "police", "justice", "petition"})
    EXPECT_TRUE(offices.contains(resident));
  EXPECT_EQ(presence["rotating"], 6);
  EXPECT_GE(presence["on_call"], 20);

  const auto known = [&](const std::string& id) { return offices.contains(id) || templates.contains(id); };
  std::set<std::string> duties, ditch;
  for (const toml::table& row : rows(root, "duty")) {
    const std::string id = text(row, "id");
    EXPECT_TRUE(id.starts_with("duty.") && duties.insert(id).second) << id;
    EXPECT_TRUE(known(text(row, "office"))) << id;
    EXPECT_TRUE(categories.contains(text(row, "category"))) << id;
    EXPECT_FALSE(text(row, "text").empty()) << id;
    EXPECT_EQ(text(row, "kind") == "law", text(row, "basis").starts_with("《")) << id << ": a house term must not be cited as law";
    if (text(row, "category") == "service.water.ditch") ditch.insert(text(row, "office"));
  }
  EXPECT_GE(duties.size(), 40U);
  EXPECT_TRUE(ditch.contains("water") && ditch.contains("town"));  // the standing disagreement about ditches

  std::set<std::string> held;
  for (const toml::table& row : rows(root, "post")) {
    const std::string per = text(row, "per");
    EXPECT_TRUE(from_word<Role>(text(row, "role")).has_value()) << text(row, "role");
    EXPECT_TRUE(per == "grid" || per == "group" ? templates.contains(text(row, "office"))
                : per.empty()                   ? kinds.contains(text(row, "kind"))
                                                : known(per))
        << per;
    held.insert(text(row, "role"));
  }
  for (const toml::table& row : rows(root, "role"))
    EXPECT_TRUE(held.contains(text(row, "code"))) << text(row, "code") << " is held by nobody";
}

}  // namespace
}  // namespace lianhu

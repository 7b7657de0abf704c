// The files of other systems: ours hold together, and a faulty one is blamed by its line.

#include "rules/other_system_file.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

const std::string kGood = R"(title = "热线"
ordinal = 1
number = "工单编号"
imports = true
column = [
  { field = "number", heading = "工单编号", names = ["编号"], must = true },
  { field = "received", heading = "收到日期", must = true },
  { field = "text", heading = "内容", must = true },
  { field = "place", heading = "地点", must = true },
]
)";

std::string with(std::string from, const std::string& to) {
  std::string text = kGood;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST(OtherSystemFile, OursHoldTogether) {
  const auto systems = load_other_systems(resources());
  ASSERT_TRUE(systems) << systems.error().message;
  std::vector<std::string> ids;
  for (const OtherSystem& one : *systems) ids.push_back(one.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"hotline", "petition", "court", "procuratorate", "police", "department", "county", "other"}));
  for (const char* independent : {"court", "procuratorate", "police"}) EXPECT_TRUE(system_of(*systems, independent)->independent);
}

TEST(OtherSystemFile, AFaultIsBlamedByItsLine) {
  ASSERT_TRUE(parse_other_system(kGood, "systems/hotline.toml"));
  const auto says = [](const std::string& text, const std::string& part) {
    const auto read = parse_other_system(text, "systems/hotline.toml");
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find(part), std::string::npos) << read.error().message;
    EXPECT_EQ(read.error().code, "system_file");
  };
  says(with("\"number\", heading", "\"numbre\", heading"), "第6行：没有“numbre”这个栏目");
  says(with("heading = \"内容\"", "heading = \"编号\""), "第8行：标题“编号”写了两次");
  says(with("  { field = \"place\", heading = \"地点\", must = true },\n", ""), "缺少“place”这一列");
  says(with("imports = true", "import = true"), "第4行：不认识“import”");
  says(with("\"received\", heading", "\"number\", heading"), "写了两列");
  says("title = ", "写法不对");
  EXPECT_FALSE(load_other_systems({}));
}

}  // namespace
}  // namespace lianhu

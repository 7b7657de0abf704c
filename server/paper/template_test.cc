#include "paper/template.h"

#include <gtest/gtest.h>

namespace lianhu::paper {
namespace {

constexpr std::string_view kHead = "code = \"x\"\nversion = 1\ntitle = \"某书\"\n";
constexpr std::string_view kFields = R"(
[[field]]
name = "name"
label = "当事人"
required = true
[[field]]
name = "note"
label = "备注"
[[field]]
name = "duties"
label = "义务"
kind = "rows"
required = true
columns = [{ name = "who", label = "义务人" }]
)";
constexpr std::string_view kRest = R"(
[[block]]
text = "{name}"
[[block]]
when = "note"
text = "{note}"
[[block]]
type = "grid"
field = "duties"
columns = [{ column = "who", label = "义务人" }]
)";

std::vector<std::string> faults(std::string_view blocks, std::string_view fields = kFields) {
  const auto parsed = parse_template(
      {"papers/x/layout.toml", std::string(kHead) + std::string(blocks) + std::string(kRest), "papers/x/fields.toml", std::string(fields)});
  std::vector<std::string> out;
  if (!parsed) {
    for (const FieldFault& fault : parsed.error().fields) out.push_back(fault.message);
  }
  return out;
}

using Faults = std::vector<std::string>;
const std::string kAt = "papers/x/layout.toml 第 4 行：";
const std::string kAt5 = "papers/x/layout.toml 第 5 行：";

TEST(Template, AWholePaperHasNoFault) { EXPECT_EQ(faults(""), Faults{}); }

TEST(Template, EveryFaultNamesFileAndLine) {
  EXPECT_EQ(faults("[[block]]\ntext = \"{nmae}\""), Faults{kAt + "占位符 {nmae} 在 fields.toml 中没有对应字段"});
  EXPECT_EQ(faults("[[block]]\ntext = \"{name\""), Faults{kAt + "花括号没有配对，或其中不是字段名（小写字母、数字、下划线）"});
  EXPECT_EQ(faults("[[block]]\ntext = \"{note}\""), Faults{kAt + "占位符 {note} 是选填字段，请为这一段写上 when = \"note\""});
  EXPECT_EQ(faults("[[block]]\ntext = \"{duties}\""), Faults{kAt + "占位符 {duties} 是 rows 类字段，只能用在 grid 段"});
  EXPECT_EQ(faults("[[block]]\nwhen = \"name\"\ntext = \"空\""), Faults{kAt + "when = \"name\" 是必填字段，这个条件永远成立，请去掉"});
  EXPECT_EQ(faults("[[block]]\ntext = 3"), (Faults{kAt + "这一段没有 text", kAt5 + "text 应为文字"}));
  EXPECT_EQ(faults("[[block]]\ncolour = \"red\"\ntext = \"空\""), Faults{kAt5 + "不认识的键 colour"});
  EXPECT_EQ(faults("[[block]]\ntype = \"tilte\"\ntext = \"空\""),
            Faults{kAt5 + "type 应为以下之一：title、number、addressee、heading、paragraph、list、table、grid、form、sign、qr、signature"});
  EXPECT_EQ(faults("[[block]]\ntype = \"table\""), Faults{kAt + "table 段没有 rows"});
  EXPECT_EQ(faults("[[block]]\ntype = \"list\""), Faults{kAt + "list 段要写 items 或 field，二者择一"});
  EXPECT_EQ(faults("[[block]]\ntype = \"signature\"\ntext = \"某\""), Faults{kAt + "signature 段没有 date（成文日期）"});
  EXPECT_EQ(faults("[[block]]\nsize = 20\nline = 10\ntext = \"空\""), Faults{kAt + "行距 line 不能小于字号 size"});
  EXPECT_EQ(faults("[[block]]\ntype = \"grid\"\nfield = \"duties\"\ncolumns = [{ column = \"whom\", label = \"谁\" }]"),
            Faults{kAt + "列 whom 不在字段 duties 的 columns 中"});
  EXPECT_EQ(faults("[[block]]\ntype = \"form\""), Faults{kAt + "form 段没有 cells"});
  EXPECT_EQ(faults("[[block]]\ntype = \"sign\""), Faults{kAt + "sign 段没有 rows"});
  EXPECT_EQ(faults("[[block]]\ntype = \"sign\"\nrows = [{ each = \"note\", label = \"空\" }]"),
            (Faults{kAt + "each = \"note\" 应为 rows 类字段", kAt + "字段 note 是选填，请为这一行写上 when = \"note\""}));
  EXPECT_EQ(faults("[[block]]\ntext = \"{name:capitals}\""), Faults{kAt + "占位符 {name:capitals} 只能用于 money 类字段"});
  EXPECT_EQ(faults("[[block]]\ntype = \"form\"\ncells = [[{ label = \"备注\", value = \"{note}\", lines = 40 }]]"),
            Faults{kAt + "cells 中的 lines 应为 1 至 30"});
  EXPECT_EQ(faults("procedure = \"x\""), Faults{"papers/x/layout.toml 第 1 行：procedure、phases 和 audience（parties、mediator、handling 之一）要写就都写"});
  EXPECT_EQ(faults("[page]\nbody_width_mm = 300"), Faults{kAt + "版心放不进纸面，请核对 [page] 的尺寸（毫米）"});
}

TEST(Template, FaultsOfTheFieldList) {
  const std::string more = std::string(kFields) + "[[field]]\nname = \"phone\"\nlabel = \"电话\"\nclass = 2\n";
  EXPECT_EQ(faults("", more), (Faults{"papers/x/fields.toml 第 15 行：字段 phone 是个人信息，请写明 purpose（用途）",
                                      "papers/x/fields.toml 第 15 行：字段 phone 没有用在 layout.toml 的任何一处，请删去或用上"}));
  EXPECT_EQ(faults("", std::string(kFields) + "[[field]]\nname = \"name2\"\nlabel = \"名\"\nfrom = \"matter.numbre\"\nroom = 99\n"),
            (Faults{"papers/x/fields.toml 第 15 行：字段 name2 没有用在 layout.toml 的任何一处，请删去或用上",
                    "papers/x/fields.toml 第 15 行：字段 name2 的 from = \"matter.numbre\" 不在可以取数的名字之中（见 papers/README.md）",
                    "papers/x/fields.toml 第 15 行：字段 name2 的 room 应为 0 至 40"}));
  EXPECT_EQ(faults("", "a = ").size(), 1u);
  EXPECT_TRUE(faults("", "a = ").front().starts_with("papers/x/fields.toml 第 1 行：不是有效的 TOML："));
}

}  // namespace
}  // namespace lianhu::paper

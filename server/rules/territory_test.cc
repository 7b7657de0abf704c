#include "rules/territory.h"

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "base/text.h"

#include "rules/division_rows.h"

namespace lianhu {
namespace {

std::string puding() {
  std::ifstream in(std::string(LIANHU_SOURCE_DIR) + "/territory/520422.csv", std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

Result<std::vector<Division>> parse(std::string_view text, std::string_view county = {}) {
  const DivisionFile file{"区划.csv", text};
  return parse_divisions({&file, 1}, county);
}

std::string first_fault(std::string_view text) {
  const auto result = parse(text);
  if (result.ok()) return "(no fault)";
  EXPECT_EQ(result.error().code, "division_file");
  return result.error().fields.empty() ? "" : result.error().fields.front().message;
}

TEST(Territory, PudingHasItsTownsAndVillages) {
  const std::string text = puding();
  const auto result = parse(text);
  ASSERT_TRUE(result.ok()) << result.error().message;
  std::map<DivisionKind, int> count;
  std::map<std::string, int> by_town;
  for (const Division& d : *result) {
    ++count[d.kind];
    if (d.kind == DivisionKind::village) ++by_town[d.parent];
  }
  EXPECT_EQ(result->size(), 189U);
  EXPECT_EQ(count[DivisionKind::county], 1);
  EXPECT_EQ(count[DivisionKind::town], 13);
  EXPECT_EQ(count[DivisionKind::village], 175);
  EXPECT_EQ(by_town["520422001"], 22);
  EXPECT_EQ(by_town["520422102"], 19);
  EXPECT_EQ(by_town["520422103"], 20);
  EXPECT_EQ(result->front(), (Division{"520422", "普定县", DivisionKind::county, "5204"}));
}

TEST(Territory, CodesKnowTheirKindAndParent) {
  EXPECT_EQ(kind_of_code("520422001001"), DivisionKind::village);
  EXPECT_EQ(kind_of_code("52042200100100"), std::nullopt);
  EXPECT_EQ(kind_of_code("52042A"), std::nullopt);
  EXPECT_EQ(parent_code("520422001001"), "520422001");
  EXPECT_EQ(parent_code("520422001001002003"), "520422001001002");
  EXPECT_EQ(parent_code("52"), "");
  EXPECT_EQ(division_kind("grid"), DivisionKind::grid);
  EXPECT_EQ(division_kind("网格"), std::nullopt);
}

TEST(Territory, ShortNames) {
  const auto village = [](std::string name) { return short_name({"520422001001", std::move(name), DivisionKind::village, "520422001"}); };
  const auto town = [](std::string name) { return short_name({"520422001", std::move(name), DivisionKind::town, "520422"}); };
  EXPECT_EQ(village("塔山社区居民委员会"), "塔山社区");
  EXPECT_EQ(village("新合村村民委员会"), "新合村");
  EXPECT_EQ(village("康庄村委会"), "康庄村");
  EXPECT_EQ(village("银闸社区居委会"), "银闸社区");
  EXPECT_EQ(town("定南街道"), "定南");
  EXPECT_EQ(town("马官镇"), "马官");
  EXPECT_EQ(town("补郎苗族乡"), "补郎");
  EXPECT_EQ(town("猴场苗族仡佬族乡"), "猴场");
}

TEST(Territory, ReadsTheNationwideFilesAsAFolder) {
  const std::vector<DivisionFile> files{
      {"provinces.csv", "code,name\n52,\"贵州省\"\n53,\"云南省\"\n"},
      {"cities.csv", "code,name,provinceCode\n5204,\"安顺市\",52\n"},
      {"areas.json", R"([{"code":"520422","name":"普定县","cityCode":"5204","provinceCode":"52"}])"},
      {"streets.csv", "code,name,areaCode,provinceCode,cityCode\n520422001,\"定南街道\",520422,52,5204\n"},
      {"villages.json", R"([{"code":"520422001001","name":"塔\u5c71社区","streetCode":"520422001","areaCode":"520422"}])"}};
  const auto all = parse_divisions(files);
  ASSERT_TRUE(all.ok()) << all.error().message;
  EXPECT_EQ(all->size(), 6U);
  const auto one = parse_divisions(files, "520422");
  ASSERT_TRUE(one.ok()) << one.error().message;
  ASSERT_EQ(one->size(), 3U);
  EXPECT_EQ(one->back(), (Division{"520422001001", "塔山社区", DivisionKind::village, "520422001"}));
  EXPECT_FALSE(parse_divisions(files, "520499").ok());
  EXPECT_EQ(parse_divisions(files, "5204").error().code, "county_code");
}

TEST(Territory, ToleratesWhatSpreadsheetsWrite) {
  const auto result = parse("\xEF\xBB\xBF# 说明\r\n代码,名称,备注\r\n520422,\"普定,\"\"县\"\"\",x\r\n\r\n520422001,  定南街道 ,\r\n");
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(result->at(0).name, "普定,\"县\"");
  EXPECT_EQ(result->at(1).name, "定南街道");
}

TEST(Territory, FaultsNameTheLine) {
  EXPECT_EQ(
      first_fault("code,name\n52042,普定县\n"),
      "区划.csv 第 2 行：代码 52042 有 5 位，应为 2（省）、4（市）、6（县）、9（乡镇）、12（村居）、15（网格）、18（联户）或 21（户）位");
  EXPECT_EQ(first_fault("code,name\n52O422,普定县\n"), "区划.csv 第 2 行：代码「52O422」应全为数字");
  EXPECT_EQ(first_fault("code,name\n520422,普定县\n\n520422,普定县\n"), "区划.csv 第 4 行：代码 520422 重复，已见于区划.csv 第 2 行");
  EXPECT_EQ(first_fault("code,name\n520422,普定县\n520423001,某镇\n"),
            "区划.csv 第 3 行：代码 520423001（某镇）的上级 520423 不在文件中，请补上该上级");
  EXPECT_EQ(first_fault("code,name,parent\n520422,普定县,5204\n520422001,定南街道,520421\n"),
            "区划.csv 第 3 行：代码 520422001 不在上级「520421」之下，上级应为 520422");
  EXPECT_EQ(first_fault("code,name\n520422,\xC6\xD5\xB6\xA8\n"), "区划.csv 第 2 行：名称不是 UTF-8 编码，请把文件另存为 UTF-8 后再导入");
  EXPECT_EQ(first_fault("code,name\n520422,  \n"), "区划.csv 第 2 行：代码 520422 的名称为空，请补上名称");
  EXPECT_EQ(first_fault("code,name,kind\n520422,普定县,town\n"), "区划.csv 第 2 行：代码 520422 按位数是县级，类别却写作「town」");
  EXPECT_EQ(first_fault("code,name\n520422,\"普定县\n"), "区划.csv 第 2 行：引号没有闭合，请检查这一行的引号");
  EXPECT_EQ(first_fault("code,name\n520422\n"), "区划.csv 第 2 行：列数不够，缺少代码或名称");
  EXPECT_EQ(first_fault("520422,普定县\n"),
            "区划.csv 第 1 行：首行应为表头，至少有 code（代码）和 name（名称）两列；如是中文乱码，请另存为 UTF-8 编码");
  EXPECT_EQ(first_fault(""), "区划.csv 第 1 行：文件里没有一行区划，请检查是否选错文件");
  EXPECT_EQ(first_fault(R"([{"code":"52","name":"贵州省"},{"code":"53"}])"), "区划.csv 第 2 条：代码 53 的名称为空，请补上名称");
  EXPECT_EQ(first_fault(R"([{"code":"52","name":"贵州省","children":[]}])"),
            "区划.csv 第 1 条：JSON 格式有误：不支持嵌套的文件，请用分级的平表（如 streets.json、villages.json），其后内容未读");
}

TEST(Territory, ListsAtMostFiftyFaultsAndCountsAll) {
  std::string text = "code,name\n";
  for (int i = 0; i < 80; ++i) text += "1,x\n";
  const auto result = parse(text);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().fields.size(), 50U);
  EXPECT_NE(result.error().message.find("80 处"), std::string::npos);
}

// Any cut or changed byte gives a list or a refusal with a fault, and never a row the rules forbid.
TEST(Territory, SurvivesDamagedFiles) {
  const std::string csv = puding().substr(0, 2000);
  const std::string json = R"([{"code":"52","name":"贵\u5dde省"},{"code":"5204","name":"安顺市","provinceCode":"52"}])";
  for (const std::string& whole : {csv, json}) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      for (const char c : {'\0', '"', '\\', ',', '\n', '9', '\xFF', '}', ']'}) {
        std::string text = whole;
        text[i] = c;
        for (const std::string& damaged : {text, text.substr(0, i)}) {
          const auto result = parse(damaged);
          if (!result.ok()) {
            ASSERT_FALSE(result.error().fields.empty());
            ASSERT_TRUE(is_utf8(result.error().message));
            continue;
          }
          std::set<std::string> seen;
          for (const Division& d : *result) {
            ASSERT_TRUE(seen.insert(d.code).second);
            ASSERT_TRUE(is_utf8(d.name) && !d.name.empty());
            ASSERT_EQ(kind_of_code(d.code), d.kind);
          }
        }
      }
    }
  }
}

TEST(Territory, TakesANationOfVillages) {
  std::string text = "code,name,streetCode\n";
  std::string towns = "code,name,areaCode\n";
  std::size_t villages = 0;
  for (int county = 0; county < 620; ++county) {
    for (int town = 1; town <= 10; ++town) {
      const std::string code = "52" + std::to_string(1000 + county) + "0" + (town < 10 ? "0" : "") + std::to_string(town);
      towns += code + ",乡镇,\n";
      for (int village = 100; village < 200; ++village, ++villages)
        text += code + std::to_string(village) + ",\"村民委员会\"," + code + "\n";
    }
  }
  const std::vector<DivisionFile> files{{"streets.csv", towns}, {"villages.csv", text}};
  const auto result = parse_divisions(files);
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(villages, 620'000U);
  EXPECT_EQ(result->size(), 626'200U);
}

TEST(Territory, Utf8) {
  EXPECT_TRUE(is_utf8("普定县 a \xF0\xA0\x80\x80"));
  EXPECT_FALSE(is_utf8("\xC0\x80"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("\xE6\x99"));
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
}

}  // namespace
}  // namespace lianhu

#include "rules/calendar_paste.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "rules/calendar_file.h"

namespace lianhu {
namespace {

constexpr std::string_view kJson = R"({
  "year": 2027,
  "papers": ["https://www.gov.cn/zhengce/2027.htm"],
  "days": [
    {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
    {"name": "元旦", "date": "2027-01-02", "isOffDay": true},
    {"name": "春节", "date": "2027-02-14", "isOffDay": false},
    {"name": "春节", "date": "2027-02-06", "isOffDay": true},
    {"name": "清明节", "date": "2027-04-05", "isOffDay": true},
    {"name": "劳动节", "date": "2027-05-01", "isOffDay": true},
    {"name": "端午节", "date": "2027-06-09", "isOffDay": true},
    {"name": "中秋节", "date": "2027-09-15", "isOffDay": true},
    {"name": "国庆节", "date": "2027-10-01", "isOffDay": true}
  ]
})";

std::string with(std::string_view what, std::string_view instead) {
  std::string text(kJson);
  text.replace(text.find(what), what.size(), instead);
  return text;
}

std::string refusal(std::string_view text) {
  const auto read = read_pasted_year(text);
  EXPECT_TRUE(read || read.error().code == "calendar_file");
  return read ? "" : read.error().message;
}

TEST(CalendarPaste, TheJsonOfAYearBecomesAYearFile) {
  const auto read = read_pasted_year(kJson);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->year.year, 2027);
  EXPECT_EQ(read->year.notice, "国务院办公厅关于2027年部分节假日安排的通知");
  const auto again = parse_calendar_year(read->text, "x");
  ASSERT_TRUE(again) << read->text;
  ASSERT_EQ(again->days.size(), 9u);
  const auto spring = std::find_if(again->days.begin(), again->days.end(), [](const DayException& one) { return one.day == Date::of(2027, 2, 14); });
  ASSERT_NE(spring, again->days.end());
  EXPECT_FALSE(spring->off);
  EXPECT_NE(read->text.find("https://www.gov.cn"), std::string::npos);
  // Without a paper nobody's notice is claimed.
  EXPECT_EQ(read_pasted_year(with("\"https://www.gov.cn/zhengce/2027.htm\"", ""))->year.notice, "2027年放假安排（数据文件没有附通知的网址）");
}

TEST(CalendarPaste, AYearFileStaysAsItWasPasted) {
  const std::string text = "# 说明\nyear = 2027\nnotice = \"通知\"\n[[holiday]]\nname = \"元旦\"\noff = [2027-01-01]\n[[holiday]]\nname = \"春节、清明节、劳动节、端午节、中秋节、国庆节\"\noff = [2027-02-06]\n";
  EXPECT_EQ(read_pasted_year("\n\n" + text + "\n\n")->text, text);
}

TEST(CalendarPaste, WhatIsWrongIsNamedWithItsLine) {
  EXPECT_EQ(refusal(""), "粘贴的放假安排第1行：还没有粘贴内容");
  EXPECT_EQ(refusal(with("2027-02-14", "2027-02-30")), "粘贴的放假安排第7行：“date”应当是真实存在的日期，形如 \"2027-01-01\"");
  EXPECT_EQ(refusal(with("2027-02-14", "2027-02-15")), "粘贴的放假安排第7行：2027年2月15日不是周末，不能写成调休上班日");
  EXPECT_EQ(refusal(with("2027-01-02", "2027-01-01")), "粘贴的放假安排第6行：2027年1月1日写了两次，请删去一处");
  EXPECT_EQ(refusal(with("2027-01-02", "2028-01-02")), "粘贴的放假安排第6行：2028年1月2日不是2027年的日子，请移到当年的一份");
  EXPECT_EQ(refusal(with("2027-01-01", "2027-01-03")), "粘贴的放假安排第1行：没有写元旦（1月1日）放假，请核对是否粘贴完整");
  EXPECT_EQ(refusal(with("\"isOffDay\": false", "\"isOffDay\": 0")), "粘贴的放假安排第7行：2027年2月14日的“isOffDay”应当是 true（放假）或 false（调休上班）");
  EXPECT_EQ(refusal(with("\"name\": \"春节\", ", "")), "粘贴的放假安排第7行：2027年2月14日缺少“name”（节日名称），或名称里有引号");
  EXPECT_EQ(refusal(with("2027,", "\"2027\",")), "粘贴的放假安排第2行：“year”应当是年份，形如 2027");
  EXPECT_NE(refusal(kJson.substr(0, 200)).find("JSON 写到这里不完整"), std::string::npos);
  EXPECT_NE(refusal(std::string(kJson) + "\n{}").find("第16行：这一份 JSON 之后还有别的内容"), std::string::npos);
  EXPECT_NE(refusal(R"({"year": 2027, "days": []})").find("2027年还没有放假安排"), std::string::npos);
  EXPECT_NE(refusal("{}").find("year"), std::string::npos);
  EXPECT_NE(refusal("[1]").find("第1行"), std::string::npos);
  EXPECT_NE(refusal("year = 2027\nnotice = \"x\"\n[[holiday]]\nname = \"元旦\"\noff = [2027-01-01, 2027-13-01]").find("第5行"), std::string::npos);
}

TEST(CalendarPaste, TheChangedDaysAreTold) {
  const auto year = parse_calendar_year("year = 2027\nnotice = \"n\"\n[[holiday]]\nname = \"元旦\"\noff = [2027-01-01]\nwork = [2027-01-02]\n", "x");
  const Calendar before, after({*year}, {});
  const std::vector<std::string> both{"2027年1月1日改为放假（元旦）", "2027年1月2日改为上班（元旦）"};
  EXPECT_EQ(changed_days(before, after, Date::of(2026, 12, 30), Date::of(2027, 1, 5), 5), both);
  EXPECT_EQ(changed_days(before, after, Date::of(2026, 12, 30), Date::of(2027, 1, 5), 1).size(), 1u);
  EXPECT_TRUE(changed_days(before, after, Date::of(2027, 1, 3), Date::of(2027, 1, 5), 5).empty());
}

}  // namespace
}  // namespace lianhu

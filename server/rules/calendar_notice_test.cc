#include "rules/calendar_notice.h"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/resource.h"
#include "rules/calendar_file.h"
#include "rules/calendar_paste.h"

namespace lianhu {
namespace {

// In the form of the yearly notice; the days are those of 2026.
constexpr const char* k2026 =
    "国务院办公厅关于2026年\n部分节假日安排的通知\n国办发明电〔2025〕7号\n\n各省、自治区、直辖市人民政府：\n"
    "现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。\n"
    "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n"
    "二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。\n"
    "三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n"
    "四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n"
    "五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n"
    "六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n"
    "七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。\n"
    "节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。\n";

std::map<Date, std::pair<bool, std::string>> days(const CalendarYear& year) {
  std::map<Date, std::pair<bool, std::string>> out;
  for (const DayException& day : year.days) out[day.day] = {day.off, day.name};
  return out;
}
std::string with(const std::string& what, const std::string& instead) {
  std::string text(k2026);
  text.replace(text.find(what), what.size(), instead);
  return text;
}
std::string fault(const std::string& text) {
  const auto read = read_pasted_year(text);
  return read ? "read" : read.error().message;
}

TEST(CalendarNotice, TheNoticeOf2026IsTheShippedYear) {
  ASSERT_TRUE(looks_like_notice(k2026));
  const auto read = read_pasted_year(k2026);
  ASSERT_TRUE(read) << read.error().message;
  const auto files = resources();
  const auto file = std::find_if(files.begin(), files.end(), [](const Resource& one) { return one.name == "calendar/2026.toml"; });
  EXPECT_EQ(days(read->year), days(*parse_calendar_year(file->bytes, "x")));
  EXPECT_EQ(read->year.notice, "国务院办公厅关于2026年部分节假日安排的通知");
}

TEST(CalendarNotice, OlderFormsAreRead) {
  const auto read = [](std::string text) { return read_notice("关于2023年部分节假日安排的通知\n" + text); };
  const auto newyear = read("一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。");
  ASSERT_TRUE(newyear) << newyear.error().message;
  EXPECT_EQ(newyear->days.size(), 3u);
  EXPECT_EQ(newyear->days.front().day.text(), "2022-12-31");
  const auto weekend = read("一、端午节：6月22日放假，与周末连休。");
  ASSERT_TRUE(weekend);
  EXPECT_EQ(weekend->days.size(), 1u);
  const auto both = read("六、国庆节、中秋节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。");
  ASSERT_TRUE(both) << both.error().message;
  EXPECT_EQ(both->days.size(), 10u);
  EXPECT_EQ(both->days.front().name, "国庆节、中秋节");
  EXPECT_TRUE(read("一、元旦：1月1日(星期日)放假1天，不调休。"));
}

TEST(CalendarNotice, WhatDoesNotAgreeWithItselfIsRefusedWithItsLine) {
  EXPECT_EQ(fault(with("（周四）至3日", "（周五）至3日")), "粘贴的通知第7行：2026年1月1日是星期四，通知里写的不一样，请核对年份和日期");
  EXPECT_EQ(fault(with("共9天", "共8天")), "粘贴的通知第8行：“春节”写着8天，读到的日期有9天，请核对");
  EXPECT_EQ(fault(with("5月9日（周六）上班", "5月7日上班")), "粘贴的通知第10行：2026年5月7日不是周末，不能是调休上班的日子");
  EXPECT_EQ(fault(with("4月4日（周六）至6日（周一）放假，共3天。", "另行通知。")), "粘贴的通知第9行：“清明节”没有读到放假的日期，请核对是否粘贴完整");
  EXPECT_EQ(fault(with("10月10日", "10月32日")), "粘贴的通知第13行：“10月32日（周六）”不是真实存在的日期");
  std::string nameless(k2026);
  for (std::size_t at = nameless.find("2026年"); at != std::string::npos; at = nameless.find("2026年")) nameless.erase(at, std::string("2026年").size());
  EXPECT_NE(fault(nameless).find("没有读到是哪一年的安排"), std::string::npos);
  EXPECT_EQ(fault(std::string(k2026).substr(0, std::string(k2026).find("三、清明"))), "粘贴的放假安排第1行：2026年缺少清明节、劳动节、端午节、中秋节、国庆节：一年的安排要一次写全，没有公布的请等公布后再粘贴");
}

}  // namespace
}  // namespace lianhu

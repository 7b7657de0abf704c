#include "rules/calendar.h"

#include <gtest/gtest.h>

#include "base/resource.h"
#include "rules/calendar_file.h"

namespace lianhu {
namespace {

Calendar real() {
  auto calendar = load_calendar(resources());
  EXPECT_TRUE(calendar.ok()) << (calendar ? "" : calendar.error().message);
  return calendar ? *calendar : Calendar{};
}

Date on(const char* text) { return *Date::parse(text); }

std::string complaint(const Result<CalendarYear>& read) { return read ? "读通过了" : read.error().message; }

TEST(Calendar, KnowsTwentyThreeYearsAndNoMore) {
  const Calendar calendar = real();
  for (int year = 2004; year <= 2026; ++year) EXPECT_TRUE(calendar.knows(year)) << year;
  EXPECT_FALSE(calendar.knows(2003));
  EXPECT_EQ(calendar.known_through(), 2026);
  EXPECT_FALSE(calendar.is_provisional(on("2026-12-31")));
  EXPECT_TRUE(calendar.is_provisional(on("2027-01-01")));
  EXPECT_EQ(calendar.provisional_note(2027), "暂定，待国务院办公厅公布2027年放假安排后重算");
  EXPECT_NE(calendar.provisional_note(2003).find("没有录入"), std::string::npos);
}

TEST(Calendar, NamesHolidaysWeekendsAndMakeUpDays) {
  const Calendar calendar = real();
  EXPECT_EQ(calendar.why_off(on("2026-10-01")), "国庆节");
  EXPECT_EQ(calendar.why_off(on("2026-10-03")), "国庆节");  // a Saturday inside it
  EXPECT_EQ(calendar.why_off(on("2026-10-11")), "周末");
  EXPECT_EQ(calendar.why_off(on("2026-10-12")), "");
  EXPECT_TRUE(calendar.is_working_day(on("2026-10-10")));  // make-up Saturday
  EXPECT_EQ(calendar.make_up_for(on("2026-10-10")), "国庆节");
  EXPECT_FALSE(calendar.is_statutory_holiday(on("2026-10-11")));
  EXPECT_TRUE(calendar.is_off(on("2027-01-02")));          // weekends hold without a notice
  EXPECT_TRUE(calendar.is_working_day(on("2027-01-01")));  // nothing else does
}

TEST(Calendar, HalfDaysAreNamedAndChangeNothing) {
  const Calendar calendar = real();
  EXPECT_EQ(calendar.half_day(on("2027-03-08")), "妇女节");
  EXPECT_TRUE(calendar.is_working_day(on("2027-03-08")));
  EXPECT_EQ(calendar.half_day(on("2026-03-09")), "");
}

TEST(Calendar, LocalFestivalIsOffButTheNoticeWins) {
  const auto local =
      parse_local_days("[[holiday]]\nname = \"六月六\"\nbasis = \"县人民政府放假通知\"\noff = [2026-07-20, 2026-10-10]\n", "local.toml");
  ASSERT_TRUE(local.ok()) << local.error().message;
  const CalendarYear year{2026, "通知", {{on("2026-10-10"), false, "国庆节"}}};
  const Calendar calendar({year}, *local);
  EXPECT_EQ(calendar.why_off(on("2026-07-20")), "六月六");
  EXPECT_TRUE(calendar.is_working_day(on("2026-10-10")));
}

TEST(Calendar, PastedYearIsTakenAndMayMoveTheLastDecemberDays) {
  const Calendar before = real();
  const auto after = before.with(
      "year = 2027\nnotice = \"通知\"\n[[holiday]]\nname = \"元旦\"\noff = [2026-12-31, 2027-01-01, 2027-01-02]\nwork = [2026-12-27]\n");
  ASSERT_TRUE(after.ok()) << after.error().message;
  EXPECT_EQ(after->known_through(), 2027);
  EXPECT_TRUE(after->is_off(on("2026-12-31")));
  EXPECT_TRUE(after->is_working_day(on("2026-12-27")));
  EXPECT_EQ(after->why_off(on("2026-10-01")), "国庆节");
  EXPECT_EQ(before.known_through(), 2026);
}

TEST(Calendar, CorrectedYearReplacesTheOldOne) {
  const auto corrected = real().with("year = 2026\nnotice = \"更正\"\n[[holiday]]\nname = \"元旦\"\noff = [2026-01-01]\n");
  ASSERT_TRUE(corrected.ok());
  EXPECT_TRUE(corrected->is_working_day(on("2026-10-01")));
}

TEST(Calendar, CountsWorkingDaysBetween) {
  const Calendar calendar = real();
  EXPECT_EQ(calendar.working_days_between(on("2026-09-18"), on("2026-09-24")), 5);
  EXPECT_EQ(calendar.working_days_between(on("2026-09-24"), on("2026-09-18")), 0);
}

TEST(CalendarFile, FaultsNameTheLineInChinese) {
  const std::string head = "year = 2027\nnotice = \"通知\"\n[[holiday]]\nname = \"元旦\"\n";
  const auto read = [&](const std::string& tail) { return complaint(parse_calendar_year(head + tail, "2027.toml")); };
  EXPECT_EQ(read("off = [2027-01-01]\n"), "读通过了");
  EXPECT_TRUE(read("off = [2027-01-01, 2027-02-30]\n").starts_with("2027.toml第5行："));
  EXPECT_EQ(read("off = [2027-01-01]\nwork = [2027-01-05]\n"), "2027.toml第6行：2027年1月5日不是周末，不能写成调休上班日");
  EXPECT_EQ(read("off = [2027-01-01,\n2027-01-01]\n"), "2027.toml第6行：2027年1月1日写了两次，请删去一处");
  EXPECT_EQ(read("off = [2027-01-01, 2028-01-01]\n"), "2027.toml第5行：2028年1月1日不是2027年的日子，请移到当年的文件");
  EXPECT_TRUE(read("off = [\"2027-01-01\"]\n").starts_with("2027.toml第5行："));
  EXPECT_TRUE(read("off = 2027-01-01\n").starts_with("2027.toml第5行："));
  EXPECT_EQ(read("of = [2027-01-01]\n"), "2027.toml第5行：不认识“of”，请检查拼写或删去这一行");
  EXPECT_NE(read("off = [2027-01-02]\n").find("元旦"), std::string::npos);
  EXPECT_NE(complaint(parse_calendar_year("notice = \"通知\"\n", "空.toml")).find("缺少“year”"), std::string::npos);
  EXPECT_FALSE(parse_calendar_year("", "空.toml").ok());
}

TEST(CalendarFile, FileNameAndYearMustAgree) {
  const Resource wrong{"calendar/2030.toml", "year = 2031\nnotice = \"通知\"\n[[holiday]]\nname = \"元旦\"\noff = [2031-01-01]\n", ""};
  const auto read = load_calendar({&wrong, 1});
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().message.find("2031"), std::string::npos);
}

}  // namespace
}  // namespace lianhu

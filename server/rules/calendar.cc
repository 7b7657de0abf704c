#include "rules/calendar.h"

#include <algorithm>
#include <map>
#include <utility>

#include "rules/calendar_file.h"

namespace lianhu {

Calendar::Calendar(const std::vector<CalendarYear>& years, LocalDays local) : local_(std::move(local)) {
  for (const CalendarYear& year : years) {
    std::erase_if(sources_, [&](const CalendarYear& held) { return held.year == year.year; });
    sources_.push_back(year);
  }
  std::sort(sources_.begin(), sources_.end(), [](const auto& a, const auto& b) { return a.year < b.year; });
  std::map<Date, DayException> merged;
  for (const DayException& day : local_.days) merged.insert_or_assign(day.day, day);
  for (const CalendarYear& year : sources_) {
    years_.insert(year.year);
    for (const DayException& day : year.days) merged.insert_or_assign(day.day, day);
  }
  for (auto& [day, exception] : merged) days_.push_back(std::move(exception));
}

const DayException* Calendar::find(Date day) const {
  const auto at =
      std::lower_bound(days_.begin(), days_.end(), day, [](const DayException& held, Date wanted) { return held.day < wanted; });
  return at != days_.end() && at->day == day ? &*at : nullptr;
}

bool Calendar::is_working_day(Date day) const {
  if (const DayException* exception = find(day)) return !exception->off;
  return day.weekday() < 6;
}

bool Calendar::is_statutory_holiday(Date day) const {
  const DayException* exception = find(day);
  return exception != nullptr && exception->off;
}

std::string Calendar::why_off(Date day) const {
  if (const DayException* exception = find(day)) return exception->off ? exception->name : std::string{};
  return day.weekday() < 6 ? "" : "周末";
}

std::string Calendar::make_up_for(Date day) const {
  const DayException* exception = find(day);
  return exception != nullptr && !exception->off ? exception->name : std::string{};
}

std::string Calendar::half_day(Date day) const {
  for (const HalfDay& half : local_.half_days) {
    if (half.month == day.month() && half.day == day.day()) return half.name;
  }
  return {};
}

std::string Calendar::provisional_note(int year) const {
  if (year > known_through()) return "暂定，待国务院办公厅公布" + std::to_string(year) + "年放假安排后重算";
  return "暂定，" + std::to_string(year) + "年的放假安排没有录入，只按周末计算";
}

int Calendar::working_days_between(Date from, Date to) const {
  int count = 0;
  for (Date day = from.plus(1); day <= to; day = day.plus(1)) count += is_working_day(day) ? 1 : 0;
  return count;
}

Calendar Calendar::with(const CalendarYear& year) const {
  std::vector<CalendarYear> years = sources_;
  years.push_back(year);
  return Calendar(years, local_);
}

Calendar Calendar::without(int year) const {
  std::vector<CalendarYear> years = sources_;
  std::erase_if(years, [&](const CalendarYear& held) { return held.year == year; });
  return Calendar(years, local_);
}

Calendar Calendar::with_local(LocalDays local) const { return Calendar(sources_, std::move(local)); }

Result<Calendar> Calendar::with(std::string_view year_text) const {
  auto year = parse_calendar_year(year_text, "粘贴的放假安排");
  if (!year) return year.error();
  return with(*year);
}

}  // namespace lianhu

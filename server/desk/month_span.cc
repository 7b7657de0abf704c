#include "desk/month_span.h"

#include "rules/prevention.h"

namespace lianhu {
namespace {

constexpr int kMostMonths = 24;

Error wrong(const std::string& field, const std::string& message, const std::string& remedy) { return invalid("invalid_fields", message, {{field, remedy}}); }

}  // namespace

std::optional<Date> first_of_month(const std::string& month) { return month.size() == 7 ? Date::parse(month + "-01") : std::nullopt; }
Date next_month(Date first) { return Date::of(first.plus(31).year(), first.plus(31).month(), 1); }
std::string month_title(Date first) { return std::to_string(first.year()) + "年" + std::to_string(first.month()) + "月"; }

Date MonthSpan::last_day() const { return next_month(last).plus(-1); }

Result<MonthSpan> month_span(const std::optional<std::string>& from, const std::optional<std::string>& to, Date today) {
  MonthSpan out;
  out.from = from.value_or(to.value_or(month_of(Date::of(today.year(), today.month(), 1).plus(-1))));
  out.to = to.value_or(out.from);
  const auto first = first_of_month(out.from), last = first_of_month(out.to);
  if (!first) return wrong("/from", "起始月份不对", "请写成 2026-03 的样子");
  if (!last) return wrong("/to", "截止月份不对", "请写成 2026-03 的样子");
  if (*last < *first) return wrong("/to", "截止月份早于起始月份", "请选择起始月份或以后的月份");
  if (month_of(today) < out.to) return wrong("/to", "这个月还没有到", "请选择本月或以前的月份");
  if ((last->year() - first->year()) * 12 + last->month() - first->month() >= kMostMonths) return wrong("/from", "一次最多统计二十四个月", "请把时段改短");
  out.first = *first;
  out.last = *last;
  return out;
}

}  // namespace lianhu

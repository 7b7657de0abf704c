#pragma once
// The months a form is asked for: "2026-03" to "2026-05".
//
// Errors: invalid_fields at /from or /to. Thread rule: pure functions.

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace lianhu {

struct MonthSpan {
  Date first, last;  // first days of the first and the last month
  std::string from, to;
  bool single() const { return from == to; }
  Date last_day() const;
};

std::optional<Date> first_of_month(const std::string& month);  // a wrong text: nothing
Date next_month(Date first);
std::string month_title(Date first);                           // "2026年3月"
// Neither given: the last whole month. At most 24 months, none that has not begun.
Result<MonthSpan> month_span(const std::optional<std::string>& from, const std::optional<std::string>& to, Date today);

}  // namespace lianhu

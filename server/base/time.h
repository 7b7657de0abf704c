#pragma once
// Time as the product keeps it: an instant (ms since 1970 UTC) and a calendar day in China (+08:00).
//
// Invariant: nothing outside base/clock.h reads the machine's clock; `now` is always a parameter.
// China has had one fixed offset (+08:00) for every date the product handles (no summer time since 1991).
// Thread rule: plain values.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lianhu {

// A calendar day, Asia/Shanghai. Stored as TEXT "YYYY-MM-DD".
struct Date {
  std::int32_t days = 0;  // days since 1970-01-01

  static std::optional<Date> parse(std::string_view text);  // "2026-09-01", a real day, years 1900-2200
  static Date of(int year, int month, int day);             // precondition: a real day
  static int days_in_month(int year, int month);

  int year() const;
  int month() const;    // 1-12
  int day() const;      // 1-31
  int weekday() const;  // 1 = Monday ... 7 = Sunday
  std::string text() const;     // "2026-09-01"
  std::string chinese() const;  // "2026年9月1日"

  Date plus(int n) const { return Date{days + n}; }
  // The corresponding day n months on, or that month's last day where there is none (民法典第202条).
  Date plus_months(int n) const;

  friend auto operator<=>(Date, Date) = default;
};

// An instant. Stored as BIGINT milliseconds UTC.
struct Time {
  std::int64_t ms = 0;

  static std::optional<Time> parse(std::string_view text);  // RFC 3339 with offset; "2026-09-01T08:00:00+08:00" or ...Z
  static Time at(Date day, int hour = 0, int minute = 0, int second = 0);  // that wall time in China

  Date date() const;             // the day in China
  int minute_of_day() const;     // 0-1439, China
  std::string text() const;      // "2026-09-01T08:00:00.000+08:00"
  std::string chinese() const;   // "2026年9月1日 08:00"
  Time plus_ms(std::int64_t n) const { return Time{ms + n}; }

  friend auto operator<=>(Time, Time) = default;
};

}  // namespace lianhu

#include "base/time.h"

#include <chrono>
#include <cstdio>

namespace lianhu {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kChinaMs = 8 * 3'600'000;

std::chrono::year_month_day civil(Date date) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.days}}};
}

// Reads exactly `width` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + width; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Writes exactly `width` digits.
void put_digits(char* out, int width, int value) {
  for (int i = width; i-- > 0; value /= 10) out[i] = static_cast<char>('0' + value % 10);
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
  if (!y || !m || !d || *y < 1900 || *y > 2200 || *m < 1 || *m > 12 || *d < 1 || *d > days_in_month(*y, *m)) return std::nullopt;
  return of(*y, *m, *d);
}

Date Date::of(int year, int month, int day) {
  using namespace std::chrono;
  const sys_days days = year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                       std::chrono::day{static_cast<unsigned>(day)}};
  return Date{static_cast<std::int32_t>(days.time_since_epoch().count())};
}

int Date::days_in_month(int year, int month) {
  using namespace std::chrono;
  const year_month_day_last last{std::chrono::year{year}, month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

int Date::weekday() const {
  return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{std::chrono::days{days}}}.iso_encoding());
}

std::string Date::text() const {
  char out[] = "0000-00-00";
  const std::chrono::year_month_day ymd = civil(*this);
  put_digits(out, 4, static_cast<int>(ymd.year()));
  put_digits(out + 5, 2, static_cast<int>(static_cast<unsigned>(ymd.month())));
  put_digits(out + 8, 2, static_cast<int>(static_cast<unsigned>(ymd.day())));
  return out;
}

std::string Date::chinese() const {
  return std::to_string(year()) + "年" + std::to_string(month()) + "月" + std::to_string(day()) + "日";
}

Date Date::plus_months(int n) const {
  const int index = year() * 12 + (month() - 1) + n;
  const int y = static_cast<int>(floor_div(index, 12));
  const int m = index - y * 12 + 1;
  const int last = days_in_month(y, m);
  return of(y, m, day() < last ? day() : last);
}

std::optional<Time> Time::parse(std::string_view text) {
  // date 'T' hh:mm:ss [.fff] offset
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':') return std::nullopt;
  const auto day = Date::parse(text.substr(0, 10));
  const auto h = digits(text, 11, 2), mi = digits(text, 14, 2), s = digits(text, 17, 2);
  if (!day || !h || !mi || !s || *h > 23 || *mi > 59 || *s > 59) return std::nullopt;
  std::size_t at = 19;
  std::int64_t fraction = 0;
  if (text[at] == '.') {
    int scale = 100;
    ++at;
    const std::size_t first = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      fraction += (text[at] - '0') * scale;
      scale /= 10;
    }
    if (at == first || at - first > 9) return std::nullopt;
  }
  if (at >= text.size()) return std::nullopt;
  std::int64_t offset = 0;
  if (text[at] == 'Z' || text[at] == 'z') {
    if (at + 1 != text.size()) return std::nullopt;
  } else {
    if (at + 6 != text.size() || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') return std::nullopt;
    const auto oh = digits(text, at + 1, 2), om = digits(text, at + 4, 2);
    if (!oh || !om || *oh > 14 || *om > 59) return std::nullopt;
    offset = (*oh * 60 + *om) * 60'000 * (text[at] == '-' ? -1 : 1);
  }
  const std::int64_t wall = day->days * kDayMs + ((*h * 60 + *mi) * 60 + *s) * 1000 + fraction;
  return Time{wall - offset};
}

Time Time::at(Date day, int hour, int minute, int second) {
  return Time{day.days * kDayMs + ((hour * 60 + minute) * 60 + second) * 1000LL - kChinaMs};
}

Date Time::date() const { return Date{static_cast<std::int32_t>(floor_div(ms + kChinaMs, kDayMs))}; }

int Time::minute_of_day() const {
  const std::int64_t local = ms + kChinaMs;
  return static_cast<int>((local - floor_div(local, kDayMs) * kDayMs) / 60'000);
}

std::string Time::text() const {
  const std::int64_t local = ms + kChinaMs;
  const std::int64_t in_day = local - floor_div(local, kDayMs) * kDayMs;
  std::string out = date().text() + "T00:00:00.000+08:00";
  put_digits(&out[11], 2, static_cast<int>(in_day / 3'600'000));
  put_digits(&out[14], 2, static_cast<int>(in_day / 60'000 % 60));
  put_digits(&out[17], 2, static_cast<int>(in_day / 1000 % 60));
  put_digits(&out[20], 3, static_cast<int>(in_day % 1000));
  return out;
}

std::string Time::chinese() const {
  char clock[32];
  std::snprintf(clock, sizeof clock, " %02d:%02d", minute_of_day() / 60, minute_of_day() % 60);
  return date().chinese() + clock;
}

}  // namespace lianhu

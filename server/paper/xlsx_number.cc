#include "paper/xlsx_number.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"

namespace lianhu::paper {
namespace {

constexpr std::size_t kExactDigits = 15;
constexpr std::size_t kLongestNumber = 64;       // characters in the file
constexpr int kFarthestPoint = 40;               // places a point may lie outside the digits and still be written out
constexpr std::int64_t kLastSerial = 2'958'465;  // 9999-12-31
constexpr std::int64_t kSerials1904 = 1'462;

// 0.digits × 10^point, without zeros at either end; no digits: zero.
struct Digits {
  bool negative = false;
  std::string digits;
  int point = 0;
};

std::optional<Digits> parse(std::string_view raw) {
  if (raw.empty() || raw.size() > kLongestNumber) return std::nullopt;
  Digits out;
  std::size_t i = raw[0] == '-' || raw[0] == '+' ? 1 : 0;
  out.negative = raw[0] == '-';
  bool seen_point = false, seen_digit = false;
  for (; i < raw.size() && raw[i] != 'e' && raw[i] != 'E'; ++i) {
    if (raw[i] == '.' && !seen_point) {
      seen_point = true;
      continue;
    }
    if (raw[i] < '0' || raw[i] > '9') return std::nullopt;
    seen_digit = true;
    if (!seen_point) ++out.point;
    out.digits += raw[i];
  }
  if (!seen_digit) return std::nullopt;
  if (i < raw.size()) {
    std::string_view power = raw.substr(i + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    int exponent = 0;
    const auto [end, code] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (code != std::errc() || end != power.data() + power.size() || exponent < -400 || exponent > 400) return std::nullopt;
    out.point += exponent;
  }
  const std::size_t zeros = std::min(out.digits.find_first_not_of('0'), out.digits.size());
  out.digits.erase(0, zeros);
  out.point -= static_cast<int>(zeros);
  out.digits.erase(out.digits.find_last_not_of('0') + 1);
  if (out.digits.empty()) out = {};
  return out;
}

// To 15 digits, half up: what the programs show.
void round_off(Digits& number) {
  if (number.digits.size() <= kExactDigits) return;
  const bool up = number.digits[kExactDigits] >= '5';
  number.digits.resize(kExactDigits);
  std::size_t i = kExactDigits;
  while (up && i > 0 && number.digits[i - 1] == '9') number.digits[--i] = '0';
  if (up && i == 0) {
    number.digits.insert(number.digits.begin(), '1');
    ++number.point;
  } else if (up) {
    ++number.digits[i - 1];
  }
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
}

// Written out with at least `decimals` places behind the point.
std::string write_out(const Digits& number, int decimals) {
  const auto point = static_cast<std::size_t>(std::max(number.point, 0));
  std::string whole = number.digits.substr(0, point);
  whole.append(point - whole.size(), '0');
  std::string rest = number.digits.size() > point ? number.digits.substr(point) : "";
  if (number.point < 0 && !rest.empty()) rest.insert(0, static_cast<std::size_t>(-number.point), '0');
  if (rest.size() < static_cast<std::size_t>(decimals)) rest.append(static_cast<std::size_t>(decimals) - rest.size(), '0');
  return (number.negative ? "-" : "") + (whole.empty() ? "0" : whole) + (rest.empty() ? "" : "." + rest);
}

Cell faulty(CellFault fault, std::string text) { return {CellKind::text, fault, 0, std::move(text)}; }

std::string time_text(int seconds) {
  const int rest = seconds % 60;
  return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60) + (rest == 0 ? "" : fmt::format(":{:02}", rest));
}

Cell date_cell(std::string_view raw, const Digits& number, NumberLook::As as, bool since_1904) {
  const std::string shown = number.point > kFarthestPoint ? std::string(raw) : write_out(number, 0);
  if (number.negative || number.point > 7) return faulty(CellFault::bad_date, shown);
  const std::string plain = write_out(number, 0);
  double value = 0;
  std::from_chars(plain.data(), plain.data() + plain.size(), value);
  auto serial = static_cast<std::int64_t>(value);
  auto seconds = static_cast<int>(std::lround((value - static_cast<double>(serial)) * 86'400));
  if (seconds == 86'400) {
    ++serial;
    seconds = 0;
  }
  if (as == NumberLook::As::time && serial == 0) return Cell::words(time_text(seconds));
  const auto day = day_of_serial(serial + (since_1904 ? kSerials1904 : 0));
  if (!day) return faulty(CellFault::bad_date, shown);
  if (as == NumberLook::As::date || seconds == 0) return Cell::day(*day);
  return Cell::words(day->text() + " " + time_text(seconds));
}

}  // namespace

std::optional<Cell> number_cell(std::string_view raw, NumberLook look, bool since_1904) {
  auto number = parse(raw);
  if (!number) return std::nullopt;
  if (look.as != NumberLook::As::number && look.as != NumberLook::As::percent) return date_cell(raw, *number, look.as, since_1904);
  if (look.as == NumberLook::As::percent && !number->digits.empty()) number->point += 2;
  if (number->point > static_cast<int>(kExactDigits)) {
    return faulty(CellFault::digits_lost, number->point > kFarthestPoint ? std::string(raw) : write_out(*number, 0));
  }
  round_off(*number);
  if (number->point < -kFarthestPoint) *number = {};  // a rest of floating point arithmetic
  if (number->digits.empty()) number->negative = false;
  if (look.as == NumberLook::As::percent) return Cell::words(write_out(*number, look.decimals) + "%");
  const std::string text = write_out(*number, look.decimals);
  if (text.find('.') != std::string::npos) return Cell::decimal(text);
  std::int64_t whole = 0;
  std::from_chars(text.data(), text.data() + text.size(), whole);
  // Rounding may have carried into a sixteenth digit.
  if (text.size() - (number->negative ? 1 : 0) > kExactDigits) return faulty(CellFault::digits_lost, text);
  return Cell::whole(whole);
}

std::optional<Date> day_of_serial(std::int64_t serial) {
  if (serial < 1 || serial == 60 || serial > kLastSerial) return std::nullopt;
  return Date::of(1899, 12, serial < 60 ? 31 : 30).plus(static_cast<int>(serial));
}

std::optional<std::int64_t> serial_of_day(Date day) {
  const std::int64_t serial = day.days - Date::of(1899, 12, 30).days;
  if (serial > kLastSerial || serial < 2) return std::nullopt;
  return serial <= 60 ? serial - 1 : serial;
}

std::optional<int> plain_decimals(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  const std::string_view whole = text.substr(0, point), rest = text.substr(point + 1);
  if (!is_digits(whole) || !is_digits(rest) || rest.size() > 9 || whole.size() + rest.size() > kExactDigits) return std::nullopt;
  if (whole.size() > 1 && whole[0] == '0') return std::nullopt;
  const bool zero = whole == "0" && rest.find_first_not_of('0') == std::string_view::npos;
  if (negative && zero) return std::nullopt;
  return static_cast<int>(rest.size());
}

}  // namespace lianhu::paper

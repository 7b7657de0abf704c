#include "paper/sheet.h"

#include <array>
#include <charconv>

#include "base/text.h"

namespace lianhu::paper {
namespace {

constexpr std::size_t kExactDigits = 15;  // of a double, and so of a spreadsheet's number

std::optional<std::int64_t> to_whole(std::string_view text) {
  std::string_view digits = text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  if (!is_digits(digits) || digits.size() > kExactDigits) return std::nullopt;
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// Takes the number before `mark` off the text. Nothing when it is not 1 to `most` digits.
std::optional<int> take_number(std::string_view& text, std::string_view mark, std::size_t most) {
  const std::size_t end = mark.empty() ? text.size() : text.find(mark);
  if (end == std::string_view::npos || end > most || !is_digits(text.substr(0, end))) return std::nullopt;
  int out = 0;
  std::from_chars(text.data(), text.data() + end, out);
  text.remove_prefix(end + mark.size());
  return out;
}

struct DateMarks {
  std::string_view after_year, after_month, after_day;
};
constexpr std::array<DateMarks, 5> kDateMarks = {{{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"}}};

std::optional<Date> real_day(int year, int month, int day) {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > Date::days_in_month(year, month)) return std::nullopt;
  return Date::of(year, month, day);
}

std::optional<Date> day_of_text(std::string_view text) {
  if (text.size() == 8 && is_digits(text)) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return real_day(number / 10'000, number / 100 % 100, number % 100);
  }
  for (const DateMarks& marks : kDateMarks) {
    std::string_view rest = text;
    const auto year = take_number(rest, marks.after_year, 4);
    if (!year) continue;
    const auto month = take_number(rest, marks.after_month, 2);
    if (!month) continue;
    const auto day = take_number(rest, marks.after_day, 2);
    if (day && rest.empty()) return real_day(*year, *month, *day);
  }
  return std::nullopt;
}

}  // namespace

std::string_view cell_fault_message(CellFault fault) {
  switch (fault) {
    case CellFault::none:
      return {};
    case CellFault::digits_lost:
      return "数字超过 15 位，末尾已丢失；请先把该列设为“文本”格式，再重新输入";
    case CellFault::error_value:
      return "公式的结果是错误值，请改正公式或直接填写结果";
    case CellFault::not_calculated:
      return "公式没有计算结果，请用 Excel 或 WPS 打开并保存一次，或直接填写结果";
    case CellFault::bad_date:
      return "不是存在的日期，请按“2026-03-01”的样式填写";
    case CellFault::hidden_characters:
      return "含有看不见的控制字符，读取时已略去，请核对后重新输入";
  }
  return {};
}

Cell Cell::words(std::string text) {
  if (text.empty()) return {};
  return {CellKind::text, CellFault::none, 0, std::move(text)};
}
Cell Cell::whole(std::int64_t number) { return {CellKind::integer, CellFault::none, number, {}}; }
Cell Cell::decimal(std::string text) { return {CellKind::decimal, CellFault::none, 0, std::move(text)}; }
Cell Cell::day(Date date) { return {CellKind::date, CellFault::none, date.days, {}}; }

std::string Cell::shown() const {
  switch (kind) {
    case CellKind::empty:
      return {};
    case CellKind::text:
    case CellKind::decimal:
      return text;
    case CellKind::integer:
      return std::to_string(number);
    case CellKind::date:
      return Date{static_cast<std::int32_t>(number)}.text();
  }
  return {};
}

std::optional<std::int64_t> whole_in(const Cell& cell) {
  if (cell.fault != CellFault::none) return std::nullopt;
  if (cell.kind == CellKind::integer) return cell.number;
  if (cell.kind == CellKind::text) return to_whole(trim(cell.text));
  if (cell.kind != CellKind::decimal) return std::nullopt;
  const std::size_t point = cell.text.find('.');
  if (point == std::string::npos) return to_whole(cell.text);
  if (cell.text.find_first_not_of('0', point + 1) != std::string::npos) return std::nullopt;
  return to_whole(std::string_view(cell.text).substr(0, point));
}

std::optional<Date> day_in(const Cell& cell) {
  if (cell.fault != CellFault::none) return std::nullopt;
  if (cell.kind == CellKind::date) return Date{static_cast<std::int32_t>(cell.number)};
  if (cell.kind == CellKind::integer) return day_of_text(std::to_string(cell.number));
  return cell.kind == CellKind::text ? day_of_text(trim(cell.text)) : std::nullopt;
}

std::string cell_name(std::size_t row, std::size_t column) {
  std::string letters;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters + std::to_string(row + 1);
}

}  // namespace lianhu::paper

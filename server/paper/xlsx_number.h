#pragma once
// A number as a spreadsheet stores it, made what a person saw in the cell.
//
// Spreadsheets keep every number as a double and every date as a count of days; only the number format tells them apart.
// Nothing here computes with doubles where digits matter: 1.1000000000000001 in the file is 1.1 in the cell.
// Units: a serial is days since 1899-12-30 (1900 system) or 1904-01-01 (1904 system, old Macs); the fraction is the time of day.
// Thread rule: pure functions.

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "paper/sheet.h"

namespace lianhu::paper {

// What a number format makes of a number, as far as a reader must know.
struct NumberLook {
  enum class As { number, percent, date, time, date_time } as = As::number;
  int decimals = 0;  // shown at least
};
NumberLook look_of_code(std::string_view format_code);  // "yyyy\"年\"m\"月\"", "#,##0.00_ "
NumberLook look_of_builtin(std::uint32_t id);           // ECMA-376 18.8.30, with the Chinese ones

// Nothing when `raw` is not a number.
std::optional<Cell> number_cell(std::string_view raw, NumberLook look, bool since_1904);

// 1900 system. Excel counts a 29 February 1900 that never was: before it all serials are one day off.
std::optional<Date> day_of_serial(std::int64_t serial);
std::optional<std::int64_t> serial_of_day(Date day);  // nothing before 1900-01-01 and after 9999-12-31

// A decimal that a double keeps to the last digit and a number format shows as typed: "1280.50", not "007.5" or "-0.0".
// The number of its decimals, or nothing.
std::optional<int> plain_decimals(std::string_view text);

}  // namespace lianhu::paper

#pragma once
// A spreadsheet as plain values: what importers read and exporters write, whatever the file's form (xlsx, CSV).
//
// Invariant: a cell holds what a person saw in it, never a formula. A number of more than 15 digits is text here; where the
// file had kept it as a number its last digits are gone, and the cell says so (digits_lost). A row read from a file ends
// at its last cell that is not empty, a sheet at its last row that is not.
// Units: widths in characters of the body type (half a Chinese character); rows and columns count from 0.
// Thread rule: plain values, pure functions.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace lianhu::paper {

enum class CellKind {
  empty,
  text,
  integer,  // whole, at most 15 digits
  decimal,  // as typed or shown: "1280.50", never with an exponent
  date,
};

// What a reader found wrong in one cell. The file is still read; the importer decides.
enum class CellFault {
  none,
  digits_lost,        // a number of more than 15 digits in a numeric cell: an ID number without its end
  error_value,        // #N/A, #REF! …
  not_calculated,     // a formula without a stored result
  bad_date,           // shown as a date, but no day that exists: text holds the number
  hidden_characters,  // control characters, left out of the text
};
// Chinese, with the remedy; empty for none.
std::string_view cell_fault_message(CellFault fault);

struct Cell {
  CellKind kind = CellKind::empty;
  CellFault fault = CellFault::none;
  std::int64_t number = 0;  // integer: the value; date: Date::days
  std::string text;         // text, decimal

  static Cell words(std::string text);  // empty for an empty text
  static Cell whole(std::int64_t number);
  static Cell decimal(std::string text);  // "1280.50"
  static Cell day(Date date);

  bool empty() const { return kind == CellKind::empty && fault == CellFault::none; }
  bool digits_lost() const { return fault == CellFault::digits_lost; }
  std::string shown() const;  // "12", "1280.50", "2026-03-01"; as CSV and messages have it

  friend bool operator==(const Cell&, const Cell&) = default;
};

// What importers ask of a cell, however it was typed.
// A whole number: integer, decimal with nothing behind the point, or text of at most 15 digits.
std::optional<std::int64_t> whole_in(const Cell& cell);
// A day: date, or text as 2026-3-1, 2026/3/1, 2026.3.1, 20260301, 2026年3月1日.
std::optional<Date> day_in(const Cell& cell);

using CellRow = std::vector<Cell>;

struct Sheet {
  std::string name;
  std::vector<CellRow> rows = {};
  bool hidden = false;

  // For writing only.
  std::vector<double> widths = {};               // a column each; 0 or missing: the program's own
  std::size_t header_rows = 0;                   // at the top: bold on grey, frozen, repeated on each printed page
  std::optional<std::size_t> fault_column = {};  // what is wrong with the row: red, wrapped
  bool landscape = false;
  bool ruled = false;  // thin lines around every cell, for printing
};

struct Workbook {
  std::vector<Sheet> sheets;
  std::vector<std::string> notes;  // by the reader: what the person should know, in Chinese
};

// Excel's and WPS's name of a cell, for messages: (0, 0) is "A1".
std::string cell_name(std::size_t row, std::size_t column);

}  // namespace lianhu::paper

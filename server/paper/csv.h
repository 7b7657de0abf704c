#pragma once
// CSV and TSV: the plain form, for people without a spreadsheet program and for other systems.
//
// Writing: UTF-8 with BOM (so that Excel and WPS do not take it for GBK), CRLF, quotes where needed. A cell that a spreadsheet
// program would run as a formula (it begins with = + - @ tab CR, a plain negative number excepted) and a number of more than
// 15 digits, whose end it would lose, get an apostrophe in front; csv_read takes it off again.
// Reading: every cell is text or empty; comma, tab or semicolon is told by the first line. "5.20422E+17" is digits_lost.
// Errors: as sheet_read.h; invalid "sheet_quote" names the line of a quote that never ends.
// Thread rule: pure functions.

#include <string>
#include <string_view>

#include "base/result.h"
#include "paper/sheet.h"
#include "paper/sheet_read.h"

namespace lianhu::paper {

std::string csv_write(const Sheet& sheet);

// The text must be UTF-8 without BOM (plain_text.h).
Result<Workbook> csv_read(std::string_view text, const SheetLimits& limits);

}  // namespace lianhu::paper

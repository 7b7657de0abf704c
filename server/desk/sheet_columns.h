#pragma once
// The sheet of another system, with its columns found by their headings (systems/*.toml).
//
// Invariant: `at` names a column once; every column that must be there is. The first sheet in sight that has the number's
// heading within its first ten rows is the one that is read.
// Errors: invalid "sheet_columns", naming the missing headings and how else they may be written; "sheet_empty" without a row;
// too_large "sheet_too_large".
// Thread rule: pure functions.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/other_system.h"
#include "paper/sheet.h"

namespace lianhu {

inline constexpr std::size_t kMostSheetRows = 10'000;

struct ColumnedSheet {
  paper::Sheet sheet;
  std::size_t header_rows = 0;  // the last of them has the headings
  std::map<std::string, std::size_t, std::less<>> at;  // field → column
  std::vector<std::string> unknown;  // headings nobody reads
  std::vector<std::string> notes;    // by the reader of the file

  const paper::Cell* cell(std::size_t row, std::string_view field) const;  // nullptr: no such column or cell
  std::string text(std::size_t row, std::string_view field) const;         // trimmed; ""
  bool blank(std::size_t row) const;                                       // nothing in any column that is read
};

Result<ColumnedSheet> columned(paper::Workbook book, const std::vector<SheetColumn>& columns);

// A day, or a day with its minute as exports write it ("2026-11-25 14:30:00"); the minute is 0 when there is none.
struct SheetMoment {
  Date day;
  std::optional<int> minute;
};
std::optional<SheetMoment> moment_in(const paper::Cell& cell);

// The headings alone, for somebody to fill in.
paper::Workbook template_of(const OtherSystem& system);

}  // namespace lianhu

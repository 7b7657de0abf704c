#pragma once
// xl/worksheets/sheetN.xml: the rows of one sheet.
//
// Invariant: rows and cells come in ascending order or the sheet is refused (as Excel does), so no cell is ever set twice.
// Of merged cells only the top left one keeps its value: what lies under it nobody can see.
// Errors: as sheet_read.h; messages name the cell.
// Thread rule: one reader, one thread.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "paper/sheet.h"
#include "paper/sheet_budget.h"
#include "paper/xlsx_number.h"
#include "paper/xlsx_strings.h"
#include "paper/xlsx_zip.h"

namespace lianhu::paper {

struct CellSources {
  SharedStrings strings;
  std::vector<NumberLook> looks;
  bool since_1904 = false;
};

// Fills sheet.rows.
Result<Done> read_cells(XlsxZip& package, std::string_view part, const CellSources& sources, SheetBudget& budget, Sheet& sheet);

}  // namespace lianhu::paper

#pragma once
// The answer to an import that was only tried: the same sheet, with what is wrong beside each row.
//
// The column “错误” stands behind the last one. A sheet that already has it (the person mended our answer and sent it again)
// gets it anew at the same place; an importer does not read it.
// Thread rule: pure functions.

#include <cstddef>
#include <string>
#include <vector>

#include "paper/sheet.h"

namespace lianhu::paper {

inline constexpr std::string_view kErrorColumn = "错误";

struct RowFault {
  std::size_t row = 0;  // of the sheet, from 0; several of one row are joined
  std::string message;
};

// The rows above header_rows are titles; the last of them names the columns.
Sheet with_errors(Sheet sheet, std::size_t header_rows, const std::vector<RowFault>& faults);

// What the reader itself found wrong, cell by cell, below the header: "C5：数字超过 15 位…".
std::vector<RowFault> cell_faults(const Sheet& sheet, std::size_t header_rows);

}  // namespace lianhu::paper

#pragma once
// xl/styles.xml: the number format of each cell style, all a reader needs of it.
//
// Errors: as sheet_read.h. Thread rule: one reader, one thread.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "paper/xlsx_number.h"
#include "paper/xlsx_zip.h"

namespace lianhu::paper {

// Index: a cell's style (the attribute s).
Result<std::vector<NumberLook>> read_styles(XlsxZip& package, std::string_view part);

}  // namespace lianhu::paper

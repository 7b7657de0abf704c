#pragma once
// An xlsx package as a whole: which parts there are, what they are to each other, and what must not be in them.
//
// Errors: as sheet_read.h. Thread rule: pure function.

#include <string_view>

#include "base/result.h"
#include "paper/sheet.h"
#include "paper/sheet_read.h"

namespace lianhu::paper {

// Precondition: the bytes begin as a zip does.
Result<Workbook> read_xlsx(std::string_view bytes, const SheetLimits& limits);

}  // namespace lianhu::paper

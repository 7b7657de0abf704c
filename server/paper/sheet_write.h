#pragma once
// A workbook as an xlsx file.
//
// Invariant: a text is stored as a text, whatever it begins with; there is never a formula, a link or a macro. Text cells carry
// the format "text", so that whoever edits one does not turn an ID number into a figure. Numbers of more than 15 digits are
// text. The same workbook gives the same bytes (the file's own dates are fixed). Sheet names are made what the programs allow.
// Errors: too_large "sheet_too_large" (more rows, columns or characters than xlsx has; names the place). Full scratch space or
// any other broken world throws.
// Thread rule: pure function but for scratch files without a name in `scratch`; any thread. The default is memory: what a sheet
// holds of people is not left on a disk.

#include <string>

#include "base/result.h"
#include "paper/sheet.h"

namespace lianhu::paper {

Result<std::string> write_xlsx(const Workbook& book, const std::string& scratch = "/dev/shm");

}  // namespace lianhu::paper

#pragma once
// A spreadsheet that somebody uploaded, read with suspicion. What it is, is told by its content, never by its name.
//
// Takes xlsx as Excel, WPS and LibreOffice write it, and CSV or TSV in UTF-8, UTF-16 or GB18030. Nothing in it is run or
// followed: no macro, no formula, no link; nothing is unpacked to disk.
// Invariant: whatever the bytes are, the answer comes within the limits' time and memory.
// Errors: too_large "sheet_too_large" (a limit, named), "sheet_bomb" (unpacks to far more than it is); invalid
// "sheet_empty", "sheet_encrypted", "sheet_old" (xls), "sheet_macro", "sheet_not_a_sheet" (PDF, web page …), "sheet_doctype",
// "sheet_encoding", "sheet_broken" (contradicts itself or the standard; names the part and the cell).
// Thread rule: pure function, any thread.

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "paper/sheet.h"

namespace lianhu::paper {

// Each is a hard stop. Only parts that are read count as unpacked; only cells with content count as rows and columns.
struct SheetLimits {
  std::size_t packed = 20u << 20;     // bytes as uploaded
  std::size_t unpacked = 256u << 20;  // bytes, all parts together
  std::size_t ratio = 200;            // unpacked : packed of one part, looked at above 4 MiB
  std::size_t entries = 2'000;        // files in the package
  std::size_t sheets = 64;
  std::size_t rows = 100'000;  // of a sheet
  std::size_t columns = 256;
  std::size_t cells = 2'000'000;    // of all sheets, empty ones before a filled one included
  std::size_t characters = 32'767;  // of a cell
  std::size_t shared_strings = 1'000'000;
  std::size_t text = 128u << 20;  // bytes of all cells' text: one shared string may stand in every cell
};

Result<Workbook> read_sheets(std::string_view bytes, const SheetLimits& limits = {});

}  // namespace lianhu::paper

#include "paper/sheet_errors.h"

#include <algorithm>

namespace lianhu::paper {
namespace {

constexpr double kErrorWidth = 48;

// Where the column stands or belongs.
std::size_t error_column(const Sheet& sheet, std::size_t header_rows) {
  if (header_rows > 0 && header_rows <= sheet.rows.size()) {
    const CellRow& header = sheet.rows[header_rows - 1];
    for (std::size_t c = 0; c < header.size(); ++c) {
      if (header[c].kind == CellKind::text && header[c].text == kErrorColumn) return c;
    }
  }
  std::size_t width = 0;
  for (const CellRow& row : sheet.rows) width = std::max(width, row.size());
  return width;
}

void put(CellRow& row, std::size_t column, Cell cell) {
  if (row.size() <= column) row.resize(column + 1);
  row[column] = std::move(cell);
}

}  // namespace

Sheet with_errors(Sheet sheet, std::size_t header_rows, const std::vector<RowFault>& faults) {
  const std::size_t column = error_column(sheet, header_rows);
  for (CellRow& row : sheet.rows) {
    if (row.size() > column) row[column] = {};
  }
  if (header_rows > 0) {
    if (sheet.rows.size() < header_rows) sheet.rows.resize(header_rows);
    put(sheet.rows[header_rows - 1], column, Cell::words(std::string(kErrorColumn)));
  }
  for (const RowFault& fault : faults) {
    if (sheet.rows.size() <= fault.row) sheet.rows.resize(fault.row + 1);
    CellRow& row = sheet.rows[fault.row];
    const std::string before = row.size() > column ? row[column].text : "";
    put(row, column, Cell::words(before.empty() ? fault.message : before + "；" + fault.message));
  }
  sheet.header_rows = header_rows;
  sheet.fault_column = column;
  if (sheet.widths.size() <= column) sheet.widths.resize(column + 1, 0);
  sheet.widths[column] = kErrorWidth;
  return sheet;
}

std::vector<RowFault> cell_faults(const Sheet& sheet, std::size_t header_rows) {
  std::vector<RowFault> out;
  const std::size_t skipped = error_column(sheet, header_rows);
  for (std::size_t r = header_rows; r < sheet.rows.size(); ++r) {
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
      const CellFault fault = sheet.rows[r][c].fault;
      if (fault != CellFault::none && c != skipped) out.push_back({r, cell_name(r, c) + "：" + std::string(cell_fault_message(fault))});
    }
  }
  return out;
}

}  // namespace lianhu::paper

#include "paper/sheet_budget.h"

#include "base/text.h"
#include "paper/sheet_fault.h"

namespace lianhu::paper {

Result<Done> SheetBudget::put(Sheet& sheet, std::size_t row, std::size_t column, Cell cell) {
  if (row >= limits_.rows) return sheet_too_large(where() + "超过 " + std::to_string(limits_.rows) + " 行");
  if (column >= limits_.columns) return sheet_too_large(where() + "超过 " + std::to_string(limits_.columns) + " 列");
  if (cell.text.size() > limits_.characters && count_chars(cell.text) > limits_.characters)
    return sheet_too_large(where() + "的单元格 " + cell_name(row, column) + " 的文字超过 " + std::to_string(limits_.characters) + " 字");
  if (sheet.rows.size() <= row) sheet.rows.resize(row + 1);
  CellRow& cells = sheet.rows[row];
  if (cells.size() <= column) {
    cells_ += column + 1 - cells.size();
    if (cells_ > limits_.cells) return sheet_too_large("单元格超过 " + std::to_string(limits_.cells) + " 个");
    if (cells.empty() && row > 0) cells.reserve(sheet.rows[row - 1].size());  // most rows are as wide as the one before
    cells.resize(column + 1);
  }
  text_ += cell.text.size();
  if (text_ > limits_.text) return sheet_too_large("文字总量超过 " + std::to_string(limits_.text >> 20) + " MB");
  cells[column] = std::move(cell);
  return done;
}

}  // namespace lianhu::paper

#pragma once
// What a reader has built so far, held against the limits: a small file can ask for a great deal of memory (one shared
// string in every cell, one cell far to the right in every row).
//
// Errors: too_large "sheet_too_large", with the limit and where.
// Thread rule: one reader, one thread.

#include <cstddef>
#include <string>

#include "base/result.h"
#include "paper/sheet.h"
#include "paper/sheet_read.h"

namespace lianhu::paper {

class SheetBudget {
 public:
  explicit SheetBudget(const SheetLimits& limits) : limits_(limits) {}
  const SheetLimits& limits() const { return limits_; }

  void next_sheet() { ++sheet_; }
  // "第 2 张工作表". A sheet's name may be a person's; messages do without it.
  std::string where() const { return "第 " + std::to_string(sheet_) + " 张工作表"; }

  // Puts the cell at its place; the row grows to it.
  Result<Done> put(Sheet& sheet, std::size_t row, std::size_t column, Cell cell);

 private:
  const SheetLimits& limits_;
  std::size_t sheet_ = 0, cells_ = 0, text_ = 0;
};

}  // namespace lianhu::paper

#pragma once
// Forms and registers on paper: a title, what is said above and below, and tables one under the other, their heads repeated on each page.
// It is a paper like any other (template.h), its layout written here for the columns there are; drawn by the same child.
//
// Invariant: every cell is printed as it is given; a table without rows is left out. A row is not cut by a page unless it is very long.
// Units: shares of the table's width. Thread rule: pure functions.

#include <string>
#include <vector>

#include "base/time.h"
#include "paper/render.h"

namespace lianhu::paper {

struct TableColumn {
  std::string label;
  double share = 1;
};
struct PrintedTable {
  std::string heading;  // above it; empty: none
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;  // a text for each column
  bool centred = true;                         // figures; false: words, from the left
};
struct TablePaper {
  std::string title;
  std::vector<std::string> above, below;  // a paragraph each
  std::vector<PrintedTable> tables;
  double size = 10;  // of the type in the tables, points
};

// A4 on its side. `created` is the paper's own time.
RenderJob table_job(const TablePaper& paper, Time created, const std::string& fonts_folder);

}  // namespace lianhu::paper

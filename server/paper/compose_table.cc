// Tables of every form: label | value, several pairs in a row, and rows under column heads.

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "base/text.h"
#include "paper/compose.h"

namespace lianhu::paper {
namespace {

constexpr double kCellPad = 5;         // left and right
constexpr double kCellPadTop = 3;      // above the first and below the last line
constexpr std::size_t kWholeRow = 12;  // rows of more lines may be cut by a page
constexpr double kLine = 0.5;

// The text's own width at the column's left edge, spread over the whole column: 立卷人 under 调解日期.
void spread_over(Run& run, double width) {
  const std::size_t gaps = run.advance.size() < 2 ? 0 : run.advance.size() - 1;
  const double left = width - run_width(run);
  run.x = 0;
  if (gaps == 0 || left <= 0) return;
  for (std::size_t i = 0; i < gaps; ++i) run.advance[i] += left / static_cast<double>(gaps);
}

Style head_of(const Style& style) {
  Style head = style;
  head.align = Align::centre;
  head.face = Face::hei;
  return head;
}

}  // namespace

void Composer::add_row(const std::vector<Cell>& cells, const Style& style, bool first, int head) {
  std::size_t count = 1, written = 1;
  for (const Cell& cell : cells) {
    written = std::max(written, cell.lines.size());
    count = std::max({count, cell.lines.size(), cell.least});
  }
  const std::size_t step = written > kWholeRow ? 1 : count;  // lines in one slab
  for (std::size_t begin = 0; begin < count; begin += step) {
    const bool top = begin == 0, bottom = begin + step >= count;
    Slab slab;
    slab.table = tables_;
    slab.table_width = width_;
    slab.head = head;
    const double pad = top ? kCellPadTop : 0;
    slab.height = pad + static_cast<double>(step) * style.line + (bottom ? kCellPadTop : 0);
    if (top && first) {
      slab.before = std::exchange(carried_, 0);
      slab.glued = std::exchange(glue_next_, false);
    } else {
      // A cut row keeps two lines on either side; a column head stays with its first row.
      slab.glued = (!top && (begin == 1 || begin + 1 == count)) || std::exchange(glue_next_, false);
    }
    if (top) slab.content.rules.push_back({0, 0, width_, 0, kLine});
    if (bottom) slab.content.rules.push_back({0, slab.height, width_, slab.height, kLine});
    for (const Cell& cell : cells) {
      slab.content.rules.push_back({cell.x, 0, cell.x, slab.height, kLine});
      const double down = cell.centred && step == count ? static_cast<double>(count - cell.lines.size()) * style.line / 2 : 0;
      for (std::size_t i = begin; i < std::min(begin + step, cell.lines.size()); ++i) {
        slab.content.runs.push_back(moved(cell.lines[i], cell.x + kCellPad, pad + down + static_cast<double>(i - begin) * style.line));
      }
    }
    slab.content.rules.push_back({width_, 0, width_, slab.height, kLine});
    slabs_.push_back(std::move(slab));
  }
}

Composer::Cell Composer::label_cell(const std::string& text, const Style& style, double x, double width) {
  return {joined(set_.paragraphs(text, head_of(style), width - 2 * kCellPad)), x, width, true};
}

// `written` is the layout's own text, which tells how much room a hand needs.
Composer::Cell Composer::value_cell(const std::string& text, const std::string& written, const Style& style, double x, double width) {
  Cell cell{joined(set_.paragraphs(text, style, width - 2 * kCellPad)), x, width, true};
  cell.least = cell.lines.size() + static_cast<std::size_t>(values_.lines(written));
  if (cell.least > cell.lines.size()) cell.centred = false;
  return cell;
}

void Composer::add_table(const Block& block) {
  ++tables_;
  const double split = block.label_chars * block.style.size + 2 * kCellPad;
  bool first = true;
  for (const LabelValue& row : block.rows) {
    if (!row.when.empty() && !values_.has(row.when)) continue;
    const std::string label = values_.text(row.label), value = values_.cell(row.value);
    if (block.border == Border::under) {
      add_lined(label, value, block);
      continue;
    }
    add_row({label_cell(label, block.style, 0, split), value_cell(value, row.value, block.style, split, width_ - split)}, block.style,
            std::exchange(first, false), -1);
  }
}

// A cover's entry: the label spread over its column, the value in the middle of a line.
void Composer::add_lined(const std::string& label, const std::string& value, const Block& block) {
  const double split = block.label_chars * block.style.size, left = split + block.style.size;
  Style name = block.style, text = block.style;
  name.align = Align::left;
  text.align = Align::centre;
  std::vector<Run> lines = joined(set_.paragraphs(value, text, width_ - left));
  const std::size_t count = std::max<std::size_t>(1, lines.size());
  Slab slab;
  slab.before = std::exchange(carried_, 0);
  slab.glued = std::exchange(glue_next_, false);
  slab.height = static_cast<double>(count) * block.style.line;
  for (Run& run : set_.paragraph(label, name, split)) {
    spread_over(run, split);
    slab.content.runs.push_back(std::move(run));
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double y = static_cast<double>(i) * block.style.line;
    if (i < lines.size()) slab.content.runs.push_back(moved(std::move(lines[i]), left, y));
    const double under = y + (block.style.line + block.style.size) / 2 + 3;
    slab.content.rules.push_back({left, under, width_, under, kLine});
  }
  slabs_.push_back(std::move(slab));
}

void Composer::add_grid(const Block& block) {
  ++tables_;
  double shares = 0;
  for (const GridColumn& column : block.columns) shares += column.share;
  const auto cells = [&](const Style& style, auto text_of) {
    std::vector<Cell> out;
    double x = 0;
    for (const GridColumn& column : block.columns) {
      const double width = width_ * column.share / shares;
      Style own = style;
      if (column.column == kRowNumber) own.align = Align::centre;
      out.push_back({joined(set_.paragraphs(text_of(column), own, width - 2 * kCellPad)), x, width, true});
      x += width;
    }
    return out;
  };
  const int head_at = static_cast<int>(slabs_.size());
  add_row(cells(head_of(block.style), [](const GridColumn& column) { return column.label; }), head_of(block.style), true, -1);
  glue_next_ = true;
  std::size_t n = 0;
  const std::vector<TableRow> rows = values_.rows(block.field);
  for (const TableRow& row : rows) {
    ++n;
    add_row(cells(block.style,
                  [&](const GridColumn& column) {
                    if (column.column == kRowNumber) return std::to_string(n);
                    return row.contains(column.column) ? row.at(column.column) : std::string();
                  }),
            block.style, false, head_at);
  }
  if (!values_.blank() && static_cast<int>(n) < block.at_least) add_struck(static_cast<std::size_t>(block.at_least) - n, block.style, head_at);
}

// What is left of a table is closed, so that nobody adds a row afterwards.
void Composer::add_struck(std::size_t rows, const Style& style, int head) {
  const std::size_t at = slabs_.size();
  Style words = style;
  words.align = Align::centre;
  Cell cell{set_.paragraph("以下空白，作废", words, width_ - 2 * kCellPad), 0, width_, true, rows};
  add_row({std::move(cell)}, style, false, head);
  Page& content = slabs_[at].content;
  const double height = slabs_[at].height;
  const Run& run = content.runs.front();
  // The stroke leaves room for the words.
  const double half = run_width(run) / 2 + 8, middle = width_ / 2;
  const auto y = [&](double x) { return height * x / width_; };
  content.rules.push_back({0, height, middle - half, height - y(middle - half), kLine});
  content.rules.push_back({middle + half, height - y(middle + half), width_, 0, kLine});
}

void Composer::add_form_rows(const Block& block, const TableRow* row, const FieldSpec* rows, bool first) {
  for (std::size_t r = 0; r < block.form.size(); ++r) {
    const FormRow& in = block.form[r];
    double shares = 0, x = 0;
    for (const FormCell& cell : in) shares += cell.share;
    std::vector<Cell> out;
    for (const FormCell& cell : in) {
      const double width = width_ * cell.share / shares;
      const double chars = cell.label_chars > 0 ? cell.label_chars : block.label_chars;
      const double split = cell.label.empty() ? 0 : std::min(width, chars * block.style.size + 2 * kCellPad);
      const std::string label = values_.text(cell.label, row, rows);
      if (split > 0) out.push_back(label_cell(label, block.style, x, split));
      if (width - split > 2 * kCellPad) {
        out.push_back(value_cell(values_.cell(cell.value, row, rows), cell.value, block.style, x + split, width - split));
        out.back().least = std::max(out.back().least, static_cast<std::size_t>(cell.lines));
      }
      x += width;
    }
    if (rows && r > 0) glue_next_ = true;
    add_row(out, block.style, first && r == 0, -1);
  }
}

void Composer::add_form(const Block& block) {
  ++tables_;
  if (block.field.empty()) return add_form_rows(block, nullptr, nullptr, true);
  bool first = true;
  for (const TableRow& row : values_.rows(block.field)) add_form_rows(block, &row, values_.spec(block.field), std::exchange(first, false));
}

}  // namespace lianhu::paper

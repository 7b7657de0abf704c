#include "paper/compose.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/core.h>

#include "paper/units.h"

namespace lianhu::paper {
namespace {

constexpr double kCellPad = 5;         // left and right
constexpr double kCellPadTop = 3;      // above the first and below the last line
constexpr std::size_t kWholeRow = 12;  // rows of more lines may be cut by a page

Run moved(Run run, double dx, double dy) {
  run.x += dx;
  run.baseline += dy;
  return run;
}

std::vector<Run> joined(std::vector<std::vector<Run>> paragraphs) {
  std::vector<Run> lines;
  for (auto& paragraph : paragraphs) std::move(paragraph.begin(), paragraph.end(), std::back_inserter(lines));
  return lines;
}

}  // namespace

void Composer::add_lines(const std::vector<Run>& lines, const Style& style, bool keep_all, double before) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Slab slab;
    slab.height = style.line;
    slab.content.runs.push_back(lines[i]);
    if (i == 0) {
      slab.before = before;
      slab.glued = std::exchange(glue_next_, false);
    } else {
      slab.glued = keep_all || i == 1 || i + 1 == lines.size();
    }
    slabs_.push_back(std::move(slab));
  }
}

void Composer::add_texts(const std::vector<std::string>& texts, const Block& block) {
  for (const std::string& text : texts) {
    for (const auto& lines : set_.paragraphs(text, block.style, width_)) add_lines(lines, block.style, false, std::exchange(carried_, 0));
  }
}

void Composer::add(const Block& block) {
  if (!block.when.empty() && !values_.has(block.when)) return;
  carried_ = std::max(carried_, block.style.before);
  switch (block.kind) {
    case BlockKind::title: {
      const double before = std::exchange(carried_, 0);
      add_lines(set_.balanced(values_.fill(block.text), block.style, width_), block.style, true, before);
      glue_next_ = true;
      break;
    }
    case BlockKind::number:
    case BlockKind::addressee:
    case BlockKind::heading:
      add_texts({values_.fill(block.text)}, block);
      glue_next_ = true;
      break;
    case BlockKind::paragraph:
      add_texts({values_.fill(block.text)}, block);
      break;
    case BlockKind::list:
      add_list(block);
      break;
    case BlockKind::table:
      add_table(block);
      break;
    case BlockKind::grid:
      add_grid(block);
      break;
    case BlockKind::qr:
      add_code(block);
      break;
    case BlockKind::signature:
      add_signature(block);
      break;
  }
  carried_ = block.style.after;
}

void Composer::add_list(const Block& block) {
  std::vector<std::string> texts = block.items;
  for (std::string& text : texts) text = values_.fill(text);
  if (!block.field.empty()) texts = std::get<std::vector<std::string>>(values_.fields.at(block.field));
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = fmt::format("{}．{}", i + 1, texts[i]);
  add_texts(texts, block);
}

void Composer::add_row(std::vector<Cell> cells, const Style& style, bool first, int head) {
  std::size_t count = 1;
  for (const Cell& cell : cells) count = std::max(count, cell.lines.size());
  const std::size_t step = count > kWholeRow ? 1 : count;  // lines in one slab
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
    if (top) slab.content.rules.push_back({0, 0, width_, 0, 0.5});
    if (bottom) slab.content.rules.push_back({0, slab.height, width_, slab.height, 0.5});
    for (const Cell& cell : cells) {
      slab.content.rules.push_back({cell.x, 0, cell.x, slab.height, 0.5});
      const double down = cell.centred && step == count ? static_cast<double>(count - cell.lines.size()) * style.line / 2 : 0;
      for (std::size_t i = begin; i < std::min(begin + step, cell.lines.size()); ++i) {
        slab.content.runs.push_back(moved(cell.lines[i], cell.x + kCellPad, pad + down + static_cast<double>(i - begin) * style.line));
      }
    }
    slab.content.rules.push_back({width_, 0, width_, slab.height, 0.5});
    slabs_.push_back(std::move(slab));
  }
}

void Composer::add_table(const Block& block) {
  ++tables_;
  const double split = block.label_chars * block.style.size + 2 * kCellPad;
  Style label = block.style;
  label.align = Align::centre;
  label.face = Face::hei;
  bool first = true;
  for (const LabelValue& row : block.rows) {
    if (!row.when.empty() && !values_.has(row.when)) continue;
    Cell name{set_.paragraph(values_.fill(row.label), label, split - 2 * kCellPad), 0, split, true};
    Cell value{joined(set_.paragraphs(values_.fill(row.value), block.style, width_ - split - 2 * kCellPad)), split, width_ - split, true};
    add_row({std::move(name), std::move(value)}, block.style, std::exchange(first, false), -1);
  }
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
      out.push_back({joined(set_.paragraphs(text_of(column), style, width - 2 * kCellPad)), x, width, true});
      x += width;
    }
    return out;
  };
  Style head = block.style;
  head.align = Align::centre;
  head.face = Face::hei;
  const int head_at = static_cast<int>(slabs_.size());
  add_row(cells(head, [](const GridColumn& column) { return column.label; }), head, true, -1);
  glue_next_ = true;
  for (const TableRow& row : std::get<std::vector<TableRow>>(values_.fields.at(block.field))) {
    add_row(
        cells(block.style, [&](const GridColumn& column) { return row.contains(column.column) ? row.at(column.column) : std::string(); }),
        block.style, false, head_at);
  }
}

void Composer::add_code(const Block& block) {
  Slab slab;
  slab.before = std::exchange(carried_, 0);
  slab.glued = std::exchange(glue_next_, false);
  const double size = points(block.size_mm);
  Code code = code_;
  code.size = size;
  const double gap = size * 4 / code.modules;  // the blank margin a reader needs

  const Style& beside = block.style;
  const std::vector<Run> lines = joined(set_.paragraphs(values_.fill(block.text), beside, width_ - size - gap - 6));
  const Style under{.face = Face::kai, .size = 12, .line = 18, .align = Align::centre};
  const std::vector<Run> caption = block.caption.empty() ? std::vector<Run>{} : set_.paragraph(values_.fill(block.caption), under, size);

  const double left_height = size + (caption.empty() ? 0 : gap / 2 + static_cast<double>(caption.size()) * under.line);
  const double right_height = static_cast<double>(lines.size()) * beside.line;
  slab.height = std::max(left_height, right_height);
  code.y = (slab.height - left_height) / 2;
  for (std::size_t i = 0; i < caption.size(); ++i) {
    slab.content.runs.push_back(moved(caption[i], 0, code.y + size + gap / 2 + static_cast<double>(i) * under.line));
  }
  const double top = std::max(0.0, (size - right_height) / 2 + code.y);
  for (std::size_t i = 0; i < lines.size(); ++i)
    slab.content.runs.push_back(moved(lines[i], size + gap + 6, top + static_cast<double>(i) * beside.line));
  slab.content.codes.push_back(std::move(code));
  slabs_.push_back(std::move(slab));
}

// GB/T 9704-2012, 7.3.5.1: the date ends four characters from the right edge, the office is centred above it.
void Composer::add_signature(const Block& block) {
  const Style& style = block.style;
  Slab slab;
  slab.before = std::exchange(carried_, 0);
  slab.glued = true;
  std::vector<Run> lines = set_.balanced(values_.fill(block.text), style, width_ * 0.75);
  for (Run& run : set_.paragraph(values_.fill(block.date), style, width_)) lines.push_back(std::move(run));
  double widest = 0;
  for (const Run& run : lines) widest = std::max(widest, run_width(run));
  const double date = run_width(lines.back());
  const double indent = 4 * style.size;
  const double axis = std::min(width_ - indent - date / 2, width_ - widest / 2);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Run run = lines[i];
    run.x = axis - run_width(run) / 2;
    slab.content.runs.push_back(moved(std::move(run), 0, static_cast<double>(i) * style.line));
  }
  slab.height = static_cast<double>(lines.size()) * style.line;
  slabs_.push_back(std::move(slab));
}

}  // namespace lianhu::paper

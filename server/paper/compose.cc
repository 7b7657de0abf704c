#include "paper/compose.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/core.h>

#include "base/text.h"

namespace lianhu::paper {
namespace {

constexpr double kWritingLine = 30;  // for a hand, at least

// On a blank form an office that is not known leaves the paper's own name, without a hole above it.
std::string known_lines(const Values& values, const std::string& text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    const auto names = placeholders(line);
    const bool open = names && std::any_of(names->begin(), names->end(), [&](const std::string& name) { return values.open(name); });
    if (!open) out += (out.empty() ? "" : "\n") + line;
    begin = end + 1;
  }
  return out.empty() ? text : out;
}

}  // namespace

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

// Ruled lines to write on.
void Composer::add_room(int lines, const Style& style) {
  for (int i = 0; i < lines; ++i) {
    Slab slab;
    slab.height = std::max(style.line, kWritingLine);
    slab.before = std::exchange(carried_, 0);
    slab.glued = std::exchange(glue_next_, false);
    slab.content.rules.push_back({0, slab.height - 4, width_, slab.height - 4, 0.5});
    slabs_.push_back(std::move(slab));
  }
}

void Composer::add(const Block& block) {
  if (block.only == (values_.blank() ? Only::filled : Only::blank)) return;
  if (!block.when.empty() && !values_.has(block.when)) return;
  carried_ = std::max(carried_, block.style.before);
  switch (block.kind) {
    case BlockKind::title:
      add_title(block);
      break;
    case BlockKind::number:
    case BlockKind::addressee:
    case BlockKind::heading:
      add_texts({values_.text(block.text)}, block);
      glue_next_ = true;
      break;
    case BlockKind::paragraph:
      add_paragraph(block);
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
    case BlockKind::form:
      add_form(block);
      break;
    case BlockKind::sign:
      add_sign(block);
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

void Composer::add_title(const Block& block) {
  const double before = std::exchange(carried_, 0);
  add_lines(set_.balanced(values_.text(known_lines(values_, block.text)), block.style, width_), block.style, true, before);
  glue_next_ = true;
}

void Composer::add_paragraph(const Block& block) {
  const int lines = values_.lines(block.text);
  if (lines > 0) return add_room(lines, block.style);
  std::string text = values_.text(block.text);
  // Which of several sentences applies is ticked by hand.
  if (!block.when.empty() && values_.open(block.when) && !trim(text).empty()) text = "□" + text;
  add_texts({text}, block);
}

void Composer::add_list(const Block& block) {
  std::vector<std::string> texts = block.items;
  for (std::string& text : texts) text = values_.text(text);
  if (!block.field.empty()) texts = values_.list(block.field);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const bool open = texts[i].empty();
    add_texts({fmt::format("{}．{}", i + 1, texts[i])}, block);
    if (!open) continue;
    Slab& slab = slabs_.back();
    const Run& run = slab.content.runs.back();
    const double y = slab.height - 4;
    slab.content.rules.push_back({run.x + run_width(run) + 2, y, width_, y, 0.5});
    glue_next_ = true;
    add_room(1, block.style);
  }
}

}  // namespace lianhu::paper

// What stands at the end of a paper: the code, the places to sign, the office and the day.

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "paper/compose.h"
#include "paper/units.h"

namespace lianhu::paper {

namespace {

constexpr double kWidestLabel = 0.46;  // of the line; a longer name is set in two lines

}  // namespace

std::vector<Run> hand_day(Typesetter& set, const Style& style) {
  Style plain = style;
  plain.align = Align::left;
  plain.indent = 0;
  std::vector<Run> out;
  double x = 2.5 * style.size;  // the year needs most
  for (const char* word : {"年", "月", "日"}) {
    Run run = set.paragraph(word, plain, 2 * style.size).front();
    run.x = x;
    out.push_back(std::move(run));
    x += 2.5 * style.size;
  }
  return out;
}

double hand_day_width(const Style& style) { return 8.5 * style.size; }

void Composer::add_code(const Block& block) {
  Slab slab;
  slab.before = std::exchange(carried_, 0);
  slab.glued = std::exchange(glue_next_, false);
  const double size = points(block.size_mm);
  Code code = code_;
  code.size = size;
  const double gap = size * 4 / code.modules;  // the blank margin a reader needs

  const Style& beside = block.style;
  const std::vector<Run> lines = joined(set_.paragraphs(values_.text(block.text), beside, width_ - size - gap - 6));
  const Style under{.face = Face::kai, .size = 12, .line = 18, .align = Align::centre};
  const std::vector<Run> caption = block.caption.empty() ? std::vector<Run>{} : set_.paragraph(values_.text(block.caption), under, size);

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

void Composer::add_sign_place(const std::string& label, const std::string& day, const Style& style, double lead, bool first) {
  Style name = style;
  name.align = Align::left;
  name.line = style.size + 4;
  const std::vector<Run> lines = joined(set_.paragraphs(label, name, lead));
  Slab slab;
  slab.before = first ? std::exchange(carried_, 0) : 0;
  slab.glued = true;
  slab.height = std::max(style.line, static_cast<double>(lines.size()) * name.line + 8);
  const double down = slab.height - static_cast<double>(lines.size()) * name.line - 2;
  for (std::size_t i = 0; i < lines.size(); ++i) slab.content.runs.push_back(moved(lines[i], 0, down + static_cast<double>(i) * name.line));
  const double baseline = lines.empty() ? slab.height - 6 : lines.back().baseline + down + static_cast<double>(lines.size() - 1) * name.line;
  const double right = width_ - hand_day_width(style);
  slab.content.rules.push_back({lead + 4, baseline + 3, right - 4, baseline + 3, 0.5});
  std::vector<Run> when = day == kHandDay ? hand_day(set_, style) : set_.paragraph(day, name, hand_day_width(style));
  for (Run& run : when) {
    run.x += right;
    run.baseline = baseline;
    slab.content.runs.push_back(std::move(run));
  }
  slabs_.push_back(std::move(slab));
}

void Composer::add_sign(const Block& block) {
  struct Place {
    std::string label, day;
  };
  std::vector<Place> places;
  for (const LabelValue& row : block.rows) {
    if (!row.when.empty() && !values_.has(row.when)) continue;
    const std::string day = row.value.empty() ? kHandDay : values_.text(row.value);
    if (row.each.empty()) {
      places.push_back({values_.known(row.label), day});
      continue;
    }
    const FieldSpec* rows = values_.spec(row.each);
    for (const TableRow& one : values_.rows(row.each)) {
      std::string label = values_.known(row.label, &one, rows);
      if (trim(label).empty() && rows) label = rows->label;
      places.push_back({std::move(label), day});
    }
  }
  // All lines begin where the longest label ends.
  Style name = block.style;
  name.align = Align::left;
  double lead = 0;
  for (const Place& place : places) {
    for (const Run& run : set_.paragraph(place.label, name, width_)) lead = std::max(lead, run_width(run));
  }
  lead = std::min(lead, width_ * kWidestLabel);
  bool first = true;
  if (!block.text.empty()) {
    Style note = block.style;
    note.line = 28;
    for (const auto& lines : set_.paragraphs(values_.text(block.text), note, width_)) {
      glue_next_ = true;
      add_lines(lines, note, true, std::exchange(carried_, 0));
    }
  }
  for (const Place& place : places) add_sign_place(place.label, place.day, block.style, lead, std::exchange(first, false));
}

// GB/T 9704-2012, 7.3.5.1: the date ends four characters from the right edge, the office is centred above it.
void Composer::add_signature(const Block& block) {
  const Style& style = block.style;
  const std::string day = values_.text(block.date);
  const bool by_hand = day == kHandDay;
  std::vector<Run> date = by_hand ? hand_day(set_, style) : set_.paragraph(day, style, width_);
  const double date_width = by_hand ? hand_day_width(style) : run_width(date.back());
  const std::vector<Run> office = set_.balanced(values_.text(block.text), style, width_ * 0.75);
  double widest = date_width;
  for (const Run& run : office) widest = std::max(widest, run_width(run));
  const double indent = 4 * style.size;
  const double axis = std::min(width_ - indent - date_width / 2, width_ - widest / 2);
  Slab slab;
  slab.before = std::exchange(carried_, 0);
  slab.glued = true;
  double y = 0;
  for (Run run : office) {
    run.x = axis - run_width(run) / 2;
    slab.content.runs.push_back(moved(std::move(run), 0, y));
    y += style.line;
  }
  for (Run& run : date) {
    run.x = axis - date_width / 2 + (by_hand ? run.x : 0);
    slab.content.runs.push_back(moved(std::move(run), 0, y));
  }
  slab.height = y + style.line;
  slabs_.push_back(std::move(slab));
}

}  // namespace lianhu::paper

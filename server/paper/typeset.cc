#include "paper/typeset.h"

#include <algorithm>
#include <numeric>

namespace lianhu::paper {
namespace {

// Chinese fonts put 0.88 of the square above the baseline; one figure for all keeps mixed lines on one pitch.
constexpr double kAscent = 0.88;

double baseline(const Style& style) { return (style.line - style.size) / 2 + kAscent * style.size; }

std::vector<Run> to_runs(const Characters& in, const std::vector<Piece>& pieces, const Style& style, double width, double indent) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const double left = i == 0 ? indent : 0;
    const bool full = style.align == Align::justify && i + 1 < pieces.size();
    Run run;
    run.advance = full ? spread(in, pieces[i], style.size, width - left) : natural(in, pieces[i], style.size);
    run.text = to_utf8(std::u32string_view(in.text).substr(pieces[i].begin, run.advance.size()));
    run.face = style.face;
    run.size = style.size;
    run.baseline = baseline(style);
    run.x = left;
    if (style.align == Align::centre) run.x = (width - run_width(run)) / 2;
    if (style.align == Align::right) run.x = width - run_width(run);
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace

double run_width(const Run& run) { return std::accumulate(run.advance.begin(), run.advance.end(), 0.0); }

Characters Typesetter::measured(std::string_view text, const Style& style) {
  Characters characters = prepare(text);
  fonts_.measure(characters, style.face, style.size, missing_);
  if (style.size != body_size_) return characters;
  for (double& width : characters.width) {
    if (width > 0.9 * style.size) width += tracking_;
  }
  return characters;
}

std::vector<Run> Typesetter::paragraph(std::string_view text, const Style& style, double width) {
  const Characters characters = measured(text, style);
  const double indent = style.indent * (style.size + (style.size == body_size_ ? tracking_ : 0));
  return to_runs(characters, break_lines(characters, {width - indent, width, style.size}), style, width, indent);
}

std::vector<std::vector<Run>> Typesetter::paragraphs(std::string_view text, const Style& style, double width) {
  std::vector<std::vector<Run>> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    auto lines = paragraph(text.substr(begin, end - begin), style, width);
    if (!lines.empty()) out.push_back(std::move(lines));
    begin = end + 1;
  }
  return out;
}

std::vector<Run> Typesetter::balanced(std::string_view text, const Style& style, double width) {
  std::string joined(text);
  std::erase(joined, '\n');
  const Characters whole = measured(joined, style);
  const auto one = break_lines(whole, {width, width, style.size});
  if (one.size() == 1) return to_runs(whole, one, style, width, 0);

  std::vector<Run> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Characters part = measured(text.substr(begin, end - begin), style);
    auto pieces = break_lines(part, {width, width, style.size});
    const std::size_t lines = pieces.size();
    for (double narrow = width - style.size; lines > 1 && narrow > width / 2; narrow -= style.size) {
      auto tried = break_lines(part, {narrow, narrow, style.size});
      if (tried.size() > lines) break;
      pieces = std::move(tried);
    }
    for (Run& run : to_runs(part, pieces, style, width, 0)) out.push_back(std::move(run));
    begin = end + 1;
  }
  return out;
}

}  // namespace lianhu::paper

#pragma once
// Paragraphs to lines: measured, broken, aligned.
//
// Invariant: every line is as high as the style's line height whatever fonts its characters come from, and its runs
// lie in [0, height) around one baseline.
// Thread rule: that of Fonts.

#include <string>
#include <string_view>
#include <vector>

#include "paper/fonts.h"
#include "paper/template.h"

namespace lianhu::paper {

class Typesetter {
 public:
  // `tracking` is added to each full-width character of the body size, so that a line holds what GB/T 9704 asks.
  Typesetter(const Fonts& fonts, double body_size, double tracking) : fonts_(fonts), body_size_(body_size), tracking_(tracking) {}

  // One run per line, x from the column's left edge, baseline from the line's top.
  std::vector<Run> paragraph(std::string_view text, const Style& style, double width);
  // A text of several paragraphs, one per line of `text`; blank ones are left out.
  std::vector<std::vector<Run>> paragraphs(std::string_view text, const Style& style, double width);
  // A title: one line if it fits; else its parts (split by line feeds) apart, each in lines of about the same length.
  std::vector<Run> balanced(std::string_view text, const Style& style, double width);

  const std::vector<std::string>& missing() const { return missing_; }

 private:
  Characters measured(std::string_view text, const Style& style);

  const Fonts& fonts_;
  double body_size_, tracking_;
  std::vector<std::string> missing_;
};

double run_width(const Run& run);

}  // namespace lianhu::paper

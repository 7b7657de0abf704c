#pragma once
// Finished pages as plain values: what is drawn where. Every writer (PDF, PNG, text) draws the same model.
//
// Units: points (1/72 inch), origin at the page's upper left corner, y downwards.
// Invariant: a run is one line's piece in one face and size; advance[i] is the width given to its i-th character
// (0 for a character drawn together with the one before), so a line's breaks and spacing are settled here.
// Thread rule: plain values.

#include <string>
#include <vector>

namespace lianhu::paper {

// Roles, not font names: which font plays which role is the business of Fonts.
enum class Face { song, title, hei, kai, fang };

struct Run {
  double x = 0, baseline = 0;
  Face face = Face::fang;
  double size = 0;
  std::string text;
  std::vector<double> advance;
  bool turned = false;  // reads downwards along the page's edge: x is the baseline, `baseline` where it begins
  double lightness = 0;  // 0 black to 1 white: what lies under the words
};

// A straight line.
struct Rule {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0, thickness = 0.5;
};

// A QR code: modules x modules squares, row by row, true = black, drawn over size x size points.
struct Code {
  double x = 0, y = 0, size = 0;
  int modules = 0;
  std::vector<bool> black;
};

struct Page {
  std::vector<Run> runs;
  std::vector<Rule> rules;
  std::vector<Code> codes;
};

struct PageModel {
  double width = 0, height = 0;
  std::string title;
  std::vector<Page> pages;
  // Characters no font can draw; 〓 stands for each. A paper that is signed must not be made with any.
  std::vector<std::string> missing;
};

}  // namespace lianhu::paper

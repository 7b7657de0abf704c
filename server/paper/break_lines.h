#pragma once
// Where Chinese text may be broken into lines, and how a full line is spread to the edge.
//
// Invariant: pieces cover the text without gap; a piece never starts with closing punctuation nor ends with opening
// punctuation, a number stays with its unit and a Latin word stays whole, unless one line is too narrow for it.
// Units: widths in points, positions in characters (code points).
// Thread rule: pure functions. Nothing here knows a font.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lianhu::paper {

// A paragraph's characters as they will be set. `joined[i]`: no break before i (a mark on the one before, or U+2060).
struct Characters {
  std::u32string text;
  std::vector<double> width;
  std::vector<bool> joined;
};

// UTF-8 -> what is set: invisible characters removed (U+2060 leaves its mark in `joined`), tabs and ideographic
// blanks inside a line made plain blanks, blanks between a digit and a Chinese character dropped (justification
// would make holes of them). `width` is left at 0 for the caller to measure.
Characters prepare(std::string_view paragraph);

std::string to_utf8(std::u32string_view text);

struct Measure {
  double first = 0, rest = 0;  // width of the first and of the other lines
  double em = 16;              // one Chinese character
};

struct Piece {
  std::size_t begin = 0, end = 0;
  bool squeezed = false;  // the last character is closing punctuation set in half its width
};

std::vector<Piece> break_lines(const Characters& characters, const Measure& measure);

// The advance of each character of a piece when the line is spread to `target`: the gaps beside Chinese characters
// share what is left over; none is put inside a number or a Latin word. Unchanged when there is no such gap, or when
// the gaps would become holes.
std::vector<double> spread(const Characters& characters, const Piece& piece, double em, double target);
// The same without spreading.
std::vector<double> natural(const Characters& characters, const Piece& piece, double em);

}  // namespace lianhu::paper

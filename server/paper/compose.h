#pragma once
// One block of a template, its placeholders filled, as slabs.
//
// Invariant: a paragraph leaves at least two lines on either side of a page break; a title or heading is glued to what
// follows, a signature to what stands before it.
// Thread rule: that of the Typesetter.

#include <string>
#include <vector>

#include "paper/slab.h"
#include "paper/typeset.h"
#include "paper/values.h"

namespace lianhu::paper {

class Composer {
 public:
  Composer(Typesetter& typesetter, const Values& values, double width, const Code& code)
      : set_(typesetter), values_(values), width_(width), code_(code) {}

  void add(const Block& block);
  std::vector<Slab> take() { return std::move(slabs_); }

 private:
  struct Cell {
    std::vector<Run> lines;
    double x = 0, width = 0;
    bool centred = false;  // up and down
    std::size_t least = 0;  // lines of room
  };

  // compose.cc
  void add_lines(const std::vector<Run>& lines, const Style& style, bool keep_all, double before);
  void add_texts(const std::vector<std::string>& texts, const Block& block);
  void add_room(int lines, const Style& style);
  void add_paragraph(const Block& block);
  void add_title(const Block& block);
  void add_list(const Block& block);

  // compose_table.cc
  void add_row(const std::vector<Cell>& cells, const Style& style, bool first, int head);
  Cell label_cell(const std::string& text, const Style& style, double x, double width);
  Cell value_cell(const std::string& text, const std::string& written, const Style& style, double x, double width);
  void add_table(const Block& block);
  void add_lined(const std::string& label, const std::string& value, const Block& block);
  void add_grid(const Block& block);
  void add_struck(std::size_t rows, const Style& style, int head);
  void add_form(const Block& block);
  void add_form_rows(const Block& block, const TableRow* row, const FieldSpec* rows, bool first);

  // compose_sign.cc
  void add_code(const Block& block);
  void add_sign(const Block& block);
  void add_sign_place(const std::string& label, const std::string& day, const Style& style, double lead, bool first);
  void add_signature(const Block& block);

  Typesetter& set_;
  const Values& values_;
  double width_;
  const Code& code_;
  std::vector<Slab> slabs_;
  int tables_ = 0;
  bool glue_next_ = false;
  double carried_ = 0;  // the blank the block before asks for below it
};

Run moved(Run run, double dx, double dy);
std::vector<Run> joined(std::vector<std::vector<Run>> paragraphs);

// A day to be written by hand, 年 月 日 with room before each; x from 0. The layout writes it as "年月日".
inline constexpr const char* kHandDay = "年月日";
std::vector<Run> hand_day(Typesetter& set, const Style& style);
double hand_day_width(const Style& style);

}  // namespace lianhu::paper

#pragma once
// One block of a template, its placeholders filled, as slabs.
//
// Invariant: a paragraph leaves at least two lines on either side of a page break; a title or heading is glued to what
// follows, a signature to what stands before it.
// Thread rule: that of the Typesetter.

#include <functional>
#include <string>
#include <vector>

#include "paper/slab.h"
#include "paper/typeset.h"

namespace lianhu::paper {

class Composer {
 public:
  // `fill` puts the values into a text. `has` tells whether a field is present.
  struct Values {
    std::function<std::string(const std::string& text)> fill;
    std::function<bool(const std::string& field)> has;
    const Fields& fields;
  };
  Composer(Typesetter& typesetter, const Values& values, double width, const Code& code)
      : set_(typesetter), values_(values), width_(width), code_(code) {}

  void add(const Block& block);
  std::vector<Slab> take() { return std::move(slabs_); }

 private:
  void add_lines(const std::vector<Run>& lines, const Style& style, bool keep_all, double before);
  void add_texts(const std::vector<std::string>& texts, const Block& block);
  void add_list(const Block& block);
  void add_table(const Block& block);
  void add_grid(const Block& block);
  void add_code(const Block& block);
  void add_signature(const Block& block);
  struct Cell {
    std::vector<Run> lines;
    double x = 0, width = 0;
    bool centred = false;  // up and down
  };
  void add_row(std::vector<Cell> cells, const Style& style, bool first, int head);

  Typesetter& set_;
  const Values& values_;
  double width_;
  const Code& code_;
  std::vector<Slab> slabs_;
  int tables_ = 0;
  bool glue_next_ = false;
  double carried_ = 0;  // blank asked for after the block before
};

}  // namespace lianhu::paper

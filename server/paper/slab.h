#pragma once
// A slab: a full-width strip of a page that is never cut, the unit of page breaking.
//
// Invariant: everything in a slab lies between its top (y = 0) and its height; x is measured from the body's left edge.
// Units: points.
// Thread rule: plain values.

#include <vector>

#include "paper/page_model.h"

namespace lianhu::paper {

struct Slab {
  double height = 0;
  double before = 0;   // blank above it, dropped at the top of a page
  bool glued = false;  // no page break before it
  Page content;

  // Slabs of one table carry its number (from 1). A page break inside the table closes it with a rule and repeats
  // `head` (an index of slabs) on the next page.
  int table = 0;
  double table_width = 0;
  int head = -1;
};

struct PageBox {
  double width = 0, height = 0;  // paper
  double left = 0, top = 0;      // of the body
  double body_width = 0, body_height = 0;
};

// Breaks the slabs into pages. Glued slabs stay together unless a page cannot hold them all.
std::vector<Page> flow(const std::vector<Slab>& slabs, const PageBox& box);

// What `from` draws, moved by (dx, dy), added to `to`.
void draw_onto(Page& to, const Page& from, double dx, double dy);

}  // namespace lianhu::paper

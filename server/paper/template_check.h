#pragma once
// What makes a parsed paper whole: its placeholders, fields and blocks agree.
//
// Invariant: faults come back in file order; an empty list means the invariant of Template holds.
// Thread rule: pure functions.

#include <string>
#include <vector>

#include "paper/template.h"

namespace lianhu::paper {

// A paper with the lines its parts were written on, so that a fault can name them.
struct ParsedTemplate {
  Template paper;
  std::vector<int> block_lines;  // of each block
  std::vector<int> field_lines;  // of each field
};

struct TemplateFault {
  bool in_layout = true;  // else in fields.toml
  int line = 0;
  std::string message;
};

std::vector<TemplateFault> template_faults(const ParsedTemplate& parsed);

}  // namespace lianhu::paper

#pragma once
// Where in a matter a field of a paper can be filled from: the closed list of names that fields.toml may give as `from`.
// papers/README.md tells what each means; desk/paper_facts.h fills them.
//
// "form.<field>" is the newest value of that field among the forms of the proceeding's moves; any procedure field will do.
// Thread rule: constants and pure functions.

#include <optional>
#include <span>
#include <string_view>

#include "paper/fields.h"

namespace lianhu::paper {

struct Source {
  std::string_view name;
  FieldKind kind;
  std::string_view title;
};

std::span<const Source> sources();

// Why `from` cannot fill a field of this kind, in Chinese; nothing when it can.
std::optional<std::string> source_fault(std::string_view from, FieldKind kind);

}  // namespace lianhu::paper

#pragma once
// The lists of other systems that our categories are mapped to, as the program brings them (territory/categories.toml, [lists]).
//
// Invariant: a list that nobody has seen is empty and says so; no code is invented. The codes of a known list are 1, 2, 3 …
// Errors: code "code_list_file", with the line. Thread rule: pure functions.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "base/result.h"

namespace lianhu {

struct CodeTarget {
  std::string code, name;
};
struct CodeList {
  std::string system;  // as in code_map: justice18 governance19 petition 12345
  std::string title;
  std::string sure;    // how sure we are of it, for the reader
  std::string root;    // must map every category below this one; "": every category
  std::vector<CodeTarget> targets;
};

Result<std::vector<CodeList>> parse_code_lists(std::string_view text, std::string_view file_name);
Result<std::vector<CodeList>> load_code_lists(std::span<const Resource> files);

}  // namespace lianhu

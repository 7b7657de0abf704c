#pragma once
// Reads calendar/terms.toml.
//
// Invariant: what it returns obeys term.h's invariant; rules of one id do not overlap in time.
// Errors: code "term_file"; Chinese, beginning with the file's name and line.
// Thread rule: pure functions.

#include <span>
#include <string_view>

#include "base/resource.h"
#include "base/result.h"
#include "rules/term.h"

namespace lianhu {

Result<Terms> parse_terms(std::string_view text, std::string_view file_name);
Result<Terms> load_terms(std::span<const Resource> files);  // calendar/terms.toml among them

}  // namespace lianhu

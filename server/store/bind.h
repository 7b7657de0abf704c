#pragma once
// Named parameters: from :name in the SQL text to positions, and from names to values.
//
// Invariant: both engines refuse the same things: a parameter without a value, text with a NUL byte, text that is
// not UTF-8. (Values without a parameter are allowed: optional clauses share one list of values.)
// Errors: std::logic_error for a missing value, std::invalid_argument for text that cannot be stored.
// Thread rule: pure functions.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/db.h"

namespace lianhu {

struct PositionalSql {
  std::string text;                // $1, $2 …
  std::vector<std::string> names;  // names[0] is $1; a name used twice has one position
};

// Leaves literals, quoted names, comments and the :: cast alone.
PositionalSql to_positional(std::string_view sql);

// The value of that name. `at` is where the last one stood: a row's values mostly come in the order of its parameters.
const Value& bound_value(std::span<const Bind> binds, std::string_view name, std::string_view sql, std::size_t& at);
inline const Value& bound_value(std::span<const Bind> binds, std::string_view name, std::string_view sql) {
  std::size_t at = 0;
  return bound_value(binds, name, sql, at);
}

void check_storable(std::string_view text);

}  // namespace lianhu

#pragma once
// "x IN (…)" for many values with few statement texts: the list is filled up with its last value to 8, 64 or 256 places.
//
// Errors: std::logic_error for an empty list or more than in_list_most values; callers cut longer ones (in_pieces).
// Thread rule: pure functions.

#include <string>
#include <vector>

#include "store/db.h"

namespace lianhu {

inline constexpr std::size_t in_list_most = 256;

struct InList {
  std::string text;  // "(:in0, :in1, …)"
  std::vector<Bind> binds;
};
InList in_list(const std::vector<std::string>& values, bool second = false);  // second: "(:also0, …)", for a statement with two lists

// Calls `with` for one piece of the values after the other.
template <class With>
void in_pieces(const std::vector<std::string>& values, With with) {
  for (std::size_t from = 0; from < values.size(); from += in_list_most) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = values.size() - from > in_list_most ? first + static_cast<std::ptrdiff_t>(in_list_most) : values.end();
    with(in_list({first, last}));
  }
}

}  // namespace lianhu

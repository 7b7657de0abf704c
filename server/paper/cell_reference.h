#pragma once
// "B7", "B2:D9": places in a sheet as xlsx writes them.
//
// Invariant: only places that xlsx has (XFD1048576 is the last).
// Thread rule: pure functions.

#include <cstddef>
#include <optional>
#include <string_view>

namespace lianhu::paper {

inline constexpr std::size_t kXlsxRows = 1'048'576;
inline constexpr std::size_t kXlsxColumns = 16'384;

struct Place {
  std::size_t row = 0, column = 0;
};
std::optional<Place> parse_place(std::string_view text);
std::optional<std::size_t> parse_row(std::string_view text);  // "7" -> 6

struct Area {
  Place first, last;
};
std::optional<Area> parse_area(std::string_view text);  // one place is an area too; nothing when it is upside down

}  // namespace lianhu::paper

#include "paper/cell_reference.h"

#include <charconv>

#include "base/text.h"

namespace lianhu::paper {

std::optional<std::size_t> parse_row(std::string_view text) {
  if (!is_digits(text) || text.size() > 7) return std::nullopt;
  std::size_t row = 0;
  std::from_chars(text.data(), text.data() + text.size(), row);
  if (row < 1 || row > kXlsxRows) return std::nullopt;
  return row - 1;
}

std::optional<Place> parse_place(std::string_view text) {
  std::size_t column = 0, letters = 0;
  while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z' && letters < 4) {
    column = column * 26 + static_cast<std::size_t>(text[letters] - 'A') + 1;
    ++letters;
  }
  const auto row = parse_row(text.substr(letters));
  if (letters == 0 || column > kXlsxColumns || !row) return std::nullopt;
  return Place{*row, column - 1};
}

std::optional<Area> parse_area(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = parse_place(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : parse_place(text.substr(colon + 1));
  if (!first || !last || first->row > last->row || first->column > last->column) return std::nullopt;
  return Area{*first, *last};
}

}  // namespace lianhu::paper

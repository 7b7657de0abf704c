#pragma once
// toml++ as every file here uses it. Included by .cc files and by headers that only they include: toml++ is heavy.
//
// Invariant: no text ends the server. The library (3.3) asserts on some texts, "[[[a" among them, instead of refusing them: here
// such a slip is an error of the text, at the line where the text stops being readable.
// Thread rule: pure.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#ifdef NDEBUG
#error "the library's checks must stay on: without them it goes on reading where it should stop"
#endif
namespace lianhu {
struct TomlSlip : std::logic_error {
  using std::logic_error::logic_error;
};
}  // namespace lianhu

// As in every other file that includes it: two settings in one binary are two different types under one name.
#define TOML_EXCEPTIONS 0
#define TOML_ASSERT(expr) (static_cast<bool>(expr) ? static_cast<void>(0) : throw ::lianhu::TomlSlip(#expr))
#include <toml++/toml.h>

namespace lianhu {

struct TomlText {
  std::optional<toml::table> table;  // none: not TOML
  std::int64_t line = 0;             // where it is not
  std::string why;                   // the library's words, English; "" where it has none
};

namespace toml_detail {

inline bool slips(std::string_view text) {
  try {
    const toml::parse_result read = toml::parse(text);
    return false;
  } catch (const TomlSlip&) {
    return true;
  }
}

// How many lines from the beginning it takes to make the library slip: what lies after cannot matter.
inline std::int64_t slipping_line(std::string_view text) {
  std::int64_t least = 1, most = 1 + std::count(text.begin(), text.end(), '\n');
  const auto head = [&](std::int64_t lines) {
    std::size_t end = 0;
    for (std::int64_t i = 0; i < lines && end != std::string_view::npos; ++i) end = text.find('\n', end == 0 && i == 0 ? 0 : end + 1);
    return text.substr(0, end);
  };
  while (least < most) {
    const std::int64_t middle = least + (most - least) / 2;
    if (slips(head(middle))) most = middle;
    else least = middle + 1;
  }
  return least;
}

}  // namespace toml_detail

inline TomlText read_toml(std::string_view text, std::string_view file = {}) {
  TomlText out;
  try {
    toml::parse_result read = toml::parse(text, file);
    if (read) {
      out.table = std::move(read).table();
    } else {
      out.line = read.error().source().begin.line;
      out.why = read.error().description();
    }
  } catch (const TomlSlip&) {
    out.line = toml_detail::slipping_line(text);
  }
  return out;
}

}  // namespace lianhu

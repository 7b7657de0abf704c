#pragma once
// toml++ as every file here uses it. Included by .cc files and by headers that only they include: toml++ is heavy, and its
// parser is compiled once, in toml_text.cc.
//
// Invariant: no text ends the server. The library (3.3) asserts on some texts, "[[[a" among them, instead of refusing them: here
// such a slip is an error of the text, at the line where the text stops being readable.
// Thread rule: pure.

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

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
#define TOML_HEADER_ONLY 0
#define TOML_ASSERT(expr) (static_cast<bool>(expr) ? static_cast<void>(0) : throw ::lianhu::TomlSlip(#expr))
#include <toml++/toml.h>

namespace lianhu {

struct TomlText {
  std::optional<toml::table> table;  // none: not TOML
  std::int64_t line = 0;             // where it is not
  std::string why;                   // the library's words, English; "" where it has none
};

TomlText read_toml(std::string_view text, std::string_view file = {});

}  // namespace lianhu

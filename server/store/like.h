#pragma once
// "…words…" as a LIKE pattern with ESCAPE '\': % and _ in the words are themselves.
//
// Thread rule: pure function.

#include <string>
#include <string_view>

namespace lianhu {

inline std::string containing(std::string_view words) {
  std::string pattern = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
    pattern.push_back(c);
  }
  pattern.push_back('%');
  return pattern;
}

}  // namespace lianhu

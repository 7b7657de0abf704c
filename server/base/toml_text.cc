#define TOML_IMPLEMENTATION  // here, and nowhere else
#include "base/toml_text.h"

#include <algorithm>
#include <utility>

namespace lianhu {

namespace {

bool slips(std::string_view text) {
  try {
    const toml::parse_result read = toml::parse(text);
    return false;
  } catch (const TomlSlip&) {
    return true;
  }
}

// How many lines from the beginning it takes to make the library slip: what lies after cannot matter.
std::int64_t slipping_line(std::string_view text) {
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

}  // namespace

TomlText read_toml(std::string_view text, std::string_view file) {
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
    out.line = slipping_line(text);
  }
  return out;
}

}  // namespace lianhu

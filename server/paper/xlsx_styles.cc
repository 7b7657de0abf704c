#include "paper/xlsx_styles.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"
#include "paper/sheet_fault.h"
#include "paper/xlsx_xml.h"

namespace lianhu::paper {
namespace {

constexpr std::size_t kMostStyles = 100'000;  // Excel's own limit is 65,490
constexpr int kMostDecimals = 15;

std::uint32_t to_id(std::string_view text) {
  std::uint32_t id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

struct Styles {
  std::map<std::uint32_t, NumberLook> codes;
  std::vector<NumberLook> looks;
  bool in_cells = false;

  std::optional<Error> start(std::string_view name, const Attributes& attributes) {
    if (name == "cellXfs") in_cells = true;
    if (name == "numFmt" && codes.size() < kMostStyles)
      codes[to_id(attributes.get("numFmtId"))] = look_of_code(attributes.get("formatCode"));
    if (name == "xf" && in_cells) {
      if (looks.size() == kMostStyles) return sheet_broken("单元格样式过多");
      const std::uint32_t id = to_id(attributes.get("numFmtId"));
      const auto own = codes.find(id);
      looks.push_back(own == codes.end() ? look_of_builtin(id) : own->second);
    }
    return std::nullopt;
  }
  std::optional<Error> end(std::string_view name) {
    if (name == "cellXfs") in_cells = false;
    return std::nullopt;
  }
  std::optional<Error> text(std::string_view) { return std::nullopt; }
};

// What of a format code's first section stands for the value: no literals, colours, conditions, padding.
std::string bare(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const std::string inside = ascii_lower(code.substr(i + 1, end - i - 1));
      // [h]:mm counts hours past a day; everything else between brackets is colour, country, condition.
      if (!inside.empty() && inside.find_first_not_of("hms") == std::string::npos) out += inside;
      i = end;
    } else {
      out += c;
    }
  }
  return ascii_lower(out);
}

void cut(std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
}

}  // namespace

NumberLook look_of_code(std::string_view format_code) {
  using As = NumberLook::As;
  std::string code = bare(format_code);
  cut(code, "general");
  cut(code, "am/pm");
  cut(code, "a/p");
  const auto has = [&](std::string_view letters) { return code.find_first_of(letters) != std::string::npos; };
  if (has("0#?") && !has("ydhs")) {  // "mm:ss.0" is a time
    NumberLook out{has("%") ? As::percent : As::number, 0};
    const std::size_t point = has("e") ? std::string::npos : code.find('.');  // "0.00E+00" is shown with an exponent, read without
    for (std::size_t i = point + 1; point != std::string::npos && i < code.size() && code[i] == '0' && out.decimals < kMostDecimals; ++i)
      ++out.decimals;
    return out;
  }
  const bool date = has("yd") || (has("m") && !has("hs")) || (has("e") && !has("+-")) || code.find("aaa") != std::string::npos;
  const bool time = has("hs");
  if (date && time) return {As::date_time, 0};
  if (date) return {As::date, 0};
  if (time) return {As::time, 0};
  return {};
}

NumberLook look_of_builtin(std::uint32_t id) {
  using As = NumberLook::As;
  if (id == 2 || id == 4 || id == 7 || id == 8 || id == 39 || id == 40 || id == 43 || id == 44) return {As::number, 2};
  if (id == 9) return {As::percent, 0};
  if (id == 10) return {As::percent, 2};
  if (id == 22) return {As::date_time, 0};
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58) return {As::date, 0};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56) return {As::time, 0};
  return {};
}

Result<std::vector<NumberLook>> read_styles(XlsxZip& package, std::string_view part) {
  Styles styles;
  if (Result<Done> read = read_xml(package, part, styles); !read) return std::move(read).error();
  return std::move(styles.looks);
}

}  // namespace lianhu::paper

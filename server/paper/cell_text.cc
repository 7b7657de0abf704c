#include "paper/cell_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace lianhu::paper {
namespace {

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// The unit of an escape "_xHHHH_" at the beginning of the text.
std::optional<unsigned> escape_at(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
  for (std::size_t i = 2; i < 6; ++i) {
    if (!is_hex_digit(text[i])) return std::nullopt;
  }
  unsigned unit = 0;
  std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
  return unit;
}

void append_point(std::string& out, char32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

bool is_hidden(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F; }

std::string resolve(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  while (!raw.empty()) {
    const auto unit = escape_at(raw);
    if (!unit) {
      out += raw.front();
      raw.remove_prefix(1);
      continue;
    }
    const auto low = escape_at(raw.substr(7));
    if (*unit >= 0xD800 && *unit < 0xDC00 && low && *low >= 0xDC00 && *low < 0xE000) {
      append_point(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
      raw.remove_prefix(14);
    } else if (*unit >= 0xD800 && *unit < 0xE000) {  // half a character: as it stands
      out += raw.substr(0, 7);
      raw.remove_prefix(7);
    } else {
      append_point(out, *unit);
      raw.remove_prefix(7);
    }
  }
  return out;
}

// The bytes of one well-formed character at the beginning, 0 when there is none.
std::size_t character_size(std::string_view text) {
  for (std::size_t n = 1; n <= 4 && n <= text.size(); ++n) {
    if (is_utf8(text.substr(0, n))) return n;
  }
  return 0;
}

// What nearly every cell is: nothing to change.
bool is_plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), is_hidden) && text.find("_x") == text.npos && text.find("\xEF\xBF") == text.npos &&
         is_utf8(text);
}

}  // namespace

CellText clean_text(std::string text) {
  CellText out{std::move(text), false};
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.text.size(); ++i) {
    char c = out.text[i];
    if (c == '\r') {
      if (i + 1 < out.text.size() && out.text[i + 1] == '\n') continue;
      c = '\n';
    }
    if (is_hidden(c)) {
      out.hidden = true;
      continue;
    }
    out.text[kept++] = c;
  }
  out.text.resize(kept);
  return out;
}

CellText from_xlsx(std::string_view raw) { return clean_text(raw.find("_x") == std::string_view::npos ? std::string(raw) : resolve(raw)); }

std::string to_xlsx(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (escape_at(text)) {
      out += "_x005F_";
      text.remove_prefix(1);
      continue;
    }
    const std::size_t size = character_size(text);
    if (size == 0) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    const std::string_view one = text.substr(0, size);
    if (!(size == 1 && is_hidden(one[0])) && one != "\xEF\xBF\xBE" && one != "\xEF\xBF\xBF") out += one;
    text.remove_prefix(size);
  }
  return out;
}

}  // namespace lianhu::paper

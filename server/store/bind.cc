#include "store/bind.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace lianhu {
namespace {

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool in_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

// The end of what begins at `at` and must be copied as it is; `at` itself when nothing of that kind begins there.
std::size_t opaque_end(std::string_view sql, std::size_t at) {
  const auto past = [&](std::string_view mark, std::size_t from) {
    const std::size_t found = sql.find(mark, from);
    return found == std::string_view::npos ? sql.size() : found + mark.size();
  };
  if (sql[at] == '\'' || sql[at] == '"') return past(sql.substr(at, 1), at + 1);
  if (sql.substr(at, 2) == "--") return past("\n", at + 2);
  if (sql.substr(at, 2) == "/*") return past("*/", at + 2);
  if (sql.substr(at, 2) == "::") return at + 2;
  return at;
}

// The length of the UTF-8 sequence at the front, or 0 when it is none (RFC 3629: no surrogates, nothing over-long).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return tail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return 0;
    return tail(1) && tail(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    if ((first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) return 0;
    return tail(1) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

PositionalSql to_positional(std::string_view sql) {
  PositionalSql out;
  out.text.reserve(sql.size() + 16);
  for (std::size_t at = 0; at < sql.size();) {
    if (const std::size_t end = opaque_end(sql, at); end != at) {
      out.text += sql.substr(at, end - at);
      at = end;
      continue;
    }
    if (sql[at] != ':' || at + 1 == sql.size() || !starts_name(sql[at + 1])) {
      out.text += sql[at++];
      continue;
    }
    const std::size_t first = at + 1;
    for (at = first; at < sql.size() && in_name(sql[at]);) ++at;
    const std::string_view name = sql.substr(first, at - first);
    auto found = std::find(out.names.begin(), out.names.end(), name);
    if (found == out.names.end()) found = out.names.emplace(found, name);
    out.text += '$' + std::to_string(found - out.names.begin() + 1);
  }
  return out;
}

const Value& bound_value(std::span<const Bind> binds, std::string_view name, std::string_view sql, std::size_t& at) {
  for (std::size_t i = 0; i < binds.size(); ++i) {
    const std::size_t here = (at + i) % binds.size();
    if (binds[here].name != name) continue;
    at = here + 1;
    return binds[here].value;
  }
  throw std::logic_error("no value for parameter :" + std::string(name) + " in: " + std::string(sql));
}

void check_storable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text.substr(at));
    if (length == 0 || text[at] == '\0') throw std::invalid_argument("文字中含有不能保存的字符，请删去后重试");
    at += length;
  }
}

}  // namespace lianhu

#include "model/bigram.h"

#include <algorithm>
#include <unordered_set>

namespace lianhu {
namespace {

// The next code point of fit UTF-8 (base/text.h has refused the rest); `at` moves on.
char32_t next_char(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = byte(at);
  const auto tail = [&](std::size_t i) { return byte(at + i) & 0x3FU; };
  if (lead < 0x80) { at += 1; return lead; }
  if (lead < 0xE0) { const char32_t c = (lead & 0x1FU) << 6 | tail(1); at += 2; return c; }
  if (lead < 0xF0) { const char32_t c = (lead & 0x0FU) << 12 | tail(1) << 6 | tail(2); at += 3; return c; }
  const char32_t c = (lead & 0x07U) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
  at += 4;
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

// The folded character, or 0 when it parts a run.
char32_t folded(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width ASCII
  if (c >= 'A' && c <= 'Z') return c + 32;
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
  if (c < 0x00C0) return 0;
  if (c >= 0x2000 && c <= 0x2BFF) return 0;   // punctuation, arrows, boxes
  if (c >= 0x3000 && c <= 0x3004) return 0;   // CJK punctuation; 々〆〇 are letters
  if (c >= 0x3008 && c <= 0x3020) return 0;
  if (c == 0x3030 || c == 0x30FB) return 0;
  if (c >= 0xFE10 && c <= 0xFE6F) return 0;
  if (c >= 0xFF00 && c <= 0xFFEF) return 0;
  return c;
}

std::vector<std::u32string> runs(std::string_view text) {
  std::vector<std::u32string> out;
  std::u32string run;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = folded(next_char(text, at));
    if (c) {
      run.push_back(c);
    } else if (!run.empty()) {
      out.push_back(std::move(run));
      run.clear();
    }
  }
  if (!run.empty()) out.push_back(std::move(run));
  return out;
}

std::string utf8(std::u32string_view part) {
  std::string out;
  for (const char32_t c : part) append_utf8(out, c);
  return out;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  for (const std::u32string& run : runs(text)) {
    if (!out.empty()) out.push_back(' ');
    out += utf8(run);
  }
  return out;
}

std::vector<std::string> index_tokens(std::string_view text) {
  std::vector<std::string> out;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string token) {
    if (seen.insert(token).second) out.push_back(std::move(token));
  };
  for (const std::u32string& run : runs(text)) {
    for (std::size_t i = 0; i + 1 < run.size(); ++i) add(utf8(std::u32string_view(run).substr(i, 2)));
    add(utf8(std::u32string_view(run).substr(run.size() - 1)));
  }
  return out;
}

QueryTokens query_tokens(std::string_view text) {
  QueryTokens out;
  const auto add = [](std::vector<std::string>& to, std::string token) {
    if (std::find(to.begin(), to.end(), token) == to.end()) to.push_back(std::move(token));
  };
  for (const std::u32string& run : runs(text)) {
    if (run.size() == 1) add(out.prefix, utf8(run));
    for (std::size_t i = 0; i + 1 < run.size(); ++i) add(out.all, utf8(std::u32string_view(run).substr(i, 2)));
  }
  return out;
}

}  // namespace lianhu

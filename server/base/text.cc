#include "base/text.h"

#include <array>
#include <cstdint>

namespace lianhu {
namespace {

struct Step {
  char32_t point = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

bool is_tail(unsigned char c) { return (c & 0xC0) == 0x80; }

Step decode(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  char32_t point = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!is_tail(at(i))) return {};
    point = (point << 6) | (at(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < least[bytes] || point > 0x10FFFF || surrogate) return {};
  return {point, bytes};
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }
bool is_bidi(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}
bool is_noncharacter(char32_t c) { return c == 0xFEFF || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); }
bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64url_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::optional<TextFault> text_fault(std::string_view text, Lines lines) {
  while (!text.empty()) {
    const Step step = decode(text);
    if (step.bytes == 0) return TextFault::bad_utf8;
    const bool line_mark = lines == Lines::many && (step.point == '\n' || step.point == '\t');
    if (is_control(step.point) && !line_mark) return TextFault::control;
    if (is_bidi(step.point)) return TextFault::bidi;
    if (is_noncharacter(step.point)) return TextFault::noncharacter;
    text.remove_prefix(step.bytes);
  }
  return std::nullopt;
}

std::string_view text_fault_message(TextFault fault) {
  switch (fault) {
    case TextFault::bad_utf8: return "文字编码有误，请改用 UTF-8 重新输入";
    case TextFault::control: return "含有换行或看不见的控制字符，请删去后重新输入";
    case TextFault::bidi: return "含有改变文字方向的隐藏字符，请手工重新输入，不要粘贴";
    case TextFault::noncharacter: return "含有无效字符，请删去后重新输入";
  }
  return {};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Step step = decode(text);
    if (step.bytes == 0) return false;
    text.remove_prefix(step.bytes);
  }
  return true;
}

std::size_t count_chars(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += is_tail(static_cast<unsigned char>(c)) ? 0 : 1;
  return n;
}

std::string_view first_chars(std::string_view text, std::size_t n) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_tail(static_cast<unsigned char>(text[i]))) continue;
    if (n == 0) return text.substr(0, i);
    --n;
  }
  return text;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const Step step = decode(text);
    if (step.bytes == 0 || !is_space(step.point)) break;
    text.remove_prefix(step.bytes);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && is_tail(static_cast<unsigned char>(text[start]))) --start;
    const Step step = decode(text.substr(start));
    if (step.bytes == 0 || !is_space(step.point)) break;
    text = text.substr(0, start);
  }
  return text;
}

std::string tidy(std::string_view text) {
  const std::string_view inner = trim(text);
  std::string out;
  out.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] != '\r') {
      out += inner[i];
      continue;
    }
    out += '\n';
    if (i + 1 < inner.size() && inner[i + 1] == '\n') ++i;
  }
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }
bool is_hex(std::string_view text) { return !text.empty() && text.find_first_not_of(hex_digits) == text.npos; }

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (text_fault(out, Lines::one)) return std::nullopt;
  return out;
}

std::string percent_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                            c == '_' || c == '~';
    if (unreserved) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += "0123456789ABCDEF"[byte >> 4];
    out += "0123456789ABCDEF"[byte & 15];
  }
  return out;
}

std::string base64url(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += base64url_digits[(held >> bits) & 63];
    }
  }
  if (bits > 0) out += base64url_digits[(held << (6 - bits)) & 63];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = base64url_digits.find(c);
    if (digit == base64url_digits.npos) return std::nullopt;
    held = (held << 6) | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>((held >> bits) & 0xFF);
    }
  }
  const bool leftover = bits >= 6 || (held & ((1U << bits) - 1)) != 0;
  if (leftover) return std::nullopt;
  return out;
}

}  // namespace lianhu

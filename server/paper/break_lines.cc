#include "paper/break_lines.h"

#include <algorithm>
#include <numeric>

namespace lianhu::paper {
namespace {

constexpr double kHole = 4;         // characters: an unfilled line end that is worth cutting a long word for
constexpr double kWidestGap = 0.3;  // of a character: a line that would need more is left ragged

bool any_of(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

bool han(char32_t c) {
  return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == U'〓';
}
bool opening(char32_t c) { return any_of(U"（《〈「『【〔〖［｛“‘([{", c); }
bool closing(char32_t c) { return any_of(U"，。、；：？！）》〉」』】〕〗］｝”’·％‰℃,.;:?!)]}%…—", c); }
// Those whose ink sits in the left half of the square.
bool squeezable(char32_t c) { return any_of(U"，。、；：）》〉」』】〕〗］｝", c); }
bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool word(char32_t c) {
  return digit(c) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= 0xC0 && c <= 0x24F) ||
         any_of(U"-_.,:/@#&+=%'\"$¥£€~", c);
}
bool unit(char32_t c) {
  return any_of(U"元角分万亿年月日号天时周岁件份页条项款人户名口次个组栋幢层楼室村米里亩克吨升度秒点届期台辆头只株平立公千百", c);
}
bool wide(char32_t c) { return han(c) || c >= 0xFF00 || (c >= 0x3000 && c < 0x3100) || any_of(U"“”‘’…—·", c); }
bool invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0xE0100 && c <= 0xE01EF);
}

std::u32string decode(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    out += c;
    i += length;
  }
  return out;
}

bool may_break(const Characters& in, std::size_t i) {
  if (in.joined[i]) return false;
  const char32_t before = in.text[i - 1], after = in.text[i];
  if (before == U' ') return true;
  if (after == U' ' || closing(after) || opening(before)) return false;
  if (word(before) && word(after)) return false;
  if (digit(before) && unit(after)) return false;
  if (before == U'第' && digit(after)) return false;
  return true;
}

// Inside a long word (an address on the web, a file number): only when the line would be left with a hole.
bool soft_break(const Characters& in, std::size_t i) { return !in.joined[i] && any_of(U"-/_?&=#@", in.text[i - 1]) && word(in.text[i]); }

double half_off(const Characters& in, std::size_t last, double em) {
  return squeezable(in.text[last]) && in.width[last] > 0.75 * em ? 0.5 * em : 0;
}

// The width of [begin, end) without blanks at the end.
double set_width(const Characters& in, std::size_t begin, std::size_t end) {
  while (end > begin && in.text[end - 1] == U' ') --end;
  return std::accumulate(in.width.begin() + static_cast<std::ptrdiff_t>(begin), in.width.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
}

// A last line of one character looks like a mistake: take one more from the line before, when that line is long
// enough to hide the gap.
void mend_lone_character(const Characters& in, const Measure& measure, std::vector<Piece>& pieces) {
  if (pieces.size() < 2) return;
  Piece& last = pieces.back();
  Piece& before = pieces[pieces.size() - 2];
  const auto heard =
      std::count_if(in.text.begin() + static_cast<std::ptrdiff_t>(last.begin), in.text.end(), [](char32_t c) { return !closing(c); });
  if (heard > 1 || measure.rest < 15 * measure.em) return;
  for (std::size_t at = last.begin - 1; at > before.begin + 12; --at) {
    if (!may_break(in, at)) continue;
    if (set_width(in, before.begin, at) < measure.rest - 4 * measure.em) return;
    before.end = last.begin = at;
    before.squeezed = false;
    return;
  }
}

}  // namespace

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80u | ((c >> shift) & 0x3Fu)); };
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0u | (c >> 6));
      tail(0);
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0u | (c >> 12));
      tail(6);
      tail(0);
    } else {
      out += static_cast<char>(0xF0u | (c >> 18));
      tail(12);
      tail(6);
      tail(0);
    }
  }
  return out;
}

Characters prepare(std::string_view paragraph) {
  Characters out;
  const std::u32string in = decode(paragraph);
  bool join = false;
  for (std::size_t i = 0; i < in.size(); ++i) {
    char32_t c = in[i];
    if (c == 0x2060) join = true;
    if (invisible(c)) continue;
    if (c == U'\t' || c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A)) c = U' ';
    if (c == U' ') {
      if (out.text.empty() || out.text.back() == U' ') continue;
      std::size_t next = i + 1;
      while (next < in.size() && (in[next] == U' ' || invisible(in[next]))) ++next;
      const char32_t before = out.text.back(), after = next < in.size() ? in[next] : U' ';
      if ((digit(before) && wide(after)) || (wide(before) && digit(after))) continue;
    }
    out.text += c;
    out.joined.push_back(join);
    join = false;
  }
  while (!out.text.empty() && out.text.back() == U' ') {
    out.text.pop_back();
    out.joined.pop_back();
  }
  out.width.assign(out.text.size(), 0);
  return out;
}

std::vector<Piece> break_lines(const Characters& in, const Measure& measure) {
  std::vector<Piece> pieces;
  const std::size_t n = in.text.size();
  constexpr double kRounding = 0.01;
  for (std::size_t begin = 0; begin < n;) {
    const double room = (pieces.empty() ? measure.first : measure.rest) + kRounding;
    Piece best, soft;
    double best_width = 0;
    std::size_t forced = begin + 1;  // where an unbreakable word is cut
    double total = 0, width = 0;     // with and without blanks at the end
    for (std::size_t end = begin + 1; end <= n; ++end) {
      const std::size_t last = end - 1;
      total += in.width[last];
      if (in.text[last] != U' ') width = total;
      const bool fits = width <= room;
      if (!fits && width - measure.em > room) break;
      const bool squeezed = !fits && width - half_off(in, last, measure.em) <= room;
      if (!fits && !squeezed) continue;
      if (fits && (end == n || !in.joined[end])) forced = end;
      if (end == n || may_break(in, end)) {
        best = {begin, end, squeezed};
        best_width = width;
      } else if (fits && soft_break(in, end)) {
        soft = {begin, end, false};
      }
    }
    if (soft.end > best.end && room - best_width > kHole * measure.em) best = soft;
    if (best.end == 0) best = {begin, forced, false};
    pieces.push_back(best);
    begin = best.end;
  }
  mend_lone_character(in, measure, pieces);
  return pieces;
}

std::vector<double> natural(const Characters& in, const Piece& piece, double em) {
  std::size_t end = piece.end;
  while (end > piece.begin && in.text[end - 1] == U' ') --end;
  std::vector<double> out(in.width.begin() + static_cast<std::ptrdiff_t>(piece.begin), in.width.begin() + static_cast<std::ptrdiff_t>(end));
  if (piece.squeezed && !out.empty()) out.back() -= half_off(in, end - 1, em);
  return out;
}

std::vector<double> spread(const Characters& in, const Piece& piece, double em, double target) {
  std::vector<double> out = natural(in, piece, em);
  std::vector<std::size_t> gaps;
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    const char32_t here = in.text[piece.begin + i], next = in.text[piece.begin + i + 1];
    if (in.joined[piece.begin + i + 1] || here == U' ' || next == U' ') continue;
    if (wide(here) || wide(next)) gaps.push_back(i);
  }
  const double left = target - std::accumulate(out.begin(), out.end(), 0.0);
  if (gaps.empty() || left > kWidestGap * em * static_cast<double>(gaps.size())) return out;
  for (const std::size_t i : gaps) out[i] += left / static_cast<double>(gaps.size());
  return out;
}

}  // namespace lianhu::paper

#include "base/capital.h"

#include <algorithm>
#include <array>

namespace lianhu {
namespace {

constexpr std::int64_t kMostFen = 9'999'999'999'999;
constexpr std::array<std::string_view, 10> kDigits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::size_t kBytes = 3;  // of each of these characters in UTF-8

int digit_of(std::string_view c) {
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    if (c == kDigits[i]) return static_cast<int>(i);
  }
  return c == "两" ? 2 : -1;
}

std::int64_t unit_of(std::string_view c) {
  if (c == "拾") return 10;
  if (c == "佰") return 100;
  if (c == "仟") return 1000;
  return 0;
}

bool is_yuan(std::string_view c) { return c == "元" || c == "圆"; }
bool is_whole(std::string_view c) { return c == "整" || c == "正"; }

// One 零 stands for any run of noughts inside.
std::string whole(std::uint64_t yuan) {
  struct Unit {
    std::uint64_t size;
    std::string_view name;
  };
  for (const Unit& unit : {Unit{100'000'000, "亿"}, {10'000, "万"}, {1000, "仟"}, {100, "佰"}, {10, "拾"}}) {
    if (yuan < unit.size) continue;
    const std::uint64_t rest = yuan % unit.size;
    std::string out = whole(yuan / unit.size).append(unit.name);
    if (rest > 0 && rest < unit.size / 10) out += kDigits[0];
    return rest > 0 ? out + whole(rest) : out;
  }
  return std::string(kDigits[yuan]);
}

// A capital numeral from the beginning: its yuan, fen, and how many bytes it took. Nothing when it is none.
struct Numeral {
  std::int64_t fen = 0;
  std::size_t bytes = 0;
};
std::optional<Numeral> numeral(std::string_view text) {
  std::int64_t whole = 0, section = 0, small = 0;
  int digit = -1, digits = 0;
  bool yuan = false;
  std::size_t at = 0;
  for (; at + kBytes <= text.size(); at += kBytes) {
    const std::string_view c = text.substr(at, kBytes);
    if (const int d = digit_of(c); d >= 0) {
      if (d > 0 && digit > 0) return std::nullopt;  // 壹贰元: two digits without a unit
      digit = d;
      ++digits;
    } else if (const std::int64_t unit = unit_of(c); unit > 0 && !yuan) {
      section += (digit > 0 ? digit : 1) * unit;
      ++digits;
      digit = -1;
    } else if ((c == "万" || c == "亿") && !yuan && digits > 0) {
      section += digit > 0 ? digit : 0;
      digit = -1;
      if (section > 9'999 || (c == "亿" && whole + section > 99'999)) return std::nullopt;
      whole = c == "万" ? whole + section * 10'000 : (whole + section) * 100'000'000;
      section = 0;
    } else if (is_yuan(c) && !yuan && digits > 0) {
      whole += section + (digit > 0 ? digit : 0);
      section = 0;
      digit = -1;
      yuan = true;
    } else if ((c == "角" || c == "分") && digit >= 0 && (yuan || whole + section == 0)) {
      yuan = true;  // less than one: 伍分
      small += digit * (c == "角" ? 10 : 1);
      digit = -1;
    } else if (yuan && is_whole(c)) {
      at += kBytes;
      break;
    } else {
      break;
    }
    if (whole > kMostFen) return std::nullopt;
  }
  if (!yuan || whole * 100 + small > kMostFen) return std::nullopt;
  return Numeral{whole * 100 + small, at};
}

// "1,234.5万元": fen and bytes, the unit included.
std::optional<Numeral> figure(std::string_view text) {
  std::int64_t whole = 0, part = 0;
  int places = -1;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      if (places < 0) {
        whole = whole * 10 + (c - '0');
        if (whole > kMostFen) return std::nullopt;
      } else if (++places <= 6) {
        part = part * 10 + (c - '0');
      }
    } else if (c == '.' && places < 0) {
      places = 0;
    } else if (c != ',' || places >= 0) {
      break;
    }
  }
  if (at == 0) return std::nullopt;
  std::int64_t factor = 100;
  if (text.substr(at).starts_with("万元")) {
    factor = 1'000'000;
    at += kBytes;
  } else if (!text.substr(at).starts_with("元")) {
    return std::nullopt;
  }
  if (whole > kMostFen / factor) return std::nullopt;
  std::int64_t scale = 1;
  for (int i = 0; i < std::min(places, 6); ++i) scale *= 10;
  return Numeral{whole * factor + part * factor / scale, at + kBytes};
}

}  // namespace

std::string capital_amount(std::int64_t fen) {
  const std::uint64_t all = fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
  const std::uint64_t yuan = all / 100, jiao = all / 10 % 10, last = all % 10;
  std::string out = fen < 0 ? "负" : "";
  if (yuan > 0) out += whole(yuan) + "元";
  if (all == 0) out += "零元";
  if (jiao > 0) out.append(kDigits[jiao]).append("角");
  if (jiao == 0 && last > 0 && yuan > 0) out += kDigits[0];
  if (last > 0) return out.append(kDigits[last]).append("分");
  return out + "整";
}

std::optional<std::int64_t> read_capital(std::string_view text) {
  const auto found = numeral(text);
  if (!found || found->bytes != text.size()) return std::nullopt;
  return found->fen;
}

std::vector<FoundAmount> find_amounts(std::string_view text) {
  std::vector<FoundAmount> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const bool ascii = rest.front() >= '0' && rest.front() <= '9';
    const auto found = ascii ? figure(rest) : rest.size() >= kBytes && (digit_of(rest.substr(0, kBytes)) >= 0 || rest.starts_with("拾")) ? numeral(rest) : std::nullopt;
    if (found) {
      out.push_back({found->fen, rest.substr(0, found->bytes), !ascii});
      at += found->bytes;
      continue;
    }
    // On to the next thing that could begin one: not into the middle of the same figure.
    if (ascii) {
      while (at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.' || text[at] == ',')) ++at;
    } else {
      ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    }
  }
  return out;
}

}  // namespace lianhu

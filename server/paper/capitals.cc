#include "paper/capitals.h"

#include <array>
#include <string_view>

namespace lianhu::paper {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

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

}  // namespace

std::string capitals(std::int64_t fen) {
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

}  // namespace lianhu::paper

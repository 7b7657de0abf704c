#include "tool/demo_people.h"

#include <array>

namespace lianhu {
namespace {

constexpr std::array<std::string_view, 10> kStems{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
constexpr std::array<std::string_view, 10> kDigits{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

bool take(std::string_view& rest, const std::array<std::string_view, 10>& words) {
  for (const std::string_view word : words) {
    if (!rest.starts_with(word)) continue;
    rest.remove_prefix(word.size());
    return true;
  }
  return false;
}

std::string digits(std::uint64_t n, std::size_t width) {
  std::string text = std::to_string(n);
  return text.size() >= width ? text.substr(text.size() - width) : std::string(width - text.size(), '0') + text;
}

}  // namespace

std::string invented_name(std::uint64_t n) {
  n %= 11'100;
  int length = 1;
  std::uint64_t block = 100;
  while (n >= block) {
    n -= block;
    block *= 10;
    ++length;
  }
  std::string name = "化名";
  const std::uint64_t stem_block = block / 10;
  name += kStems[n / stem_block];
  n %= stem_block;
  for (std::uint64_t unit = stem_block / 10; length > 0; --length, unit /= 10) {
    name += kDigits[n / unit];
    n %= unit;
  }
  return name;
}

bool is_invented_name(std::string_view name) {
  constexpr std::string_view front = "化名";
  if (!name.starts_with(front)) return false;
  name.remove_prefix(front.size());
  if (!take(name, kStems) || !take(name, kDigits)) return false;
  for (int more = 0; more < 2 && !name.empty(); ++more) {
    if (!take(name, kDigits)) return false;
  }
  return name.empty();
}

std::string invented_phone(std::uint64_t n) { return "1990000" + digits(n % 10'000, 4); }

std::string invented_id_number(std::uint64_t n) {
  std::string number = "520422" + std::to_string(1950 + n % 50) + digits(1 + n % 12, 2) + digits(1 + n % 28, 2) + digits(n % 1000, 3);
  constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (number[i] - '0') * weights[i];
  // The next remainder's character: never the right one.
  return number + "10X98765432"[(sum + 1) % 11];
}

}  // namespace lianhu

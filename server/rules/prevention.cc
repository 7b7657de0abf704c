#include "rules/prevention.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <tuple>

namespace lianhu {

std::vector<PlaceKindCount> recurring(std::vector<PlaceKindCount> counts, const PreventionRule& rule) {
  std::erase_if(counts, [&](const PlaceKindCount& one) { return one.count < rule.least; });
  std::sort(counts.begin(), counts.end(), [](const PlaceKindCount& a, const PlaceKindCount& b) {
    return std::tuple(-a.count, a.village, a.category) < std::tuple(-b.count, b.village, b.category);
  });
  return counts;
}

std::string month_of(Date day) { return day.text().substr(0, 7); }

std::string month_plus(const std::string& month, int months) {
  const int at = std::atoi(month.substr(0, 4).c_str()) * 12 + std::atoi(month.substr(5, 2).c_str()) - 1 + months;
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", at / 12, at % 12 + 1);
  return text;
}

std::vector<Season> seasons(const std::map<std::string, std::map<std::string, std::int64_t>>& by_kind, const std::string& ahead, const PreventionRule& rule) {
  constexpr int kYear = 12;
  const std::string then = month_plus(ahead, -kYear), first = month_plus(then, -(kYear - 1));
  std::vector<Season> out;
  for (const auto& [category, months] : by_kind) {
    // Counted since before those twelve months began: else a kind that was new then would look like a season.
    if (months.empty() || months.begin()->first > first) continue;
    std::int64_t sum = 0, count = 0;
    for (const auto& [month, n] : months) {
      if (month >= first && month <= then) sum += n;
      if (month == then) count = n;
    }
    if (count < rule.season_least || sum <= 0) continue;
    const int percent = static_cast<int>(count * 100 * kYear / sum);
    if (percent >= rule.season_percent) out.push_back({category, then, count, percent});
  }
  std::sort(out.begin(), out.end(), [](const Season& a, const Season& b) { return std::tuple(-a.count, a.category) < std::tuple(-b.count, b.category); });
  return out;
}

}  // namespace lianhu

#include "rules/lots.h"

#include <algorithm>

#include "base/hash.h"

namespace lianhu {

std::string lot_hash(const std::string& seed, const std::string& number) { return sha256_hex(seed + "|" + number); }

std::int64_t sample_size(std::int64_t population, const LotRule& rule) {
  const std::int64_t share = (population * rule.share + 99) / 100;
  return std::min(population, std::max(share, rule.least));
}

std::vector<Lot> draw_lots(const std::string& seed, const std::vector<std::string>& numbers, const LotRule& rule) {
  std::vector<Lot> out;
  for (const std::string& number : numbers) out.push_back({number, lot_hash(seed, number), false});
  std::sort(out.begin(), out.end(), [](const Lot& a, const Lot& b) { return a.hash < b.hash; });
  const auto sample = static_cast<std::size_t>(sample_size(static_cast<std::int64_t>(out.size()), rule));
  for (std::size_t i = 0; i < sample; ++i) out[i].drawn = true;
  return out;
}

std::string rule_text(const LotRule& rule) {
  return "每周一按乡镇抽签，抽查上周末以前登记、本人还没有答复的当场办结事项的 " + std::to_string(rule.share) + "%，不足一件的进为一件，至少 " +
         std::to_string(rule.least) + " 件。次序是“种子|编号”的 SHA-256，从小到大，排在前面的抽中。";
}

}  // namespace lianhu

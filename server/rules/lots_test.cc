// The draw can be worked out again by anyone, and falls evenly.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "rules/lots.h"

namespace lianhu {
namespace {

std::vector<std::string> numbers(int n) {
  std::vector<std::string> out;
  for (int i = 1; i <= n; ++i) out.push_back("PD2026-" + std::to_string(100'000 + i));
  return out;
}
int drawn(const std::vector<Lot>& lots) {
  return static_cast<int>(std::count_if(lots.begin(), lots.end(), [](const Lot& lot) { return lot.drawn; }));
}

TEST(Lots, TheShareIsRoundedUpAndNeverMoreThanThereIs) {
  const LotRule rule{10, 1};
  EXPECT_EQ(sample_size(0, rule), 0);
  EXPECT_EQ(sample_size(1, rule), 1);
  EXPECT_EQ(sample_size(10, rule), 1);
  EXPECT_EQ(sample_size(11, rule), 2);
  EXPECT_EQ(sample_size(200, rule), 20);
  EXPECT_EQ(sample_size(2, {10, 5}), 2);
}

TEST(Lots, TheRankIsTheHashThatTheCommandLineGives) {
  // printf '%s|%s' 00 PD2026-000001 | sha256sum
  EXPECT_EQ(lot_hash("00", "PD2026-000001"), "40723e37ec6311f58e49ad5e5cee748fb77a5ee54fdc3f6146bc4e2ebdabf60a");
}

TEST(Lots, TheSameSeedDrawsTheSameInWhateverOrderTheyCome) {
  auto forward = numbers(57);
  auto backward = forward;
  std::reverse(backward.begin(), backward.end());
  const auto a = draw_lots("seed", forward, {}), b = draw_lots("seed", backward, {});
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].number, b[i].number);
  EXPECT_EQ(drawn(a), 6);
  EXPECT_TRUE(a.front().drawn);
  EXPECT_FALSE(a.back().drawn);
}

TEST(Lots, EveryMatterIsDrawnAboutAsOften) {
  std::map<std::string, int> times;
  for (int seed = 0; seed < 2'000; ++seed) {
    for (const Lot& lot : draw_lots(std::to_string(seed), numbers(20), {})) times[lot.number] += lot.drawn ? 1 : 0;
  }
  // 200 expected of 2,000 draws of two in twenty; six standard deviations either way.
  for (const auto& [number, n] : times) {
    EXPECT_GT(n, 120) << number;
    EXPECT_LT(n, 280) << number;
  }
}

}  // namespace
}  // namespace lianhu

#include "rules/demo_grids.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "rules/seeded.h"

namespace lianhu {
namespace {

constexpr std::size_t most_children = 999;  // three digits

// Largest remainder over whole weights, at least one each. Precondition: total >= weights.size(), all weights > 0.
std::vector<std::size_t> apportion(std::size_t total, const std::vector<std::uint64_t>& weights) {
  const std::uint64_t sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  const std::uint64_t free = total - weights.size();
  std::vector<std::size_t> share(weights.size());
  std::vector<std::pair<std::uint64_t, std::size_t>> rest(weights.size());
  std::size_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    share[i] = 1 + free * weights[i] / sum;
    given += share[i];
    rest[i] = {free * weights[i] % sum, i};
  }
  std::sort(rest.begin(), rest.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (std::size_t i = 0; given < total; ++i, ++given) ++share[rest[i].second];
  return share;
}

// In hundredths of an ordinary village. Towns numbered 001–099 are street offices (统计用区划代码: 001–099 街道,
// 100–199 镇, 200–399 乡); the first of them is the county seat.
std::uint64_t weight_of(const Division& village, Seeded& seeded) {
  const std::string_view town = std::string_view(village.code).substr(6, 3);
  const bool street = town[0] == '0';
  const bool residents = village.name.find("居") != std::string::npos || village.name.find("社区") != std::string::npos;
  std::int64_t weight = 100;
  if (residents) weight = weight * 125 / 100;
  if (street) weight = weight * 120 / 100;
  if (street && town == "001") weight = weight * 120 / 100;
  return static_cast<std::uint64_t>(weight * seeded.between(70, 130));
}

std::string three(std::size_t n) {
  std::string text = std::to_string(n);
  return std::string(3 - text.size(), '0') + text;
}

std::string two(std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::vector<std::uint64_t> as_weights(const std::vector<std::size_t>& counts) { return {counts.begin(), counts.end()}; }

// Splits each parent's share among its children, all but evenly.
std::vector<std::size_t> spread(const std::vector<std::size_t>& shares, const std::vector<std::size_t>& children, Seeded& seeded) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    std::vector<std::uint64_t> weights(children[i]);
    for (std::uint64_t& w : weights) w = static_cast<std::uint64_t>(seeded.between(85, 115));
    const std::vector<std::size_t> parts = apportion(shares[i], weights);
    out.insert(out.end(), parts.begin(), parts.end());
  }
  return out;
}

// Children of each parent in order, named by `name(parent, ordinal)`.
template <class Name>
std::vector<Division> below(const std::vector<Division>& parents, const std::vector<std::size_t>& counts, DivisionKind kind, Name name) {
  std::vector<Division> out;
  out.reserve(std::accumulate(counts.begin(), counts.end(), std::size_t{0}));
  for (std::size_t i = 0; i < parents.size(); ++i) {
    for (std::size_t k = 1; k <= counts[i]; ++k) {
      out.push_back({parents[i].code + three(k), name(parents[i], k), kind, parents[i].code});
    }
  }
  return out;
}

bool fits(const std::vector<std::size_t>& counts) {
  return std::all_of(counts.begin(), counts.end(), [](std::size_t n) { return n <= most_children; });
}

}  // namespace

Result<DemoGrids> generate_grids(std::span<const Division> divisions, std::uint64_t seed, DemoCounts counts) {
  std::vector<Division> villages;
  std::copy_if(divisions.begin(), divisions.end(), std::back_inserter(villages),
               [](const Division& d) { return d.kind == DivisionKind::village; });
  std::sort(villages.begin(), villages.end(), [](const Division& a, const Division& b) { return a.code < b.code; });
  if (villages.empty()) return invalid("demo_counts", "没有村（社区），请先导入区划文件");
  if (counts.grids < villages.size() || counts.groups < counts.grids || counts.households < counts.groups) {
    return invalid("demo_counts", "每村至少 1 个网格，每网格至少 1 个联户，每联户至少 1 户；请调大数量");
  }

  Seeded seeded(seed);
  std::vector<std::uint64_t> weights;
  for (const Division& village : villages) weights.push_back(weight_of(village, seeded));
  const auto village_grids = apportion(counts.grids, weights);

  // Groups go by village weight inside what its grids can hold at one each, households by groups.
  std::vector<std::uint64_t> group_weights;
  for (std::size_t i = 0; i < villages.size(); ++i) {
    for (std::size_t k = 0; k < village_grids[i]; ++k) {
      group_weights.push_back(weights[i] * 100 / village_grids[i] * static_cast<std::uint64_t>(seeded.between(90, 110)));
    }
  }
  const auto grid_groups = apportion(counts.groups, group_weights);
  const auto grid_households = apportion(counts.households - counts.groups + grid_groups.size(), as_weights(grid_groups));
  std::vector<std::size_t> shares;
  for (std::size_t i = 0; i < grid_groups.size(); ++i) shares.push_back(grid_households[i] - 1 + grid_groups[i]);
  const auto group_households = spread(shares, grid_groups, seeded);
  if (!fits(village_grids) || !fits(grid_groups) || !fits(group_households)) {
    return invalid("demo_counts", "下级超过 999 个，三位编号放不下；请调小数量或调大上级数量");
  }

  DemoGrids out;
  out.grids = below(villages, village_grids, DivisionKind::grid,
                    [](const Division& village, std::size_t k) { return short_name(village) + "第" + std::to_string(k) + "网格"; });
  out.groups = below(out.grids, grid_groups, DivisionKind::group,
                     [](const Division& grid, std::size_t k) { return grid.name + std::to_string(k) + "联户"; });
  out.households = below(out.groups, group_households, DivisionKind::household,
                         [](const Division& group, std::size_t k) { return group.name + two(k) + "户"; });
  return out;
}

}  // namespace lianhu

#pragma once
// Grids, linked-household groups and households invented below real villages, for a demonstration county.
//
// Invariant: a pure function of its arguments, the same on every machine; each total is met exactly; every village has
// a grid, every grid a group, every group a household; codes extend the village's code by 3 digits per level; names
// hold a house number and nothing of a person. Villages of street offices (居委会 above all) weigh more than others,
// since no count of residents by village is published.
// Errors: Kind::invalid, code "demo_counts" when the totals cannot be spread (fewer grids than villages, more than 999
// children somewhere).
// Thread rule: pure function.

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "rules/territory.h"

namespace lianhu {

struct DemoCounts {
  std::size_t grids = 350;
  std::size_t groups = 10'000;
  std::size_t households = 134'000;
};

struct DemoGrids {
  std::vector<Division> grids;       // "塔山社区第2网格"
  std::vector<Division> groups;      // "塔山社区第2网格3联户"
  std::vector<Division> households;  // "塔山社区第2网格3联户07户"
};

// `divisions` as parse_divisions gives them; only its villages are used. Each vector is sorted by code.
Result<DemoGrids> generate_grids(std::span<const Division> divisions, std::uint64_t seed, DemoCounts counts = {});

}  // namespace lianhu

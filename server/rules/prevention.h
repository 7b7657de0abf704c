#pragma once
// What an office should be reminded of before it happens again, from figures of places and kinds (S4: prevention at the source).
//
// Invariant: only matters and kinds are counted, never persons, and sealed kinds are left out: a village must not learn of them by a figure.
// Units: days of China; a month is "2026-03".
// Thread rule: pure functions.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/time.h"

namespace lianhu {

struct PreventionRule {
  int window_days = 28;        // recurring: how far back
  std::int64_t least = 3;      // of one kind in one village
  int due_days = 14;           // promises that fall due within
  std::int64_t season_least = 8;
  int season_percent = 150;    // of an average month of that year
};

struct PlaceKindCount {
  std::string village, category;
  std::int64_t count = 0;
};
// Those that came in often enough, most first.
std::vector<PlaceKindCount> recurring(std::vector<PlaceKindCount> counts, const PreventionRule& rule);

struct Season {
  std::string category, month;  // the month of the former year that was busy
  std::int64_t count = 0;
  int percent = 0;              // of an average month of the twelve that end with it
};
// By kind and month, the year before `ahead` ("2026-03": looks at 2025-03). A kind without twelve months behind it gives none.
std::vector<Season> seasons(const std::map<std::string, std::map<std::string, std::int64_t>>& by_kind, const std::string& ahead, const PreventionRule& rule);

std::string month_of(Date day);
// The month after, or `months` before when negative.
std::string month_plus(const std::string& month, int months);

}  // namespace lianhu

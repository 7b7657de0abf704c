#pragma once
// Repeatable variety for invented data: the same seed gives the same numbers on every machine and library.
//
// Not for secrets (those come from base/world.h Random). Thread rule: one holder at a time.

#include <cstdint>

namespace lianhu {

class Seeded {
 public:
  explicit Seeded(std::uint64_t seed) : state_(seed) {}

  // SplitMix64 (Steele, Lea, Flood 2014).
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  // low … high, both included. Precondition: low <= high.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  std::uint64_t state_;
};

}  // namespace lianhu

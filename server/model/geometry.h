#pragma once
// Places on the ground, in whole micro-degrees.
//
// Invariant: units are 1e-6 degree (about 0.1 m in Guizhou), WGS84 or CGCS2000 as the giver says; whole numbers so
// that a shared border is shared exactly and a stored point compares equal to itself on every machine.
// Thread rule: plain values.

#include <compare>
#include <cstdint>
#include <vector>

namespace lianhu {

struct Point {
  std::int32_t lon_e6 = 0;  // east positive
  std::int32_t lat_e6 = 0;  // north positive

  friend auto operator<=>(const Point&, const Point&) = default;
};

// A closed border without the repeated last point; counter-clockwise unless the holder says otherwise.
using Ring = std::vector<Point>;

}  // namespace lianhu

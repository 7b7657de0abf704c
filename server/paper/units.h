#pragma once
// Millimetres of the standards to the points of the page model.

namespace lianhu::paper {

constexpr double points(double mm) { return mm * 72 / 25.4; }

}  // namespace lianhu::paper

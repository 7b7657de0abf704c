#pragma once
// Letters of courts that were entered before there was a term for their kind: each gets its term, once.
//
// It may stop anywhere and be called again: a letter that has its term is passed over, and so is one that was answered.
// Thread rule: one caller at a time; clock/deadline_clock.h is it.

#include <cstdint>

#include "desk/house.h"

namespace lianhu {

// How many letters got a term.
std::int64_t finish_court_terms(const House& house);

}  // namespace lianhu

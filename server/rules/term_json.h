#pragma once
// A derivation as compact text for storing, and back.
//
// Invariant: read_derivation(derivation_text(d)) == d. Empty fields are left out.
// Errors: a text that is not a derivation is "derivation_text", Kind::invalid; the store wrote it, so the caller
// may treat that as a broken world.
// Thread rule: pure functions.

#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/derivation.h"

namespace lianhu {

std::string derivation_text(const Derivation& derivation);
Result<Derivation> read_derivation(std::string_view text);

}  // namespace lianhu

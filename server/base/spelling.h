#pragma once
// The closed list of spellings (base/described.h, Format) for a text that comes in by another way than a described field.
//
// Thread rule: pure functions.

#include <optional>
#include <string_view>

#include "base/described.h"

namespace lianhu {

// What to do about a text that is not spelled so, in Chinese; nothing when it fits.
std::optional<std::string_view> misspelled(Format format, std::string_view text);

}  // namespace lianhu

#pragma once
// The package of a Word document: named parts in one zip, made in memory.
//
// Invariant: the same parts and time give the same bytes.
// Errors: only a broken world (exceptions). Thread rule: pure functions.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace lianhu::paper {

std::string zipped(const std::vector<std::pair<std::string, std::string>>& parts, Time created);

// Text between tags or inside a quoted attribute; what XML cannot hold is left out.
std::string xml_text(std::string_view text);

}  // namespace lianhu::paper

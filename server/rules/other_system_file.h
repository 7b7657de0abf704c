#pragma once
// Reads systems/*.toml.
//
// Invariant: what it returns has every field once, a heading or other name once in a file, and number, received, text
// and place wherever sheets are imported; a number wherever answers go out.
// Errors: code "system_file"; Chinese, beginning with the file's name and line.
// Thread rule: pure functions.

#include <span>
#include <string_view>

#include "base/resource.h"
#include "base/result.h"
#include "model/other_system.h"

namespace lianhu {

Result<OtherSystem> parse_other_system(std::string_view text, std::string_view file_name);
Result<OtherSystems> load_other_systems(std::span<const Resource> files);

}  // namespace lianhu

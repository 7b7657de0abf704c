#pragma once
// The aids of the data files (aids/<procedure>.toml, read aids/README.md), and which of them help at a step.
//
// Errors: code "aid_file", with file and line.
// Thread rule: pure functions.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "base/result.h"
#include "model/aid.h"
#include "model/procedure.h"

namespace lianhu {

inline constexpr std::size_t kAidTitleChars = 24, kAidTextChars = 240, kAidMethodChars = 8;

Result<std::vector<Aid>> parse_aids(std::string_view text, std::string_view file_name);
Result<std::vector<Aid>> load_aids(std::span<const Resource> files);

// Where the procedure does not have a state that the aid names: that state; else "".
std::string unknown_state(const Aid& aid, const Procedure& procedure);

// Those that help in this state with a matter of this category, the ones written for the category first, otherwise in their order.
std::vector<Aid> aids_at(const std::vector<Aid>& all, std::string_view procedure, std::string_view state, std::string_view category);

}  // namespace lianhu

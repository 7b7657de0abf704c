#pragma once
// Chinese search words: every two neighbouring characters, cut here so that both engines index the same tokens.
//
// Han characters, other letters and digits form runs; anything else parts them. ASCII is lower-cased, full-width
// forms become half-width. A run gives each pair of neighbours and, for the prefix search of one character, its last
// character alone. So a word of two or more characters is found wherever it stands in a run.
// Thread rule: pure functions.

#include <string>
#include <string_view>
#include <vector>

namespace lianhu {

// The text as compared: lower case, half width, parts joined by one blank.
std::string fold(std::string_view text);
// Without doubles, in order of appearance.
std::vector<std::string> index_tokens(std::string_view text);

struct QueryTokens {
  std::vector<std::string> all;     // every one must be there
  std::vector<std::string> prefix;  // one-character parts: a token begins with it
};
QueryTokens query_tokens(std::string_view text);

}  // namespace lianhu

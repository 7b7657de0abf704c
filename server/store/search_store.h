#pragma once
// Full text over title, summary, place and number, newest first, within a scope.
//
// Both engines index the same C++ bigrams (model/bigram.h) together with the matter's scope tokens and its category,
// so a query never joins. This file is one of the two places where the engines' SQL differs.
// The caller re-checks every hit by may() and by contains() (bigrams can agree where the word does not stand).

#include <string>
#include <vector>

#include "model/matter.h"
#include "store/db.h"

namespace lianhu {

struct SearchQuery {
  std::string text;                     // "" finds all in scope
  std::vector<std::string> any_scope;   // tokens of rules/scope.h: one must be there
  std::vector<std::string> all_filters; // "k:<category>" "f:<place>": every one must be there
  std::int64_t before = 0;              // ordinals below this only; 0: from the newest
  int limit = 50;
};

void save_search_row(Session& session, const std::string& region, const Matter& matter, const std::vector<std::string>& scope);
void drop_search_row(Session& session, const std::string& region, std::int64_t ordinal);
// Ordinals, newest first.
std::vector<std::int64_t> search(Session& session, const std::string& region, const SearchQuery& query);

// True when every run of the query stands in the matter's own text.
bool contains(const Matter& matter, std::string_view query);

}  // namespace lianhu

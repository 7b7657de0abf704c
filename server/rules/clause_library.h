#pragma once
// Clauses a mediator may begin from, as data (clauses/*.toml, read clauses/README.md).
//
// Invariant: codes are unique; kinds are those of the official form (1–18); every blank "{…}" is closed and named; no text holds a word that the
// dossier's own check calls vague, miswritten or of a repealed law.
// Errors: code "clause_file", with file and line.
// Thread rule: plain values.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/resource.h"
#include "base/result.h"
#include "rules/dossier_plan.h"

namespace lianhu {

struct LibraryClause {
  std::string code, title;
  std::vector<std::string> kinds;  // "1" … "18"; empty: of every kind
  std::string deed, text, method, unit, condition, basis, note;
  bool parts = false;
  std::int64_t within_days = 0;
};
struct ClauseLibrary {
  std::string procedure;
  std::vector<LibraryClause> clauses;
};

// The names of the blanks in a text, in order; nothing when a brace is not closed.
std::optional<std::vector<std::string>> blanks_of(std::string_view text);

Result<ClauseLibrary> parse_clause_library(std::string_view text, std::string_view file_name, const std::vector<DossierPlan>& plans);
Result<std::vector<ClauseLibrary>> load_clause_libraries(std::span<const Resource> files, const std::vector<DossierPlan>& plans);

}  // namespace lianhu

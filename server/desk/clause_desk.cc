#include "desk/clause_desk.h"

#include <algorithm>
#include <stdexcept>

#include "desk/code_book.h"
#include "desk/shipped.h"

namespace lianhu {
namespace {

std::optional<std::string> some(const std::string& text) { return text.empty() ? std::nullopt : std::optional<std::string>(text); }

}  // namespace

ClauseList ClauseDesk::list(const ClauseRequest& request) const {
  std::vector<std::string> kinds;  // of the official form's eighteen
  if (const CodeList* list = request.category ? list_of(shipped().code_lists, "justice18") : nullptr) {
    const Date today = house_.now().date();
    house_.db().read([&](Session& session) { kinds = CodeBook(session, *list, today).codes_on(*request.category, today); });
  }
  const auto fits = [&](const LibraryClause& clause) {
    return std::any_of(clause.kinds.begin(), clause.kinds.end(), [&](const std::string& kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); });
  };
  ClauseList out;
  for (const ClauseLibrary& library : shipped().clauses) {
    for (const LibraryClause& clause : library.clauses) {
      ClauseRow row{clause.code, clause.title, clause.deed, clause.text, {}, some(clause.method), some(clause.unit), some(clause.condition), some(clause.basis), some(clause.note),
                    {}, clause.parts, fits(clause)};
      for (const std::string* text : {&clause.text, &clause.condition}) {
        for (std::string& blank : blanks_of(*text).value_or(std::vector<std::string>{})) row.blanks.push_back(std::move(blank));
      }
      if (clause.within_days > 0) row.within_days = clause.within_days;
      out.items.push_back(std::move(row));
    }
  }
  ClauseList sorted;
  for (const bool first : {true, false}) {
    std::copy_if(out.items.begin(), out.items.end(), std::back_inserter(sorted.items), [&](const ClauseRow& row) { return row.fits == first; });
  }
  return sorted;
}

}  // namespace lianhu

#pragma once
// One list of another system and what our categories map to in it, read once.
//
// Thread rule: a plain value after construction.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/code_list.h"
#include "store/category_store.h"

namespace lianhu {

const CodeList* list_of(const std::vector<CodeList>& lists, std::string_view system);
// The kinds of the justice offices (justice18), as the program brings them.
const CodeList& justice_kinds();

class CodeBook {
 public:
  // The program's own targets; where it brings none, those entered here as they hold on that day.
  CodeBook(Session& session, const CodeList& list, Date on);

  const CodeList& list() const { return list_; }
  const std::optional<std::string>& basis() const { return basis_; }
  const CodeTarget* target(std::string_view code) const;
  const std::vector<CodeRow>& rows(const std::string& category) const;
  std::vector<std::string> codes_on(const std::string& category, Date day) const;
  // The list asks for a code of this category.
  bool must(const StoredCategory& category) const;
  // Spans from that day on without a code: "2027年1月1日至2027年3月31日".
  std::vector<std::string> gaps(const StoredCategory& category, Date from) const;
  std::string tag(const std::string& category) const;

 private:
  CodeList list_;
  std::optional<std::string> basis_;
  std::map<std::string, std::vector<CodeRow>> by_category_;
};

}  // namespace lianhu

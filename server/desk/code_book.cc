#include "desk/code_book.h"

#include <algorithm>
#include <stdexcept>

#include "base/hash.h"
#include "desk/shipped.h"

namespace lianhu {

const CodeList* list_of(const std::vector<CodeList>& lists, std::string_view system) {
  const auto at = std::find_if(lists.begin(), lists.end(), [&](const CodeList& one) { return one.system == system; });
  return at == lists.end() ? nullptr : &*at;
}

const CodeList& justice_kinds() {
  const CodeList* list = list_of(shipped().code_lists, "justice18");
  if (!list) throw std::logic_error("no list of the justice offices");
  return *list;
}

CodeBook::CodeBook(Session& session, const CodeList& list, Date on) : list_(list) {
  if (list_.targets.empty()) {
    for (TargetRow& row : target_rows(session, list_.system, on)) {
      basis_ = row.basis;
      list_.targets.push_back({std::move(row.code), std::move(row.name)});
    }
  }
  for (CodeRow& row : code_rows(session, list_.system)) by_category_[row.category].push_back(std::move(row));
}

const CodeTarget* CodeBook::target(std::string_view code) const {
  const auto at = std::find_if(list_.targets.begin(), list_.targets.end(), [&](const CodeTarget& one) { return one.code == code; });
  return at == list_.targets.end() ? nullptr : &*at;
}

const std::vector<CodeRow>& CodeBook::rows(const std::string& category) const {
  static const std::vector<CodeRow> none;
  const auto at = by_category_.find(category);
  return at == by_category_.end() ? none : at->second;
}

std::vector<std::string> CodeBook::codes_on(const std::string& category, Date day) const {
  std::vector<std::string> out;
  for (const CodeRow& row : rows(category)) {
    if (row.valid_from <= day && (!row.valid_to || *row.valid_to >= day)) out.push_back(row.code);
  }
  return out;
}

bool CodeBook::must(const StoredCategory& category) const {
  if (list_.targets.empty()) return false;
  if (list_.root.empty()) return category.parent.has_value() || category.code == "other";
  return category.code.starts_with(list_.root + ".");
}

std::vector<std::string> CodeBook::gaps(const StoredCategory& category, Date from) const {
  std::vector<std::string> out;
  Date next = category.valid_from ? std::max(from, *category.valid_from) : from;  // the first day not yet covered
  for (const CodeRow& row : rows(category.code)) {
    if (row.valid_to && *row.valid_to < next) continue;
    if (row.valid_from > next) out.push_back(next.chinese() + "至" + row.valid_from.plus(-1).chinese());
    if (!row.valid_to) return out;
    next = row.valid_to->plus(1);
  }
  if (!category.valid_to) out.push_back(next.chinese() + "起");
  else if (next <= *category.valid_to) out.push_back(next.chinese() + "至" + category.valid_to->chinese());
  return out;
}

std::string CodeBook::tag(const std::string& category) const {
  std::string all = list_.system + category;
  for (const CodeRow& row : rows(category)) all += "|" + row.code + row.valid_from.text() + (row.valid_to ? row.valid_to->text() : "");
  return sha256_hex(all).substr(0, 32);
}

}  // namespace lianhu

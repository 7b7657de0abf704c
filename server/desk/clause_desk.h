#pragma once
// The library of clauses as the mediator's desk shows it.
//
// Errors: none but a broken file at start (std::runtime_error).
// Thread rule: read-only after construction.

#include "base/described.h"
#include "desk/house.h"
#include "rules/clause_library.h"
#include "rules/code_list.h"

namespace lianhu {

struct ClauseRequest {
  std::optional<std::string> category;
};
LIANHU_DESCRIBE(ClauseRequest, (category), {"category", {.label = "类别", .max = 60, .doc = "这一类纠纷常用的排在前面"}})

struct ClauseRow {
  std::string code, title, deed, text;
  std::vector<std::string> blanks;  // of text and condition, in order
  std::optional<std::string> method, unit, condition, basis, note;
  std::optional<std::int64_t> within_days;
  bool parts = false, fits = false;  // fits: of this kind of dispute
};
LIANHU_DESCRIBE(ClauseRow, (code, title, deed, text, blanks, method, unit, condition, basis, note, within_days, parts, fits), {"blanks", {.doc = "要填的空"}},
                {"fits", {.doc = "是这一类纠纷的"}})

struct ClauseList {
  std::vector<ClauseRow> items;
};
LIANHU_DESCRIBE(ClauseList, (items))

class ClauseDesk {
 public:
  explicit ClauseDesk(const House& house) : house_(house) {}

  ClauseList list(const ClauseRequest& request) const;

 private:
  const House& house_;
};

}  // namespace lianhu

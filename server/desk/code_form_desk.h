#pragma once
// Matters of a period by the kinds of another system's list (综治矛盾纠纷排查情况表 and its like), through the mapping tables.
//
// Invariant: a kind's figure is the sum over our categories that map to it on the period's last day, and each category's figure opens
// that list of matters for this reader (GET /matters): same scope, same bars. What maps to no kind stands in a row of its own.
// Units: months of China; counts. Open is as of the moment of asking.
// Errors: invalid_fields. Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"

namespace lianhu {

struct CodeFormRequest {
  std::string list = "governance19";
  std::optional<std::string> from, to, place;  // months; absent: the last whole month
};
LIANHU_DESCRIBE(CodeFormRequest, (list, from, to, place), {"list", {.label = "对照表", .max = 20, .format = Format::code, .optional = true}}, {"from", {.label = "起始月份", .max = 7, .doc = "例：2026-03；不填为上月"}},
                {"to", {.label = "截止月份", .max = 7}}, {"place", {.label = "地点", .max = 40}})

struct CodeFormPart {
  std::string category, name;
  std::int64_t received = 0, closed = 0, open = 0;
  std::string received_query, closed_query, open_query;
};
LIANHU_DESCRIBE(CodeFormPart, (category, name, received, closed, open, received_query, closed_query, open_query))
struct CodeFormRow {
  std::string code, name;  // code "": maps to none
  std::int64_t received = 0, closed = 0, open = 0;
  std::vector<CodeFormPart> parts;
};
LIANHU_DESCRIBE(CodeFormRow, (code, name, received, closed, open, parts))
struct CodeFormList {
  std::string list, title;
};
LIANHU_DESCRIBE(CodeFormList, (list, title))
struct CodeFormView {
  std::string title, list, sure, place, place_name, from, to;
  Time as_of;
  std::vector<CodeFormList> lists;  // that have kinds
  std::vector<CodeFormRow> rows;
  CodeFormRow total;
};
LIANHU_DESCRIBE(CodeFormView, (title, list, sure, place, place_name, from, to, as_of, lists, rows, total))

struct CodeFormSheet {
  std::string bytes, name;
};

class CodeFormDesk {
 public:
  explicit CodeFormDesk(const House& house) : house_(house) {}

  Result<CodeFormView> form(const Actor& actor, const CodeFormRequest& request) const;
  Result<CodeFormSheet> sheet(const Actor& actor, const CodeFormRequest& request) const;

 private:
  const House& house_;
};

}  // namespace lianhu

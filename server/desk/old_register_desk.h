#pragma once
// 旧台账: registers that a committee kept before this system, taken in from a sheet: tried first (nothing is written), then all good
// rows in one transaction; found again by number, words of the matter, kind, place and day; a whole import is taken back by who made it.
//
// Invariant: a row is no matter and stands in no form; the register (register_desk.h) lists it under its month as 旧台账. Names are whole
// only to the committee's own mediators and leader, and only when asked for; no search looks at them. What the committee has under a
// number is never taken in twice. Nothing of the file is kept but its hash.
// Units: amounts in fen.
// Errors: what read_sheets and columned() refuse; invalid_fields; not_found; conflict "undo_refused", "numbers_taken"; too_large.
// Thread rule: any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "desk/import_desk.h"
#include "desk/views.h"
#include "model/old_case.h"

namespace lianhu {

struct OldCaseRequest {
  std::optional<Date> from, to;
  std::optional<std::string> place, office, kind, q;
  bool names = false;
  std::int64_t offset = 0;
};
LIANHU_DESCRIBE(OldCaseRequest, (from, to, place, office, kind, q, names, offset), {"from", {.label = "受理日期从"}}, {"to", {.label = "到"}}, {"place", {.label = "地点", .max = 40}},
                {"office", {.label = "调解委员会", .max = 60}}, {"kind", {.label = "纠纷类型", .max = 10, .format = Format::code}},
                {"q", {.label = "编号、纠纷概要或地点中的字", .max = 60}}, {"names", {.label = "当事人写全名", .optional = true, .doc = "只对本调解委员会的旧台账有效"}},
                {"offset", {.label = "从第几件起", .min = 0, .max = 1'000'000, .optional = true}})

struct OldCaseView {
  std::string id, number, office_name, place_name, parties, kind_title, summary, result_title;
  Date received_on;
  std::optional<Date> concluded_on;
  std::int64_t amount = 0;
  std::optional<std::string> shelf;
};
LIANHU_DESCRIBE(OldCaseView, (id, number, office_name, place_name, parties, kind_title, summary, result_title, received_on, concluded_on, amount, shelf))
struct OldCasePage {
  std::vector<OldCaseView> items;
  std::int64_t total = 0;
  std::optional<std::int64_t> next;
  std::optional<std::string> place_name;
  std::vector<ChoiceRow> kinds;
  Time as_of;
};
LIANHU_DESCRIBE(OldCasePage, (items, total, next, place_name, kinds, as_of))

struct OldImportView {
  std::string id, office_name, by, file_name;
  Time imported_at;
  std::int64_t cases = 0;
  std::optional<Time> undone_at;
  bool may_undo = false;
  Date undo_until;
};
LIANHU_DESCRIBE(OldImportView, (id, office_name, by, file_name, imported_at, cases, undone_at, may_undo, undo_until))
struct OldImportList {
  std::vector<OldImportView> items;  // the newest first, at most 200
  std::vector<ChoiceRow> offices;    // that this reader may take a register in for; none: may not
};
LIANHU_DESCRIBE(OldImportList, (items, offices))

struct OldImportQuery {
  std::string office;
  std::optional<std::string> file_name;
};
LIANHU_DESCRIBE(OldImportQuery, (office, file_name), {"office", {.label = "调解委员会", .max = 60}}, {"file_name", {.label = "文件名", .max = 120}})

class OldRegisterDesk {
 public:
  explicit OldRegisterDesk(const House& house) : house_(house) {}

  Result<OldCasePage> cases(const Actor& actor, const OldCaseRequest& request) const;
  OldImportList imports(const Actor& actor) const;
  Result<ImportReport> examine(const Actor& actor, const std::string& office, std::string_view bytes) const;
  Result<ImportReport> take_in(const Entry& entry, const OldImportQuery& query, std::string_view bytes) const;
  // The same sheet, with what is wrong with each row.
  Result<std::string> answer_sheet(const Actor& actor, const std::string& office, std::string_view bytes) const;
  Result<std::string> template_sheet() const;
  Result<Done> undo(const Entry& entry, const std::string& import) const;

 private:
  const House& house_;
};

// Those of this reader received within the days, newest first; `place_path` empty: of every place.
std::vector<OldCase> old_cases_between(Session& session, const House& house, const Actor& actor, Date from, Date to, const std::string& place_path);
// The row as this reader sees it.
OldCaseView old_case_view(const House& house, const Actor& actor, const OldCase& row, bool names);

}  // namespace lianhu

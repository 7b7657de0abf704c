#pragma once
// The official form of people's mediation (人民调解案件情况统计表): figures, the cases behind each, the months reported.
//
// Invariant: every figure is the sum over the cases that its list shows to this reader, and no other: same scope, same bars, as of
// the same instant. A frozen month keeps what it rested on; what was recorded later is listed as a correction and counted beside it.
// Figures are of committees and places, never of persons (charter).
// Units: months of China; counts; amounts in fen.
// Errors: invalid_fields; forbidden "not_yours"; conflict "month_frozen".
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"
#include "model/mediation_count.h"
#include "rules/mediation_form.h"

namespace lianhu {

struct FormRequest {
  std::optional<std::string> from, to;  // "2026-03"; absent: the last whole month
  std::optional<std::string> place, by;
  std::optional<Time> as_of;
};
LIANHU_DESCRIBE(FormRequest, (from, to, place, by, as_of), {"from", {.label = "起始月份", .max = 7, .doc = "例：2026-03；不填为上月"}},
                {"to", {.label = "截止月份", .max = 7}}, {"place", {.label = "地点", .max = 40}},
                {"by", {.label = "每行", .format = Format::code, .doc = "unit 按单位（缺省），month 按月份"}},
                {"as_of", {.label = "截至", .doc = "只算到这一刻登记的；不填为现在"}})

struct FormColumnView {
  std::string name, group, title, unit;
};
LIANHU_DESCRIBE(FormColumnView, (name, group, title, unit))
struct FormRowView {
  std::string id, name;
  std::vector<std::int64_t> values;  // one for each column
};
LIANHU_DESCRIBE(FormRowView, (id, name, values))
struct FormCheckView {
  std::string text;
  bool holds = false;
};
LIANHU_DESCRIBE(FormCheckView, (text, holds))
struct FrozenMonthView {
  std::string month, frozen_by;
  Time frozen_at;
};
LIANHU_DESCRIBE(FrozenMonthView, (month, frozen_by, frozen_at))
struct FormNote {
  std::string title, text;
};
LIANHU_DESCRIBE(FormNote, (title, text))

struct StatisticsView {
  std::string title, place, place_name, from, to, by;
  Time as_of;
  std::vector<FormColumnView> columns;
  std::vector<FormRowView> rows;
  FormRowView total;                        // of the months as reported
  std::optional<FormRowView> corrections, corrected;  // recorded after a month was frozen; both together
  std::vector<FrozenMonthView> frozen;
  std::vector<FormCheckView> checks;
  std::vector<FormNote> notes;
  std::optional<std::string> may_freeze;    // the month this reader may freeze now
};
LIANHU_DESCRIBE(StatisticsView, (title, place, place_name, from, to, by, as_of, columns, rows, total, corrections, corrected, frozen, checks, notes, may_freeze))

struct CasesRequest {
  std::optional<std::string> from, to, place, by;
  std::optional<Time> as_of;
  std::string row = "total", column = "total";
  std::int64_t offset = 0;
};
LIANHU_DESCRIBE(CasesRequest, (from, to, place, by, as_of, row, column, offset), {"from", {.label = "起始月份", .max = 7}}, {"to", {.label = "截止月份", .max = 7}},
                {"place", {.label = "地点", .max = 40}}, {"by", {.label = "每行", .format = Format::code}}, {"as_of", {.label = "截至"}},
                {"row", {.label = "行", .max = 60, .optional = true, .doc = "行的编号；total 合计，corrections 更正"}}, {"column", {.label = "栏目", .max = 60, .optional = true}},
                {"offset", {.label = "从第几件起", .min = 0, .max = 1'000'000, .optional = true}})
struct CaseRow {
  std::string matter, number, title, office_name, result_title, source_title, category_name, month;
  Date concluded;
  std::int64_t amount = 0, parties = 0, delta = 1, value = 0;  // value: what it adds to the figure
  Time recorded_at;
};
LIANHU_DESCRIBE(CaseRow, (matter, number, title, office_name, result_title, source_title, category_name, month, concluded, amount, parties, delta, value, recorded_at))
struct CasePage {
  std::string title;
  std::vector<CaseRow> items;
  std::int64_t total = 0, value = 0;        // rows, and their sum: the figure
  std::optional<std::int64_t> next;
};
LIANHU_DESCRIBE(CasePage, (title, items, total, value, next))

struct StatisticsSheet {
  std::string bytes, name;
};

class StatisticsDesk {
 public:
  explicit StatisticsDesk(const House& house) : house_(house) {}

  Result<StatisticsView> form(const Actor& actor, const FormRequest& request) const;
  Result<StatisticsSheet> sheet(const Actor& actor, const FormRequest& request) const;
  Result<CasePage> cases(const Actor& actor, const CasesRequest& request) const;
  // A month that is over, reported: by the county's centre.
  Result<Done> freeze(const Actor& actor, const std::string& month) const;

 private:
  struct Counted;
  Result<Counted> count(const Actor& actor, const FormRequest& request) const;
  StatisticsView view_of(const Counted& counted, const Actor& actor) const;

  const House& house_;
};

// Mediations that ended before their rows were kept get them; once. How many matters.
std::int64_t count_earlier_mediations(const House& house);

}  // namespace lianhu

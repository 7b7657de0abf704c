#pragma once
// 人民调解组织队伍经费保障情况统计表 of a year: by towns, with the list behind each counted figure, and the figures that offices enter.
//
// Invariant: organisations and staff are counted from the list of committees and the roll as they stand on the form's day (the year's last,
// or today, or the day asked for); means and places are what an office entered until then, with who and when. Nothing is guessed.
// Units: money in fen. Errors: invalid_fields; forbidden "not_yours". Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "rules/team_form.h"

namespace lianhu {

struct TeamFormRequest {
  std::optional<std::int64_t> year;
  std::optional<std::string> place;
  std::optional<Time> as_of;
};
LIANHU_DESCRIBE(TeamFormRequest, (year, place, as_of), {"year", {.label = "年份", .min = 1990, .max = 2100, .doc = "不填为今年"}}, {"place", {.label = "地点", .max = 40}},
                {"as_of", {.label = "截至", .doc = "只算到这一刻填写的；不填为现在"}})

struct TeamColumnView {
  std::string name, group, title, unit;
  bool entered = false;
};
LIANHU_DESCRIBE(TeamColumnView, (name, group, title, unit, entered))
struct TeamEnteredView {
  std::string name, by;
  Time at;
};
LIANHU_DESCRIBE(TeamEnteredView, (name, by, at))
struct TeamRowView {
  std::string id, name;
  std::vector<std::int64_t> values;      // one for each column
  std::vector<TeamEnteredView> entered;  // those of the entered columns that somebody entered
  bool may_enter = false;
};
LIANHU_DESCRIBE(TeamRowView, (id, name, values, entered, may_enter))
struct TeamFormView {
  std::string title, place, place_name;
  std::int64_t year = 0;
  Date day;
  Time as_of;
  std::vector<TeamColumnView> columns;
  std::vector<TeamRowView> rows;
  TeamRowView total;
  std::int64_t missing = 0;  // figures that nobody entered yet, shown as 0
};
LIANHU_DESCRIBE(TeamFormView, (title, place, place_name, year, day, as_of, columns, rows, total, missing))

struct TeamListRequest {
  std::optional<std::int64_t> year;
  std::optional<std::string> place;
  std::optional<Time> as_of;
  std::string row = "total", column = "committees";
};
LIANHU_DESCRIBE(TeamListRequest, (year, place, as_of, row, column), {"year", {.label = "年份", .min = 1990, .max = 2100}}, {"place", {.label = "地点", .max = 40}}, {"as_of", {.label = "截至"}},
                {"row", {.label = "行", .max = 60, .optional = true}}, {"column", {.label = "栏目", .max = 60, .optional = true}})
struct TeamListRow {
  std::string committee, committee_name, text;  // "村（居）", or "化名某某，专职，2026年1月1日起"
};
LIANHU_DESCRIBE(TeamListRow, (committee, committee_name, text))
struct TeamList {
  std::string title;
  std::vector<TeamListRow> items;
};
LIANHU_DESCRIBE(TeamList, (title, items))

struct TeamFigureInput {
  std::string place, name;
  std::int64_t year = 0, value = 0;
};
LIANHU_DESCRIBE(TeamFigureInput, (place, name, year, value), {"place", {.label = "单位", .max = 40}}, {"name", {.label = "栏目", .format = Format::code}},
                {"year", {.label = "年份", .min = 1990, .max = 2100}}, {"value", {.label = "数字", .min = 0, .max = 100'000'000'000, .doc = "钱以分为单位"}})

struct TeamSheet {
  std::string bytes, name;
};

class TeamFormDesk {
 public:
  explicit TeamFormDesk(const House& house) : house_(house) {}

  Result<TeamFormView> form(const Actor& actor, const TeamFormRequest& request) const;
  Result<TeamSheet> sheet(const Actor& actor, const TeamFormRequest& request) const;
  Result<TeamList> list(const Actor& actor, const TeamListRequest& request) const;
  Result<Done> enter(const Entry& entry, const TeamFigureInput& input) const;

 private:
  struct Counted;
  Result<Counted> count(const Actor& actor, const TeamFormRequest& request) const;

  const House& house_;
};

}  // namespace lianhu

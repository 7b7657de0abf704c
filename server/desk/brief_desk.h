#pragma once
// The half-page (简报) of a day, a week or a month: what came in, what was closed, what is open and late, where and of which kind.
//
// Invariant: every figure carries the query of the list that opens it (GET /matters), for this reader: same scope, same bars.
// Figures are of matters, places and kinds, never of persons (charter). Open, overdue and due today are as of the moment of
// asking; received and closed are of the whole period. A cluster is a village and kind of which cluster_least or more came in.
// Units: days of China; a week runs from Monday to Sunday.
// Errors: invalid_fields; not_found for another's saved brief.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"

namespace lianhu {

inline constexpr std::int64_t cluster_least = 3;

struct BriefRequest {
  std::string period = "week";
  std::optional<Date> day;  // any day of the period; absent: today
  std::optional<std::string> place, category;
};
LIANHU_DESCRIBE(BriefRequest, (period, day, place, category), {"period", {.label = "周期", .format = Format::code, .doc = "day 日报，week 周报，month 月报"}},
                {"day", {.label = "周期内的一天"}}, {"place", {.label = "地点", .max = 40}}, {"category", {.label = "类别", .max = 60}})

struct BriefFigure {
  std::string name, title;
  std::int64_t count = 0;
  std::optional<std::string> query;  // parameters of GET /matters; absent where no list is narrower
};
LIANHU_DESCRIBE(BriefFigure, (name, title, count, query))

struct BriefRow {
  std::optional<std::string> id;  // of the place or kind; absent: what lies nowhere below
  std::string name;
  std::int64_t received = 0, closed = 0, open = 0, overdue = 0, due_today = 0;
};
LIANHU_DESCRIBE(BriefRow, (id, name, received, closed, open, overdue, due_today))

struct BriefCluster {
  std::string place, place_name, category, category_name;
  std::int64_t count = 0;
  std::string query;
};
LIANHU_DESCRIBE(BriefCluster, (place, place_name, category, category_name, count, query))

struct BriefView {
  std::string title, period, sentence;
  Date from, to, previous;
  std::optional<Date> next;  // absent: the period is not over
  Time as_of;
  std::optional<std::string> place_name, category_name;
  std::vector<BriefFigure> figures;
  std::vector<BriefRow> places, categories;
  std::vector<BriefCluster> clusters;
};
LIANHU_DESCRIBE(BriefView, (title, period, sentence, from, to, previous, next, as_of, place_name, category_name, figures, places, categories, clusters))

struct SavedBriefView {
  std::string id, name, period;
  std::optional<std::string> place, place_name, category, category_name;
};
LIANHU_DESCRIBE(SavedBriefView, (id, name, period, place, place_name, category, category_name))
struct SavedBriefInput {
  std::string name, period;
  std::optional<std::string> place, category;
};
LIANHU_DESCRIBE(SavedBriefInput, (name, period, place, category), {"name", {.label = "名称", .min = 1, .max = 40}},
                {"period", {.label = "周期", .format = Format::code}}, {"place", {.label = "地点", .max = 40}}, {"category", {.label = "类别", .max = 60}})

struct BriefSheet {
  std::string bytes, name;
};

class BriefDesk {
 public:
  explicit BriefDesk(const House& house) : house_(house) {}

  Result<BriefView> brief(const Actor& actor, const BriefRequest& request) const;
  Result<BriefSheet> sheet(const Actor& actor, const BriefRequest& request) const;  // the same as xlsx

  std::vector<SavedBriefView> saved(const Actor& actor) const;
  Result<Done> save(const Actor& actor, const std::string& id, const SavedBriefInput& input) const;  // the same id again changes it
  Result<Done> forget(const Actor& actor, const std::string& id) const;

 private:
  Result<BriefView> count(const Actor& actor, const BriefRequest& request) const;

  const House& house_;
};

}  // namespace lianhu

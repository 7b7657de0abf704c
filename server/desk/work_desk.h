#pragma once
// Lists of staff: the desk's queue and my work by due time, the newest matters in scope, what is overdue or near, and search.
//
// Invariant: each row was re-checked by may() (settled 19); a list logs one row and shows no field of class 2 or above
// (settled 27); a count is that of the list it stands on, for this viewer: same boxes, same bars. A cursor is opaque and holds for anyone's own list only.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"
#include "desk/render.h"
#include "store/span_store.h"

namespace lianhu {

struct WorkRequest {
  std::optional<std::string> box, cursor;
  std::optional<std::int32_t> limit;
};
LIANHU_DESCRIBE(WorkRequest, (box, cursor, limit), {"box", {.label = "列表", .format = Format::code}}, {"cursor", {.label = "翻页标记", .max = 200}},
                {"limit", {.label = "每页行数", .min = 1, .max = 200}})

struct ListRequest {
  std::optional<bool> open;
  std::optional<std::string> category, place, status, q, cursor;
  std::optional<Date> from, to;                // received, both days included
  std::optional<Date> closed_from, closed_to;  // closed, the same
  std::optional<std::string> close_kind;
  std::optional<std::int32_t> limit;
  std::optional<std::string> due;  // overdue today soon, or watch: the three together
  std::optional<bool> entered_by_me;
};
LIANHU_DESCRIBE(ListRequest, (open, category, place, status, q, cursor, from, to, closed_from, closed_to, close_kind, limit, due, entered_by_me), {"status", {.label = "阶段", .max = 20}}, {"category", {.label = "类别", .max = 60}}, {"place", {.label = "地点", .max = 40}},
                {"due", {.label = "期限", .format = Format::code, .doc = "overdue 已超期，today 今天到期，soon 三个工作日内到期，watch 以上全部；按到期先后排列"}},
                {"entered_by_me", {.label = "我登记的", .doc = "只列本人登记或上报的事项"}}, {"close_kind", {.label = "结案方式", .format = Format::code}}, {"q", {.label = "查找内容", .max = 60}}, {"cursor", {.label = "翻页标记", .max = 200}}, {"limit", {.label = "每页行数", .min = 1, .max = 200}})

class WorkDesk {
 public:
  explicit WorkDesk(const House& house) : house_(house) {}

  Result<WorkPage> work(const Actor& actor, const WorkRequest& request) const;
  Result<WorkPage> matters(const Actor& actor, const ListRequest& request) const;  // newest first; with q: search; with due: first due first; with days: latest first

 private:
  Result<WorkPage> between(const Actor& actor, const ListRequest& request, SpanOf span) const;
  Result<WorkPage> due(const Actor& actor, const ListRequest& request) const;
  std::optional<BoxCount> watched(Session& session, const Actor& actor) const;
  Result<WorkPage> asked(const Actor& actor, const WorkRequest& request) const;
  std::optional<BoxCount> asked_count(Session& session, const Actor& actor) const;  // none: nothing waits for them
  std::vector<BoxCount> counts(Session& session, const Actor& actor) const;

  const House& house_;
};

}  // namespace lianhu

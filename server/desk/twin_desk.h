#pragma once
// Matters that look like one and the same thing, for whoever receives one: by place, kind, time and words (rules/twin.h),
// and what the reporter said of it. Only matters the reader may know; nothing of who reported is compared or shown.
//
// Errors: not_found; invalid_fields.
// Thread rule: any thread.

#include "desk/entry.h"
#include "desk/views.h"

namespace lianhu {

struct TwinRow {
  std::string matter, number, title, place_name;
  StatusView status;
  Time received_at;
  std::optional<std::string> office_name;
  std::vector<std::string> reasons;
  bool told = false;  // the reporter said so
};
LIANHU_DESCRIBE(TwinRow, (matter, number, title, place_name, status, received_at, office_name, reasons, told),
                {"reasons", {.label = "为什么像"}}, {"told", {.label = "反映人自己说是同一件事"}})

struct TwinList {
  std::vector<TwinRow> items;
};
LIANHU_DESCRIBE(TwinList, (items))

// A report that is still being written.
struct TwinAsk {
  std::string place, text;
  std::optional<std::string> place_detail, category, title;
  std::optional<Date> happened_on;
};
LIANHU_DESCRIBE(TwinAsk, (place, text, place_detail, category, title, happened_on), {"place", {.label = "地点", .max = 40}},
                {"text", {.label = "反映的情况", .min = 2, .max = 5000, .lines = Lines::many}}, {"place_detail", {.label = "详细地点", .max = 200}},
                {"category", {.label = "类别", .max = 60}}, {"title", {.label = "标题", .max = 60}}, {"happened_on", {.label = "发生日期"}})

// A report that was merged into a matter, as whoever handles that matter reads it.
struct JoinedReportRow {
  std::string number, text, channel_title, place_name;
  Time received_at;
  std::optional<std::string> place_detail, reporter, reporter_note;
  std::optional<std::string> matter;  // where this reader may open it as well
};
LIANHU_DESCRIBE(JoinedReportRow, (number, text, channel_title, place_name, received_at, place_detail, reporter, reporter_note, matter),
                {"reporter_note", {.doc = "为什么没有写反映人"}})

struct JoinedReportList {
  std::vector<JoinedReportRow> items;
};
LIANHU_DESCRIBE(JoinedReportList, (items))

struct ApartOrder {
  std::string other;
};
LIANHU_DESCRIBE(ApartOrder, (other), {"other", {.label = "另一件事项", .min = 1, .max = 40}})

class TwinDesk {
 public:
  explicit TwinDesk(const House& house) : house_(house) {}

  Result<TwinList> of_matter(const Actor& actor, const MatterId& id) const;
  Result<TwinList> of_report(const Actor& actor, const TwinAsk& ask) const;
  // The reports merged into it: their own words, not the rest of those matters. Logged as a reading of each.
  Result<JoinedReportList> joined(const Actor& actor, const MatterId& id) const;
  // Looked at and found to be two: not suggested again. The desk's of the matter. Twice is once.
  Result<Done> keep_apart(const Entry& entry, const MatterId& id, const ApartOrder& order) const;

 private:
  TwinList suggest(const Actor& actor, const Matter& asked, const std::string& joins) const;

  const House& house_;
};

}  // namespace lianhu

#pragma once
// The weekly conference (研判会) of a centre: its list, what is suggested for it and why, and its conclusions, each told in the matter.
//
// Invariant: a matter stands once on a week's list; a conclusion is written once and is an event of the matter for those who handle it.
// Matters in the hands of courts, procuratorates and criminal police are no subject of it (settled 15). Suggested by the state of matters
// alone: overdue, returned, many people, urgent.
// Errors: not_found; forbidden "not_yours"; conflict "on_list", "concluded", "independent"; invalid_fields.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/entry.h"
#include "desk/file_desk.h"

namespace lianhu {

struct ConferenceRow {
  std::optional<std::string> id;  // absent: only suggested
  std::string matter, number, title, place_name, status_title;
  std::optional<std::string> office_name, reason;
  std::vector<std::string> signs;  // why it is suggested, as of now
  std::optional<std::string> conclusion;
  std::optional<Time> concluded_at;
};
LIANHU_DESCRIBE(ConferenceRow, (id, matter, number, title, place_name, status_title, office_name, reason, signs, conclusion, concluded_at))

struct ConferencePage {
  std::string office_name;
  Date week;
  std::vector<ConferenceRow> items, suggested;
  Time as_of;
};
LIANHU_DESCRIBE(ConferencePage, (office_name, week, items, suggested, as_of))

struct ConferenceQuery {
  std::optional<Date> day;  // any day of the week; absent: this week
};
LIANHU_DESCRIBE(ConferenceQuery, (day), {"day", {.label = "那一周的一天"}})

struct ConferencePick {
  std::string matter, reason;  // id or number
  std::optional<Date> day;
};
LIANHU_DESCRIBE(ConferencePick, (matter, reason, day), {"matter", {.label = "事项", .min = 1, .max = 40}}, {"reason", {.label = "提交研判的理由", .min = 2, .max = 200}},
                {"day", {.label = "那一周的一天"}})

struct ConferenceConclusion {
  std::string text;
};
LIANHU_DESCRIBE(ConferenceConclusion, (text), {"text", {.label = "研判意见", .min = 2, .max = 1000, .lines = Lines::many}})

class ConferenceDesk {
 public:
  explicit ConferenceDesk(const House& house) : house_(house) {}

  Result<ConferencePage> page(const Actor& actor, const ConferenceQuery& query) const;
  // The same rows as a workbook; what is only suggested on a sheet of its own. Logged as taken out.
  Result<FileBytes> sheet(const Actor& actor, const ConferenceQuery& query) const;
  Result<ConferencePage> pick(const Entry& entry, const ConferencePick& pick) const;
  Result<ConferencePage> drop(const Entry& entry, const std::string& id) const;
  Result<ConferencePage> conclude(const Entry& entry, const std::string& id, const ConferenceConclusion& conclusion) const;

 private:
  const House& house_;
};

}  // namespace lianhu

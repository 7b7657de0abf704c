#pragma once
// The duty list (职责清单) as the system administrator keeps it, and the precedents of whose-job rulings as the centre does.
//
// Invariant: a duty row that was cited keeps its id and words: a change ends it and begins another from a day on. A ruling is
// never deleted: withdrawn with a reason, it is no longer cited. Rulings of matters that are not open to all, or that the reader
// is barred from, are not listed.
// Rights: the duty list is the system administrator's. Precedents are read by triage and leaders; a leader of the county's centre
// withdraws them.
// Refusals: forbidden "admin_role_needed", "role_needed"; not_found; invalid "invalid_fields", "key_reused"; conflict
// "stale_version", "withdrawn_already". Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"

namespace lianhu {

struct DutyListQuery {
  std::optional<std::string> category, office, q, cursor;
  bool ended = false;
  std::int32_t limit = 100;
};
LIANHU_DESCRIBE(DutyListQuery, (category, office, q, cursor, ended, limit), {"category", {.label = "类别", .max = 60}}, {"office", {.label = "机构", .max = 60}},
                {"q", {.label = "查找内容", .max = 40}}, {"cursor", {.label = "翻页", .max = 64}}, {"ended", {.label = "连同已结束的", .optional = true}},
                {"limit", {.label = "每页条数", .min = 1, .max = 200, .optional = true}})

struct DutyListRow {
  std::string id, office, office_name, category, category_name, text, basis;
  Date valid_from;
  std::optional<Date> valid_to;
  std::string state_title;
  bool standing = true;
};
LIANHU_DESCRIBE(DutyListRow, (id, office, office_name, category, category_name, text, basis, valid_from, valid_to, state_title, standing))
struct DutyListPage {
  std::vector<DutyListRow> items;
  std::optional<std::string> next;
  std::int64_t total = 0;
};
LIANHU_DESCRIBE(DutyListPage, (items, next, total))

struct DutyInput {
  std::string office, category, text, basis;
  Date from;
};
LIANHU_DESCRIBE(DutyInput, (office, category, text, basis, from), {"office", {.label = "机构", .max = 60}}, {"category", {.label = "类别", .max = 60}},
                {"text", {.label = "做什么", .min = 4, .max = 200}}, {"basis", {.label = "依据", .min = 4, .max = 200, .doc = "法律条文，或印发的文件和文号"}},
                {"from", {.label = "从哪天起"}})
struct DutyEnd {
  Date from;
  std::string reason;
};
LIANHU_DESCRIBE(DutyEnd, (from, reason), {"from", {.label = "从哪天起不再"}}, {"reason", {.label = "原因", .min = 2, .max = 200}})

class DutyListDesk {
 public:
  explicit DutyListDesk(const House& house) : house_(house) {}

  Result<DutyListPage> list(const Actor& actor, const DutyListQuery& query) const;
  Result<DutyListRow> add(const Actor& actor, const DutyInput& input, const CommandKey& key);
  Result<DutyListRow> change(const Actor& actor, const std::string& id, const DutyInput& input, const CommandKey& key);
  Result<DutyListRow> end(const Actor& actor, const std::string& id, const DutyEnd& input);

 private:
  std::optional<Error> faulty(const Directory& directory, const DutyInput& input) const;
  DutyListRow row(const Directory& directory, const Duty& duty) const;
  Result<DutyListRow> put(const Actor& actor, const std::optional<std::string>& old, const DutyInput& input, const CommandKey& key);

  const House& house_;
};

struct PrecedentQuery {
  std::optional<std::string> category, place, cursor;
  bool withdrawn = false;
  std::int32_t limit = 50;
};
LIANHU_DESCRIBE(PrecedentQuery, (category, place, cursor, withdrawn, limit), {"category", {.label = "类别", .max = 60}}, {"place", {.label = "地点", .max = 40}},
                {"cursor", {.label = "翻页", .max = 80}}, {"withdrawn", {.label = "连同已撤下的", .optional = true}},
                {"limit", {.label = "每页条数", .min = 1, .max = 100, .optional = true}})
struct PrecedentRow {
  std::string id, category_name, place_name, office_name, duty_text, competent_name, reason;
  bool upheld = false;
  Time ruled_at;
  std::optional<std::string> withdrawn;  // "2026年11月26日，上级文件改变"
};
LIANHU_DESCRIBE(PrecedentRow, (id, category_name, place_name, office_name, duty_text, competent_name, reason, upheld, ruled_at, withdrawn))
struct PrecedentPage {
  std::vector<PrecedentRow> items;
  std::optional<std::string> next;
  bool may_withdraw = false;
};
LIANHU_DESCRIBE(PrecedentPage, (items, next, may_withdraw))
struct Withdrawal {
  std::string reason;
};
LIANHU_DESCRIBE(Withdrawal, (reason), {"reason", {.label = "为什么撤下", .min = 2, .max = 200}})

class PrecedentDesk {
 public:
  explicit PrecedentDesk(const House& house) : house_(house) {}

  Result<PrecedentPage> list(const Actor& actor, const PrecedentQuery& query) const;
  Result<Done> withdraw(const Actor& actor, const std::string& id, const Withdrawal& input);

 private:
  const House& house_;
};

}  // namespace lianhu

#pragma once
// The tree of offices as the system administrator keeps it: new, changed from a day on, closed from a day on; never deleted.
//
// Invariant: an office's id, kind, parent and independence stay as they were made; name, place scope, presence, login and phone
// are versions with a first day. An office is closed only once nothing hangs on it any more (holds()). Every act leaves an audit
// row in its transaction.
// Refusals: forbidden "admin_role_needed"; not_found; conflict "stale_version", "office_in_use"; invalid "invalid_fields",
// "key_reused". Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"
#include "store/office_store.h"

namespace lianhu {

struct OfficeRow {
  std::string id, name, short_name, kind, kind_title;
  std::optional<std::string> parent;
  std::string place, place_name, presence, presence_title;
  bool independent = false, logs_in = true;
  std::optional<std::string> phone;
  Date valid_from;
  std::optional<Date> valid_to;
  std::string state, state_title;  // standing planned closing closed
  bool below = false;              // has offices below it
  std::string etag;
};
LIANHU_DESCRIBE(OfficeRow, (id, name, short_name, kind, kind_title, parent, place, place_name, presence, presence_title, independent, logs_in, phone, valid_from,
                            valid_to, state, state_title, below, etag))

struct OfficeRowList {
  std::vector<OfficeRow> items;
  std::int64_t total = 0;
};
LIANHU_DESCRIBE(OfficeRowList, (items, total))

struct OfficeTreeQuery {
  std::optional<std::string> parent, q;
  bool closed = false;
};
LIANHU_DESCRIBE(OfficeTreeQuery, (parent, q, closed), {"parent", {.label = "上级机构", .max = 60}}, {"q", {.label = "机构名", .max = 40}},
                {"closed", {.label = "连同已撤销的", .optional = true}})

struct OfficeVersionRow {
  Date from;
  std::string name, short_name, place_name, presence_title, saved;  // "2026年9月1日 09:00，化名某某"; "": as it was made
  bool logs_in = true, planned = false;
  std::optional<std::string> phone;
};
LIANHU_DESCRIBE(OfficeVersionRow, (from, name, short_name, place_name, presence_title, saved, logs_in, planned, phone))

// What must be gone before the office can be closed, each with what to do about it.
struct OfficeHold {
  std::string kind, text, remedy;  // kind: matter post place duty office
};
LIANHU_DESCRIBE(OfficeHold, (kind, text, remedy))

struct OfficeDetail {
  OfficeRow office;
  std::vector<OfficeVersionRow> versions;  // newest first
  std::vector<OfficeHold> holds;
  std::int64_t holds_total = 0;
};
LIANHU_DESCRIBE(OfficeDetail, (office, versions, holds, holds_total))

struct OfficeInput {
  std::string name, short_name, place, presence;
  bool logs_in = true;
  std::optional<std::string> phone;
  Date from;
};
LIANHU_DESCRIBE(OfficeInput, (name, short_name, place, presence, logs_in, phone, from), {"name", {.label = "机构名称", .min = 2, .max = 60}},
                {"short_name", {.label = "简称", .min = 2, .max = 30}}, {"place", {.label = "管辖地点", .max = 40}}, {"presence", {.label = "入驻方式", .format = Format::code}},
                {"logs_in", {.label = "登录本系统"}}, {"phone", {.label = "公开电话", .format = Format::phone}}, {"from", {.label = "从哪天起"}})

struct NewOfficeInput {
  std::string kind;
  std::optional<std::string> parent;
  bool independent = false;
  OfficeInput office;
};
LIANHU_DESCRIBE(NewOfficeInput, (kind, parent, independent, office), {"kind", {.label = "机构类型", .format = Format::code}}, {"parent", {.label = "上级机构", .max = 60}},
                {"independent", {.label = "依法独立行使职权", .doc = "法院、检察院、刑侦：中心不裁定、不督办"}}, {"office", {.label = "机构"}})

struct OfficeEnd {
  Date from;
  std::string reason;
};
LIANHU_DESCRIBE(OfficeEnd, (from, reason), {"from", {.label = "从哪天起撤销"}}, {"reason", {.label = "依据或原因", .min = 2, .max = 200, .doc = "写入审计记录"}})

struct NamedWord {
  std::string value, title;
};
LIANHU_DESCRIBE(NamedWord, (value, title))
struct OfficeWords {
  std::vector<NamedWord> kinds, presences;
};
LIANHU_DESCRIBE(OfficeWords, (kinds, presences))

class OfficeDesk {
 public:
  explicit OfficeDesk(const House& house) : house_(house) {}

  OfficeWords words() const;
  // Below a parent, the top without one; with q wherever its name holds the words.
  Result<OfficeRowList> tree(const Actor& actor, const OfficeTreeQuery& query) const;
  Result<OfficeDetail> detail(const Actor& actor, const OfficeId& id) const;
  Result<OfficeRow> create(const Actor& actor, const NewOfficeInput& input, const CommandKey& key);
  // A new version from a day on; one that begins the same day is replaced.
  Result<OfficeRow> change(const Actor& actor, const OfficeId& id, const OfficeInput& input, const std::string& if_match);
  Result<OfficeRow> close(const Actor& actor, const OfficeId& id, const OfficeEnd& end, const std::string& if_match);

 private:
  std::optional<Error> faulty(Session& session, const OfficeInput& input, const std::string& above) const;
  std::vector<OfficeHold> holds(Session& session, const Directory& directory, const Office& office, std::int64_t& total) const;
  OfficeRow row(Session& session, Office office, const std::vector<OfficeVersion>& versions) const;

  const House& house_;
};

}  // namespace lianhu

#pragma once
// 调委会和名册: the list of people's mediation committees and the roll of their mediators, kept by the justice bureau (or the system
// administrator), read by all staff, and made public as the law asks: name, address, phone of a committee, names and terms of its mediators.
//
// Invariant: rows follow each other by days and nothing is taken off: a term ends by its last day. No figure and no remark stands beside a
// mediator (charter). What a committee is listed as counts in the statistics from then on, and for its cases of months not yet reported.
// Errors: forbidden "not_yours"; not_found; conflict "stale_version"; invalid_fields.
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/entry.h"
#include "desk/views.h"
#include "model/committee.h"

namespace lianhu {

struct CommitteeInput {
  std::string kind;
  Date from;
  std::optional<Date> founded_on;
  std::optional<std::string> filed_number, address, phone;
  std::int64_t members = 0, women = 0;
};
LIANHU_DESCRIBE(CommitteeInput, (kind, from, founded_on, filed_number, address, phone, members, women), {"kind", {.label = "类别", .format = Format::code}}, {"from", {.label = "从哪天起"}},
                {"founded_on", {.label = "设立日期"}}, {"filed_number", {.label = "告知法院的编号", .max = 60}}, {"address", {.label = "地址", .max = 100}}, {"phone", {.label = "电话", .format = Format::phone}},
                {"members", {.label = "委员人数", .min = 0, .max = 99, .optional = true}}, {"women", {.label = "其中妇女", .min = 0, .max = 99, .optional = true}})

struct TermInput {
  std::string name, engagement, seat;
  Date from;
  std::optional<Date> to;
  std::optional<std::string> post;
};
LIANHU_DESCRIBE(TermInput, (name, engagement, seat, from, to, post), {"name", {.label = "姓名", .min = 2, .max = 30}}, {"engagement", {.label = "专职或兼职", .format = Format::code}},
                {"seat", {.label = "职务", .format = Format::code}}, {"from", {.label = "任期从"}}, {"to", {.label = "任期到"}}, {"post", {.label = "本系统的岗位", .max = 60}})

struct TermView {
  std::string id, etag, name, engagement, engagement_title, seat, seat_title;
  Date from;
  std::optional<Date> to;
  std::optional<std::string> post, post_title;
  bool standing = false;
};
LIANHU_DESCRIBE(TermView, (id, etag, name, engagement, engagement_title, seat, seat_title, from, to, post, post_title, standing))

struct CommitteeVersionView {
  Date from;
  std::optional<Date> to;
  std::string kind_title, saved;  // "2026年9月1日 09:00，普定县司法局分管领导"
  std::optional<std::string> filed_number, address, phone;
};
LIANHU_DESCRIBE(CommitteeVersionView, (from, to, kind_title, saved, filed_number, address, phone))

struct CommitteeRow {
  std::string office, name;
  bool listed = false;
  std::string kind, kind_title;
  std::optional<Date> founded_on;
  std::optional<std::string> filed_number, address, phone;
  std::int64_t members = 0, women = 0, mediators = 0, full_time = 0;  // mediators: on the roll today
  std::vector<std::string> hints;
};
LIANHU_DESCRIBE(CommitteeRow, (office, name, listed, kind, kind_title, founded_on, filed_number, address, phone, members, women, mediators, full_time, hints))
struct CommitteeList {
  std::vector<CommitteeRow> items;
  std::vector<ChoiceRow> kinds, engagements, seats;
  bool may_keep = false;
};
LIANHU_DESCRIBE(CommitteeList, (items, kinds, engagements, seats, may_keep))
struct CommitteeView {
  CommitteeRow committee;
  std::string etag;
  std::vector<CommitteeVersionView> versions;  // the newest first
  std::vector<TermView> terms;                 // those who stand first
  std::vector<ChoiceRow> posts;                // that a term may be linked with
  bool may_keep = false;
};
LIANHU_DESCRIBE(CommitteeView, (committee, etag, versions, terms, posts, may_keep))

struct PublicMediator {
  std::string name;
  Date from;
  std::optional<Date> to;
};
LIANHU_DESCRIBE(PublicMediator, (name, from, to))
struct PublicCommittee {
  std::string office, name;
  std::optional<std::string> address, phone;
  std::vector<PublicMediator> mediators;  // of one; empty in the list
};
LIANHU_DESCRIBE(PublicCommittee, (office, name, address, phone, mediators))
struct PublicCommitteeList {
  std::vector<PublicCommittee> items;
};
LIANHU_DESCRIBE(PublicCommitteeList, (items))

class CommitteeDesk {
 public:
  explicit CommitteeDesk(const House& house) : house_(house) {}

  CommitteeList list(const Actor& actor) const;
  Result<CommitteeView> view(const Actor& actor, const OfficeId& office) const;
  Result<CommitteeView> put(const Entry& entry, const OfficeId& office, const CommitteeInput& input, const std::string& if_match) const;
  Result<CommitteeView> add_term(const Entry& entry, const OfficeId& office, const TermInput& input) const;
  Result<CommitteeView> change_term(const Entry& entry, const OfficeId& office, const std::string& term, const TermInput& input) const;

  PublicCommitteeList published() const;
  Result<PublicCommittee> published(const OfficeId& office) const;

 private:
  const House& house_;
};

// Cases of this committee in months not yet reported count as it is listed now.
void recount_committee(const House& house, const OfficeId& office);

}  // namespace lianhu

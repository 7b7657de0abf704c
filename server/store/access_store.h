#pragma once
// Who looked (access_log) and what administrators did (audit_log). Rows are only ever added.

#include "model/event.h"
#include "store/db.h"

namespace lianhu {

void insert_access(Session& session, const std::string& region, const Access& access);
// Rows of one matter, newest first. `shown_at`: leaves out lawful secret reads not yet due to be shown.
std::vector<Access> load_accesses(Session& session, const std::string& region, const MatterId& matter, std::optional<Time> shown_at, int limit);

struct Audit {
  std::string id;
  Time at;
  std::optional<AccountId> account;
  std::string kind;
  std::optional<std::string> subject;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(Audit, (), (id, at, account, kind, subject, detail))
void insert_audit(Session& session, const std::string& region, const Audit& audit);
// Newest first, strictly before `before`.
std::vector<Audit> load_audits(Session& session, const std::string& region, const std::string& kind, Time before, int limit);

}  // namespace lianhu

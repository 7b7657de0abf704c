#include "store/access_store.h"

#include "store/row.h"

namespace lianhu {

void insert_access(Session& session, const std::string& region, const Access& access) { insert_row(session, "access_log", region, access); }

std::vector<Access> load_accesses(Session& session, const std::string& region, const MatterId& matter, std::optional<Time> shown_at, int limit) {
  const std::int64_t shown = shown_at ? shown_at->ms : INT64_MAX;
  return select_rows<Access>(session, "access_log", region,
                             "matter = :matter AND (shown_after IS NULL OR shown_after <= :shown) ORDER BY at DESC, id DESC LIMIT :limit",
                             {{"matter", matter.text}, {"shown", shown}, {"limit", static_cast<std::int64_t>(limit)}});
}

void insert_audit(Session& session, const std::string& region, const Audit& audit) { insert_row(session, "audit_log", region, audit); }

std::vector<Audit> load_audits(Session& session, const std::string& region, const std::string& kind, Time before, int limit) {
  std::string where = "at < :before";
  std::vector<Bind> binds{{"before", before.ms}, {"limit", static_cast<std::int64_t>(limit)}};
  if (!kind.empty()) {
    where += " AND kind = :kind";
    binds.push_back({"kind", kind});
  }
  return select_rows<Audit>(session, "audit_log", region, where + " ORDER BY at DESC, id DESC LIMIT :limit", std::move(binds));
}

}  // namespace lianhu

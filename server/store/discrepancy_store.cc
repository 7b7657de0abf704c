#include "store/discrepancy_store.h"

#include "store/row.h"

namespace lianhu {
namespace {

std::vector<AskedMatter> asking(Session& session, const std::string& region, const std::string& column, const std::string& asked,
                                const std::optional<AskedMatter>& after, int limit) {
  std::string sql = "SELECT MIN(entered_at), matter FROM discrepancy WHERE region = :region AND " + column + " = :asked AND state = 'open' GROUP BY matter";
  std::vector<Bind> binds{{"region", region}, {"asked", asked}, {"limit", static_cast<std::int64_t>(limit)}};
  if (after) {
    sql += " HAVING MIN(entered_at) > :since OR (MIN(entered_at) = :since AND matter > :matter)";
    binds.push_back({"since", after->since.ms});
    binds.push_back({"matter", after->matter.text});
  }
  sql += " ORDER BY MIN(entered_at), matter LIMIT :limit";
  std::vector<AskedMatter> found;
  session.query(sql, std::span<const Bind>(binds), [&](const Row& row) { found.push_back({Time{row.i64(0)}, MatterId{row.text(1)}}); });
  return found;
}

}  // namespace

std::vector<AskedMatter> matters_asking(Session& session, const std::string& region, const AccountId& account, const std::optional<AskedMatter>& after, int limit) {
  return asking(session, region, "asked_account", account.text, after, limit);
}

std::vector<AskedMatter> matters_asking(Session& session, const std::string& region, const OfficeId& office, const std::optional<AskedMatter>& after, int limit) {
  return asking(session, region, "asked_office", office.text, after, limit);
}

}  // namespace lianhu

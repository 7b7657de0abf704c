#include "store/lease_store.h"

namespace lianhu {

std::optional<std::int64_t> take_lease(Session& session, const std::string& region, const std::string& name, const std::string& holder, Time now, Time until) {
  const std::vector<Bind> binds{{"region", region}, {"name", name}, {"holder", holder}, {"now", now.ms}, {"until", until.ms}};
  std::int64_t changed = session.run("UPDATE lease SET until_at = :until WHERE region = :region AND name = :name AND holder = :holder AND until_at > :now", binds);
  if (changed == 0) {
    changed = session.run("UPDATE lease SET holder = :holder, until_at = :until, fence = fence + 1 WHERE region = :region AND name = :name AND until_at <= :now", binds);
  }
  bool known = changed > 0;
  std::int64_t fence = 1;
  session.query("SELECT fence FROM lease WHERE region = :region AND name = :name", binds, [&](const Row& row) {
    known = true;
    fence = row.i64(0);
  });
  if (!known) {
    session.run("INSERT INTO lease (region, name, holder, until_at, fence) VALUES (:region, :name, :holder, :until, 1)", binds);
    return 1;
  }
  if (changed == 0) return std::nullopt;
  return fence;
}

bool holds_lease(Session& session, const std::string& region, const std::string& name, const std::string& holder, std::int64_t fence) {
  // Written, not read: who takes the lease meanwhile waits for this transaction.
  return session.run("UPDATE lease SET fence = fence WHERE region = :region AND name = :name AND holder = :holder AND fence = :fence",
                     {{"region", region}, {"name", name}, {"holder", holder}, {"fence", fence}}) == 1;
}

void drop_lease(Session& session, const std::string& region, const std::string& name, const std::string& holder, Time now) {
  session.run("UPDATE lease SET until_at = :now WHERE region = :region AND name = :name AND holder = :holder AND until_at > :now",
              {{"region", region}, {"name", name}, {"holder", holder}, {"now", now.ms}});
}

}  // namespace lianhu

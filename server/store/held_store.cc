#include "store/held_store.h"

namespace lianhu {

void outdate(Session& session, const std::string& region, std::string_view name) {
  const std::vector<Bind> binds{{"region", region}, {"name", std::string(name)}};
  if (session.run("UPDATE held_version SET version = version + 1 WHERE region = :region AND name = :name", binds) == 0) {
    session.run("INSERT INTO held_version (region, name, version) VALUES (:region, :name, 1)", binds);
  }
}

std::map<std::string, std::int64_t, std::less<>> held_versions(Session& session, const std::string& region) {
  std::map<std::string, std::int64_t, std::less<>> out;
  session.query("SELECT name, version FROM held_version WHERE region = :region", {{"region", region}}, [&](const Row& row) { out[row.text(0)] = row.i64(1); });
  return out;
}

}  // namespace lianhu

#include "store/code_map_store.h"

namespace lianhu {

std::map<std::string, std::string> load_code_map(Session& session, const std::string& system, Date on) {
  std::map<std::string, std::string> out;
  session.query("SELECT code, category FROM code_map WHERE system = :system AND valid_from <= :on AND (valid_to IS NULL OR valid_to >= :on)"
                " ORDER BY code, category",
                {{"system", system}, {"on", on.text()}}, [&](const Row& row) { out.emplace(row.text(0), row.text(1)); });
  return out;
}

}  // namespace lianhu

#include "store/obligation_store.h"

#include "store/row.h"

namespace lianhu {

std::vector<LedgerEntry> load_obligation_ledger(Session& session, const std::string& region, const MatterId& matter) {
  static const std::string sql = "SELECT " + columns<LedgerEntry>("l") +
                                 " FROM obligation o JOIN ledger l ON l.region = o.region AND l.account = 'obligation:' || o.id"
                                 " WHERE o.region = :region AND o.matter = :matter ORDER BY l.at, l.id";
  std::vector<LedgerEntry> out;
  session.query(sql, {{"region", region}, {"matter", matter.text}}, [&](const Row& row) { out.push_back(read_row<LedgerEntry>(row)); });
  return out;
}

}  // namespace lianhu

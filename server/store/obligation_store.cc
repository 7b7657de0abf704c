#include "store/obligation_store.h"

#include "model/matter_file.h"

namespace lianhu {

std::int64_t performed_sum(Session& session, const std::string& region, const ObligationId& obligation) {
  std::int64_t sum = 0;
  session.query("SELECT kind, amount FROM ledger WHERE region = :region AND account = :account", {{"region", region}, {"account", "obligation:" + obligation.text}},
                [&](const Row& row) {
                  sum += performed_by(row.text(0), row.i64(1));
                });
  return sum;
}

}  // namespace lianhu

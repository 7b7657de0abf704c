#include "store/obligation_store.h"

namespace lianhu {

std::int64_t performed_sum(Session& session, const std::string& region, const ObligationId& obligation) {
  std::int64_t sum = 0;
  session.query("SELECT kind, amount FROM ledger WHERE region = :region AND account = :account", {{"region", region}, {"account", "obligation:" + obligation.text}},
                [&](const Row& row) {
                  const std::string kind = row.text(0);
                  if (kind == "performed" || kind == "excused") sum += row.i64(1);
                  if (kind == "reversed") sum -= row.i64(1);
                });
  return sum;
}

}  // namespace lianhu

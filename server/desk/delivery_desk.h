#pragma once
// What the operator sees of the outbox: how much waits, by gateway and cause, since when, and when last something went out.
//
// Invariant: no row names a matter or a person; the system administrator acts on whole groups, with a reason, and each such
// act stands in the administrators' log.
// Errors: invalid_fields; conflict "nothing_there" when the group is empty by now.
// Thread rule: any thread.

#include "base/described.h"
#include "desk/outbox_desk.h"
#include "model/account.h"

namespace lianhu {

struct StuckRow {
  std::string gateway, gateway_title, way_title, state, state_title;
  std::optional<std::string> cause;
  std::int64_t count = 0;
  Time oldest_at;
  bool can_retry = false, can_give_up = false;
};
LIANHU_DESCRIBE(StuckRow, (gateway, gateway_title, way_title, state, state_title, cause, count, oldest_at, can_retry, can_give_up))

struct GatewayRow {
  std::string name, title, serves_title, way_title;
  std::optional<Time> last_sent_at;
  std::optional<std::string> quiet;  // "21:00–08:00"
};
LIANHU_DESCRIBE(GatewayRow, (name, title, serves_title, way_title, last_sent_at, quiet))

struct OutboxView {
  std::vector<StuckRow> items;
  std::vector<GatewayRow> gateways;
  Time as_of;
};
LIANHU_DESCRIBE(OutboxView, (items, gateways, as_of))

struct OutboxOrder {
  std::string gateway, state, reason;
  std::optional<std::string> cause;
};
LIANHU_DESCRIBE(OutboxOrder, (gateway, state, cause, reason), {"gateway", {.label = "发送通道", .max = 60, .format = Format::code}},
                {"state", {.label = "状态", .max = 20, .format = Format::code}}, {"cause", {.label = "原因", .max = 200}},
                {"reason", {.label = "理由", .min = 2, .max = 200}})

struct OutboxDone {
  std::int64_t count = 0;
};
LIANHU_DESCRIBE(OutboxDone, (count))

// For the metrics: what waits for a gateway or is stuck, and the age of the oldest in seconds.
struct OutboxLoad {
  std::int64_t waiting = 0, stuck = 0, oldest_s = 0;
};

class DeliveryDesk {
 public:
  DeliveryDesk(const House& house, std::vector<GatewaySpec> gateways) : house_(house), gateways_(std::move(gateways)) {}

  OutboxView stuck() const;
  Result<OutboxDone> retry(const Actor& actor, const OutboxOrder& order) const;
  Result<OutboxDone> give_up(const Actor& actor, const OutboxOrder& order) const;
  OutboxLoad load() const;
  // Told when something waits again. Set once by main.
  std::function<void()> retried;

 private:
  Result<OutboxDone> change(const Actor& actor, const OutboxOrder& order, bool again) const;
  std::string title_of(const std::string& gateway) const;

  const House& house_;
  std::vector<GatewaySpec> gateways_;
};

std::string delivery_state_title(std::string_view state);
std::string way_title(std::string_view way);

}  // namespace lianhu

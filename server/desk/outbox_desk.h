#pragma once
// The outbox: notices become deliveries, deliveries go out by the gateways (settled 13, 17, 25).
//
// Invariant: ways are chosen once for each notice, in one transaction with its mark. Only the holder of the lease sends; it
// takes a row in hand before it sends and records the answer after: what a crash leaves in hand is sent again under the
// same id, and what has a recorded positive answer never is. What a gateway cannot bring to a party, people do: it goes
// to the call list. Nothing is sent in quiet hours, and nothing is dropped by them.
// Thread rule: one caller at a time; clock/outbox_clock.h is it.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "desk/house.h"
#include "model/delivery.h"
#include "model/matter_file.h"

namespace lianhu {

struct OutGateway {
  GatewaySpec spec;
  Gateway* gateway = nullptr;
};

struct Swept {
  int planned = 0, sent = 0, later = 0, refused = 0;
  bool more = false;            // call again at once
  bool ours = true;             // false: another process holds the lease
  std::optional<Time> next_at;  // when the next delivery is due
};

class Outbox {
 public:
  // `holder`: this process, never used by another one.
  Outbox(const House& house, std::vector<OutGateway> gateways, std::string holder)
      : house_(house), gateways_(std::move(gateways)), holder_(std::move(holder)) {}

  Swept sweep(Time now);
  void let_go(Time now);  // at the end, so that another process need not wait
  // Told after a claim and before the message goes out; for tests.
  std::function<void(const DeliveryRow&)> before_send;

 private:
  bool keep_lease(Time now);
  int plan(Time now);
  void plan_one(Session& session, const Notice& notice, const MatterFile& file, Time now) const;
  void send_all(const OutGateway& out, Time now, Swept& swept);
  enum class Answer { sent, refused, later };
  Answer send_one(const OutGateway& out, const DeliveryRow& row, const Delivery& message, std::string& cause) const;
  void record(const OutGateway& out, DeliveryRow row, Answer answer, const std::string& cause) const;
  std::optional<Delivery> message_of(const GatewaySpec& spec, const DeliveryRow& row) const;

  const House& house_;
  std::vector<OutGateway> gateways_;
  std::string holder_;
  std::int64_t fence_ = 0;
  Time lease_until_;
  std::map<std::string, Time> resting_;  // a gateway that did not answer is left alone until then
};

}  // namespace lianhu

#pragma once
// Deliveries (schema 0017): what waits, what is claimed, what was answered.
//
// Invariant: a row with sent_at is never claimed again (settled 25). Claiming and failing need the fence of the lease; a
// positive answer is recorded whoever brings it.

#include <string>
#include <vector>

#include "model/delivery.h"
#include "model/event.h"
#include "store/db.h"

namespace lianhu {

// Notices whose ways are not yet chosen, oldest first.
std::vector<Notice> unplanned_notices(Session& session, const std::string& region, int limit);
void mark_planned(Session& session, const std::string& region, const std::vector<std::string>& notices);
// Those of the old days, a piece at a time: how many.
std::int64_t drop_old_news(Session& session, const std::string& region, Time before, int limit);

void insert_delivery(Session& session, const std::string& region, const DeliveryRow& row);
bool delivery_exists(Session& session, const std::string& region, const NoticeId& notice, const std::string& way, const std::string& gateway);
void insert_try(Session& session, const std::string& region, const DeliveryTry& row);
std::optional<DeliveryRow> find_delivery(Session& session, const std::string& region, const std::string& id);
std::optional<Notice> notice_of(Session& session, const std::string& region, const DeliveryRow& row);

// Due by `now` and not sent, of one gateway, earliest first.
std::vector<DeliveryRow> due_deliveries(Session& session, const std::string& region, const std::string& gateway, Time now, int limit);
std::optional<Time> next_delivery_at(Session& session, const std::string& region, const std::vector<std::string>& gateways);
// Takes it in hand under this fence; false when somebody was faster or it is sent.
bool claim_delivery(Session& session, const std::string& region, const std::string& id, std::int64_t fence, Time now);
// In hand under an older fence: that process is gone. How many wait again.
std::int64_t release_stranded(Session& session, const std::string& region, std::int64_t fence, Time now);
// Still in hand under this fence: not sent, waits until `next`.
void put_back(Session& session, const std::string& region, const std::string& id, std::int64_t fence, const std::string& state, std::optional<Time> next);
bool record_sent(Session& session, const std::string& region, const std::string& id, Time at);
// later (state waiting, with next_at), refused or failed; false when it is no longer in hand under this fence.
bool record_not_sent(Session& session, const std::string& region, const DeliveryRow& row, std::int64_t fence);

// The stuck and the waiting, by gateway, state and cause; no row tells of a matter or a person.
struct DeliveryCount {
  std::string gateway, way, state;
  std::optional<std::string> cause;
  std::int64_t count = 0;
  Time oldest;
};
std::vector<DeliveryCount> count_unsent(Session& session, const std::string& region);
std::optional<Time> last_sent(Session& session, const std::string& region, const std::string& gateway);

// One group of count_unsent(), acted on by the operator. How many.
struct DeliveryGroup {
  std::string gateway, state;
  std::optional<std::string> cause;
};
std::vector<DeliveryRow> deliveries_of(Session& session, const std::string& region, const DeliveryGroup& group, int limit);
bool change_delivery(Session& session, const std::string& region, const DeliveryRow& row, const std::string& from_state);

// By hand: of one office and way, in one state, from the one after `after` on.
std::vector<DeliveryRow> hand_deliveries(Session& session, const std::string& region, const OfficeId& office, const std::string& way, const std::string& state,
                                         const std::string& after, int limit);
std::vector<DeliveryRow> batch_deliveries(Session& session, const std::string& region, const std::string& batch);
std::vector<DeliveryRow> matter_deliveries(Session& session, const std::string& region, const MatterId& matter);
std::vector<DeliveryTry> tries_of(Session& session, const std::string& region, const std::string& delivery);

void insert_batch(Session& session, const std::string& region, const PrintBatch& batch);
std::optional<PrintBatch> find_batch(Session& session, const std::string& region, const std::string& id);
std::vector<PrintBatch> batches_of(Session& session, const std::string& region, const OfficeId& office, int limit);
bool finish_batch(Session& session, const std::string& region, const PrintBatch& batch);  // only one that is still printed

}  // namespace lianhu

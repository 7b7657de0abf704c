#include "store/delivery_store.h"

#include "store/in_list.h"
#include "store/row.h"

namespace lianhu {
namespace {

template <class T>
std::optional<T> first(std::vector<T> rows) {
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::int64_t n(int limit) { return limit; }

}  // namespace

std::vector<Notice> unplanned_notices(Session& session, const std::string& region, int limit) {
  auto out = select_rows<Notice>(session, "notice", region, "state = 'waiting' ORDER BY made_at LIMIT :limit", {{"limit", n(limit)}});
  auto held = select_rows<Notice>(session, "notice", region, "state = 'held' ORDER BY made_at LIMIT :limit", {{"limit", n(limit)}});
  out.insert(out.end(), std::make_move_iterator(held.begin()), std::make_move_iterator(held.end()));
  return out;
}

void mark_planned(Session& session, const std::string& region, const std::vector<std::string>& notices) {
  in_pieces(notices, [&](InList in) {
    in.binds.push_back({"region", region});
    session.run("UPDATE notice SET state = 'planned' WHERE region = :region AND state IN ('waiting', 'held') AND id IN " + in.text, in.binds);
  });
}

std::int64_t drop_old_news(Session& session, const std::string& region, Time before, int limit) {
  return session.run("UPDATE notice SET state = 'planned' WHERE region = :region AND id IN (SELECT n.id FROM notice n WHERE n.region = :region"
                     " AND n.state = 'waiting' AND n.made_at < :before ORDER BY n.made_at LIMIT :limit)",
                     {{"region", region}, {"before", before.ms}, {"limit", n(limit)}});
}

void insert_delivery(Session& session, const std::string& region, const DeliveryRow& row) { insert_row(session, "delivery", region, row); }

bool delivery_exists(Session& session, const std::string& region, const NoticeId& notice, const std::string& way, const std::string& gateway) {
  bool known = false;
  session.query("SELECT 1 FROM delivery WHERE region = :region AND notice = :notice AND way = :way AND gateway = :gateway",
                {{"region", region}, {"notice", notice.text}, {"way", way}, {"gateway", gateway}}, [&](const Row&) { known = true; });
  return known;
}

void insert_try(Session& session, const std::string& region, const DeliveryTry& row) { insert_row(session, "delivery_try", region, row); }

std::optional<DeliveryRow> find_delivery(Session& session, const std::string& region, const std::string& id) {
  return first(select_rows<DeliveryRow>(session, "delivery", region, "id = :id", {{"id", id}}));
}

std::optional<Notice> notice_of(Session& session, const std::string& region, const DeliveryRow& row) {
  return first(select_rows<Notice>(session, "notice", region, "id = :id", {{"id", row.notice.text}}));
}

std::vector<DeliveryRow> due_deliveries(Session& session, const std::string& region, const std::string& gateway, Time now, int limit) {
  std::vector<DeliveryRow> out;
  for (const char* state : {"waiting", "quiet"}) {
    auto some = select_rows<DeliveryRow>(session, "delivery", region,
                                         "state = :state AND next_at <= :now AND gateway = :gateway AND sent_at IS NULL ORDER BY next_at, id LIMIT :limit",
                                         {{"state", state}, {"now", now.ms}, {"gateway", gateway}, {"limit", n(limit)}});
    out.insert(out.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return out;
}

std::optional<Time> next_delivery_at(Session& session, const std::string& region, const std::vector<std::string>& gateways) {
  std::optional<Time> at;
  if (gateways.empty()) return at;
  in_pieces(gateways, [&](InList in) {
    in.binds.push_back({"region", region});
    session.query("SELECT MIN(next_at) FROM delivery WHERE region = :region AND state IN ('waiting', 'quiet') AND sent_at IS NULL AND gateway IN " + in.text, in.binds,
                  [&](const Row& row) {
                    if (!row.null(0)) at = Time{row.i64(0)};
                  });
  });
  return at;
}

bool claim_delivery(Session& session, const std::string& region, const std::string& id, std::int64_t fence, Time now) {
  return session.run("UPDATE delivery SET state = 'sending', fence = :fence, tried_at = :now WHERE region = :region AND id = :id"
                     " AND state IN ('waiting', 'quiet') AND sent_at IS NULL",
                     {{"region", region}, {"id", id}, {"fence", fence}, {"now", now.ms}}) == 1;
}

std::int64_t release_stranded(Session& session, const std::string& region, std::int64_t fence, Time now) {
  return session.run("UPDATE delivery SET state = 'waiting', next_at = :now WHERE region = :region AND state = 'sending' AND fence < :fence AND sent_at IS NULL",
                     {{"region", region}, {"fence", fence}, {"now", now.ms}});
}

void put_back(Session& session, const std::string& region, const std::string& id, std::int64_t fence, const std::string& state, std::optional<Time> next) {
  session.run("UPDATE delivery SET state = :state, next_at = :next WHERE region = :region AND id = :id AND state = 'sending' AND fence = :fence",
              {{"region", region}, {"id", id}, {"fence", fence}, {"state", state}, {"next", row_detail::to_value(next)}});
}

bool record_sent(Session& session, const std::string& region, const std::string& id, Time at) {
  return session.run("UPDATE delivery SET state = 'sent', sent_at = :at, next_at = NULL, cause = NULL, tries = tries + 1"
                     " WHERE region = :region AND id = :id AND sent_at IS NULL",
                     {{"region", region}, {"id", id}, {"at", at.ms}}) == 1;
}

bool record_not_sent(Session& session, const std::string& region, const DeliveryRow& row, std::int64_t fence) {
  return update_row(session, "delivery", region, row, " AND state = 'sending' AND sent_at IS NULL AND fence = :held", {{"held", fence}}) == 1;
}

std::vector<DeliveryCount> count_unsent(Session& session, const std::string& region) {
  std::vector<DeliveryCount> out;
  for (const char* state : {"failed", "refused", "waiting", "quiet", "sending", "printed"}) {
    session.query("SELECT gateway, cause, way, COUNT(*), MIN(made_at) FROM delivery WHERE region = :region AND state = :state"
                  " GROUP BY gateway, cause, way ORDER BY gateway, cause, way",
                  {{"region", region}, {"state", state}}, [&](const Row& row) {
                    DeliveryCount one{row.text(0), row.text(2), state, {}, row.i64(3), Time{row.i64(4)}};
                    if (!row.null(1)) one.cause = row.text(1);
                    out.push_back(std::move(one));
                  });
  }
  return out;
}

std::optional<Time> last_sent(Session& session, const std::string& region, const std::string& gateway) {
  std::optional<Time> at;
  session.query("SELECT MAX(sent_at) FROM delivery WHERE region = :region AND gateway = :gateway AND sent_at IS NOT NULL", {{"region", region}, {"gateway", gateway}},
                [&](const Row& row) {
                  if (!row.null(0)) at = Time{row.i64(0)};
                });
  return at;
}

std::vector<DeliveryRow> deliveries_of(Session& session, const std::string& region, const DeliveryGroup& group, int limit) {
  return select_rows<DeliveryRow>(session, "delivery", region,
                                  group.cause ? "state = :state AND gateway = :gateway AND cause = :cause ORDER BY id LIMIT :limit"
                                              : "state = :state AND gateway = :gateway AND cause IS NULL ORDER BY id LIMIT :limit",
                                  {{"state", group.state}, {"gateway", group.gateway}, {"cause", group.cause.value_or("")}, {"limit", n(limit)}});
}

bool change_delivery(Session& session, const std::string& region, const DeliveryRow& row, const std::string& from_state) {
  return update_row(session, "delivery", region, row, " AND state = :from_state", {{"from_state", from_state}}) == 1;
}

std::vector<DeliveryRow> hand_deliveries(Session& session, const std::string& region, const OfficeId& office, const std::string& way, const std::string& state,
                                         const std::string& after, int limit) {
  return select_rows<DeliveryRow>(session, "delivery", region, "office = :office AND way = :way AND state = :state AND id > :after ORDER BY id LIMIT :limit",
                                  {{"office", office.text}, {"way", way}, {"state", state}, {"after", after}, {"limit", n(limit)}});
}

std::vector<DeliveryRow> batch_deliveries(Session& session, const std::string& region, const std::string& batch) {
  return select_rows<DeliveryRow>(session, "delivery", region, "batch = :batch ORDER BY id", {{"batch", batch}});
}

std::vector<DeliveryRow> matter_deliveries(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<DeliveryRow>(session, "delivery", region, "matter = :matter ORDER BY id", {{"matter", matter.text}});
}

std::vector<DeliveryTry> tries_of(Session& session, const std::string& region, const std::string& delivery) {
  return select_rows<DeliveryTry>(session, "delivery_try", region, "delivery = :delivery ORDER BY id", {{"delivery", delivery}});
}

void insert_batch(Session& session, const std::string& region, const PrintBatch& batch) { insert_row(session, "print_batch", region, batch); }

std::optional<PrintBatch> find_batch(Session& session, const std::string& region, const std::string& id) {
  return first(select_rows<PrintBatch>(session, "print_batch", region, "id = :id", {{"id", id}}));
}

std::vector<PrintBatch> batches_of(Session& session, const std::string& region, const OfficeId& office, int limit) {
  return select_rows<PrintBatch>(session, "print_batch", region, "office = :office ORDER BY made_at DESC, id DESC LIMIT :limit", {{"office", office.text}, {"limit", n(limit)}});
}

bool finish_batch(Session& session, const std::string& region, const PrintBatch& batch) {
  return update_row(session, "print_batch", region, batch, " AND state = 'printed'") == 1;
}

}  // namespace lianhu

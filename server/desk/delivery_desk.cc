#include "desk/delivery_desk.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "desk/audit_row.h"
#include "store/delivery_store.h"

namespace lianhu {
namespace {

constexpr int kAtOnce = 1'000;

struct Title {
  std::string_view word, title;
};
constexpr Title kStates[] = {{"waiting", "等待发送"}, {"quiet", "静默时段内，稍后发送"}, {"sending", "正在发送"}, {"printed", "已打印，待寄出"}, {"sent", "已送达"},
                             {"refused", "对方不接受"}, {"failed", "多次没有送到"}, {"given_up", "不再发送"}, {"page", "只在查询页上"}};
constexpr Title kWays[] = {{"sms", "短信"}, {"webhook", "消息接口"}, {"mail", "邮件"}, {"call", "电话"}, {"paper", "信件"}, {"page", "查询页"}};

template <std::size_t n>
std::string title_in(const Title (&all)[n], std::string_view word) {
  for (const Title& one : all) {
    if (one.word == word) return std::string(one.title);
  }
  return std::string(word);
}

std::string quiet_text(const QuietHours& quiet) {
  char text[32];
  std::snprintf(text, sizeof text, "%02d:%02d–%02d:%02d", quiet.from / 60, quiet.from % 60, quiet.until / 60, quiet.until % 60);
  return text;
}

bool stuck_state(std::string_view state) { return state == "refused" || state == "failed"; }

}  // namespace

std::string delivery_state_title(std::string_view state) { return title_in(kStates, state); }
std::string way_title(std::string_view way) { return title_in(kWays, way); }

std::string DeliveryDesk::title_of(const std::string& gateway) const {
  if (gateway == by_hand) return "人工办理";
  for (const GatewaySpec& spec : gateways_) {
    if (spec.name == gateway) return spec.title;
  }
  return gateway + "（已停用）";
}

OutboxView DeliveryDesk::stuck() const {
  OutboxView out;
  out.as_of = house_.now();
  std::vector<DeliveryCount> counts;
  std::map<std::string, std::optional<Time>> last;
  house_.db().read([&](Session& session) {
    counts = count_unsent(session, house_.region());
    for (const GatewaySpec& spec : gateways_) last[spec.name] = last_sent(session, house_.region(), spec.name);
  });
  for (const DeliveryCount& one : counts) {
    const bool hand = one.gateway == by_hand;
    StuckRow row{one.gateway, title_of(one.gateway), way_title(one.way), one.state, delivery_state_title(one.state), one.cause, one.count, one.oldest, false, false};
    if (hand && one.state == "waiting") row.state_title = one.way == "call" ? "等待拨打" : "等待打印";
    row.can_retry = !hand && (stuck_state(one.state) || (one.state == "waiting" && one.cause));
    row.can_give_up = !hand && one.state != "sending";
    out.items.push_back(std::move(row));
  }
  for (const GatewaySpec& spec : gateways_) {
    GatewayRow row{spec.name, spec.title, spec.serves == GatewayServes::party ? "发给当事人" : "发给机构", way_title(way_of(spec)), {}, {}};
    row.last_sent_at = last[spec.name];
    if (spec.quiet.from != spec.quiet.until) row.quiet = quiet_text(spec.quiet);
    out.gateways.push_back(std::move(row));
  }
  return out;
}

Result<OutboxDone> DeliveryDesk::retry(const Actor& actor, const OutboxOrder& order) const { return change(actor, order, true); }
Result<OutboxDone> DeliveryDesk::give_up(const Actor& actor, const OutboxOrder& order) const { return change(actor, order, false); }

Result<OutboxDone> DeliveryDesk::change(const Actor& actor, const OutboxOrder& order, bool again) const {
  const bool held = stuck_state(order.state) || order.state == "waiting" || order.state == "quiet";
  if (!held || order.gateway == by_hand || order.gateway == page_only || (again && order.state == "quiet")) {
    return invalid("invalid_fields", "这一组不能这样处理", {{"/state", "请刷新后从列表中选择"}});
  }
  OutboxDone out;
  const Time now = house_.now();
  for (bool more = true; more;) {
    std::vector<DeliveryRow> rows;
    house_.db().read([&](Session& session) { rows = deliveries_of(session, house_.region(), {order.gateway, order.state, order.cause}, kAtOnce); });
    more = rows.size() == static_cast<std::size_t>(kAtOnce) && !(again && order.state == "waiting");
    std::int64_t changed = 0;
    house_.db().commit([&](Session& session) {
      changed = 0;
      for (DeliveryRow row : rows) {
        row.state = again ? "waiting" : "given_up";
        row.next_at.reset();
        if (again) row.next_at = now;
        if (again) row.tries = 0;
        if (!again) row.cause = "停止发送：" + order.reason;
        if (!change_delivery(session, house_.region(), row, order.state)) continue;
        ++changed;
        insert_try(session, house_.region(), {house_.ids().text(), row.id, now, again ? "retried" : "given_up", {}, actor.account, order.reason});
      }
      if (changed > 0) {
        insert_audit(session, house_.region(),
                     audit_row(house_, actor.account, again ? "deliveries_retried" : "deliveries_given_up", order.gateway,
                               title_of(order.gateway) + "，" + delivery_state_title(order.state) + "，" + std::to_string(changed) + " 条；理由：" + order.reason));
      }
    });
    out.count += changed;
    if (changed == 0) break;
  }
  if (out.count > 0 && again && retried) retried();
  if (out.count == 0) return conflict("nothing_there", "这一组已经没有通知，请刷新");
  return out;
}

OutboxLoad DeliveryDesk::load() const {
  OutboxLoad out;
  std::vector<DeliveryCount> counts;
  house_.db().read([&](Session& session) { counts = count_unsent(session, house_.region()); });
  const Time now = house_.now();
  for (const DeliveryCount& one : counts) {
    if (one.gateway == by_hand) continue;
    (stuck_state(one.state) ? out.stuck : out.waiting) += one.count;
    if (!stuck_state(one.state)) out.oldest_s = std::max(out.oldest_s, (now.ms - one.oldest.ms) / 1000);
  }
  return out;
}

}  // namespace lianhu

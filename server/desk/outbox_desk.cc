#include "desk/outbox_desk.h"

#include <algorithm>
#include <set>

#include "base/described.h"
#include "rules/delivery.h"
#include "store/delivery_store.h"
#include "store/lease_store.h"
#include "store/matter_store.h"

namespace lianhu {
namespace {

constexpr const char* kLease = "outbox";
constexpr std::int64_t kLeaseMs = 90'000, kRenewMs = 30'000;
constexpr int kPlanAtOnce = 200, kSendAtOnce = 20, kOldAtOnce = 2'000;
constexpr std::int64_t kRestMs = 5'000;

// Whose desk answers for the matter now.
OfficeId desk_of(const MatterFile& file) {
  for (auto at = file.proceedings.rbegin(); at != file.proceedings.rend(); ++at) {
    if (!at->closed_at) return at->desk_office;
  }
  return file.proceedings.empty() ? OfficeId{} : file.proceedings.front().desk_office;
}

bool serves(const GatewaySpec& spec, const OfficeId& office) {
  return spec.offices.empty() || std::find(spec.offices.begin(), spec.offices.end(), office) != spec.offices.end();
}

}  // namespace

bool Outbox::keep_lease(Time now) {
  if (fence_ > 0 && lease_until_.ms - now.ms > kLeaseMs - kRenewMs) return true;
  std::optional<std::int64_t> fence;
  const Time until = now.plus_ms(kLeaseMs);
  try {
    house_.db().commit([&](Session& session) {
      fence = take_lease(session, house_.region(), kLease, holder_, now, until);
      if (fence && *fence != fence_) release_stranded(session, house_.region(), *fence, now);
    });
  } catch (const DuplicateKey&) {
    fence.reset();  // another process made the row at the same moment
  }
  fence_ = fence.value_or(0);
  lease_until_ = until;
  return fence.has_value();
}

void Outbox::let_go(Time now) {
  if (fence_ == 0) return;
  fence_ = 0;
  house_.db().commit([&](Session& session) { drop_lease(session, house_.region(), kLease, holder_, now); });
}

Swept Outbox::sweep(Time now) {
  Swept swept;
  if (!keep_lease(now)) {
    swept.ours = false;
    return swept;
  }
  swept.planned = plan(now);
  swept.more = swept.planned >= kPlanAtOnce;
  std::vector<std::string> awake;
  for (const OutGateway& out : gateways_) {
    if (const auto rest = resting_.find(out.spec.name); rest != resting_.end() && rest->second > now) continue;
    send_all(out, now, swept);
    if (!resting_.count(out.spec.name) || resting_[out.spec.name] <= now) awake.push_back(out.spec.name);
  }
  house_.db().read([&](Session& session) { swept.next_at = next_delivery_at(session, house_.region(), awake); });
  for (const auto& [name, until] : resting_) {
    if (until > now && (!swept.next_at || until < *swept.next_at)) swept.next_at = until;
  }
  return swept;
}

int Outbox::plan(Time now) {
  std::vector<Notice> notices;
  house_.db().read([&](Session& session) { notices = unplanned_notices(session, house_.region(), kPlanAtOnce); });
  if (notices.empty()) return 0;
  if (too_old(notices.front(), now)) {
    // The whole of the old days at once: a county made yesterday has a year of them.
    std::int64_t dropped = 0;
    Notice edge;
    edge.made_at = now;
    while (!too_old(edge, now)) edge.made_at = edge.made_at.plus_ms(-3'600'000);
    house_.db().commit([&](Session& session) { dropped = drop_old_news(session, house_.region(), edge.made_at, kOldAtOnce); });
    if (dropped > 0) return kPlanAtOnce;
  }
  std::set<std::string> matters;
  for (const Notice& notice : notices) matters.insert(notice.matter.text);
  std::map<std::string, std::shared_ptr<const WholeMatter>> files;
  house_.db().read([&](Session& session) {
    for (const std::string& id : matters) files[id] = house_.matters().load(session, house_.region(), MatterId{id});
  });
  std::vector<std::string> ids;
  for (const Notice& notice : notices) ids.push_back(notice.id.text);
  try {
    house_.db().commit([&](Session& session) {
      if (!holds_lease(session, house_.region(), kLease, holder_, fence_)) throw StaleRow("lease");
      for (const Notice& notice : notices) {
        const auto file = files.find(notice.matter.text);
        if (file != files.end() && file->second) plan_one(session, notice, file->second->file, now);
      }
      mark_planned(session, house_.region(), ids);
    });
  } catch (const StaleRow&) {
    fence_ = 0;
    return 0;
  } catch (const DuplicateKey&) {
    return 0;  // planned by another process between our reading and our writing
  }
  return static_cast<int>(notices.size());
}

void Outbox::plan_one(Session& session, const Notice& notice, const MatterFile& file, Time now) const {
  DeliveryRow row;
  row.notice = notice.id;
  row.matter = notice.matter;
  row.event = notice.event;
  row.made_at = notice.made_at;
  const auto put = [&](const Way& way, const OfficeId& office) {
    row.id = house_.ids().text();
    row.office = office;
    row.way = way.way;
    row.gateway = way.gateway;
    row.state = way.state;
    row.cause = way.cause;
    row.next_at.reset();
    if (way.state == "waiting") row.next_at = now;
    insert_delivery(session, house_.region(), row);
  };
  if (too_old(notice, now)) return;
  if (notice.party) {
    const Party* party = file.party(*notice.party);
    if (!party) return;
    std::optional<std::string> sms;
    for (const OutGateway& out : gateways_) {
      if (!sms && out.spec.serves == GatewayServes::party) sms = out.spec.name;
    }
    row.party = notice.party;
    return put(way_to(*party, file.matter.seal, sms), desk_of(file));
  }
  // What goes to an account stands in its inbox; an office that wants it elsewhere too has its gateway.
  if (!notice.office) return;
  for (const OutGateway& out : gateways_) {
    if (out.spec.serves == GatewayServes::office && serves(out.spec, *notice.office)) put({way_of(out.spec), out.spec.name, "waiting", {}}, *notice.office);
  }
}

std::optional<Delivery> Outbox::message_of(const GatewaySpec& spec, const DeliveryRow& row) const {
  std::optional<Notice> notice;
  std::shared_ptr<const WholeMatter> whole;
  house_.db().read([&](Session& session) {
    notice = notice_of(session, house_.region(), row);
    whole = house_.matters().load(session, house_.region(), row.matter);
  });
  if (!notice || !whole) return std::nullopt;
  const MatterFile& file = whole->file;
  std::map<std::string, std::string> values;
  Delivery message{row.id, way_of(spec), {}, {}};
  if (row.party) {
    const Party* party = file.party(*row.party);
    // The flags of this moment, not those of the day it was planned.
    if (!party || !party->phone || forbids(*party, "no_call")) return std::nullopt;
    message.to = *party->phone;
    values["text"] = words_to_party(file.matter, *notice, house_.public_url());
  } else {
    message.to = row.office.text;
    values["text"] = words_to_office(file.matter, *notice);
  }
  if (file.matter.seal == Seal::open) values["number"] = file.matter.number;
  message.body = write_json(values);
  return message;
}

void Outbox::send_all(const OutGateway& out, Time now, Swept& swept) {
  std::vector<DeliveryRow> due;
  house_.db().read([&](Session& session) { due = due_deliveries(session, house_.region(), out.spec.name, now, kSendAtOnce); });
  if (due.empty()) return;
  const std::optional<Time> quiet = quiet_until(out.spec.quiet, now);
  std::vector<DeliveryRow> claimed;
  try {
    house_.db().commit([&](Session& session) {
      claimed.clear();
      if (!holds_lease(session, house_.region(), kLease, holder_, fence_)) throw StaleRow("lease");
      for (const DeliveryRow& row : due) {
        if (!claim_delivery(session, house_.region(), row.id, fence_, now)) continue;
        if (quiet) {
          put_back(session, house_.region(), row.id, fence_, "quiet", quiet);
        } else {
          claimed.push_back(row);
        }
      }
    });
  } catch (const StaleRow&) {
    fence_ = 0;
    return;
  }
  if (quiet) return;
  swept.more = swept.more || due.size() >= static_cast<std::size_t>(kSendAtOnce);
  for (std::size_t i = 0; i < claimed.size(); ++i) {
    // A slow gateway: the lease must outlast the next try, else somebody else sends the rest.
    if (i > 0 && !keep_lease(house_.now())) return;
    const DeliveryRow& row = claimed[i];
    const auto message = message_of(out.spec, row);
    if (!message) {
      record(out, row, Answer::refused, "不再允许这样联系");
      ++swept.refused;
      continue;
    }
    if (before_send) before_send(row);
    std::string cause;
    const Answer answer = send_one(out, row, *message, cause);
    record(out, row, answer, cause);
    if (answer == Answer::sent) ++swept.sent;
    if (answer == Answer::refused) ++swept.refused;
    if (answer != Answer::later) continue;
    // It is the gateway that does not answer: the others wait with it, and no try of theirs is spent.
    ++swept.later;
    const Time rest = house_.now().plus_ms(kRestMs);
    resting_[out.spec.name] = rest;
    house_.db().commit([&](Session& session) {
      for (std::size_t k = i + 1; k < claimed.size(); ++k) put_back(session, house_.region(), claimed[k].id, fence_, "waiting", rest);
    });
    return;
  }
  resting_.erase(out.spec.name);
}

Outbox::Answer Outbox::send_one(const OutGateway& out, const DeliveryRow&, const Delivery& message, std::string& cause) const {
  const auto answer = out.gateway->send(message);
  if (answer) return Answer::sent;
  cause = answer.error().message;
  return answer.error().kind == Kind::unavailable ? Answer::later : Answer::refused;
}

void Outbox::record(const OutGateway& out, DeliveryRow row, Answer answer, const std::string& cause) const {
  const Time at = house_.now();
  DeliveryTry log{house_.ids().text(), row.id, at, answer == Answer::sent ? "sent" : answer == Answer::refused ? "refused" : "later", {}, {}, {}};
  if (answer != Answer::sent) log.cause = cause;
  row.tries += 1;
  row.tried_at = at;
  row.fence = fence_;
  std::optional<DeliveryRow> instead;
  if (answer != Answer::sent) {
    row.cause = cause;
    row.next_at = answer == Answer::later ? next_try(row.tries, at) : std::nullopt;
    row.state = answer == Answer::refused ? "refused" : row.next_at ? "waiting" : "failed";
    if (row.state == "failed") log.outcome = "failed";
    if (row.party && !row.next_at) {
      const auto whole = [&] {
        std::shared_ptr<const WholeMatter> found;
        house_.db().read([&](Session& session) { found = house_.matters().load(session, house_.region(), row.matter); });
        return found;
      }();
      const Party* party = whole ? whole->file.party(*row.party) : nullptr;
      if (party) {
        const Way way = way_to(*party, whole->file.matter.seal, std::nullopt);
        instead = row;
        instead->id = house_.ids().text();
        instead->way = way.way;
        instead->gateway = way.gateway;
        instead->state = way.state;
        instead->cause = way.cause ? way.cause : std::optional<std::string>(out.spec.title + "没有送到");
        instead->tries = 0;
        instead->tried_at.reset();
        instead->fence = 0;
        if (way.state == "waiting") instead->next_at = at;
      }
    }
  }
  house_.db().commit([&](Session& session) {
    const bool written = answer == Answer::sent ? record_sent(session, house_.region(), row.id, at) : record_not_sent(session, house_.region(), row, row.fence);
    if (!written) return;
    insert_try(session, house_.region(), log);
    if (instead && !delivery_exists(session, house_.region(), instead->notice, instead->way, instead->gateway)) insert_delivery(session, house_.region(), *instead);
  });
}

}  // namespace lianhu

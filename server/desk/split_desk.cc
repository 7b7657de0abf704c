#include "desk/split_desk.h"

#include <algorithm>
#include <tuple>

#include "desk/join_house.h"
#include "rules/desk_event.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

Error wrong(std::string pointer, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{std::move(pointer), std::move(message)}});
}

Link link_between(const House& house, const MatterId& matter, const MatterId& other, const EventId& event) {
  return {LinkId{house.ids().text()}, matter, house.region(), other, "split", event};
}

// Who goes along, as a party of the new matter: the same person, with a row of their own there.
Result<std::vector<Party>> going_along(const MatterFile& file, const std::vector<std::string>& ids) {
  std::vector<Party> out;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string at = "/parties/" + std::to_string(i);
    const Party* party = file.party(PartyId{ids[i]});
    if (!party || party->left_at) return wrong(at, "请从本事项的当事人中选择");
    if (std::count(ids.begin(), ids.end(), ids[i]) > 1) return wrong(at, "同一名当事人选了两次，请去掉一个");
    Party row = *party;
    row.origin = party->id;
    row.joined_at.reset();
    row.pin.reset();  // kept under the row it was chosen for
    row.secret_round = row.version = 1;
    out.push_back(std::move(row));
  }
  // The first one is who reported.
  std::sort(out.begin(), out.end(), [](const Party& a, const Party& b) { return std::tie(a.role, a.id.text) < std::tie(b.role, b.id.text); });
  return out;
}

// The matter it was taken out of is told, and keeps a link.
Change told_of_split(const House& house, const MatterFile& file, const Actor& actor, const SplitOrder& order, const MatterId& fresh, const Ground& ground) {
  Draft draft(file, ground);
  DeskEvent event{"split", "拆分出另一件事项", {}};
  event.content.text = "其中一部分问题另立一件事项，单独办理。";
  event.content.fields["reason"] = order.reason;
  const EventId id = tell(draft, actor, std::move(event));
  draft.change().links.push_back(link_between(house, file.matter.id, fresh, id));
  return draft.finish(file.matter.version);
}

}  // namespace

Result<Written> SplitDesk::split(const Entry& entry, const MatterId& id, const SplitOrder& order) const {
  return past_the_clock(house_, entry, id, [&] { return split_once(entry, id, order); });
}

Result<Written> SplitDesk::split_once(const Entry& entry, const MatterId& id, const SplitOrder& order) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  const MatterFile& file = whole->file;
  const auto held = relations(entry.actor, file, file.proceedings.front());
  if (!held.contains(Who::desk) && !held.contains(Who::centre)) return forbidden("not_yours", "拆分事项由分流岗办理");
  if (const auto again = replayed(house_, entry)) return *again;
  if (entry.if_version && *entry.if_version != file.matter.acted_version) {
    return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  }
  if (!file.matter.open) return conflict("wrong_state", "事项已经结案，不能再拆分；新的问题请按新事项登记");
  const Matter& m = file.matter;
  auto parties = going_along(file, order.parties);
  if (!parties) return parties.error();
  Intake intake;
  intake.title = order.title.value_or("");
  intake.text = order.text;
  intake.category = order.category.value_or(m.category == pending_category ? "" : m.category);
  intake.place.id = order.place ? PlaceId{*order.place} : m.place;
  intake.place_detail = order.place_detail ? order.place_detail : order.place ? std::nullopt : m.place_detail;
  intake.channel = m.channel;
  intake.happened_at = m.happened_at;
  intake.received_at = order.received_at.value_or(m.received_at);
  if (intake.received_at < m.received_at) return wrong("/received_at", "不能早于原事项的收到时间");
  intake.seal = m.seal;
  intake.client_id = order.client_id;
  intake.intake_office = m.intake_office;
  intake.bars = file.bars;
  for (Bar& bar : intake.bars) bar.id = BarId{house_.ids().text()};
  intake.parties = std::move(*parties);
  const auto site = site_at(house_, intake.place.id);
  if (!site) return site.error();
  auto fresh = prepare_intake(house_, entry.actor, std::move(intake), *site);
  if (!fresh) return fresh.error();
  fresh->links.push_back(link_between(house_, fresh->matter.id, id, fresh->events.front().row.id));
  const auto stand_now = stand(house_);
  Change told = told_of_split(house_, file, entry.actor, order, fresh->matter.id, stand_now->ground);
  return save(house_, entry, std::move(*fresh), std::move(told));
}

}  // namespace lianhu

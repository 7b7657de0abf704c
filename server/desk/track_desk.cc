#include "desk/track_desk.h"

#include "base/hash.h"
#include "desk/intake_desk.h"
#include "desk/matter_desk.h"
#include "store/access_store.h"
#include "store/matter_store.h"

namespace lianhu {

Result<Actor> TrackDesk::actor(const std::string& secret) const {
  std::optional<PartyKey> key;
  house_.db().read([&](Session& session) { key = find_party_by_secret(session, house_.region(), sha256_hex(secret)); });
  if (!key) return not_found();
  Actor actor;
  actor.party = key->party;
  actor.matter = key->matter;
  return actor;
}

Result<Track> TrackDesk::track(const Actor& party) const {
  if (!party.matter) return not_found();
  const auto seen = see(house_, party, *party.matter);
  if (!seen) return not_found();
  std::vector<Access> accesses;
  house_.db().read([&](Session& session) { accesses = load_accesses(session, house_.region(), *party.matter, house_.now(), 200); });
  std::erase_if(accesses, [](const Access& access) { return access.party.has_value(); });
  const auto stand_now = stand(house_);
  return Renderer(house_, party, *seen, stand_now->ground).track(accesses);
}

Result<Written> TrackDesk::act_on(const Entry& entry, const MoveOrder& input) const {
  if (!entry.actor.matter) return not_found();
  const auto order = order_from(house_, entry.actor, input, entry.client_key.empty() ? std::nullopt : std::optional<std::string>(entry.client_key));
  if (!order) return order.error();
  return act(house_, entry, *entry.actor.matter, *order);
}

Result<Done> TrackDesk::check_pin(const Actor& party, const std::string& pin) const {
  const auto whole = party.matter ? load_matter(house_, *party.matter) : nullptr;
  const Party* me = whole && party.party ? whole->file.party(*party.party) : nullptr;
  if (!me) return not_found();
  if (!me->pin && !me->phone) return done;
  if (pin.empty()) return forbidden("pin_required", me->pin ? "请输入查询密码" : "请输入登记手机号的后四位");
  const bool right = me->pin ? equal_in_constant_time(*me->pin, pin_hash(house_, me->id, pin))
                             : me->phone->size() >= 4 && equal_in_constant_time(me->phone->substr(me->phone->size() - 4), pin);
  return right ? Result<Done>(done) : forbidden("pin_wrong", me->pin ? "查询密码不对，请重新输入" : "手机号后四位不对，请重新输入");
}

}  // namespace lianhu

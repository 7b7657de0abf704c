#include "desk/track_desk.h"

#include <iterator>

#include "base/hash.h"
#include "desk/intake_desk.h"
#include "desk/join_house.h"
#include "desk/matter_desk.h"
#include "store/access_store.h"
#include "store/matter_store.h"
#include "store/notice_store.h"

namespace lianhu {

namespace {

constexpr int kFarthest = 16;

Actor as_party(const PartyId& party, const MatterId& matter) {
  Actor actor;
  actor.party = party;
  actor.matter = matter;
  return actor;
}

}  // namespace

Result<Actor> TrackDesk::actor(const std::string& secret) const {
  std::optional<PartyKey> key;
  house_.db().read([&](Session& session) { key = find_party_by_secret(session, house_.region(), sha256_hex(secret)); });
  if (!key) return not_found();
  const PartyStanding now = standing(house_, key->party, key->matter);
  return as_party(now.party, now.matter);
}

std::vector<Actor> TrackDesk::earlier(const Actor& party) const {
  std::vector<Actor> rows;
  Actor at = party;
  for (int steps = 0; steps < kFarthest && at.party && at.matter; ++steps) {
    const auto whole = load_matter(house_, *at.matter);
    const Party* row = whole ? whole->file.party(*at.party) : nullptr;
    if (!row || !row->joined_at || !row->origin) break;
    std::optional<PartyKey> before;
    house_.db().read([&](Session& session) { before = find_party(session, house_.region(), *row->origin); });
    if (!before) break;
    at = as_party(before->party, before->matter);
    rows.insert(rows.begin(), at);
  }
  return rows;
}

Actor TrackDesk::first_row(const Actor& party) const {
  Actor at = party;
  for (int steps = 0; steps < kFarthest && at.party && at.matter; ++steps) {
    const auto whole = load_matter(house_, *at.matter);
    const Party* row = whole ? whole->file.party(*at.party) : nullptr;
    std::optional<PartyKey> before;
    if (row && row->origin) house_.db().read([&](Session& session) { before = find_party(session, house_.region(), *row->origin); });
    if (!before) break;
    at = as_party(before->party, before->matter);
  }
  return at;
}

Actor TrackDesk::keeper(const Actor& party, const std::optional<MatterId>& of) const {
  if (!of || of == party.matter) return party;
  for (const Actor& row : earlier(party)) {
    if (row.matter == of) return row;
  }
  return party;
}

std::optional<MatterId> TrackDesk::matter_of(const DocumentId& document) const {
  std::optional<Document> row;
  house_.db().read([&](Session& session) { row = find_document(session, house_.region(), document); });
  return row ? std::optional<MatterId>(row->matter) : std::nullopt;
}

std::optional<MatterId> TrackDesk::matter_of(const AttachmentId& attachment) const {
  std::optional<Attachment> row;
  house_.db().read([&](Session& session) { row = find_attachment(session, house_.region(), attachment); });
  return row ? std::optional<MatterId>(row->matter) : std::nullopt;
}

// One story: what was told in the own report, then what came in the matter that took it in.
void TrackDesk::add_earlier(const Actor& party, Track& track) const {
  std::vector<TimelineItem> timeline;
  std::vector<DocumentRow> documents;
  std::vector<AttachmentRow> attachments;
  const auto stand_now = stand(house_);
  for (const Actor& row : earlier(party)) {
    const auto seen = see(house_, row, *row.matter);
    if (!seen) continue;
    std::vector<Access> accesses;
    house_.db().read([&](Session& session) { accesses = load_accesses(session, house_.region(), *row.matter, house_.now(), 200); });
    std::erase_if(accesses, [](const Access& access) { return access.party.has_value(); });
    Track before = Renderer(house_, row, *seen, stand_now->ground).track(accesses);
    // Where exactly the other one's is, was told before they came.
    if (track.earlier.empty()) track.place_name = before.place_name;
    track.earlier.push_back({before.number, before.title, before.text, before.received_at});
    std::move(before.timeline.begin(), before.timeline.end(), std::back_inserter(timeline));
    std::move(before.documents.begin(), before.documents.end(), std::back_inserter(documents));
    std::move(before.attachments.begin(), before.attachments.end(), std::back_inserter(attachments));
    std::move(before.access.begin(), before.access.end(), std::back_inserter(track.access));
    track.pin_needed = track.pin_needed || before.pin_needed;
  }
  if (track.earlier.empty()) return;
  track.title = track.earlier.front().title;
  track.text = track.earlier.front().text;
  track.received_at = track.earlier.front().received_at;
  track.timeline.insert(track.timeline.begin(), std::make_move_iterator(timeline.begin()), std::make_move_iterator(timeline.end()));
  track.documents.insert(track.documents.begin(), std::make_move_iterator(documents.begin()), std::make_move_iterator(documents.end()));
  track.attachments.insert(track.attachments.begin(), std::make_move_iterator(attachments.begin()), std::make_move_iterator(attachments.end()));
  for (std::size_t i = 0; i < track.timeline.size(); ++i) track.timeline[i].position = static_cast<std::int64_t>(i) + 1;
}

void TrackDesk::add_split_off(const Actor& party, Track& track) const {
  std::vector<Actor> rows = earlier(party);
  rows.push_back(party);
  for (const Actor& row : rows) {
    std::vector<PartyKey> others;
    house_.db().read([&](Session& session) { others = parties_from(session, house_.region(), *row.party); });
    for (const PartyKey& other : others) {
      const auto whole = load_matter(house_, other.matter);
      const Party* there = whole ? whole->file.party(other.party) : nullptr;
      // Joined: the same matter as shown, or its own again. And what was merged back is no other any more.
      if (!there || there->joined_at || whole->file.matter.root != other.matter) continue;
      const std::string secret = house_.vault().tracking_secret(house_.region(), there->id.text, there->secret_round);
      track.split_off.push_back({whole->file.matter.number, whole->file.matter.title, "/t#" + secret});
    }
  }
}

Result<Track> TrackDesk::track(const Actor& party) const {
  if (!party.matter) return not_found();
  const auto seen = see(house_, party, *party.matter);
  if (!seen) return not_found();
  std::vector<Access> accesses;
  house_.db().read([&](Session& session) { accesses = load_accesses(session, house_.region(), *party.matter, house_.now(), 200); });
  const Party* me = party.party ? seen->whole->file.party(*party.party) : nullptr;
  std::erase_if(accesses, [&](const Access& access) { return access.party.has_value() || (me && me->joined_at && access.at < *me->joined_at); });
  const auto stand_now = stand(house_);
  Track track = Renderer(house_, party, *seen, stand_now->ground).track(accesses);
  add_earlier(party, track);
  add_split_off(party, track);
  track.etag = etag_of(track);
  return track;
}

Result<Written> TrackDesk::act_on(const Entry& entry, const MoveOrder& input) const {
  if (!entry.actor.matter) return not_found();
  const auto order = order_from(house_, entry.actor, input, entry.client_key.empty() ? std::nullopt : std::optional<std::string>(entry.client_key));
  if (!order) return order.error();
  return act(house_, entry, *entry.actor.matter, *order);
}

Result<Done> TrackDesk::check_pin(const Actor& party, const std::string& pin) const {
  const Actor first = first_row(party);  // a PIN was chosen with the first report and is kept under that row
  const auto whole = first.matter ? load_matter(house_, *first.matter) : nullptr;
  const Party* me = whole && first.party ? whole->file.party(*first.party) : nullptr;
  if (!me) return not_found();
  if (!me->pin && !me->phone) return done;
  if (pin.empty()) return forbidden("pin_required", me->pin ? "请输入查询密码" : "请输入登记手机号的后四位");
  const bool right = me->pin ? equal_in_constant_time(*me->pin, pin_hash(house_, me->id, pin))
                             : me->phone->size() >= 4 && equal_in_constant_time(me->phone->substr(me->phone->size() - 4), pin);
  return right ? Result<Done>(done) : forbidden("pin_wrong", me->pin ? "查询密码不对，请重新输入" : "手机号后四位不对，请重新输入");
}

}  // namespace lianhu

#include "desk/matter_desk.h"

#include <algorithm>

#include "base/hash.h"
#include "desk/intake_desk.h"
#include "desk/notice_desk.h"
#include "rules/desk_event.h"
#include "rules/draft.h"
#include "rules/quiet.h"
#include "rules/whose_case.h"
#include "store/access_store.h"
#include "store/matter_store.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

// What a phone writes where a person spoke and wrote nothing (web/entities/report/voice.ts).
constexpr std::string_view kVoiceOnly = "语音反映（";

// A phone takes this along for where there is no signal. Nobody has read it yet; and what would do harm on a lost phone, or is
// of use only with a line, stays here: how to reach people, who asked not to be reached, the moves and their forms.
constexpr std::string_view kPrefetch = "预取";
void keep_little(MatterView& view) {
  for (PartyView& party : view.parties) {
    party.phone.reset();
    party.address.reset();
    party.flags.clear();
  }
  view.moves.clear();
  // A correction begins with what stands there: what stays here cannot be corrected without a line.
  for (FactGroup& group : view.facts) {
    std::erase_if(group.fields, [](const FieldOffer& field) {
      return field.name.ends_with("/phone") || field.name.ends_with("/address") || field.name.ends_with("/contact_note") || field.name.ends_with("/no_call") ||
             field.name.ends_with("/no_paper");
    });
  }
  view.discrepancies.clear();
}

std::string link_title(const std::string& kind) {
  if (kind == "merged") return "并入";
  if (kind == "duplicate") return "并入本件";
  if (kind == "split") return "拆分";
  if (kind == "arises_from") return "由此引起";
  return "同一纠纷";
}

// What the desk itself does to a matter, outside the procedure's moves: one event, one saved change.
Result<Written> save_fact(const House& house, const Entry& entry, Draft& draft, const std::string& kind, const std::string& title, EventContent content,
                          const EventId& event_id, Audience audience = Audience::parties) {
  const std::int64_t version = draft.file().matter.version;
  tell(draft, entry.actor, {kind, title, std::move(content), audience, event_id});
  return save(house, entry, draft.finish(version));
}

}  // namespace

Result<std::shared_ptr<const WholeMatter>> load_for_work(const House& house, const Entry& entry, const MatterId& id) {
  auto whole = load_matter(house, id);
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  if (!replayed(house, entry) && entry.if_version && *entry.if_version != whole->file.matter.acted_version) {
    return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  }
  if (!may(entry.actor, Action::read_item, {whole->file, Audience::handling})) return forbidden("not_yours", "只有承办机构和分流岗可以办理这一步");
  if (auto theirs = colleagues_case(entry.actor, whole->file, *house.directory())) return *theirs;
  return whole;
}

void log_access(const House& house, const Actor& actor, const MatterFile* file, const std::string& what, const std::string& purpose) {
  Access access;
  access.id = AccessId{house.ids().text()};
  access.at = house.now();
  if (file) access.matter = file->matter.id;
  access.account = actor.account;
  access.party = actor.party;
  const ActorPost* post = file && !file->proceedings.empty() ? acting_post(actor, *file, leading(*file)) : actor.posts.empty() ? nullptr : &actor.posts.front();
  if (post) {
    access.post = post->id;
    access.office = post->office;
  }
  access.reader_label = actor_label(actor, post);
  access.what = what;
  access.purpose = purpose.empty() ? "办理" : purpose;
  house.db().commit([&](Session& session) { insert_access(session, house.region(), access); });
}

std::optional<SeenMatter> see(const House& house, const Actor& actor, const MatterId& id) {
  std::optional<SeenMatter> seen;
  house.db().read([&](Session& session) {
    auto whole = house.matters().load(session, house.region(), id);
    if (!whole || !may(actor, Action::open, {whole->file})) return;
    seen.emplace();
    for (const Link& link : whole->links) {
      // One that was taken up by itself again is merged no more.
      if (link.kind == "merged" && whole->file.matter.root == id) continue;
      const auto other = load_matter_head(session, house.region(), link.other);
      if (other && link.kind == "duplicate" && other->matter.root == link.other) continue;
      if (other && may(actor, Action::know, {*other})) seen->links.push_back({link.other.text, other->matter.number, link_title(link.kind), link.kind});
    }
    seen->whole = std::move(whole);
  });
  return seen;
}

Result<MatterView> MatterDesk::view(const Actor& actor, const MatterId& id) const {
  const auto seen = see(house_, actor, id);
  if (!seen) return not_found();
  const auto stand_now = stand(house_);
  return Renderer(house_, actor, *seen, stand_now->ground).matter();
}

Result<MatterView> MatterDesk::open(const Actor& actor, const MatterId& id, const std::string& purpose) const {
  const auto seen = see(house_, actor, id);
  if (!seen) return not_found();
  log_access(house_, actor, &seen->whole->file, "matter", purpose);
  if (purpose != kPrefetch) read_by_opening(house_, actor, seen->whole->file, false);
  const auto stand_now = stand(house_);
  MatterView view = Renderer(house_, actor, *seen, stand_now->ground).matter();
  if (purpose == kPrefetch) keep_little(view);
  return view;
}

Result<Order> order_from(const House& house, const Actor& actor, const MoveOrder& input, const std::optional<std::string>& client_id) {
  Order order;
  order.proceeding = ProceedingId{input.proceeding};
  if (input.assignment) order.assignment = AssignmentId{*input.assignment};
  order.move = input.move;
  order.fields = input.fields;
  for (const std::string& id : input.attachments) order.attachments.push_back(AttachmentId{id});
  order.client_id = client_id;
  if (input.happened_at) {
    if (*input.happened_at > house.now().plus_ms(60'000)) return invalid("invalid_fields", "实际发生时间不能晚于现在", {{"/happened_at", "请核对时间"}});
    order.happened_at = input.happened_at;
  }
  for (const auto& [name, value] : input.fields) {
    if (name.find("matter") == std::string::npos || value.empty()) continue;
    house.db().read([&](Session& session) {
      const auto id = find_matter_by_number(session, house.region(), value);
      const auto other = id ? load_matter_head(session, house.region(), *id) : std::nullopt;
      if (other && may(actor, Action::know, {*other})) order.other_matter = *id;
    });
  }
  return order;
}

Result<Written> MatterDesk::act_on(const Entry& entry, const MatterId& id, const MoveOrder& input) const {
  const auto order = order_from(house_, entry.actor, input, entry.client_key.empty() ? std::nullopt : std::optional<std::string>(entry.client_key));
  if (!order) return order.error();
  if (order->other_matter && *order->other_matter == id) return invalid("invalid_fields", "不能并入事项自己", {{"/fields/into_matter", "请填写另一件事项的编号"}});
  const auto whole = load_matter(house_, id);  // who had it before the act: it may end their part
  auto written = act(house_, entry, id, *order);
  const Proceeding* proceeding = whole ? whole->file.proceeding(order->proceeding) : nullptr;
  const Procedure* procedure = proceeding ? house_.procedure(proceeding->procedure()) : nullptr;
  const Move* move = procedure ? procedure->move(order->move) : nullptr;
  // A colleague sees which notices of the office were read.
  if (written && whole && !(move && move->quiet)) read_by_opening(house_, entry.actor, whole->file, true);
  return written;
}

Result<Written> MatterDesk::add_party(const Entry& entry, const MatterId& id, const PartyInput& input) const {
  return past_the_clock(house_, entry, id, [&] { return add_party_once(entry, id, input); });
}

Result<Written> MatterDesk::add_party_once(const Entry& entry, const MatterId& id, const PartyInput& input) const {
  const auto loaded = load_for_work(house_, entry, id);
  if (!loaded) return loaded.error();
  const MatterFile* file = &(*loaded)->file;
  if (const auto again = replayed(house_, entry)) return *again;
  if (!file->matter.open) return conflict("wrong_state", "事项已经结案，不能再增加当事人");
  if (file->parties.size() >= 200) return conflict("too_many_parties", "一件事项最多登记 200 名当事人，请拆分事项");
  auto party = party_from(house_, input, "party");
  if (!party) return party.error();
  if (!party->name) return invalid("invalid_fields", "请填写当事人的姓名或名称", {{"/party/name", "请填写姓名或名称"}});
  party->id = PartyId{house_.ids().text()};
  party->matter = id;
  party->secret = sha256_hex(house_.vault().tracking_secret(house_.region(), party->id.text, party->secret_round));
  const auto stand_now = stand(house_);
  Draft draft(*file, stand_now->ground);
  const std::string role = title(party->role);
  draft.add(std::move(*party));
  EventContent content;
  content.text = "登记了一名" + role;
  return save_fact(house_, entry, draft, "party_added", "增加当事人", content, EventId{house_.ids().text()});
}

Result<Written> MatterDesk::hear(const Entry& entry, const MatterId& id, const AttachmentId& recording, const HeardWords& words) const {
  return past_the_clock(house_, entry, id, [&] { return hear_once(entry, id, recording, words); });
}

Result<Written> MatterDesk::hear_once(const Entry& entry, const MatterId& id, const AttachmentId& recording, const HeardWords& words) const {
  const auto loaded = load_for_work(house_, entry, id);
  if (!loaded) return loaded.error();
  const MatterFile& file = (*loaded)->file;
  if (const auto again = replayed(house_, entry)) return *again;
  const auto& all = (*loaded)->attachments;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Attachment& a) { return a.id == recording; });
  if (found == all.end() || !may(entry.actor, Action::read_item, {file, found->audience})) return not_found();
  if (!found->media_type.starts_with("audio/")) return invalid("not_a_recording", "这个附件不是录音，没有可以记录的话");
  const auto stand_now = stand(house_);
  Draft draft(file, stand_now->ground);
  if (file.matter.summary.starts_with(kVoiceOnly) && file.matter.title.starts_with(kVoiceOnly)) draft.matter().title = title_from(words.text);
  EventContent content;
  content.text = words.text + "\n（据录音“" + found->name + "”）";
  content.fields["sha256"] = found->sha256;  // for the chain: which recording was heard
  draft.change().quiet = told_quietly(file, found->event, stand_now->ground);
  return save_fact(house_, entry, draft, "heard", "记下录音里说的话", content, EventId{house_.ids().text()}, found->audience);
}

Result<Written> attach_to_report(const House& house, const Entry& entry, const MatterId& id, const Attachment& attachment) {
  // Photos of one report arrive one after another and meet the desk's own acts: each tries again on the newer file.
  for (int tries = 0;; ++tries) {
    const auto whole = load_matter(house, id);
    if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
    // The same upload, sent twice, may have attached it meanwhile.
    std::optional<Attachment> now;
    house.db().read([&](Session& session) { now = find_attachment(session, house.region(), attachment.id); });
    if (now && now->event) return Written{id, whole->file.matter.version, true};
    const auto stand_now = stand(house);
    const EventId event{house.ids().text()};
    EventContent content;
    content.text = (attachment.media_type.starts_with("image/") ? "附上照片“" : attachment.media_type.starts_with("audio/") ? "附上录音“" : "附上“") + attachment.name + "”";
    content.fields["sha256"] = attachment.sha256;  // for the chain: which file it was, and no word for a reader
    Attachment claim = attachment;
    claim.event = event;
    claim.audience = Audience::parties;
    Draft draft(whole->file, stand_now->ground);
    draft.change().claimed.push_back(std::move(claim));
    Entry once = entry;
    once.client_key.clear();  // the upload's own key is kept by what it stored
    auto written = save_fact(house, once, draft, "attached", "附上材料", content, event);
    if (written || (written.error().code != "stale_version" && written.error().code != "attachment_unknown") || tries == 5) return written;
  }
}

Result<std::vector<AccessRow>> MatterDesk::accesses(const Actor& actor, const MatterId& id) const {
  std::optional<MatterFile> file;
  std::vector<Access> rows;
  house_.db().read([&](Session& session) {
    file = load_matter_head(session, house_.region(), id);
    if (file) rows = load_accesses(session, house_.region(), id, house_.now(), 500);
  });
  if (!file || !may(actor, Action::open, {*file})) return not_found();
  std::vector<AccessRow> out;
  for (const Access& access : rows) out.push_back(access_row(access));
  return out;
}

}  // namespace lianhu

#include "desk/conference_desk.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "desk/draw_desk.h"
#include "desk/matter_desk.h"
#include "desk/work_item.h"
#include "rules/desk_event.h"
#include "rules/permit.h"
#include "store/conference_store.h"
#include "store/due_store.h"
#include "store/matter_store.h"

namespace lianhu {
namespace {

constexpr int kLooked = 300;
constexpr std::size_t kSuggested = 30;
constexpr std::int64_t kManyPeople = 10;

const ActorPost* centre_post(const Actor& actor) {
  for (const ActorPost& post : actor.posts) {
    const bool centre = post.office_kind == "county_centre" || post.office_kind == "town_centre";
    if (centre && (post.role == Role::triage || post.role == Role::leader || post.role == Role::supervisor)) return &post;
  }
  return nullptr;
}

Error not_theirs() { return forbidden("not_yours", "研判会由综治中心的分流、督办岗位和负责人召集"); }

bool with_independent(const Directory& directory, const MatterFile& file) {
  const Proceeding& shown = leading(file);
  const Office* lead = shown.lead_office ? directory.office(*shown.lead_office) : nullptr;
  return lead && lead->independent;
}

std::vector<std::string> signs_of(const MatterFile& file, Time now) {
  std::vector<std::string> out;
  const Matter& m = file.matter;
  if (m.open && m.due_at && *m.due_at < now && m.lamp != Lamp::none) out.push_back("已超期 " + std::to_string(std::max(1, now.date().days - m.due_at->date().days)) + " 天");
  const auto returned = std::count_if(file.assignments.begin(), file.assignments.end(), [](const Assignment& a) { return a.return_reason.has_value(); });
  if (returned > 0) out.push_back("退回过 " + std::to_string(returned) + " 次");
  if (m.people && *m.people >= kManyPeople) out.push_back("涉及 " + std::to_string(*m.people) + " 人");
  if (m.urgent) out.emplace_back("紧急");
  return out;
}

ConferenceRow row_of(const MatterFile& file, const Directory& directory, Time now) {
  const Matter& m = file.matter;
  const Proceeding& shown = leading(file);
  ConferenceRow row;
  row.matter = m.id.text;
  row.number = m.number;
  row.title = m.title;
  row.place_name = m.place_name;
  row.status_title = m.status_title;
  row.office_name = directory.office_name(shown.lead_office.value_or(shown.desk_office));
  row.signs = signs_of(file, now);
  return row;
}

Result<Written> tell_conclusion(const House& house, const Entry& entry, const ConferenceItem& item, const std::string& text) {
  if (const auto again = replayed(house, entry)) return *again;
  const auto whole = load_matter(house, item.matter);
  if (!whole) return not_found();
  const auto stand_now = stand(house);
  Draft draft(whole->file, stand_now->ground);
  DeskEvent event{"conference", "研判意见", {}, Audience::handling, EventId{item.id}};
  event.content.text = text;
  tell(draft, entry.actor, std::move(event));
  const Proceeding& shown = leading(whole->file);
  Notice notice;
  notice.id = NoticeId{house.ids().text()};
  notice.matter = item.matter;
  notice.event = EventId{item.id};
  notice.office = shown.lead_office.value_or(shown.desk_office);
  notice.text = "研判会对事项有了意见，请打开看";
  notice.audience = Audience::handling;
  notice.made_at = house.now();
  draft.notify(std::move(notice));
  return save(house, entry, draft.finish(whole->file.matter.version));
}

}  // namespace

Result<ConferencePage> ConferenceDesk::page(const Actor& actor, const ConferenceQuery& query) const {
  const ActorPost* post = centre_post(actor);
  if (!post) return not_theirs();
  const auto directory = house_.directory();
  ConferencePage page;
  page.office_name = post->office_name;
  page.as_of = house_.now();
  page.week = monday_of(query.day.value_or(page.as_of.date()));
  house_.db().read([&](Session& session) {
    page.items.clear();
    page.suggested.clear();
    std::set<std::string> listed;
    for (const ConferenceItem& item : conference_items(session, house_.region(), post->office, page.week.text())) {
      const auto head = load_matter_head(session, house_.region(), item.matter);
      if (!head || !may(actor, Action::know, {*head})) continue;
      listed.insert(item.matter.text);
      ConferenceRow row = row_of(*head, *directory, page.as_of);
      row.id = item.id;
      row.reason = item.reason;
      row.conclusion = item.conclusion;
      row.concluded_at = item.concluded_at;
      page.items.push_back(std::move(row));
    }
    if (page.week != monday_of(page.as_of.date())) return;  // of another week nothing is suggested
    std::vector<std::string> ids;
    for (const DueKey& key : due_matters(session, house_.region(), {reader_of(actor), {INT64_MIN}, page.as_of, std::nullopt, kLooked})) ids.push_back(key.matter.text);
    const auto heads = load_matter_heads(session, house_.region(), ids);
    for (const std::string& id : ids) {
      const auto head = heads.find(id);
      if (head == heads.end() || listed.contains(id) || !may(actor, Action::know, {head->second}) || with_independent(*directory, head->second)) continue;
      if (ConferenceRow row = row_of(head->second, *directory, page.as_of); !row.signs.empty()) page.suggested.push_back(std::move(row));
    }
  });
  // Those with most to say for them first, then the oldest number.
  std::ranges::sort(page.suggested, [](const ConferenceRow& a, const ConferenceRow& b) { return std::tuple(-static_cast<int>(a.signs.size()), a.number) < std::tuple(-static_cast<int>(b.signs.size()), b.number); });
  if (page.suggested.size() > kSuggested) page.suggested.resize(kSuggested);
  log_access(house_, actor, nullptr, "list", "研判会清单");
  return page;
}

Result<ConferencePage> ConferenceDesk::pick(const Entry& entry, const ConferencePick& pick) const {
  const ActorPost* post = centre_post(entry.actor);
  if (!post) return not_theirs();
  const auto directory = house_.directory();
  const auto unknown = [] { return invalid("invalid_fields", "没有这件事项，或您无权查看", {{"/matter", "请核对编号，或从建议中选择"}}); };
  std::optional<MatterFile> head;
  house_.db().read([&](Session& session) {
    head = load_matter_head(session, house_.region(), MatterId{pick.matter});
    if (head) return;
    if (const auto id = find_matter_by_number(session, house_.region(), pick.matter)) head = load_matter_head(session, house_.region(), *id);
  });
  if (!head || !may(entry.actor, Action::know, {*head})) return unknown();
  if (!head->matter.open) return conflict("wrong_state", "事项已经结案，不用再研判");
  if (with_independent(*directory, *head)) return conflict("independent", "事项在法院、检察院或者刑侦部门办理，不由研判会定意见，请只作联络");
  const Date week = monday_of(pick.day.value_or(house_.now().date()));
  const ConferenceItem item{house_.ids().text(), post->office, week.text(), head->matter.id, pick.reason, *entry.actor.account, house_.now(), {}, {}, {}};
  try {
    house_.db().commit([&](Session& session) { insert_conference_item(session, house_.region(), item); });
  } catch (const DuplicateKey&) {
    return conflict("on_list", "这件事项已经在那一周的清单上");
  }
  return page(entry.actor, {week});
}

Result<ConferencePage> ConferenceDesk::drop(const Entry& entry, const std::string& id) const {
  const ActorPost* post = centre_post(entry.actor);
  std::optional<ConferenceItem> item;
  house_.db().read([&](Session& session) { item = find_conference_item(session, house_.region(), id); });
  if (!post || !item || item->office != post->office) return not_found();
  bool dropped = false;
  house_.db().commit([&](Session& session) { dropped = drop_conference_item(session, house_.region(), id); });
  if (!dropped) return conflict("concluded", "已经有研判意见，不能移出");
  return page(entry.actor, {Date::parse(item->week)});
}

Result<ConferencePage> ConferenceDesk::conclude(const Entry& entry, const std::string& id, const ConferenceConclusion& conclusion) const {
  const ActorPost* post = centre_post(entry.actor);
  std::optional<ConferenceItem> item;
  house_.db().read([&](Session& session) { item = find_conference_item(session, house_.region(), id); });
  if (!post || !item || item->office != post->office) return not_found();
  const auto whole = load_matter(house_, item->matter);
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  if (item->conclusion) {
    if (*item->conclusion == conclusion.text) return page(entry.actor, {Date::parse(item->week)});
    return conflict("concluded", "这件事项已经有研判意见，请刷新后再看");
  }
  // Twice, or after a crash between the two: the same event, by the item's own key and id.
  Entry once = entry;
  once.route = "conference";
  once.client_key = id;
  once.body_sha256 = sha256_hex(conclusion.text);
  once.if_version.reset();
  const auto written = past_the_clock(house_, once, item->matter, [&] { return tell_conclusion(house_, once, *item, conclusion.text); });
  if (!written) return written.error();
  house_.db().commit([&](Session& session) { conclude_item(session, house_.region(), id, conclusion.text, house_.now(), EventId{id}); });
  return page(entry.actor, {Date::parse(item->week)});
}

}  // namespace lianhu

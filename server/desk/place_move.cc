// Groups of a grid go to a new grid or to another of the village: shown first, confirmed by a second administrator where open matters
// go along, then followed by them.

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "desk/audit_row.h"
#include "desk/entry.h"
#include "desk/place_desk.h"
#include "rules/draft.h"
#include "rules/place_edit.h"
#include "store/change_store.h"
#include "store/held_store.h"
#include "store/office_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kRoute = "submit_place_change";
constexpr int kMostRows = 50;
constexpr int kMostNumbers = 20;
constexpr int kBatch = 200;
constexpr int kMostTries = 5;

Error wrong(const std::string& pointer, const std::string& message) { return invalid("invalid_fields", message, {{pointer, message}}); }

std::string joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
  return out;
}

std::vector<std::string> split_words(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string who(const Directory& directory, const AccountId& id) {
  const StaffMember* member = directory.member(id);
  return member ? member->name : "（已删除的账户）";
}

bool administers(const Actor& actor) { return !not_admin(actor, Role::system_admin) || !not_admin(actor, Role::security_admin); }

std::string state_title(const PlaceChange& change) {
  if (change.state == "waiting") return "等安全管理员确认";
  if (change.state == "declined") return "已退回";
  return change.finished_at ? "已生效" : "已生效，未了事项正在转过去";
}

Error changed_since() { return conflict("stale_version", "核对以后情况有了变化（比如又来了事项），请重新核对后再办"); }

// One open matter to where its group is now; false when it need not or could not go.
bool follow(const House& house, const PlaceChange& change, const MatterId& id) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    const auto whole = load_matter(house, id);
    if (!whole || !whole->file.matter.open) return false;
    const MatterFile& file = whole->file;
    std::optional<Place> place;
    house.db().read([&](Session& session) { place = find_place(session, house.region(), file.matter.place, house.now().date()); });
    if (!place || place->path == file.matter.place_path) return false;
    const auto stand_now = stand(house);
    Draft draft(file, stand_now->ground);
    Matter& matter = draft.matter();
    Event event;
    event.id = EventId{house.ids().text()};
    event.matter = matter.id;
    event.kind = "place_moved";
    event.title = "所属网格调整";
    event.proceeding = leading(file).id;
    event.account = change.decided_by;
    event.actor_label = title(Role::security_admin);
    event.audience = Audience::staff;
    event.happened_at = event.entered_at = stand_now->ground.now;
    EventContent content;
    content.text = matter.place_name + " → " + place->full_name + "（" + change.reason + "）";
    content.round = leading(file).round;
    matter.place_path = place->path;
    matter.place_name = place->full_name;
    draft.change().scope_changed = draft.change().text_changed = true;
    draft.add_event(std::move(event), content);
    const auto saved = save(house, Entry{}, draft.finish(file.matter.version));
    if (saved) return true;
    if (saved.error().code != "stale_version") return false;
  }
  return false;
}

}  // namespace

bool place_waits(Session& session, const std::string& region, const Place& place) {
  for (const PlaceChange& change : latest_place_changes(session, region, kMostRows)) {
    if (change.state != "waiting") continue;
    const auto groups = split_words(change.groups);
    const auto concerned = [&](const PlaceId& id) { return place.path.find("/" + id.text + "/") != std::string::npos; };
    if (concerned(change.source) || concerned(change.target) || std::any_of(groups.begin(), groups.end(), [&](const std::string& id) { return concerned(PlaceId{id}); })) return true;
  }
  return false;
}

Result<PlaceDesk::Plan> PlaceDesk::plan(Session& session, const PlaceId& source, const std::vector<std::string>& groups, const std::optional<std::string>& target,
                                        const std::string& name) const {
  const Date today = house_.now().date();
  Plan out;
  const auto from = find_place(session, house_.region(), source, today);
  if (!from || from->kind != PlaceKind::grid) return not_found();
  out.source = *from;
  if (from->valid_to || place_planned(session, house_.region(), from->path, today)) return conflict("place_planned", "这个网格已有从以后某天起的安排，请等它生效后再划分");
  if (target) {
    const auto to = find_place(session, house_.region(), PlaceId{*target}, today);
    if (!to || to->kind != PlaceKind::grid || to->parent != from->parent || to->id == from->id || to->valid_to) return wrong("/move/target", "请选择同一个村（社区）里在用的另一个网格");
    out.target = *to;
  } else {
    const auto village = find_place(session, house_.region(), *from->parent, today);
    if (!village) return not_found();
    for (const Place& other : place_rows_below(session, house_.region(), village->id)) {
      if (other.name == name && (!other.valid_to || *other.valid_to >= today)) return wrong("/move/name", "这个村（社区）里已有同名的网格，请换一个名称");
    }
    const auto code = next_code(village->id, last_place_code(session, house_.region(), village->id.text, 3));
    if (!code) return wrong("/move/name", "这个村（社区）的网格编号已经用完");
    out.target = Place{PlaceId{*code}, today, std::nullopt, PlaceKind::grid, *code, name, village->id, village->path + *code + "/", full_name_below(*village, name), std::nullopt, ""};
    out.target.search = search_text(out.target);
  }
  std::set<std::string> seen;
  PlaceMoveCheck& check = out.check;
  std::string all = out.source.id.text + ">" + (target ? out.target.id.text : name);
  std::int64_t groups_there = 0;
  for (const Place& one : places_from(session, house_.region(), from->path, today)) groups_there += one.kind == PlaceKind::group ? 1 : 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto group = find_place(session, house_.region(), PlaceId{groups[i]}, today);
    if (!group || group->kind != PlaceKind::group || group->parent != source) return wrong("/move/groups/" + std::to_string(i), "有的联户不在这个网格里，请刷新后重新勾选");
    if (!seen.insert(groups[i]).second) return wrong("/move/groups/" + std::to_string(i), "同一个联户选了两次");
    out.groups.push_back(*group);
    all += "|" + groups[i];
    for (const Place& below : places_from(session, house_.region(), group->path, today)) check.households += below.kind == PlaceKind::household ? 1 : 0;
    for (const Responsibility& one : responsibilities_at(session, house_.region(), group->id, "group_head")) {
      check.heads += one.valid_from <= today && (!one.valid_to || *one.valid_to >= today) ? 1 : 0;
    }
    MatterId after;
    for (;;) {
      const auto some = open_matters_at(session, house_.region(), group->path, after, kBatch);
      for (const OpenAt& matter : some) {
        ++check.matters;
        all += "," + matter.matter.text;
        if (matter.seal == "open" && check.numbers.size() < kMostNumbers) check.numbers.push_back(matter.number + " " + matter.title);
        after = matter.matter;
      }
      if (some.size() < static_cast<std::size_t>(kBatch)) break;
    }
  }
  check.source_name = from->full_name;
  check.target_name = out.target.full_name;
  check.groups = static_cast<std::int64_t>(groups.size());
  check.staying = count_open_matters_at(session, house_.region(), from->path) - check.matters;
  check.second = check.matters > 0;
  if (check.groups == groups_there) check.notes.push_back("原网格的联户全部划出，之后可以把它撤销");
  if (check.staying > 0) check.notes.push_back("只记到原网格、没有记到划出联户的未了事项 " + std::to_string(check.staying) + " 件，留在原网格");
  if (!target) check.notes.push_back("新网格先由原网格的网格员负责，请到“责任人”里改");
  if (from->geometry) check.notes.push_back("没有新的边界：原网格的边界从此归到村（社区），手机定位落在这里的只定到村，由人选网格；以后导入新的边界再恢复");
  check.seen = sha256_hex(all + "#" + std::to_string(check.households) + "#" + std::to_string(check.staying));
  return out;
}

void PlaceDesk::apply(Session& session, const Plan& plan, Date today) const {
  const std::string& region = house_.region();
  const bool fresh = rows_of_place(session, region, plan.target.id).empty();
  if (fresh) {
    insert_place(session, region, plan.target);
    // Not a day without anybody: who answers for the old grid answers for both until somebody else is named.
    for (Responsibility one : responsibilities_at(session, region, plan.source.id, "grid")) {
      if (one.valid_from > today || (one.valid_to && *one.valid_to < today)) continue;
      one.id = house_.ids().text();
      one.place = plan.target.id;
      one.valid_from = today;
      insert_responsibility(session, region, one);
    }
  }
  std::set<std::string> taken;
  for (const Place& one : place_rows_below(session, region, plan.target.id)) {
    if (!one.valid_to) taken.insert(one.name);
  }
  for (const Place& group : plan.groups) {
    const bool rename = !taken.contains(renamed(group, plan.source.name, plan.target.name, today).name);
    for (const Place& one : places_from(session, region, group.path, today)) put_place(session, region, moved_to(one, plan.source, plan.target, rename, today));
  }
  if (plan.source.geometry) {
    insert_shared_outline(session, region, {plan.source.id, *plan.source.parent, *plan.source.geometry, today, std::nullopt});
    Place bare = plan.source;
    bare.geometry.reset();
    bare.valid_from = today;
    put_place(session, region, bare);
  }
  outdate(session, region, kHeldPlaces);
  outdate(session, region, kHeldDirectory);
}

Result<PlaceMoveCheck> PlaceDesk::check(const Actor& actor, const PlaceId& source, const PlaceMoveInput& input) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  if (input.target.has_value() == input.name.has_value()) return wrong("/move/name", "请写新网格的名称，或选一个已有的网格");
  std::optional<Result<Plan>> out;
  house_.db().read([&](Session& session) { out = plan(session, source, input.groups, input.target, input.name.value_or("")); });
  if (!*out) return out->error();
  return (*out)->check;
}

PlaceChangeRow PlaceDesk::change_row(Session& session, const Actor& actor, const PlaceChange& change) const {
  const auto directory = house_.directory();
  PlaceChangeRow out;
  out.id = change.id;
  out.kind_title = change.kind == "split" ? "划出新网格" : "划到另一个网格";
  out.target_name = change.target_name;
  out.reason = change.reason;
  out.state = change.state;
  out.state_title = state_title(change);
  out.submitted_by = who(*directory, change.submitted_by);
  out.submitted_at = change.submitted_at;
  out.decided_at = change.decided_at;
  if (change.decided_by) out.decided_by = who(*directory, *change.decided_by);
  out.answer = change.answer;
  out.moved = change.moved;
  out.finished = change.state != "done" || change.finished_at;
  out.may_decide = change.state == "waiting" && !not_admin(actor, Role::security_admin) && actor.account != change.submitted_by;
  const auto named = [&](const PlaceId& id) {
    const auto rows = rows_of_place(session, house_.region(), id);
    return rows.empty() ? id.text : rows.back().full_name;
  };
  out.source_name = named(change.source);
  for (const std::string& id : split_words(change.groups)) out.groups.push_back(named(PlaceId{id}));
  if (change.state == "waiting") {
    const auto now = plan(session, change.source, split_words(change.groups), change.kind == "split" ? std::nullopt : std::optional(change.target.text), change.target_name);
    if (now) out.check = now->check;
  }
  return out;
}

Result<PlaceChangeList> PlaceDesk::changes(const Actor& actor) const {
  if (!administers(actor)) return forbidden("role_needed", "网格划分由系统管理员提交、安全管理员确认");
  PlaceChangeList out;
  house_.db().read([&](Session& session) {
    out.items.clear();
    for (const PlaceChange& change : latest_place_changes(session, house_.region(), kMostRows)) out.items.push_back(change_row(session, actor, change));
  });
  return out;
}

Result<PlaceChangeRow> PlaceDesk::submit(const Actor& actor, const PlaceId& source, const PlaceMoveSubmit& input, const CommandKey& key) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  if (input.move.target.has_value() == input.move.name.has_value()) return wrong("/move/name", "请写新网格的名称，或选一个已有的网格");
  const Time now = house_.now();
  PlaceChange fresh;
  fresh.id = house_.ids().text();
  fresh.kind = input.move.target ? "move" : "split";
  fresh.source = source;
  fresh.groups = joined(input.move.groups);
  fresh.reason = input.reason;
  fresh.seen = input.seen;
  fresh.submitted_at = now;
  fresh.submitted_by = *actor.account;
  Audit audit = audit_row(house_, actor.account, "place_change_submitted", source.text, "");
  std::optional<Error> refusal;
  std::optional<PlaceChangeRow> made;
  bool done_now = false;
  const auto job = [&](Session& session) {
    refusal.reset();
    done_now = false;
    if (const auto before = find_replay(session, house_.region(), actor.key(), std::string(kRoute), key.client_key)) {
      const auto held = find_place_change(session, house_.region(), before->subject);
      if (before->body_sha256 != key.body_sha256 || !held) refusal = invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
      else made = change_row(session, actor, *held);
      return;
    }
    const auto plan_now = plan(session, source, input.move.groups, input.move.target, input.move.name.value_or(""));
    if (!plan_now) refusal = plan_now.error();
    else if (plan_now->check.seen != input.seen) refusal = changed_since();
    else if (place_waits(session, house_.region(), plan_now->source)) refusal = conflict("place_waiting", "这个网格已有一次划分在等安全管理员确认，请先确认或退回");
    if (refusal) return;
    PlaceChange change = fresh;
    change.target = plan_now->target.id;
    change.target_name = change.kind == "split" ? plan_now->target.name : plan_now->target.full_name;
    done_now = !plan_now->check.second;
    if (done_now) {
      change.state = "done";
      change.decided_at = change.finished_at = now;
      change.decided_by = actor.account;
      apply(session, *plan_now, now.date());
    }
    insert_place_change(session, house_.region(), change);
    audit.detail = plan_now->source.full_name + "划出 " + std::to_string(plan_now->check.groups) + " 个联户到" + plan_now->target.full_name + "，未了事项 " + std::to_string(plan_now->check.matters) + " 件" +
                   (done_now ? "，当天生效" : "，等安全管理员确认") + "，" + input.reason;
    insert_audit(session, house_.region(), audit);
    save_replay(session, house_.region(), {actor.key(), std::string(kRoute), key.client_key, key.body_sha256, 201, change.id, now});
    made = change_row(session, actor, change);
  };
  try {
    house_.db().commit(job);
  } catch (const DuplicateKey&) {
    house_.db().commit(job);
  }
  if (refusal) return *refusal;
  if (done_now) house_.reload_directory();
  return *made;
}

Result<PlaceChangeRow> PlaceDesk::decide(const Actor& actor, const std::string& id, const PlaceDecision& decision) const {
  if (auto refused = not_admin(actor, Role::security_admin)) return *refused;
  if (!decision.confirm && !decision.reason) return wrong("/reason", "退回请写明原因");
  const Time now = house_.now();
  Audit audit = audit_row(house_, actor.account, decision.confirm ? "place_change_confirmed" : "place_change_declined", std::nullopt, "");
  std::optional<Error> refusal;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    auto change = find_place_change(session, house_.region(), id);
    if (!change) refusal = not_found();
    else if (change->submitted_by == *actor.account) refusal = forbidden("own_account", "不能确认自己提交的划分，请由另一名管理员办理");
    else if (change->state != "waiting") refusal = conflict("stale_version", "这一次" + state_title(*change) + "，请刷新");
    if (refusal) return;
    change->state = decision.confirm ? "done" : "declined";
    change->decided_at = now;
    change->decided_by = actor.account;
    change->answer = decision.reason;
    audit.subject = change->source.text;
    if (decision.confirm) {
      const auto plan_now =
          plan(session, change->source, split_words(change->groups), change->kind == "split" ? std::nullopt : std::optional(change->target.text), change->target_name);
      if (!plan_now) refusal = plan_now.error();
      else if (plan_now->check.seen != decision.seen) refusal = changed_since();
      if (refusal) return;
      change->target = plan_now->target.id;
      audit.detail = plan_now->source.full_name + "划出 " + std::to_string(plan_now->check.groups) + " 个联户到" + plan_now->target.full_name + "，未了事项 " +
                     std::to_string(plan_now->check.matters) + " 件随着转过去";
      apply(session, *plan_now, now.date());
    } else {
      audit.detail = *decision.reason;
    }
    decide_place_change(session, house_.region(), *change);
    insert_audit(session, house_.region(), audit);
  });
  if (refusal) return *refusal;
  if (decision.confirm) {
    house_.reload_directory();
    finish_place_changes(house_);
  }
  std::optional<PlaceChangeRow> out;
  house_.db().read([&](Session& session) {
    const auto change = find_place_change(session, house_.region(), id);
    if (change) out = change_row(session, actor, *change);
  });
  return *out;
}

std::int64_t finish_place_changes(const House& house) {
  std::vector<PlaceChange> waiting;
  house.db().read([&](Session& session) { waiting = unfinished_place_changes(session, house.region()); });
  std::int64_t all = 0;
  for (const PlaceChange& change : waiting) {
    std::int64_t mine = 0;
    std::string old_path;
    house.db().read([&](Session& session) {
      const auto source = rows_of_place(session, house.region(), change.source);
      if (!source.empty()) old_path = source.back().path;
    });
    for (const std::string& group : split_words(change.groups)) {
      MatterId after;
      for (bool more = !old_path.empty(); more;) {
        std::vector<OpenAt> some;
        house.db().read([&](Session& session) { some = open_matters_at(session, house.region(), old_path + group + "/", after, kBatch); });
        for (const OpenAt& one : some) {
          after = one.matter;
          if (follow(house, change, one.matter)) ++mine;
        }
        more = some.size() == static_cast<std::size_t>(kBatch);
      }
    }
    house.db().commit([&](Session& session) { note_place_change(session, house.region(), change.id, mine, house.now()); });
    all += mine;
  }
  return all;
}

}  // namespace lianhu

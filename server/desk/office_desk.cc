#include "desk/office_desk.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "desk/audit_row.h"
#include "desk/directory_desk.h"
#include "store/change_store.h"
#include "store/held_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kRoute = "create_office";
constexpr int kMostHolds = 100;
constexpr int kMostRows = 300;
constexpr int kDaysAhead = 366;

constexpr std::string_view kKinds[] = {"county_centre",   "town_centre",       "village",     "grid_station", "mediation_committee", "department",
                                       "court",           "procuratorate",     "police",      "police_station", "justice_station",   "mass_organisation",
                                       "public_body",     "party",             "county",      "town_government"};
struct PresenceWord {
  std::string_view word, title;
};
constexpr PresenceWord kPresences[] = {{"resident", "常驻"}, {"rotating", "轮驻"}, {"on_call", "随驻"}, {"local", "在当地"}};

std::string presence_title(std::string_view word) {
  for (const PresenceWord& one : kPresences) {
    if (one.word == word) return std::string(one.title);
  }
  return std::string(word);
}

Error wrong(const std::string& pointer, const std::string& message) { return invalid("invalid_fields", message, {{pointer, message}}); }
Error stale() { return conflict("stale_version", "这个机构刚刚被他人修改，请刷新后核对再保存；填写的内容还在"); }

std::string tag_of(const Office& office, const std::vector<OfficeVersion>& versions) {
  std::string all = office.id.text + office.name + (office.valid_to ? office.valid_to->text() : "");
  for (const OfficeVersion& version : versions) all += "|" + version.id;
  return sha256_hex(all).substr(0, 32);
}

std::string state_of(const Office& office, Date today) {
  if (office.valid_to && *office.valid_to < today) return "closed";
  if (office.valid_from > today) return "planned";
  return office.valid_to ? "closing" : "standing";
}
std::string state_title(const Office& office, const std::string& state) {
  if (state == "closed") return "已撤销（" + office.valid_to->plus(1).chinese() + "起）";
  if (state == "planned") return office.valid_from.chinese() + "起";
  if (state == "closing") return office.valid_to->plus(1).chinese() + "起撤销";
  return "在用";
}

std::string place_named(Session& session, const std::string& region, const PlaceId& id, Date on) {
  const auto place = find_place(session, region, id, on);
  return place ? place->full_name : "（已不存在的地点）";
}

std::string number_of(const OpenAssignment& one) { return one.seal == Seal::open ? one.number : "一件不公开的事项"; }

}  // namespace

OfficeWords OfficeDesk::words() const {
  OfficeWords out;
  for (const std::string_view kind : kKinds) out.kinds.push_back({std::string(kind), office_kind_title(kind)});
  for (const PresenceWord& one : kPresences) out.presences.push_back({std::string(one.word), std::string(one.title)});
  return out;
}

OfficeRow OfficeDesk::row(Session& session, Office office, const std::vector<OfficeVersion>& versions) const {
  const Date today = house_.now().date();
  const std::string etag = tag_of(office, versions);
  for (const OfficeVersion& version : versions) {
    if (version.valid_from <= today) apply(version, office);
  }
  const std::string state = state_of(office, today);
  return {office.id.text, office.name, office.short_name, office.kind, office_kind_title(office.kind), office.parent ? std::optional(office.parent->text) : std::nullopt,
          office.place.text, place_named(session, house_.region(), office.place, today), office.presence, presence_title(office.presence), office.independent,
          office.logs_in, office.phone, office.valid_from, office.valid_to, state, state_title(office, state), false, etag};
}

Result<OfficeRowList> OfficeDesk::tree(const Actor& actor, const OfficeTreeQuery& query) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  OfficeRowList out;
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    const auto offices = all_offices(session, house_.region());
    std::map<std::string, std::vector<OfficeVersion>> versions;
    for (OfficeVersion& version : versions_until(session, house_.region(), Date::of(2200, 1, 1))) versions[version.office.text].push_back(std::move(version));
    std::map<std::string, int> below;
    for (const Office& office : offices) {
      if (office.parent && (query.closed || !office.valid_to || *office.valid_to >= today)) ++below[office.parent->text];
    }
    for (const Office& office : offices) {
      if (!query.closed && office.valid_to && *office.valid_to < today) continue;
      if (!query.q && (office.parent ? office.parent->text : "") != query.parent.value_or("")) continue;
      if (query.q) {
        Office shown = office;
        for (const OfficeVersion& version : versions[office.id.text]) {
          if (version.valid_from <= today) apply(version, shown);
        }
        if (shown.name.find(*query.q) == std::string::npos && shown.short_name.find(*query.q) == std::string::npos) continue;
      }
      ++out.total;
      if (out.items.size() == kMostRows) continue;
      OfficeRow shown = row(session, office, versions[office.id.text]);
      shown.below = below.contains(office.id.text);
      out.items.push_back(std::move(shown));
    }
  });
  return out;
}

std::vector<OfficeHold> OfficeDesk::holds(Session& session, const Directory& directory, const Office& office, std::int64_t& total) const {
  std::vector<OfficeHold> out;
  const Date today = house_.now().date();
  total = 0;
  const auto add = [&](std::string kind, std::string text, std::string remedy) {
    ++total;
    if (out.size() < kMostHolds) out.push_back({std::move(kind), std::move(text), std::move(remedy)});
  };
  std::map<std::string, bool> named;
  for (const OpenAssignment& one : open_assignments(session, house_.region(), office.id, std::nullopt, 1000)) {
    named[one.matter.text] = true;
    add("matter", number_of(one) + "（" + title(one.kind) + "）", "请分流台或承办机构改派、退回或办结后再撤销");
  }
  for (const OpenAssignment& one : open_matters_of(session, house_.region(), office.id, 1000)) {
    if (named[one.matter.text]) continue;
    add("matter", number_of(one) + (one.kind == AssignmentKind::desk ? "（由本机构的分流岗收尾）" : "（由本机构主办）"), "请改派或办结归档后再撤销");
  }
  for (const Post& post : posts_from(session, house_.region(), office.id, today)) {
    const StaffMember* member = directory.member(post.account);
    add("post", (member ? member->name : "（已删除的账户）") + "，" + title(post.role), "请在“账号与岗位”里改任别的岗位");
  }
  for (const Responsibility& one : responsibilities_of_office(session, house_.region(), office.id, today)) {
    add("place", place_named(session, house_.region(), one.place, today) + "由本机构负责", "请在“责任人”里改由别的机构负责");
  }
  for (const Duty& duty : duties_from(session, house_.region(), office.id, today)) add("duty", "职责清单：" + duty.text, "请在“职责清单”里结束这一条，或改由别的机构负责");
  for (const Office& child : offices_below(session, house_.region(), office.id)) {
    if (!child.valid_to || *child.valid_to >= today) add("office", "下级机构：" + directory.office_name(child.id), "请先撤销下级机构");
  }
  return out;
}

Result<OfficeDetail> OfficeDesk::detail(const Actor& actor, const OfficeId& id) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  OfficeDetail out;
  bool found = false;
  const auto directory = house_.directory();
  const Date today = house_.now().date();
  house_.db().read([&](Session& session) {
    const auto office = find_office(session, house_.region(), id);
    if (!office) return;
    found = true;
    const auto versions = versions_of(session, house_.region(), id);
    out.office = row(session, *office, versions);
    const auto shown = [&](const Office& as, Date from, std::string saved) {
      out.versions.insert(out.versions.begin(), {from, as.name, as.short_name, place_named(session, house_.region(), as.place, today), presence_title(as.presence),
                                                 std::move(saved), as.logs_in, from > today, as.phone});
    };
    Office as = *office;
    shown(as, office->valid_from, "");
    for (const OfficeVersion& version : versions) {
      apply(version, as);
      const StaffMember* member = directory->member(version.saved_by);
      shown(as, version.valid_from, version.saved_at.chinese() + (member ? "，" + member->name : ""));
    }
    out.holds = holds(session, *directory, *office, out.holds_total);
  });
  if (!found) return not_found();
  return out;
}

std::optional<Error> OfficeDesk::faulty(Session& session, const OfficeInput& input, const std::string& above) const {
  const Date today = house_.now().date();
  if (input.from < today) return wrong(above + "/from", "只能从今天或以后起，过去的记录不改");
  if (input.from > today.plus(kDaysAhead)) return wrong(above + "/from", "最多提前一年安排");
  const auto known = [&](const PresenceWord& one) { return one.word == input.presence; };
  if (std::none_of(std::begin(kPresences), std::end(kPresences), known)) return wrong(above + "/presence", "没有这种入驻方式，请从列表中选择");
  const auto place = find_place(session, house_.region(), PlaceId{input.place}, today);
  if (!place) return wrong(above + "/place", "没有这个地点，请从列表中选择");
  if (place->kind == PlaceKind::group || place->kind == PlaceKind::household) return wrong(above + "/place", "机构的管辖地点到网格为止，请选网格或以上");
  return std::nullopt;
}

Result<OfficeRow> OfficeDesk::create(const Actor& actor, const NewOfficeInput& input, const CommandKey& key) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Time now = house_.now();
  if (std::find(std::begin(kKinds), std::end(kKinds), input.kind) == std::end(kKinds)) return wrong("/kind", "没有这种机构类型，请从列表中选择");
  if (input.independent && input.office.logs_in && (input.kind == "court" || input.kind == "procuratorate")) {
    return wrong("/office/logs_in", "法院、检察院以联系单往来，不登录本系统");
  }
  Office office;
  office.id = OfficeId{house_.ids().text()};
  office.kind = input.kind;
  office.independent = input.independent || input.kind == "court" || input.kind == "procuratorate";
  office.name = input.office.name;
  office.short_name = input.office.short_name;
  office.place = PlaceId{input.office.place};
  office.presence = input.office.presence;
  office.logs_in = input.office.logs_in;
  office.phone = input.office.phone;
  office.valid_from = input.office.from;
  const Audit audit = audit_row(house_, actor.account, "office_made", office.id.text, office.name + "，" + office_kind_title(office.kind) + "，" + office.valid_from.chinese() + "起");
  std::optional<Error> refusal;
  OfficeRow made;
  const auto job = [&](Session& session) {
    refusal.reset();
    if (const auto before = find_replay(session, house_.region(), actor.key(), std::string(kRoute), key.client_key)) {
      const auto held = find_office(session, house_.region(), OfficeId{before->subject});
      if (before->body_sha256 != key.body_sha256 || !held) refusal = invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
      else made = row(session, *held, versions_of(session, house_.region(), held->id));
      return;
    }
    refusal = faulty(session, input.office, "/office");
    Office fresh = office;
    fresh.path = "/" + fresh.id.text + "/";
    if (!refusal && input.parent) {
      const auto parent = find_office(session, house_.region(), OfficeId{*input.parent});
      if (!parent || state_of(*parent, now.date()) == "closed") refusal = wrong("/parent", "没有这个上级机构，或已撤销，请从列表中选择");
      else if (parent->valid_to && *parent->valid_to < fresh.valid_from) refusal = wrong("/parent", parent->name + "那时已撤销，请另选上级机构");
      else fresh.parent = parent->id, fresh.path = parent->path + fresh.id.text + "/";
    }
    const auto all = refusal ? std::vector<Office>() : all_offices(session, house_.region());
    for (const Office& other : all) {
      if (other.name == fresh.name && state_of(other, now.date()) != "closed") refusal = wrong("/office/name", "已有同名的机构，请核对是不是重复登记");
    }
    if (refusal) return;
    insert_office(session, house_.region(), fresh);
    outdate(session, house_.region(), kHeldDirectory);
    insert_audit(session, house_.region(), audit);
    save_replay(session, house_.region(), {actor.key(), std::string(kRoute), key.client_key, key.body_sha256, 201, fresh.id.text, now});
    made = row(session, fresh, {});
  };
  try {
    house_.db().commit(job);
  } catch (const DuplicateKey&) {
    house_.db().commit(job);
  }
  if (refusal) return *refusal;
  house_.reload_directory();
  return made;
}

Result<OfficeRow> OfficeDesk::change(const Actor& actor, const OfficeId& id, const OfficeInput& input, const std::string& if_match) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Time now = house_.now();
  const OfficeVersion fresh{house_.ids().text(), id, input.from, input.name, input.short_name, PlaceId{input.place}, input.presence, input.logs_in, input.phone, now, *actor.account};
  const std::string audit_id = house_.ids().text();
  std::optional<Error> refusal;
  OfficeRow changed;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    const auto office = find_office(session, house_.region(), id);
    auto versions = office ? versions_of(session, house_.region(), id) : std::vector<OfficeVersion>();
    if (!office) refusal = not_found();
    else if (tag_of(*office, versions) != if_match) refusal = stale();
    else if (state_of(*office, now.date()) == "closed") refusal = conflict("office_in_use", "这个机构已经撤销，不能再改");
    else if (input.from < office->valid_from) refusal = wrong("/from", "不能早于机构设立的" + office->valid_from.chinese());
    else if (office->valid_to && input.from > *office->valid_to) refusal = wrong("/from", "机构那时已撤销");
    else refusal = faulty(session, input, "");
    if (!refusal && !input.logs_in && !posts_from(session, house_.region(), id, input.from).empty()) {
      refusal = wrong("/logs_in", "这个机构还有岗位，改为不登录前，请先在“账号与岗位”里改任别的岗位");
    }
    if (refusal) return;
    for (const OfficeVersion& old : versions) {
      if (old.valid_from == input.from) drop_office_version(session, house_.region(), old.id);
    }
    insert_office_version(session, house_.region(), fresh);
    outdate(session, house_.region(), kHeldDirectory);
    Office before = *office;
    for (const OfficeVersion& version : versions) {
      if (version.valid_from <= input.from) apply(version, before);
    }
    const std::string detail = before.name + (before.name == input.name ? "" : " 改名为 " + input.name) + "，" + input.from.chinese() + "起";
    insert_audit(session, house_.region(), Audit{audit_id, now, actor.account, "office_changed", id.text, detail});
    changed = row(session, *office, versions_of(session, house_.region(), id));
  });
  if (refusal) return *refusal;
  house_.reload_directory();
  return changed;
}

Result<OfficeRow> OfficeDesk::close(const Actor& actor, const OfficeId& id, const OfficeEnd& end, const std::string& if_match) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Time now = house_.now();
  const auto directory = house_.directory();
  const std::string audit_id = house_.ids().text();
  std::optional<Error> refusal;
  OfficeRow closed;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    auto office = find_office(session, house_.region(), id);
    const auto versions = office ? versions_of(session, house_.region(), id) : std::vector<OfficeVersion>();
    if (!office) refusal = not_found();
    else if (tag_of(*office, versions) != if_match) refusal = stale();
    else if (state_of(*office, now.date()) == "closed") refusal = conflict("office_in_use", "这个机构已经撤销");
    // A matter could still come in before a later day.
    else if (end.from != now.date() && end.from != now.date().plus(1)) refusal = wrong("/from", "撤销从今天或明天起：再晚的，到时还可能有新事项交来");
    if (refusal) return;
    std::int64_t total = 0;
    const auto holding = holds(session, *directory, *office, total);
    if (total > 0) {
      refusal = conflict("office_in_use", "还有 " + std::to_string(total) + " 项没有移交，不能撤销");
      for (std::size_t i = 0; i < holding.size(); ++i) refusal->fields.push_back({"/holds/" + std::to_string(i), holding[i].text + "：" + holding[i].remedy});
      return;
    }
    end_office(session, house_.region(), id, end.from.plus(-1));
    outdate(session, house_.region(), kHeldDirectory);
    office->valid_to = end.from.plus(-1);
    closed = row(session, *office, versions);
    insert_audit(session, house_.region(), Audit{audit_id, now, actor.account, "office_closed", id.text, closed.name + "，" + end.from.chinese() + "起撤销，" + end.reason});
  });
  if (refusal) return *refusal;
  house_.reload_directory();
  return closed;
}

}  // namespace lianhu

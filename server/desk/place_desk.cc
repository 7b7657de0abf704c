#include "desk/place_desk.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "desk/audit_row.h"
#include "rules/place_edit.h"
#include "store/change_store.h"
#include "store/held_store.h"
#include "store/office_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::string_view kRoute = "create_place";
constexpr int kDaysAhead = 366;
constexpr int kMostHolds = 100;

Error wrong(const std::string& pointer, const std::string& message) { return invalid("invalid_fields", message, {{pointer, message}}); }
Error stale() { return conflict("stale_version", "这个地点刚刚有了变化，请刷新后核对再保存；填写的内容还在"); }
Error planned() { return conflict("place_planned", "这里已有从以后某天起的安排，请等它生效后再改"); }
Error waits() { return conflict("place_waiting", "这里有一次网格划分在等安全管理员确认，请先确认或退回"); }

bool edited(PlaceKind kind) { return kind == PlaceKind::grid || kind == PlaceKind::group; }

std::string tag_of(const std::vector<Place>& spans) {
  std::string all;
  for (const Place& span : spans) all += span.id.text + "|" + span.valid_from.text() + "|" + (span.valid_to ? span.valid_to->text() : "") + "|" + span.name + "|" + span.path + ";";
  return sha256_hex(all).substr(0, 32);
}

// Of all its rows: the one that holds today, else the next, else the last.
const Place& shown_of(const std::vector<Place>& spans, Date today) {
  for (const Place& span : spans) {
    if (!span.valid_to || *span.valid_to >= today) return span;
  }
  return spans.back();
}

std::optional<Error> early(Date from, Date today, int ahead) {
  if (from < today) return wrong("/from", "只能从今天或以后起，过去的记录不改");
  if (from > today.plus(ahead)) return wrong("/from", ahead == 1 ? "撤销从今天或明天起：再晚的，到时还可能有新事项报来" : "最多提前一年安排");
  return std::nullopt;
}

std::string kind_title(PlaceKind kind) { return kind == PlaceKind::grid ? "网格" : kind == PlaceKind::group ? "联户" : std::string(title(kind)); }

bool name_taken(Session& session, const std::string& region, const PlaceId& parent, const std::string& name, const PlaceId& but, Date on) {
  for (const Place& other : place_rows_below(session, region, parent)) {
    if (other.id != but && other.name == name && (!other.valid_to || *other.valid_to >= on)) return true;
  }
  return false;
}

}  // namespace

PlaceEditRow PlaceDesk::row(Session& session, const Place& place, const std::vector<Place>& spans) const {
  const Date today = house_.now().date();
  PlaceEditRow out;
  out.id = place.id.text;
  out.kind = word(place.kind);
  out.kind_title = kind_title(place.kind);
  out.name = place.name;
  out.full_name = place.full_name;
  out.code = place.code;
  out.valid_from = spans.front().valid_from;
  out.valid_to = spans.back().valid_to;
  out.edited = edited(place.kind);
  out.state = place.valid_from > today ? "planned" : place.valid_to && *place.valid_to < today ? "closed" : spans.back().valid_to ? "closing" : spans.back().valid_from > today ? "planned" : "standing";
  if (out.state == "standing") out.state_title = "在用";
  if (out.state == "planned") out.state_title = (place.valid_from > today ? place.valid_from : spans.back().valid_from).chinese() + (place.valid_from > today ? "起" : "起改名为" + spans.back().name);
  if (out.state == "closing" || out.state == "closed") out.state_title = (out.state == "closed" ? "已撤销（" : "") + spans.back().valid_to->plus(1).chinese() + (out.state == "closed" ? "起）" : "起撤销");
  out.below = count_places_below(session, house_.region(), place.id, today);
  if (place.kind == PlaceKind::grid) {
    const auto shared = shared_outlines(session, house_.region(), today);
    const bool is_shared = std::any_of(shared.begin(), shared.end(), [&](const SharedOutline& one) { return one.id == place.id; });
    out.outline_title = place.geometry ? "有边界" : is_shared ? "划分前的边界归到村：定位只到村" : "没有边界";
  }
  out.etag = tag_of(spans);
  return out;
}

Result<PlaceTree> PlaceDesk::tree(const Actor& actor, const PlaceTreeQuery& query) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  PlaceTree out;
  const Date today = house_.now().date();
  bool found = true;
  house_.db().read([&](Session& session) {
    out = {};
    const PlaceId at{query.parent.value_or(house_.region())};
    const auto own = rows_of_place(session, house_.region(), at);
    found = !own.empty();
    if (!found) return;
    const Place& parent = shown_of(own, today);
    out.parent = row(session, parent, own);
    if (parent.kind == PlaceKind::group) return;
    std::map<std::string, std::vector<Place>> spans;
    for (Place& one : place_rows_below(session, house_.region(), at)) spans[one.id.text];
    for (auto& [id, rows] : spans) {
      rows = rows_of_place(session, house_.region(), PlaceId{id});
      const Place& shown = shown_of(rows, today);
      // What went to another grid is listed there.
      if (shown.parent != at || shown.kind == PlaceKind::household) continue;
      if (!query.closed && shown.valid_to && *shown.valid_to < today) continue;
      out.items.push_back(row(session, shown, rows));
    }
  });
  if (!found) return not_found();
  return out;
}

std::vector<PlaceHold> PlaceDesk::holds(Session& session, const Place& place) const {
  std::vector<PlaceHold> out;
  const Date today = house_.now().date();
  const auto add = [&](std::string kind, std::string text, std::string remedy) {
    if (out.size() < kMostHolds) out.push_back({std::move(kind), std::move(text), std::move(remedy)});
  };
  for (const OpenAt& one : open_matters_at(session, house_.region(), place.path, {}, kMostHolds)) {
    add("matter", one.seal == "open" ? one.number + "还在办理" : "一件不公开的事项还在办理", "请办结后再撤销，或先把它所在的联户划到别的网格");
  }
  if (place.kind == PlaceKind::grid) {
    for (const Place& one : places_from(session, house_.region(), place.path, today)) {
      if (one.kind == PlaceKind::group) add("place", "下面还有" + one.name, "请先把这个联户划到别的网格，或撤销它");
    }
  }
  for (const char* duty : {"grid", "group_head", "triage", "mediation"}) {
    for (const Responsibility& one : responsibilities_at(session, house_.region(), place.id, duty)) {
      if (one.valid_to && *one.valid_to < today) continue;
      add("post", "有人负责这里（" + house_.directory()->office_name(one.office) + "）", "请在“责任人”里从同一天起改为无人负责");
    }
  }
  for (const Office& one : all_offices(session, house_.region())) {
    if (one.place == place.id && (!one.valid_to || *one.valid_to >= today)) add("office", "管辖地点是这里的机构：" + one.name, "请在“机构”里改管辖地点，或撤销机构");
  }
  return out;
}

Result<PlaceDetail> PlaceDesk::detail(const Actor& actor, const PlaceId& id) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  PlaceDetail out;
  bool found = false;
  house_.db().read([&](Session& session) {
    out = {};
    const auto spans = rows_of_place(session, house_.region(), id);
    found = !spans.empty() && spans.front().kind != PlaceKind::household;
    if (!found) return;
    const Place& shown = shown_of(spans, house_.now().date());
    out.place = row(session, shown, spans);
    for (auto at = spans.rbegin(); at != spans.rend(); ++at) out.spans.push_back({at->valid_from, at->valid_to, at->name, at->full_name});
    if (out.place.edited && out.place.state != "closed") out.holds = holds(session, shown);
  });
  if (!found) return not_found();
  return out;
}

Result<PlaceEditRow> PlaceDesk::add(const Actor& actor, const NewPlaceInput& input, const CommandKey& key) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Time now = house_.now();
  if (auto refused = early(input.from, now.date(), kDaysAhead)) return *refused;
  Audit audit = audit_row(house_, actor.account, "place_made", std::nullopt, "");
  std::optional<Error> refusal;
  PlaceEditRow made;
  const auto job = [&](Session& session) {
    refusal.reset();
    if (const auto before = find_replay(session, house_.region(), actor.key(), std::string(kRoute), key.client_key)) {
      const auto held = rows_of_place(session, house_.region(), PlaceId{before->subject});
      if (before->body_sha256 != key.body_sha256 || held.empty()) refusal = invalid("key_reused", "这次提交的编号已用于另一项内容，请刷新页面后重新提交");
      else made = row(session, shown_of(held, now.date()), held);
      return;
    }
    const auto parent = find_place(session, house_.region(), PlaceId{input.parent}, input.from);
    if (!parent || (parent->kind != PlaceKind::village && parent->kind != PlaceKind::grid)) {
      refusal = wrong("/parent", parent ? "只能在村（社区）下新设网格，在网格下新设联户；县、乡镇、村以国家区划为准" : "没有这个地点，或那时已撤销，请从列表中选择");
    } else if (parent->valid_to) {
      refusal = planned();
    } else if (name_taken(session, house_.region(), parent->id, input.name, {}, input.from)) {
      refusal = wrong("/name", "这里已有同名的，请换一个名称");
    }
    if (refusal) return;
    const auto code = next_code(parent->id, last_place_code(session, house_.region(), parent->id.text, 3));
    if (!code) {
      refusal = wrong("/parent", "这里的编号已经用完，不能再设");
      return;
    }
    Place fresh{PlaceId{*code}, input.from, std::nullopt, parent->kind == PlaceKind::village ? PlaceKind::grid : PlaceKind::group, *code, input.name, parent->id, parent->path + *code + "/",
                full_name_below(*parent, input.name), std::nullopt, ""};
    fresh.search = search_text(fresh);
    insert_place(session, house_.region(), fresh);
    outdate(session, house_.region(), kHeldPlaces);
    outdate(session, house_.region(), kHeldDirectory);
    audit.subject = fresh.id.text;
    audit.detail = "新设" + kind_title(fresh.kind) + " " + fresh.full_name + "，" + input.from.chinese() + "起";
    insert_audit(session, house_.region(), audit);
    save_replay(session, house_.region(), {actor.key(), std::string(kRoute), key.client_key, key.body_sha256, 201, fresh.id.text, now});
    made = row(session, fresh, {fresh});
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

// One edit of a place that stands: load → permit → version → nothing planned or waiting → `act`, which says what the log is told.
Result<PlaceEditRow> PlaceDesk::edit(const Actor& actor, const PlaceId& id, const std::string& if_match, std::string kind, const Act& act) const {
  const Date today = house_.now().date();
  Audit audit = audit_row(house_, actor.account, std::move(kind), id.text, "");
  std::optional<Error> refusal;
  PlaceEditRow out;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    const auto spans = rows_of_place(session, house_.region(), id);
    if (spans.empty()) {
      refusal = not_found();
      return;
    }
    const Place place = shown_of(spans, today);
    if (!edited(place.kind)) refusal = conflict("place_in_use", "县、乡镇、村以国家区划为准，不在这里改名或撤销");
    else if (tag_of(spans) != if_match) refusal = stale();
    else if (place_planned(session, house_.region(), place.path, today)) refusal = planned();
    else if (place.valid_to) refusal = conflict("place_in_use", "已经撤销，或已定了撤销的日子");
    else if (place_waits(session, house_.region(), place)) refusal = waits();
    if (refusal) return;
    auto told = act(session, place, spans);
    if (!told) {
      refusal = told.error();
      return;
    }
    outdate(session, house_.region(), kHeldPlaces);
    audit.detail = std::move(*told);
    insert_audit(session, house_.region(), audit);
    const auto after = rows_of_place(session, house_.region(), id);
    out = row(session, shown_of(after, today), after);
  });
  if (refusal) return *refusal;
  return out;
}

Result<PlaceEditRow> PlaceDesk::rename(const Actor& actor, const PlaceId& id, const PlaceNameInput& input, const std::string& if_match) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Date today = house_.now().date();
  if (auto refused = early(input.from, today, kDaysAhead)) return *refused;
  return edit(actor, id, if_match, "place_renamed", [&](Session& session, const Place& place, const std::vector<Place>&) -> Result<std::string> {
    if (place.name == input.name) return wrong("/name", "名称没有变");
    if (name_taken(session, house_.region(), *place.parent, input.name, id, input.from)) return wrong("/name", "这里已有同名的，请换一个名称");
    for (const Place& one : places_from(session, house_.region(), place.path, today)) put_place(session, house_.region(), renamed(one, place.name, input.name, input.from));
    return place.full_name + " 改名为 " + input.name + "，" + input.from.chinese() + "起";
  });
}

Result<PlaceEditRow> PlaceDesk::close(const Actor& actor, const PlaceId& id, const PlaceEndInput& input, const std::string& if_match) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const Date today = house_.now().date();
  if (auto refused = early(input.from, today, 1)) return *refused;
  auto closed = edit(actor, id, if_match, "place_closed", [&](Session& session, const Place& place, const std::vector<Place>& spans) -> Result<std::string> {
    if (spans.front().valid_from >= input.from) return wrong("/from", "这里从" + spans.front().valid_from.chinese() + "起才有，撤销要更晚一天");
    if (const auto holding = holds(session, place); !holding.empty()) {
      Error refusal = conflict("place_in_use", "还有 " + std::to_string(holding.size()) + " 项没有移交，不能撤销");
      for (std::size_t i = 0; i < holding.size(); ++i) refusal.fields.push_back({"/holds/" + std::to_string(i), holding[i].text + "：" + holding[i].remedy});
      return refusal;
    }
    for (const Place& one : places_from(session, house_.region(), place.path, today)) end_place(session, house_.region(), one.id, input.from.plus(-1));
    outdate(session, house_.region(), kHeldDirectory);
    return place.full_name + "，" + input.from.chinese() + "起撤销，" + input.reason;
  });
  if (closed) house_.reload_directory();
  return closed;
}

}  // namespace lianhu

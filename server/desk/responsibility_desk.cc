#include "desk/responsibility_desk.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/hash.h"
#include "desk/audit_row.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostRows = 500;
constexpr int kDaysAhead = 366;

struct DutyKind {
  std::string_view word, title;
  PlaceKind lowest;                  // what kind of place must have one; the gap list goes by it
  std::optional<Role> role;          // a post of this role, else an office
  std::initializer_list<PlaceKind> kinds;
};
const DutyKind kDuties[] = {
    {"grid", "网格员", PlaceKind::grid, Role::grid_worker, {PlaceKind::grid}},
    {"group_head", "联户长", PlaceKind::group, Role::group_head, {PlaceKind::group}},
    {"triage", "分流台", PlaceKind::town, std::nullopt, {PlaceKind::county, PlaceKind::town}},
    {"mediation", "人民调解委员会", PlaceKind::village, std::nullopt, {PlaceKind::county, PlaceKind::town, PlaceKind::village}},
};

const DutyKind* duty_kind(std::string_view word) {
  for (const DutyKind& one : kDuties) {
    if (one.word == word) return &one;
  }
  return nullptr;
}

Error wrong(const std::string& pointer, const std::string& message) { return invalid("invalid_fields", message, {{pointer, message}}); }

bool valid_on(const Responsibility& row, Date day) { return row.valid_from <= day && (!row.valid_to || *row.valid_to >= day); }
bool empty_span(const Responsibility& row) { return row.valid_to && *row.valid_to < row.valid_from; }

std::string tag_of(const std::vector<Responsibility>& rows) {
  std::string all;
  for (const Responsibility& row : rows) all += row.id + row.valid_from.text() + (row.valid_to ? row.valid_to->text() : "") + "|";
  return sha256_hex(all).substr(0, 32);
}

const Post* post_of(const Directory& directory, const Responsibility& row) {
  if (!row.post) return nullptr;
  for (const Post& post : directory.posts_in(row.office)) {
    if (post.id == *row.post) return &post;
  }
  return nullptr;
}

ResponsibleView seen(const Directory& directory, const Responsibility& row, Date today) {
  ResponsibleView out{directory.office_name(row.office), std::nullopt, row.valid_from, row.valid_to, directory.office(row.office) != nullptr};
  if (!row.post) return out;
  const Post* post = post_of(directory, row);
  const StaffMember* member = post ? directory.member(post->account) : nullptr;
  if (member) out.name = member->name;
  // The directory knows today's posts; one that is planned cannot be judged before its day.
  out.standing = row.valid_from > today || (member && member->active);
  return out;
}

}  // namespace

std::vector<NamedWord> ResponsibilityDesk::duties() const {
  std::vector<NamedWord> out;
  for (const DutyKind& one : kDuties) out.push_back({std::string(one.word), std::string(one.title)});
  return out;
}

PlaceResponsible ResponsibilityDesk::view(const Directory& directory, const Place& place, const std::string& duty, const std::vector<Responsibility>& rows, Date day) const {
  const DutyKind* kind = duty_kind(duty);
  PlaceResponsible out{place.id.text, place.full_name, duty, std::string(kind->title), {}, {}, "gap", "没有责任人", false, 0, 0, 0, {}};
  const Date today = house_.now().date();
  int standing = 0;
  for (const Responsibility& row : rows) {
    if (empty_span(row)) continue;
    if (valid_on(row, day)) {
      out.now.push_back(seen(directory, row, today));
      standing += out.now.back().standing ? 1 : 0;
    } else if (row.valid_from > day) {
      out.later.push_back(seen(directory, row, today));
    }
  }
  if (standing == 1) out.state = "held", out.state_title = "有";
  if (standing > 1) out.state = "overlap", out.state_title = "同时有 " + std::to_string(standing) + " 个";
  if (standing == 0 && !out.now.empty()) out.state_title = "原来的岗位已结束";
  if (standing == 0 && out.now.empty() && std::find(kind->kinds.begin(), kind->kinds.end(), place.kind) == kind->kinds.end()) out.state = "none", out.state_title = "";
  out.etag = tag_of(rows);
  return out;
}

Result<PlaceResponsibleList> ResponsibilityDesk::list(const Actor& actor, const ResponsibleQuery& query) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const DutyKind* kind = duty_kind(query.duty);
  if (kind == nullptr) return wrong("/duty", "没有这种职责，请从列表中选择");
  PlaceResponsibleList out;
  out.day = query.day.value_or(house_.now().date());
  const auto directory = house_.directory();
  house_.db().read([&](Session& session) {
    std::map<std::string, std::vector<Responsibility>> by_place;
    for (Responsibility& row : responsibilities_on(session, house_.region(), query.duty, out.day)) by_place[row.place.text].push_back(std::move(row));
    std::vector<PlaceResponsible> wanted;  // of each place that must have one, and where it lies
    std::vector<std::string> paths;
    for (const Place& place : places_of_kind(session, house_.region(), kind->lowest, out.day)) {
      wanted.push_back(view(*directory, place, query.duty, by_place[place.id.text], out.day));
      paths.push_back(place.path);
    }
    const auto count = [](const PlaceResponsible& one, std::int64_t& held, std::int64_t& gaps, std::int64_t& overlaps) {
      held += one.state == "held", gaps += one.state == "gap", overlaps += one.state == "overlap";
    };
    if (query.place) {
      for (const Place& place : places_below(session, house_.region(), PlaceId{*query.place}, out.day)) {
        if (place.kind == PlaceKind::household) continue;
        PlaceResponsible one = view(*directory, place, query.duty, responsibilities_at(session, house_.region(), place.id, query.duty), out.day);
        one.below = place.kind != kind->lowest && has_places_below(session, house_.region(), place.id, out.day);
        for (std::size_t i = 0; one.below && i < wanted.size(); ++i) {
          if (paths[i].starts_with(place.path)) count(wanted[i], one.held_below, one.gaps_below, one.overlaps_below);
        }
        if (place.kind == kind->lowest) count(one, out.held, out.gaps, out.overlaps);
        out.held += one.held_below, out.gaps += one.gaps_below, out.overlaps += one.overlaps_below;
        out.items.push_back(std::move(one));
      }
      return;
    }
    for (PlaceResponsible& one : wanted) {
      count(one, out.held, out.gaps, out.overlaps);
      if (one.state == "held" || out.items.size() == kMostRows) continue;
      one.etag = tag_of(responsibilities_at(session, house_.region(), PlaceId{one.place}, query.duty));
      out.items.push_back(std::move(one));
    }
  });
  return out;
}

Result<CandidateList> ResponsibilityDesk::candidates(const Actor& actor, const CandidateQuery& query) const {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const DutyKind* kind = duty_kind(query.duty);
  if (kind == nullptr) return wrong("/duty", "没有这种职责，请从列表中选择");
  CandidateList out;
  const auto directory = house_.directory();
  const Date today = house_.now().date();
  bool known = false;
  house_.db().read([&](Session& session) {
    const auto place = find_place(session, house_.region(), PlaceId{query.place}, today);
    if (!place) return;
    known = true;
    const auto covers = [&](const Office& office) {
      const std::string path = directory->path_of(office.place);
      return !path.empty() && place->path.starts_with(path);
    };
    if (kind->role) {
      // The nearest offices first: those of the village before those of the town.
      std::vector<std::pair<std::size_t, Candidate>> found;
      for (const PostHolder& one : holders(session, house_.region(), word(*kind->role), today)) {
        const Office* office = directory->office(one.office);
        if (office && covers(*office)) found.emplace_back(directory->path_of(office->place).size(), Candidate{one.post.text, one.name + "（" + office->name + "）"});
      }
      std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return std::tuple(b.first, a.second.title) < std::tuple(a.first, b.second.title); });
      for (auto& [near, one] : found) out.items.push_back(std::move(one));
      return;
    }
    for (const auto& [id, office] : directory->offices()) {
      const bool fits = query.duty == "mediation" ? office.kind == "mediation_committee" : office.kind == "town_centre" || office.kind == "county_centre";
      if (fits && covers(office)) out.items.push_back({id, office.name});
    }
  });
  if (!known) return wrong("/place", "没有这个地点，请从列表中选择");
  return out;
}

Result<PlaceResponsible> ResponsibilityDesk::set(const Actor& actor, const ResponsibleInput& input, const std::string& if_match) {
  if (auto refused = not_admin(actor, Role::system_admin)) return *refused;
  const DutyKind* kind = duty_kind(input.duty);
  if (kind == nullptr) return wrong("/duty", "没有这种职责，请从列表中选择");
  const Time now = house_.now();
  if (input.from < now.date()) return wrong("/from", "只能从今天或以后起，过去的记录不改");
  if (input.from > now.date().plus(kDaysAhead)) return wrong("/from", "最多提前一年安排");
  const auto candidates_now = candidates(actor, {input.duty, input.place});
  if (!candidates_now) return candidates_now.error();
  std::string chosen;
  for (const Candidate& one : candidates_now->items) {
    if (input.holder == one.value) chosen = one.title;
  }
  if (input.holder && chosen.empty()) return wrong("/holder", "这里不能由此岗位或机构负责，请从列表中选择");
  const auto directory = house_.directory();
  std::optional<OfficeId> office;
  std::optional<PostId> post;
  if (input.holder && !kind->role) office = OfficeId{*input.holder};
  if (input.holder && kind->role) {
    post = PostId{*input.holder};
    house_.db().read([&](Session& session) {
      for (const PostHolder& one : holders(session, house_.region(), word(*kind->role), now.date())) {
        if (one.post == *post) office = one.office;
      }
    });
    if (!office) return wrong("/holder", "这个岗位刚刚结束，请重新选择");
  }
  const std::string id = house_.ids().text(), audit_id = house_.ids().text();
  std::optional<Error> refusal;
  PlaceResponsible out;
  house_.db().commit([&](Session& session) {
    refusal.reset();
    const auto place = find_place(session, house_.region(), PlaceId{input.place}, now.date());
    const auto rows = responsibilities_at(session, house_.region(), PlaceId{input.place}, input.duty);
    if (!place) refusal = wrong("/place", "没有这个地点，请从列表中选择");
    else if (std::find(kind->kinds.begin(), kind->kinds.end(), place->kind) == kind->kinds.end()) refusal = wrong("/place", place->full_name + "这一级没有" + std::string(kind->title));
    else if (tag_of(rows) != if_match) refusal = conflict("stale_version", "这个地点的责任人刚刚被他人调整，请刷新后核对再保存");
    if (refusal) return;
    std::optional<Date> last;
    for (const Responsibility& row : rows) {
      if (empty_span(row)) continue;
      if (row.valid_from > input.from) last = last ? std::min(*last, row.valid_from.plus(-1)) : row.valid_from.plus(-1);
      if (valid_on(row, input.from)) end_responsibility(session, house_.region(), row.id, input.from.plus(-1));
    }
    if (office) insert_responsibility(session, house_.region(), {id, place->id, input.duty, *office, post, input.from, last});
    const std::string who = office ? "由" + chosen + "负责" : "没有人负责";
    insert_audit(session, house_.region(),
                 Audit{audit_id, now, actor.account, "responsibility_changed", place->id.text, place->full_name + "的" + std::string(kind->title) + "，" + input.from.chinese() + "起" + who});
    out = view(*directory, *place, input.duty, responsibilities_at(session, house_.region(), place->id, input.duty), now.date());
  });
  if (refusal) return *refusal;
  return out;
}

}  // namespace lianhu

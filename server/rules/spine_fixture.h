#pragma once
// For tests: a small invented county in memory, and the way from a decided change to the next matter file, so that whole
// walks run without a database.

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/resource.h"
#include "rules/calendar_file.h"
#include "rules/clockwork.h"
#include "rules/decide.h"
#include "rules/offer.h"
#include "rules/permit.h"
#include "rules/procedure_library.h"
#include "rules/term_file.h"

namespace lianhu::spine {

inline constexpr const char* county_place = "520422";
inline constexpr const char* town_place = "520422100";
inline constexpr const char* other_town_place = "520422101";
inline constexpr const char* village_place = "520422100201";
inline constexpr const char* other_village_place = "520422100202";
inline constexpr const char* grid_place = "520422100201-g1";
inline constexpr const char* group_place = "520422100201-g1-l1";

using Fields = std::map<std::string, std::string>;

template <class T>
T must(Result<T> result) {
  if (!result) throw std::logic_error(result.error().code + " " + result.error().message);
  return std::move(result).value();
}

// What the data files say; read once.
struct Rules {
  Calendar calendar = must(load_calendar(resources()));
  Terms terms = must(load_terms(resources()));
  ProcedureLibrary procedures = must(load_procedures(resources(), terms));
};
inline const Rules& rules() {
  static const Rules all;
  return all;
}

inline std::string path_of(const std::string& place) {
  std::string path = "/" + std::string(county_place) + "/";
  if (place.size() >= 9) path += place.substr(0, 9) + "/";
  if (place.size() >= 12) path += place.substr(0, 12) + "/";
  if (place.size() >= 15) path += place.substr(0, 15) + "/";
  if (place.size() >= 18) path += place + "/";
  return path;
}

// Offices by short id, and staff by login: "wb_handler" is a handler of the water bureau "wb".
class County {
 public:
  County() {
    office("cc", "county_centre", "某县综治中心", county_place);
    office("tc", "town_centre", "甲镇综治中心", town_place);
    office("tc2", "town_centre", "乙镇综治中心", other_town_place);
    office("tm", "mediation_committee", "甲镇人民调解委员会", town_place);
    office("vl", "village", "甲村", village_place);
    office("gs", "grid_station", "甲村第一网格", grid_place);
    office("wb", "department", "水务局", county_place);
    office("wb1", "department", "水务局河道所", county_place, "wb");
    office("hb", "department", "住建局", county_place);
    office("ct", "court", "县人民法院", county_place, "", true);
    staff("cc_triage", "cc", Role::triage);
    staff("cc_leader", "cc", Role::leader);
    staff("cc_verifier", "cc", Role::verifier);
    staff("cc_supervisor", "cc", Role::supervisor);
    staff("cc_admin", "cc", Role::system_admin);
    staff("tc_triage", "tc", Role::triage);
    staff("tc_leader", "tc", Role::leader);
    staff("tc_verifier", "tc", Role::verifier);
    staff("tc2_triage", "tc2", Role::triage);
    staff("tm_mediator", "tm", Role::mediator);
    staff("tm_mediator2", "tm", Role::mediator);
    staff("tm_leader", "tm", Role::leader);
    staff("vl_leader", "vl", Role::leader);
    staff("vl_head", "vl", Role::group_head, {PlaceId{group_place}});
    staff("gs_worker", "gs", Role::grid_worker, {PlaceId{grid_place}});
    staff("wb_handler", "wb", Role::handler);
    staff("wb_handler2", "wb", Role::handler);
    staff("wb_leader", "wb", Role::leader);
    staff("wb1_handler", "wb1", Role::handler);
    staff("hb_handler", "hb", Role::handler);
    staff("hb_leader", "hb", Role::leader);
    staff("ct_handler", "ct", Role::handler);
    category("facility.drain", "排水设施", false);
    category("dispute.family.violence", "家庭暴力", false, true);
    category("dispute.neighbour", "邻里纠纷", true);
    category("dispute.administrative", "行政争议", false);
    for (const char* id : {"wb", "wb1", "hb", "tm", "ct"}) {
      for (int n = 1; n <= 40; ++n) {
        directory.add(Duty{DutyId{std::string("duty-") + id + "-" + std::to_string(n)}, OfficeId{id}, "facility.drain", "职责第" + std::to_string(n) + "项",
                           "三定方案", Date::of(2020, 1, 1), std::nullopt});
      }
    }
  }

  Actor actor(const std::string& login) const {
    const auto at = actors_.find(login);
    if (at == actors_.end()) throw std::logic_error("no such staff: " + login);
    return at->second;
  }
  std::vector<std::string> logins() const {
    std::vector<std::string> all;
    for (const auto& [login, one] : actors_) all.push_back(login);
    return all;
  }

  Directory directory;

 private:
  void office(const std::string& id, const std::string& kind, const std::string& name, const std::string& place, const std::string& above = "",
              bool independent = false) {
    Office row;
    row.id = OfficeId{id};
    row.kind = kind;
    row.name = row.short_name = name;
    if (!above.empty()) row.parent = OfficeId{above};
    row.path = (above.empty() ? "/" : "/" + above + "/") + id + "/";
    row.place = PlaceId{place};
    row.independent = independent;
    row.valid_from = Date::of(2020, 1, 1);
    directory.place_path(row.place, path_of(place));
    directory.add(std::move(row));
  }
  void staff(const std::string& login, const std::string& office_id, Role role, std::vector<PlaceId> answers_for = {}) {
    directory.add(StaffMember{AccountId{login}, "化名" + login, true});
    directory.add(Post{PostId{"post-" + login}, AccountId{login}, OfficeId{office_id}, role, Date::of(2020, 1, 1), std::nullopt});
    const Office& office = *directory.office(OfficeId{office_id});
    Actor one;
    one.account = AccountId{login};
    one.name = "化名" + login;
    one.posts.push_back({PostId{"post-" + login}, office.id, office.name, office.kind, office.path, office.place, path_of(office.place.text), role,
                         std::move(answers_for)});
    actors_.emplace(login, std::move(one));
  }
  void category(const std::string& code, const std::string& name, bool mediable, bool sealed = false) {
    Category row;
    row.code = code;
    row.name = name;
    row.mediable = mediable;
    row.sealed = sealed;
    directory.add(std::move(row));
  }

  std::map<std::string, Actor> actors_;
};

// What the store does with a change, as far as the rules can see it.
inline void apply_to(MatterFile& file, Change change) {
  if (change.expected_version > 0 && change.expected_version != file.matter.version) throw std::logic_error("stale version");
  change.matter.version = change.expected_version + 1;
  if (!change.events.empty() && !change.quiet) ++change.matter.acted_version;
  auto seq = static_cast<std::int64_t>(file.events.size());
  for (NewEvent& event : change.events) event.row.seq = ++seq;
  file = after({std::move(file), {}, {}, {}}, change).file;
}

// One matter under way, and the hour.
class Case {
 public:
  explicit Case(const County& in, Time start = Time::at(Date::of(2026, 9, 1), 9)) : now(start), county_(&in) {}

  Ground ground() const {
    return {county_->directory, rules().calendar, rules().terms, [](std::string_view id) { return rules().procedures.find(id); },
            [this] {
              std::string n = std::to_string(++ids_);
              return "id-" + std::string(8 - n.size(), '0') + n;
            },
            now, {AccountId{"gs_worker"}}, precedents};
  }

  // Taken in by the person's own phone ("") or by staff; the reporter is party 0.
  Result<Done> report(const std::string& login = "", Intake intake = {}) {
    if (intake.text.empty()) intake.text = "村口的排水沟堵了。下雨就漫进院子。";
    if (intake.category.empty()) intake.category = "facility.drain";
    if (intake.place.id.empty()) intake.place.id = PlaceId{grid_place};
    intake.place.path = path_of(intake.place.id.text);
    intake.place.full_name = "某县甲镇甲村";
    if (intake.desk_office.empty()) intake.desk_office = OfficeId{"tc"};
    if (intake.received_at.ms == 0) intake.received_at = now;
    if (intake.parties.empty()) intake.parties.push_back(person(PartyRole::reporter));
    const Procedure& procedure = *rules().procedures.find("grid_matter@5");
    auto change = decide_intake(intake, procedure, login.empty() ? Actor{} : county_->actor(login), ground());
    if (!change) return change.error();
    last = std::move(*change);
    file = {};
    apply_to(file, last);
    return done;
  }

  Party person(PartyRole role) const {
    Party party;
    party.id = PartyId{ground().new_id()};
    party.role = role;
    party.name = role == PartyRole::reporter ? "化名张三" : "化名李四";
    party.phone = "19900001234";
    return party;
  }
  PartyId add_party(PartyRole role) {
    Party party = person(role);
    party.matter = file.matter.id;
    file.parties.push_back(party);
    return party.id;
  }

  // "p0" is the first party, "p1" the second; any other name is a member of staff.
  Actor actor(const std::string& name) const {
    if (name.size() == 2 && name[0] == 'p') {
      Actor one;
      one.party = file.parties.at(static_cast<std::size_t>(name[1] - '0')).id;
      one.matter = file.matter.id;
      return one;
    }
    return county_->actor(name);
  }

  Result<Change> would(const std::string& name, const std::string& move, const Fields& fields = {}, int files = 0, std::size_t proceeding = 0) const {
    Order order;
    order.proceeding = file.proceedings.at(proceeding).id;
    order.move = move;
    order.fields = fields;
    for (int n = 0; n < files; ++n) order.attachments.push_back(AttachmentId{ground().new_id()});
    return decide(order, actor(name), file, ground());
  }
  // "" when it was done, else the refusal's code.
  std::string act(const std::string& name, const std::string& move, const Fields& fields = {}, int files = 0, std::size_t proceeding = 0) {
    auto change = would(name, move, fields, files, proceeding);
    if (!change) {
      message = change.error().message;
      return change.error().code;
    }
    last = std::move(*change);
    apply_to(file, last);
    precedents.insert(precedents.begin(), last.rulings.begin(), last.rulings.end());
    return {};
  }
  // The clock looks at everything that is due by now.
  int tick() {
    int changed = 0;
    for (std::size_t i = 0; i < file.deadlines.size(); ++i) {
      const Deadline& d = file.deadlines[i];
      if (!d.next_at || *d.next_at > now) continue;
      if (auto change = decide_tick(d.id, file, ground())) {
        last = std::move(*change);
        apply_to(file, last);
        ++changed;
      }
    }
    return changed;
  }

  const Deadline* running_clock(const std::string& clock, const std::string& subject = "") const {
    for (const Deadline& d : file.deadlines) {
      if (d.clock == clock && running(d) && (subject.empty() || d.subject == subject)) return &d;
    }
    return nullptr;
  }
  const Assignment* open_of(AssignmentKind kind, std::size_t proceeding = 0) const {
    for (const Assignment& a : file.assignments) {
      if (a.kind == kind && a.open && a.proceeding == file.proceedings.at(proceeding).id) return &a;
    }
    return nullptr;
  }
  const std::string& state(std::size_t proceeding = 0) const { return file.proceedings.at(proceeding).state; }
  std::vector<std::string> offered(const std::string& name, std::size_t proceeding = 0) const {
    std::vector<std::string> names;
    for (const Offer& offer : offers(actor(name), file, ground())) {
      if (offer.blocked.empty() && offer.proceeding == file.proceedings.at(proceeding).id) names.push_back(offer.move->name);
    }
    return names;
  }
  bool told_office(const std::string& office) const {
    return std::any_of(last.notices.begin(), last.notices.end(), [&](const Notice& n) { return n.office == OfficeId{office}; });
  }
  bool told_account(const std::string& account) const {
    return std::any_of(last.notices.begin(), last.notices.end(), [&](const Notice& n) { return n.account == AccountId{account}; });
  }

  Time now;
  MatterFile file;
  std::vector<Ruling> precedents;
  Change last;          // the latest change made
  std::string message;  // of the latest refusal

 private:
  const County* county_;
  mutable std::int64_t ids_ = 0;
};

}  // namespace lianhu::spine

#include "tool/demo_court.h"

#include <algorithm>

#include "desk/court_desk.h"
#include "desk/reference_desk.h"
#include "desk/stub_desk.h"
#include "desk/work_desk.h"

namespace lianhu {
namespace {

constexpr const char* kCentre = "centre";
constexpr const char* kMediation = "town_mediation.520422001";
constexpr int kNewest = 13;  // days: of the fifteen of an ordinary case some are left

struct Held {
  const char *system, *number, *state, *place;
  int due_in;
};
constexpr Held kHeld[] = {
    {"court", "（演示）黔0422民初7001号", "已立案，等待开庭", "520422001001", 12},
    {"police", "演示受案7002号", "已受案", "520422001001", 3},
};

// An open matter that is being mediated and came not long ago: a court's letter fits it.
std::optional<MatterId> mediated(const House& house, const Actor& desk) {
  const Date since = house.now().date().plus(-kNewest);
  ListRequest request;
  request.open = true;
  request.limit = 100;
  for (int page = 0; page < 20; ++page) {
    const auto list = WorkDesk(house).matters(desk, request);
    if (!list) return std::nullopt;
    for (const WorkItem& item : list->items) {
      const auto whole = load_matter(house, MatterId{item.matter});
      if (!whole || !whole->file.external.empty() || whole->file.matter.received_at.date() < since) continue;
      const auto& proceedings = whole->file.proceedings;
      if (std::any_of(proceedings.begin(), proceedings.end(), [](const Proceeding& p) { return !p.closed_at && p.procedure_name == "people_mediation" && p.state == "mediating" && p.lead_office == OfficeId{kMediation}; })) {
        return whole->file.matter.id;
      }
    }
    if (!list->next) return std::nullopt;
    request.cursor = list->next;
  }
  return std::nullopt;
}

}  // namespace

void add_demo_court(const House& house, DemoCast& cast, Seeded& seeded) {
  const Date today = house.now().date();
  const Actor* desk = cast.holder(OfficeId{kCentre}, Role::triage, seeded);
  const Actor* mediator = cast.holder(OfficeId{kMediation}, Role::mediator, seeded);
  if (!desk) return;
  if (const auto matter = mediated(house, *desk)) {
    const Date came = load_matter(house, *matter)->file.matter.received_at.date();
    const auto added = ReferenceDesk(house).add({*desk, "demo", "", "", {}}, *matter, {"court", "（演示）黔0422民初诉调7000号", came, {}, "ordinary", {}, {}});
    if (added && mediator) {
      const auto whole = load_matter(house, *matter);
      for (const Assignment& a : whole->file.assignments) {  // who mediates it signs for it
        if (a.kind == AssignmentKind::lead && a.open && a.receiver && a.office == OfficeId{kMediation}) mediator = &cast.actor(*a.receiver);
      }
      (void)CourtDesk(house).sign({*mediator, "demo", "", "", {}}, *matter, whole->file.external.back().id, {std::min(today, came.plus(1))});
    }
  }
  for (const Held& held : kHeld) {
    (void)StubDesk(house).add({*desk, "demo", "", "", {}}, {held.system, held.number, held.place, held.state, today.plus(held.due_in), today.plus(-20)});
  }
}

}  // namespace lianhu

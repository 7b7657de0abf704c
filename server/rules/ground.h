#pragma once
// What a decision stands on besides the matter itself: the rules of the house on that day. References only; the desk owns them.
//
// Thread rule: read-only during one decision.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/directory.h"
#include "model/matter.h"
#include "model/procedure.h"
#include "rules/calendar.h"
#include "rules/term.h"

namespace lianhu {

struct DossierPlan;

struct Ground {
  const Directory& directory;
  const Calendar& calendar;
  const Terms& terms;
  std::function<const Procedure*(std::string_view id)> procedure;  // "people_mediation@1"; nullptr: there is none
  std::function<std::string()> new_id;
  Time now;
  std::vector<AccountId> grid_workers = {};  // who answers for the matter's grid
  std::vector<Ruling> precedents = {};       // of the matter's category, newest first; only where an act is decided
  const std::vector<DossierPlan>* dossiers = nullptr;  // how their proceedings are numbered; none: they are not
};

}  // namespace lianhu

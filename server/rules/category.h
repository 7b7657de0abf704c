#pragma once
// A matter's category given anew: what follows from it for seal, scope, search and figures.
//
// Thread rule: pure but for ground.new_id.

#include <string>
#include <vector>

#include "model/directory.h"
#include "model/matter.h"
#include "rules/draft.h"

namespace lianhu {

void set_category(const std::string& category, Draft& draft);

// A village that took in a sealed matter (minors, domestic violence) keeps no view of it; who entered it does.
void close_village_door(Matter& matter, const Directory& directory);

// What was counted of the matter under its category and seal so far is counted under those it has now: −1 there and +1
// here, in the month it was counted in (settled 8). `stored`: every count fact of the matter.
std::vector<CountFact> count_anew(const std::vector<CountFact>& stored, const Matter& before, const Matter& now, const Ground& ground);

}  // namespace lianhu

#pragma once
// A record written by hand on a numbered blank form comes back with the act it records: the number typed in, the sheet photographed.
//
// Invariant: the form is of this proceeding, still out, and of the line of the dossier that the act's papers go into; so the photographs are that
// line's paper and the form counts as come back, by one act.
// Errors: invalid_fields at /fields/blank_number or /attachments, with the remedy.
// Thread rule: pure but for the house's snapshots.

#include "desk/house.h"
#include "model/matter_file.h"
#include "rules/form.h"

namespace lianhu {

// Of an order that fits its move. Nothing to say where no number was given.
Result<Done> check_blank_back(const House& house, const WholeMatter& whole, const Order& order);

}  // namespace lianhu

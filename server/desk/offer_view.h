#pragma once
// An offered move and its form as the web app draws them; and a deadline with its reasons as lines.

#include "desk/house.h"
#include "desk/views.h"
#include "rules/offer.h"
#include "rules/term.h"

namespace lianhu {

// One field of a form. `procedures` for a field that names one.
FieldOffer field_offer(const Field& field, bool required, const Matter& matter, const std::vector<ChoiceRow>& parties, const ProcedureLibrary& procedures);

MoveOffer move_offer(const Offer& offer, const Actor& viewer, const Matter& matter, const std::vector<ChoiceRow>& parties, const ProcedureLibrary& procedures,
                     const Terms& terms, Time now);

// The form of a move before there is a matter: an intake, or one act for many.
MoveOffer blank_offer(const Procedure& procedure, const Move& move, const ProcedureLibrary& procedures, const Terms& terms, Time now);

}  // namespace lianhu

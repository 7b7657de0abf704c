#pragma once
// The list of committees, the roll of mediators, what of both is public, and the form of organisations, staff and means.

#include "desk/committee_desk.h"
#include "desk/team_form_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_committee_routes(Router& router, const CommitteeDesk& committees, const TeamFormDesk& teams);

}  // namespace lianhu::http

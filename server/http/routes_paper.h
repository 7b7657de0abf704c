#pragma once
// The standard papers that whoever handles a mediation makes by hand (desk/paper_desk.h).

#include "desk/matter_desk.h"
#include "desk/paper_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_paper_routes(Router& router, const PaperDesk& papers, const MatterDesk& matters);

}  // namespace lianhu::http

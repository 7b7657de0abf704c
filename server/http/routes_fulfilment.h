#pragma once
// What was promised and what becomes of it (desk/fulfilment_desk.h, desk/enforcement_desk.h).

#include "desk/enforcement_desk.h"
#include "desk/fulfilment_desk.h"
#include "desk/matter_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_fulfilment_routes(Router& router, const FulfilmentDesk& fulfilment, const EnforcementDesk& enforcement, const PaperDesk& papers, const MatterDesk& matters);

}  // namespace lianhu::http

#pragma once
// Aids for mediators: read by staff at a step, worded by the system administrator.

#include "desk/aid_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_aid_routes(Router& router, AidDesk& aids);

}  // namespace lianhu::http

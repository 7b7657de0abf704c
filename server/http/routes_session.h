#pragma once
// /api/v1/session: logging in and out, the own password. The cookie is set and cleared here and in the gate only.

#include "desk/session_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_session_routes(Router& router, SessionDesk& sessions);

}  // namespace lianhu::http

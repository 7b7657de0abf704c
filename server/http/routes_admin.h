#pragma once
// What the three administrators may call: accounts (system, security), the audit and access logs (audit).

#include "desk/account_desk.h"
#include "desk/audit_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_admin_routes(Router& router, AccountDesk& accounts, const AuditDesk& audits);

}  // namespace lianhu::http

#pragma once
// What the three administrators may call: accounts (system, security); days off, offices, who answers for a place, grids and groups,
// categories and duties (system); procedures (handed in by system, released by security); the audit and access logs (audit). And precedents.

#include "desk/account_desk.h"
#include "desk/audit_desk.h"
#include "desk/calendar_desk.h"
#include "desk/category_desk.h"
#include "desk/duty_list_desk.h"
#include "desk/office_desk.h"
#include "desk/outline_desk.h"
#include "desk/place_desk.h"
#include "desk/procedure_desk.h"
#include "desk/responsibility_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_calendar_routes(Router& router, CalendarDesk& calendars);
void add_office_routes(Router& router, OfficeDesk& offices, ResponsibilityDesk& responsibilities);
void add_place_routes(Router& router, const PlaceDesk& places, const OutlineDesk& outlines);
void add_category_routes(Router& router, CategoryDesk& categories);
void add_duty_list_routes(Router& router, DutyListDesk& duties, PrecedentDesk& precedents);
void add_procedure_routes(Router& router, ProcedureDesk& procedures);
void add_admin_routes(Router& router, AccountDesk& accounts, const AuditDesk& audits);

}  // namespace lianhu::http

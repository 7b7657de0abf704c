#pragma once
// Doors of the official forms.

#include "desk/code_form_desk.h"
#include "desk/form_print_desk.h"
#include "desk/register_desk.h"
#include "desk/statistics_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_statistics_routes(Router& router, const StatisticsDesk& desk, const CodeFormDesk& codes, const RegisterDesk& registers, const FormPrintDesk& prints);

}  // namespace lianhu::http

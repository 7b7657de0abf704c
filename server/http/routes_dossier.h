#pragma once
// Doors of the mediation dossier.

#include "desk/binding_desk.h"
#include "desk/dossier_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_dossier_routes(Router& router, const DossierDesk& desk, const BindingDesk& binding);

}  // namespace lianhu::http

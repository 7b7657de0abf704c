#pragma once
// Doors of the mediation dossier.

#include "desk/dossier_desk.h"
#include "http/router.h"

namespace lianhu::http {

void add_dossier_routes(Router& router, const DossierDesk& desk);

}  // namespace lianhu::http

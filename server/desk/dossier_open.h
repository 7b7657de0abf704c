#pragma once
// Who may see a matter's dossier, and who may work on it.
//
// Errors: not_found; forbidden "not_yours".
// Thread rule: any thread.

#include <memory>
#include <optional>
#include <string>

#include "desk/house.h"
#include "model/account.h"
#include "model/matter_file.h"
#include "rules/dossier_plan.h"

namespace lianhu {

bool reads_dossier(const Actor& actor, const MatterFile& file);
bool keeps_dossier(const Actor& actor, const MatterFile& file, const Proceeding& proceeding);

// A dossier somebody works on: the matter as it stands, and whose it is.
struct OpenedDossier {
  std::shared_ptr<const WholeMatter> whole;
  const Proceeding* proceeding;
  const DossierPlan* plan;
  const Procedure* procedure;
};
Result<OpenedDossier> open_dossier(const House& house, const Actor& actor, const MatterId& matter, const std::string& proceeding);

// Why a file of this type cannot be bound, with the remedy; nothing: it can.
std::optional<std::string> binding_trouble(const std::string& media_type);

}  // namespace lianhu

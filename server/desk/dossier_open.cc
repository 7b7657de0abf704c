#include "desk/dossier_open.h"

#include "desk/entry.h"
#include "rules/permit.h"
#include "rules/whose_case.h"

namespace lianhu {

bool reads_dossier(const Actor& actor, const MatterFile& file) { return may(actor, Action::open, {file}) && may(actor, Action::read_item, {file, Audience::mediator}); }

bool keeps_dossier(const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  const auto related = relations(actor, file, proceeding);
  return related.contains(Who::mediator) || related.contains(Who::lead);
}

Result<OpenedDossier> open_dossier(const House& house, const Actor& actor, const MatterId& matter, const std::string& id) {
  auto whole = load_matter(house, matter);
  if (!whole || !reads_dossier(actor, whole->file)) return not_found();
  const Proceeding* proceeding = whole->file.proceeding(ProceedingId{id});
  const DossierPlan* plan = proceeding ? plan_of(house.dossiers(), proceeding->procedure_name) : nullptr;
  const Procedure* procedure = plan ? house.procedure(proceeding->procedure()) : nullptr;
  if (!procedure) return not_found();
  if (auto theirs = colleagues_case(actor, whole->file, *house.directory())) return *theirs;
  if (!keeps_dossier(actor, whole->file, *proceeding)) return forbidden("not_yours", "案卷由承办的人民调解委员会整理");
  return OpenedDossier{std::move(whole), proceeding, plan, procedure};
}

std::optional<std::string> binding_trouble(const std::string& type) {
  if (type == "application/pdf" || type == "image/jpeg" || type == "image/png" || type == "image/webp") return std::nullopt;
  if (type.starts_with("image/")) return "这种图片不能装订，请另存为 JPG 后重新上传";
  return "不是图片或 PDF，不能装订";
}

}  // namespace lianhu

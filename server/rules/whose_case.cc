#include "rules/whose_case.h"

namespace lianhu {

std::optional<Error> colleagues_case(const Actor& actor, const MatterFile& file, const Directory& directory) {
  const auto whose = whose_case(actor, file);
  if (!whose) return std::nullopt;
  const StaffMember* member = directory.member(*whose);
  const std::string name = member ? member->name : "另一名调解员";
  return forbidden("not_yours", "这件由" + name + "办理，同一调委会的其他调解员只能查看；要由您办理的，请" + name + "或者调委会负责人先用“更换或增加调解员”换成您");
}

}  // namespace lianhu

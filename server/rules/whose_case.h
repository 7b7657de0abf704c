#pragma once
// The refusal to a mediator who would act in a colleague's case: whose it is, and how it changes hands.
//
// Invariant: code "not_yours". Nothing where whose_case() of rules/permit.h names nobody.
// Thread rule: pure functions.
// Source: 人民调解法第19、23条 (the parties choose or accept their mediator).

#include <optional>

#include "base/result.h"
#include "model/directory.h"
#include "rules/permit.h"

namespace lianhu {

std::optional<Error> colleagues_case(const Actor& actor, const MatterFile& file, const Directory& directory);

}  // namespace lianhu

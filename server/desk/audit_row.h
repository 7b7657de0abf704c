#pragma once
// One row of the administrators' log, made with the house's clock and ids. The words of its kinds are in audit_desk.h.

#include <optional>
#include <string>

#include "desk/house.h"
#include "store/access_store.h"

namespace lianhu {

inline Audit audit_row(const House& house, std::optional<AccountId> who, std::string kind, std::optional<std::string> subject, std::string detail) {
  return {house.ids().text(), house.now(), std::move(who), std::move(kind), std::move(subject), std::move(detail)};
}

}  // namespace lianhu

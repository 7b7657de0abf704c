#pragma once
// Which matters a reader's scope opens, as a condition on the table matter: for counts and lists that must agree.
//
// A row is in when some token of the scope is the matter's and no bar binds the reader. The caller of a list re-checks each
// matter by may().
// Errors: std::logic_error for more than in_list_most tokens or offices (store/in_list.h). Thread rule: pure function.

#include <string>
#include <vector>

#include "model/matter.h"
#include "store/db.h"

namespace lianhu {

struct MatterReader {
  std::vector<std::string> tokens;   // of rules/scope.h
  std::optional<AccountId> account;
  std::vector<std::string> offices;  // a bar on one of these binds
};

struct Readable {
  std::string sql;  // " AND EXISTS (…) AND NOT EXISTS (…)"; needs :region
  std::vector<Bind> binds;
};
Readable readable(const MatterReader& reader);

}  // namespace lianhu

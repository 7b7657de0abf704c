#pragma once
// Who is asked to choose between two records: the matters that wait for an account or for an office.
//
// The caller re-checks each matter by may(). A broken database throws (db.h).

#include <optional>
#include <string>
#include <vector>

#include "model/discrepancy.h"
#include "store/db.h"

namespace lianhu {

struct AskedMatter {
  Time since;  // its oldest open discrepancy
  MatterId matter;
};
// One row a matter, the longest waiting first, strictly after `after`.
std::vector<AskedMatter> matters_asking(Session& session, const std::string& region, const AccountId& account, const std::optional<AskedMatter>& after, int limit);
std::vector<AskedMatter> matters_asking(Session& session, const std::string& region, const OfficeId& office, const std::optional<AskedMatter>& after, int limit);

}  // namespace lianhu

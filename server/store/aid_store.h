#pragma once
// The county's own wording of the aids: one row a change, nothing is overwritten.
//
// Thread rule: within the caller's session.

#include <string>
#include <vector>

#include "model/aid.h"
#include "store/db.h"

namespace lianhu {

// All rows, oldest version of each code first.
std::vector<AidEdit> aid_edits(Session& session, const std::string& region);
// Throws DuplicateKey where another wrote the same version of the code first.
void insert_aid_edit(Session& session, const std::string& region, const AidEdit& row);

}  // namespace lianhu

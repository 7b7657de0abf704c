#pragma once
// Working papers of mediations: one of a kind for a proceeding.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include "model/working_paper.h"
#include "store/db.h"

namespace lianhu {

std::vector<WorkingPaper> load_working_papers(Session& session, const std::string& region, const ProceedingId& proceeding);
// False when another save came first; `paper` has the version it shall have, 1 where there was none.
bool save_working_paper(Session& session, const std::string& region, const WorkingPaper& paper);
void delete_working_paper(Session& session, const std::string& region, const ProceedingId& proceeding, const std::string& kind);

}  // namespace lianhu

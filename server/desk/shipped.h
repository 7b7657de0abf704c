#pragma once
// What the program brings along in its own data files, read once a process.
//
// Errors: std::runtime_error where a file inside the binary is faulty; `lianhu check` names all of them.
// Thread rule: any thread; never changes.

#include <vector>

#include "paper/catalogue.h"
#include "rules/aid.h"
#include "rules/calendar.h"
#include "rules/clause_library.h"
#include "rules/code_list.h"
#include "rules/dossier_plan.h"
#include "rules/other_system_file.h"
#include "rules/procedure_library.h"
#include "rules/term.h"

namespace lianhu {

struct Shipped {
  Terms terms;
  Calendar calendar;
  ProcedureLibrary procedures;
  paper::Catalogue papers;
  OtherSystems other_systems;
  std::vector<DossierPlan> dossiers;
  std::vector<ClauseLibrary> clauses;
  std::vector<Aid> aids;
  std::vector<CodeList> code_lists;
};

const Shipped& shipped();

}  // namespace lianhu

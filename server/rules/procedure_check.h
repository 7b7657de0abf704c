#pragma once
// Proves that a procedure file can be worked with before anyone works with it.
//
// Invariant: no faults means: every name leads somewhere; every state that is not terminal has a clock, is
// reachable and has a way to an end; every move has an actor and needs that can be met; house terms cite no
// law; what verifies is not open to who handled; personal data has a purpose and a retention; people's
// mediation is free and stops at a refusal.
// Errors: faults as values, in Chinese, each with its line, sorted by line.
// Source in law: 人民调解法 arts 4, 17, 23, 26 (free, refusal, rights, other routes).
// Thread rule: pure functions.

#include <string>
#include <vector>

#include "model/procedure.h"
#include "rules/procedure_fault.h"

namespace lianhu {

struct KnownTerm {
  std::string id;
  bool internal = false;  // 内部期限
  std::string law;        // empty for a house term
};

// What exists outside the file.
struct KnownNames {
  std::vector<std::string> papers;      // folders of papers/
  std::vector<KnownTerm> terms;         // calendar/terms.toml
  std::vector<std::string> procedures;  // "people_mediation@1"
  std::vector<std::string> retentions = {"dossier", "short", "long", "permanent"};
  std::vector<std::string> masks = {"name", "phone", "id", "address", "text"};
};

std::vector<ProcedureFault> check_procedure(const Procedure& procedure, const KnownNames& known);

}  // namespace lianhu

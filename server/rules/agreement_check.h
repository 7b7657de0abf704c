#pragma once
// What an agreement's own words lack or contradict: each clause with who, what, how much, by when and how, its figures, its words.
// The same for one that was signed and for one still being drafted.
//
// Thread rule: pure functions.
// Source: 民诉法解释第358条 (unclear content is not confirmed); 人民调解法第29条.

#include <string>
#include <vector>

#include "rules/dossier_text.h"
#include "rules/form.h"

namespace lianhu {

// The texts that the checks of dossier_text.h look through; `facts` may be empty.
std::vector<DossierText> agreement_texts(const std::string& facts, const std::vector<Clause>& clauses);

// Clauses that read_clauses() takes, and the day of the last performance ("": not told).
std::vector<DossierFinding> check_clauses(const std::vector<Clause>& clauses, const std::string& last_due);

}  // namespace lianhu

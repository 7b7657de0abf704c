#pragma once
// What the words of a file say wrongly: miswritten and easily mistaken words, laws no longer in force, amounts that differ from their
// capitals, a name written two ways. Each needs no more than the words themselves.
//
// Thread rule: pure functions.

#include <string>
#include <vector>

#include "rules/dossier.h"

namespace lianhu {

struct DossierText {
  std::string where, words;  // "协议第2条"
  bool clause = false;       // what somebody has promised: vague words count
  std::optional<std::int64_t> fen = {};  // the amount its own field gives
};

std::vector<DossierFinding> check_words(const DossierPlan& plan, const std::vector<DossierText>& texts, Date agreed);
std::vector<DossierFinding> check_amounts(const std::vector<DossierText>& texts);
// `names` of three characters and more: a word of the same length and first character that differs in one other.
std::vector<DossierFinding> check_names(const std::vector<std::string>& names, const std::vector<DossierText>& texts);

// Findings are told apart by what they say and where.
DossierFinding finding(Weight weight, std::string where, std::string message, std::string remedy, std::string basis = {});

}  // namespace lianhu

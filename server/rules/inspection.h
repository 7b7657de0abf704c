#pragma once
// A dossier against the points an inspection looks at: what of each is in the file, and what is not.
//
// Invariant: it reads the file alone; it knows nothing of who made it and compares no one with anyone.
// Thread rule: pure functions.
// Source: what a mediation record has to show (rights told, principles and who was there, each side's account, verification, consequences
// told, terms or the reason there are none and the other ways, signatures); the asks are data (dossiers/README.md).

#include <vector>

#include "rules/dossier.h"

namespace lianhu {

struct AskSeen {
  const DossierAsk* ask = nullptr;
  bool met = false;
};
struct PointSeen {
  const DossierPoint* point = nullptr;
  std::vector<AskSeen> asks;  // those that this file is asked
  bool met = false;           // all of them
};

std::vector<PointSeen> inspect(const DossierPlan& plan, const Dossier& dossier, const WholeMatter& whole, const Proceeding& proceeding);

}  // namespace lianhu

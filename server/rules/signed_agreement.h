#pragma once
// Which files of a mediation are its signed agreement: what may go to a court as one.
//
// Invariant: none before every party, the mediator and the seal are there; a paper printed here is none, whoever it was given to; what was
// signed before the agreement was reached anew is of another one.
// Thread rule: pure functions.
// Source: 人民调解法第28、29条.

#include <set>
#include <string>

#include "model/matter_file.h"

namespace lianhu {

struct SignedAgreement {
  std::set<std::string> attachments;  // scans and photos, by id
  std::string lacks;                  // what is missing of it, in a sentence; "": nothing
};
SignedAgreement signed_agreement(const WholeMatter& whole, const Proceeding& proceeding);

}  // namespace lianhu

#pragma once
// What a return letter to a court says, under the names of papers/court_return.
//
// Thread rule: any thread.

#include <string>

#include "desk/house.h"
#include "model/change.h"
#include "model/matter_file.h"
#include "paper/fields.h"

namespace lianhu {

// "普定县人民法院": a body that does not log in, as a letter names it.
std::string addressee(const House& house, const OtherSystem& system);

// `enclosures`: what goes with it, each with how many.
paper::Fields court_letter_facts(const House& house, const WholeMatter& whole, const Actor& actor, const Change& change, const Document& document,
                                 const ExternalReference& reference, const Ground& ground, std::string enclosures);

}  // namespace lianhu

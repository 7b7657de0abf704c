#pragma once
// How the signing of an agreement stands in the present round: who signed, how, when and where, and what is still awaited.
//
// Thread rule: pure functions.
// Source: 人民调解法第29条: parties, mediator and seal; it takes effect at the last of them.

#include <optional>
#include <string>
#include <vector>

#include "rules/history.h"

namespace lianhu {

struct Signature {
  const Party* party = nullptr;
  std::optional<Date> on;  // none: not yet
  std::string way, place, capacity, guardian, reader, scribe, witness;  // as filled in; "": not told
};
struct Signatures {
  std::vector<Signature> parties;  // those who must sign, in the order of the matter
  std::optional<Date> agreed_on, mediator_on, sealed_on, effective_on;
  bool written = false;            // a written agreement was reached in this round

  bool all_parties() const;
};
Signatures signatures_of(const MatterFile& file, const Proceeding& proceeding);

// "待化名李四签署", "待调解员签字、盖章"; "": nothing is awaited.
std::string awaited(const Signatures& signatures);

}  // namespace lianhu

#include "rules/signature.h"

#include <algorithm>

#include "model/words.h"
#include "rules/signing.h"

namespace lianhu {
namespace {

std::string told(const PastMove& past, const char* field) {
  const auto at = past.fields().find(field);
  return at == past.fields().end() ? std::string() : at->second;
}

}  // namespace

bool Signatures::all_parties() const {
  return std::all_of(parties.begin(), parties.end(), [](const Signature& one) { return one.on.has_value(); });
}

Signatures signatures_of(const MatterFile& file, const Proceeding& proceeding) {
  Signatures out;
  const History history(file, proceeding);
  for (const Party& party : file.parties) {
    if (!party.left_at) out.parties.push_back({&party, {}, {}, {}, {}, {}, {}, {}, {}});
  }
  for (const PastMove& past : history.moves()) {
    if (past.round() != proceeding.round) continue;
    // Agreed anew: what was signed before was another agreement.
    if (past.move == "succeed_written" || past.move == "back_to_session") {
      out.written = past.move == "succeed_written";
      for (Signature& one : out.parties) one = {one.party, {}, {}, {}, {}, {}, {}, {}, {}};
    }
    const std::string signer = told(past, "signing_party");
    for (Signature& one : out.parties) {
      if (signer.empty() || one.party->id.text != signer) continue;
      one = {one.party, Date::parse(told(past, "party_signed_on")), told(past, "signed_way"), told(past, "signed_place"), told(past, "capacity"),
             told(past, "guardian"), told(past, "reader"), told(past, "scribe"), told(past, "witness")};
    }
    if (past.move == "take_effect") {
      out.mediator_on = Date::parse(told(past, "mediator_signed_on"));
      out.sealed_on = Date::parse(told(past, "sealed_on"));
    }
  }
  out.agreed_on = agreed_day(history, proceeding.round);
  if (!out.mediator_on || !out.sealed_on) return out;
  out.effective_on = std::max(*out.mediator_on, *out.sealed_on);
  for (const Signature& one : out.parties) {
    if (one.on && *out.effective_on < *one.on) out.effective_on = one.on;
  }
  return out;
}

std::string awaited(const Signatures& signatures) {
  if (!signatures.written || signatures.effective_on) return {};
  std::string names;
  for (const Signature& one : signatures.parties) {
    if (!one.on) names += (names.empty() ? "" : "、") + (one.party->name && !one.party->hidden ? *one.party->name : title(one.party->role));
  }
  return names.empty() ? "待调解员签字、盖章" : "待" + names + "签署";
}

}  // namespace lianhu

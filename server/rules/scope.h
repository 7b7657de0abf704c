#pragma once
// Which matters an actor may know of, as a plain value that store turns into SQL and into search tokens.
//
// A matter carries tokens: one per office involved, one for the account that entered it, and one per place on its path,
// of another kind when it is sealed (centres know those, villages and group heads do not) and none when it is
// confidential. An actor's Scope names the tokens that open a matter to them. Known = some token in common and no bar.
// Invariant: for every actor and matter, covers(scope_of(actor), …) equals may(actor, Action::know, …); a property
// test holds the two, which are written apart, to each other.
// Thread rule: pure functions.

#include <string>
#include <vector>

#include "model/account.h"
#include "model/matter_file.h"

namespace lianhu {

struct Scope {
  std::vector<std::string> tokens;       // "o:<office>" "p:<place>" "s:<place>" (sealed) "a:<account>"
  std::optional<AccountId> account;      // for bars on an account
  std::vector<OfficeId> barred_through;  // the actor's offices and everything above them: a bar on any of these binds
};

Scope scope_of(const Actor& actor);
std::vector<std::string> scope_tokens(const MatterFile& file);
bool covers(const Scope& scope, const std::vector<std::string>& tokens, const std::vector<Bar>& bars);

}  // namespace lianhu

#include "desk/join_house.h"

#include <algorithm>

#include "base/hash.h"
#include "rules/join.h"
#include "store/matter_store.h"

namespace lianhu {
namespace {

constexpr int kFarthest = 16;  // a matter merged into one that was merged in its turn

}  // namespace

void give_codes(const House& house, std::vector<Party>& parties) {
  for (Party& party : parties) party.secret = sha256_hex(house.vault().tracking_secret(house.region(), party.id.text, party.secret_round));
}

Result<std::optional<Change>> in_other_matter(const House& house, const Actor& actor, const MatterFile& before, const Change& change, const Ground& ground) {
  const MatterId now = change.matter.root, was = before.matter.root;
  if (now == was || before.matter.id.empty()) return std::optional<Change>();
  const bool joins = now != before.matter.id;
  const auto other = load_matter(house, joins ? now : was);
  if (!other) return not_found();
  if (!joins) return decide_leave(before, other->file, actor, ground);
  if (const auto fits = may_take_in(before, other->file); !fits) {
    Error error = fits.error();
    error.fields.push_back({"/fields/into_matter", error.message});
    return error;
  }
  Change joined = decide_join(before, other->file, actor, ground);
  give_codes(house, joined.new_parties);
  return std::optional<Change>(std::move(joined));
}

PartyStanding standing(const House& house, const PartyId& party, const MatterId& matter) {
  PartyStanding at{party, matter};
  for (int steps = 0; steps < kFarthest; ++steps) {
    const auto whole = load_matter(house, at.matter);
    const Party* here = whole ? whole->file.party(at.party) : nullptr;
    if (!here || whole->file.matter.root == at.matter) return at;
    const auto next = load_matter(house, whole->file.matter.root);
    const Party* there = next ? goes_on_as(*here, next->file) : nullptr;
    if (!there) return at;
    at = {there->id, next->file.matter.id};
  }
  return at;
}

}  // namespace lianhu

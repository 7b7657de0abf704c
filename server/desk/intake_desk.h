#pragma once
// Taking a matter in: from a person's own phone, from staff at any channel, and by API.
//
// Invariant: happened, received and entered are kept apart; clocks run from receipt (facts, Corrections). The number is
// public, the secret is the person's alone (settled 13). Nobody chooses an office: the desk that answers for the place does.
// Errors: invalid_fields with pointers; key_reused; place unknown; received in the future or more than a year ago.
// Thread rule: any thread.

#include "desk/commands.h"
#include "desk/entry.h"
#include "desk/views.h"

namespace lianhu {

// The procedure a new matter begins with.
const Procedure* intake_procedure(const House& house);

struct Taken {
  MatterId matter;
  PartyId party;
  bool again = false;
};

class IntakeDesk {
 public:
  explicit IntakeDesk(const House& house) : house_(house) {}

  Result<Taken> report(const Entry& entry, const Report& report) const;
  Result<Taken> collect(const Entry& entry, const StaffReport& report) const;
  // Number, secret, QR and what happens next; for the reporter, or for staff to print for them.
  Result<Receipt> receipt(const Taken& taken) const;

  // What every door of intake comes to: place, desk, ids, secrets, and the saving.
  Result<Taken> take(const Entry& entry, Intake intake) const;

 private:
  const House& house_;
};

// Where a matter comes in: its place, the desk that answers for it, and what the rules stand on there.
struct IntakeSite {
  Place place;
  OfficeId desk;
  std::unique_ptr<Stand> stand;
};
Result<IntakeSite> site_at(const House& house, const PlaceId& place);
// A new matter decided and not yet saved: checks, ids, secrets, papers.
Result<Change> prepare_intake(const House& house, const Actor& actor, Intake intake, const IntakeSite& site);

// What party.phone_key holds: however it is spelled, one number.
std::string phone_key(const House& house, const std::string& phone);
// What party.pin holds.
std::string pin_hash(const House& house, const PartyId& party, const std::string& pin);
// A party as typed; ids and secrets come later. `pointer` is where it stood in the request.
Result<Party> party_from(const House& house, const PartyInput& input, const std::string& pointer);

}  // namespace lianhu

#pragma once
// A consultation answered, or a matter settled while the person was there (当场办结): one form of four fields, for the desk
// and the phone. What was settled is still looked at by somebody else: the procedure says how.
//
// Invariant: happened, received and entered are kept apart; who may is the start move's own list, asked of the place.
// Errors: invalid_fields with pointers; not_yours for a place that is not theirs; key_reused; no_desk.
// Thread rule: any thread.

#include "desk/directory_desk.h"
#include "desk/intake_desk.h"

namespace lianhu {

// The form as the procedure has it, with the places this person works at, their own grid first.
struct SpotForm {
  std::string title;
  std::vector<FieldOffer> fields;  // category location content result, in this order
  std::vector<PlaceView> places;
  std::vector<ChoiceRow> channels;
  std::string channel;             // the one most likely theirs
};
LIANHU_DESCRIBE(SpotForm, (title, fields, places, channels, channel))

class SpotDesk {
 public:
  SpotDesk(const House& house, const IntakeDesk& intake) : house_(house), intake_(intake) {}

  Result<SpotForm> form(const Actor& actor) const;
  Result<Taken> settle(const Entry& entry, const SpotReport& report) const;

 private:
  const House& house_;
  const IntakeDesk& intake_;
};

}  // namespace lianhu

#pragma once
// What an actor may do now: every move with its form, and what is still missing in words. The web app holds no rules.
//
// Invariant: a move offered without `blocked` is one that decide() accepts with a fit form; a property test holds them together.
// Thread rule: pure functions.

#include <string>
#include <vector>

#include "model/account.h"
#include "rules/ground.h"
#include "model/matter_file.h"

namespace lianhu {

struct Offer {
  ProceedingId proceeding;
  std::optional<AssignmentId> assignment;
  bool unsigned_yet = false;  // that assignment waits to be signed for
  const Procedure* procedure = nullptr;
  const Move* move = nullptr;
  std::vector<std::string> blocked;
};
std::vector<Offer> offers(const Actor& actor, const MatterFile& file, const Ground& ground);

struct StepView {
  std::string title;
  std::string state;  // done current todo, or skipped: the way taken led past it
  std::optional<Time> at;
};
// The step bar of a proceeding: its phases, and when each was first reached.
std::vector<StepView> steps(const Procedure& procedure, const Proceeding& proceeding, const MatterFile& file);

// The clock runs in this state, and the first thing to do in it is the person's.
bool persons_turn(const Procedure& procedure, const std::string& state, const std::string& clock);

// An office's own time for a step: neither set by law, nor the person's whole term, nor the person's own turn.
bool is_step(const Deadline& deadline, const MatterFile& file, const Ground& ground);

// What happens next, and by when: first the term that is due first, named where it is not this step's own. For the person of
// the terms that are theirs to see; for staff that of their row in the lists (`own`), else the matter's. `reader`: who has answered what is asked.
std::string next_step(const MatterFile& file, const Ground& ground, bool for_staff = false, const Assignment* own = nullptr,
                      const Party* reader = nullptr);

}  // namespace lianhu

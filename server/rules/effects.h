#pragma once
// The closed list of effects (settled 1), each applied to a draft.
//
// Errors: invalid/conflict with the remedy, when the effect cannot be had (a clock that may not be paused on that ground).
// Thread rule: belongs to one decision.

#include "rules/draft.h"
#include "rules/form.h"
#include "rules/need.h"

namespace lianhu {

struct Act {
  const Procedure& procedure;
  const Move& move;
  const Order& order;
  const Actor& actor;
  const ActorPost* post;       // nullptr: a party
  std::string actor_label;     // office and role, never a name
  ProceedingId proceeding;
  History history;             // before this move
  EventId event;
  EventContent content;        // grows with the outcomes

  // The value filled in now, or last given in this proceeding; "" when never.
  std::string value(const std::string& field) const;
};

Result<Done> apply(const Effect& effect, Act& act, Draft& draft);

// Clocks after the state of a proceeding went from one to another: those the new state does not name end, those it
// names and that do not run begin. `from` is empty for a new proceeding.
Result<Done> follow_clocks(const Procedure& procedure, const ProceedingId& proceeding, const History& history,
                           const std::map<std::string, std::string>& given, Draft& draft);

// A child or first proceeding with its clocks; the event that tells of it is the caller's.
Result<ProceedingId> open_proceeding(const Procedure& procedure, const std::string& state, const std::optional<ProceedingId>& parent,
                                     const OfficeId& desk_office, Draft& draft);

// Closed, with every working assignment in it.
void end_proceeding(const ProceedingId& id, const std::optional<CloseKind>& kind, Draft& draft);

void notify_whom(const std::vector<Who>& whom, const Act& act, Draft& draft);

}  // namespace lianhu

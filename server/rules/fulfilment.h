#pragma once
// What becomes of a promise: owed, performed in parts, excused, late, kept. The same for the clauses of an agreement, a court's
// order and a duty to restore: nothing here asks where the promise comes from.
//
// Invariant: an obligation's state follows from its ledger and its day, and its clock runs exactly while something is owed by a day
// (follow_promises, called by Draft::finish). What is lasting (to refrain, without an end) is owed by no day and holds nothing up.
// Units: quantities in the obligation's unit, fen for money.
// Thread rule: pure but for ground.new_id.
// Source in law: 民法典第509条 (as agreed, in full), 第530、531条 (early and in part); 人民调解法第31条 (follow the fulfilment).

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "rules/form.h"

namespace lianhu {

class Draft;

inline constexpr std::string_view promise_clock = "performance";  // of a deadline with subject_kind "obligation"

struct Standing {
  std::int64_t performed = 0, excused = 0, remaining = 0;
  std::optional<Date> settled_on;  // the day on which nothing was owed any more
  std::string state;               // as Obligation::state
  bool late = false;               // settled after its day, or not yet and past it
  int days_late = 0;               // until settled_on, or until today
};
Standing standing_of(const Obligation& obligation, const std::vector<LedgerEntry>& ledger, Date today);

// Whether a later line says that this one was wrong.
bool is_reversed(const LedgerEntry& row, const std::vector<LedgerEntry>& ledger);
// When it happened, also of lines from before days were kept apart.
Date day_of_entry(const LedgerEntry& row);

// Something is still owed now or will be by a day: what a proceeding waits for.
bool still_owed(const Obligation& obligation);

// "第3条", "第3条第2期"; of an order or a duty to restore "第3项".
std::string promise_label(const Obligation& obligation);

// One obligation for each clause, or for each part of it; their quantities together are the clause's.
std::vector<Obligation> promises_of(const std::vector<Clause>& clauses, const Obligation& source, const std::function<std::string()>& new_id);
// Adds them with the lines that promise them, told by `event`.
void promise(std::vector<Obligation> obligations, const EventId& event, Draft& draft);

// Brings every obligation of the matter in step with its ledger and its clock.
void follow_promises(Draft& draft);

// The clock of a promise has turned: both sides are reminded before the day and after it, and who follows it up learns of a day missed.
void tell_promise(const Deadline& deadline, Lamp lamp_before, bool missed_now, Draft& draft);

}  // namespace lianhu

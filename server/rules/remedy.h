#pragma once
// What is open to the parties of a mediated agreement that is not kept, and until when: joint confirmation by the court, a suit, an
// order for payment; enforcement only once a ruling has confirmed it.
//
// Invariant: without a ruling there is no enforcement in the list at all. The agreement's own facts are read from the proceeding's
// acts (confirmation_filed, confirmation_ruled, confirmation_refused) and forms (party_signed_on …, ruled_on).
// Thread rule: pure functions.
// Source in law: 人民调解法第31–33条; 民事诉讼法第205、206条 (confirmation), 第225条 (order for payment), 第250条 (two years); 民法典第579条.

#include <optional>
#include <string>
#include <vector>

#include "model/account.h"
#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

struct Remedy {
  std::string kind;  // confirmation suit payment_order enforcement
  std::string title, text, basis;
  bool open = false;         // may be taken today
  std::optional<Date> until; // its last day; none: no day of its own
};

// What a court has said of the agreement; absent: nothing yet.
struct AgreementRuling {
  std::string kind;  // confirmed rejected withdrawn
  std::string number;
  std::optional<Date> ruled_on;
};
std::optional<AgreementRuling> ruling_on(const MatterFile& file, const Proceeding& proceeding);
// When the agreement took effect: the last signature or the seal, or the day an oral one was reached. None: not (yet).
std::optional<Date> effective_day(const MatterFile& file, const Proceeding& proceeding);
// The proceeding whose agreement made obligations: the latest one; nullptr: none.
const Proceeding* agreed_in(const MatterFile& file);

// Promises of the agreement past their day and unsettled, or broken.
std::vector<const Obligation*> overdue_promises(const MatterFile& file, const Proceeding& proceeding, Date today);

// For this reader: of a party only what is theirs to take. Empty: no agreement stands, or everything was kept.
std::vector<Remedy> remedies(const Actor& viewer, const MatterFile& file, const Ground& ground);

}  // namespace lianhu

#pragma once
// The limitation of a claim (诉讼时效) as the record shows it: from the day it fell due, begun anew by each demand, admission or part
// performed in time.
//
// Invariant: a reckoning from what is entered here and no ruling: whether something interrupts is for a court. It is shown to staff who
// handle the matter and to the creditor of this claim, never to the debtor (may_see_limitation). None of what has no limitation: to
// refrain, to apologise; none before the day, none once settled.
// Thread rule: pure functions.
// Source in law: 民法典第188条 (three years), 第189条 (in parts: from the last day), 第195条 (interruption), 第196条 (no limitation);
// 诉讼时效规定（法释〔2020〕17号）第9条 (a part stands for the whole).

#include <optional>
#include <string>
#include <vector>

#include "model/account.h"
#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

struct LimitationStep {
  Date day;          // when it began to run, or began anew
  std::string what;  // "履行期满", "权利人催要"
  Date until;        // where it then ended
};
struct Limitation {
  std::vector<LimitationStep> steps;  // the first is the day it fell due
  Date until;
  bool over = false;
  bool provisional = false;           // the last day may roll over holidays not published yet
  std::string sentence;
};
// Of one obligation; of parts, that of the whole clause, once the last is due.
std::optional<Limitation> limitation_of(const Obligation& obligation, const MatterFile& file, const Ground& ground);

bool may_see_limitation(const Actor& viewer, const Obligation& obligation, const MatterFile& file);

// The last day of the clause this obligation is a part of; its own, when it is whole.
std::optional<Date> last_day_of_clause(const Obligation& obligation, const MatterFile& file);

}  // namespace lianhu

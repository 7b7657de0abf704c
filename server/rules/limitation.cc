#include "rules/limitation.h"

#include <algorithm>
#include <tuple>

#include "rules/derivation.h"
#include "rules/fulfilment.h"
#include "rules/permit.h"
#include "rules/receipt.h"

namespace lianhu {
namespace {

constexpr std::string_view kRule = "limitation.civil";

bool of_one_clause(const Obligation& a, const Obligation& b) {
  return a.id == b.id || (a.instalments > 0 && a.subject_kind == b.subject_kind && a.subject == b.subject && a.clause == b.clause);
}

// A rejected or reversed line interrupts nothing.
std::vector<LimitationStep> interruptions(const Obligation& o, const MatterFile& file) {
  std::vector<LimitationStep> out;
  for (const Obligation& part : file.obligations) {
    if (!of_one_clause(part, o)) continue;
    for (const LedgerEntry& row : file.ledger) {
      if (row.account != account_of(part.id) || is_reversed(row, file.ledger)) continue;
      if (row.kind == "performed") out.push_back({day_of_entry(row), "义务人履行了一部分", {}});
      if (row.kind == "demanded" || row.kind == "acknowledged") out.push_back({day_of_entry(row), entry_title(row), {}});
    }
  }
  std::sort(out.begin(), out.end(), [](const LimitationStep& a, const LimitationStep& b) { return std::tie(a.day, a.what) < std::tie(b.day, b.what); });
  return out;
}

}  // namespace

std::optional<Date> last_day_of_clause(const Obligation& o, const MatterFile& file) {
  std::optional<Date> last = o.due_day;
  for (const Obligation& part : file.obligations) {
    if (of_one_clause(part, o) && part.due_day && (!last || *last < *part.due_day)) last = part.due_day;
  }
  return last;
}

std::optional<Limitation> limitation_of(const Obligation& o, const MatterFile& file, const Ground& ground) {
  if (o.deed == "refrain" || o.deed == "apologise") return std::nullopt;
  const Date today = ground.now.date();
  const auto due = last_day_of_clause(o, file);
  if (!due || today <= *due || standing_of(o, file.ledger, today).settled_on) return std::nullopt;
  Limitation out;
  const auto run = [&](Date from, std::string what) {
    const TermRule* rule = ground.terms.find(kRule, from);
    const auto derived = rule ? derive(*rule, ground.calendar, StartEvent{from, rule->moment}) : Result<Derivation>(not_found());
    if (!derived || !derived->due) return false;
    out.until = *derived->due;
    out.provisional = derived->provisional();
    out.steps.push_back({from, std::move(what), out.until});
    return true;
  };
  if (!run(*due, o.instalments > 0 ? "最后一期履行期满" : "履行期满")) return std::nullopt;
  for (LimitationStep& step : interruptions(o, file)) {
    if (step.day <= *due || step.day > out.until) continue;  // what comes after the end begins nothing anew
    if (!run(step.day, std::move(step.what))) return std::nullopt;
  }
  out.over = out.until < today;
  out.sentence = "从" + due->chinese() + out.steps.front().what + "的次日起算3年（《民法典》第188条" + (o.instalments > 0 ? "、第189条" : "") + "）";
  for (std::size_t i = 1; i < out.steps.size(); ++i) {
    out.sentence += "；" + out.steps[i].day.chinese() + out.steps[i].what + (i == 1 ? "，时效中断，重新起算3年（第195条）" : "，再次重新起算");
  }
  out.sentence += "；到" + out.until.chinese() + (out.over ? "，已经届满" : "届满") + (out.provisional ? "（末日遇节假日顺延，当年放假安排公布后再定）" : "");
  return out;
}

bool may_see_limitation(const Actor& viewer, const Obligation& o, const MatterFile& file) {
  if (viewer.party) return o.creditor && *viewer.party == *o.creditor;
  return viewer.staff() && may(viewer, Action::read_item, {file, Audience::handling});
}

}  // namespace lianhu

#include "desk/court_catchup.h"

#include <string>
#include <vector>

#include "desk/entry.h"
#include "desk/reference_desk.h"
#include "rules/court_term.h"
#include "store/matter_store.h"
#include "store/reference_store.h"

namespace lianhu {
namespace {

constexpr int kBatch = 500, kDays = 730;

bool owed(const ExternalReference& r) { return r.kind && !r.sent_on && r.reply_state == "open" && letter_kind(*r.kind); }

// The matters of one batch that have an owed letter without a term; `after` is the last one looked at.
std::vector<MatterId> without_term(const House& house, std::optional<ReferenceKey>& after, bool& more) {
  std::vector<MatterId> out;
  const Date today = house.now().date();
  house.db().read([&](Session& session) {
    out.clear();
    const auto rows = references_received(session, house.region(), "court", "in", Time::at(today.plus(-kDays)), Time::at(today.plus(1)), after, kBatch);
    more = rows.size() == static_cast<std::size_t>(kBatch);
    std::vector<std::string> ids;
    for (const ExternalReference& r : rows) {
      if (owed(r)) ids.push_back(r.matter.text);
    }
    const auto terms = reference_terms(session, house.region(), ids);
    for (const ExternalReference& r : rows) {
      if (owed(r) && !terms.contains(r.id)) out.push_back(r.matter);
    }
    if (!rows.empty()) after = ReferenceKey{rows.back().received_at, rows.back().id};
  });
  return out;
}

}  // namespace

std::int64_t finish_court_terms(const House& house) {
  Actor clock;
  clock.clock = true;
  std::int64_t begun = 0;
  std::optional<ReferenceKey> after;
  for (bool more = true; more;) {
    for (const MatterId& id : without_term(house, after, more)) {
      const auto whole = load_matter(house, id);
      if (!whole) continue;
      const auto stand_now = stand(house);
      ReferenceAct act{"court_term_begun", "补算法院调解期限", "", {}, {}};
      for (const ExternalReference& r : whole->file.external) {
        if (r.system != "court" || r.direction != "in" || !owed(r) || court_term(whole->file, r.id)) continue;
        if (!house.terms().find(letter_kind(*r.kind)->rule, r.confirmed_on.value_or(r.received_at.date()))) continue;  // no such term in force that day
        act.text += (act.text.empty() ? "" : "；") + reference_name(house, r);
        act.changed.push_back(r);
      }
      if (act.changed.empty()) continue;
      const auto n = static_cast<std::int64_t>(act.changed.size());
      // Another act came first: the next round looks again.
      if (save(house, Entry{clock, "clock", "", "", std::nullopt}, court_change(whole->file, clock, std::move(act), stand_now->ground))) begun += n;
    }
  }
  return begun;
}

}  // namespace lianhu

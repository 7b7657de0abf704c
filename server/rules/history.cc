#include "rules/history.h"

#include <algorithm>

namespace lianhu {

History::History(const MatterFile& file, const Proceeding& proceeding) : round_(proceeding.round) {
  static const auto erased = std::make_shared<const EventContent>();
  for (const PastEvent& event : file.events) {
    if (event.row.proceeding != proceeding.id) continue;
    moves_.push_back({event.row.kind, event.row.account, event.row.party, event.row.entered_at, event.told ? event.told : erased});
    if (!moves_.back().to().empty() && moves_.back().from() != moves_.back().to()) entered_ = moves_.size();
  }
}

bool History::done(std::string_view move) const {
  return std::any_of(moves_.begin(), moves_.end(), [&](const PastMove& m) { return m.move == move && m.round() == round_; });
}

bool History::done_by_party(std::string_view move, const PartyId& party) const {
  return std::any_of(moves_.begin(), moves_.end(), [&](const PastMove& m) { return m.move == move && m.round() == round_ && m.party == party; });
}

bool History::done_by(std::string_view move, const AccountId& account) const {
  return std::any_of(moves_.begin(), moves_.end(), [&](const PastMove& m) { return m.move == move && m.account == account; });
}

std::string History::value(std::string_view field) const {
  std::string earlier;
  for (auto at = moves_.rbegin(); at != moves_.rend(); ++at) {
    const auto found = at->fields().find(std::string(field));
    if (found == at->fields().end()) continue;
    if (at->round() == round_) return found->second;
    if (earlier.empty()) earlier = found->second;
  }
  return earlier;
}

std::string History::last_outcome() const {
  for (auto at = moves_.rbegin(); at != moves_.rend() && at->round() == round_; ++at) {
    for (auto outcome = at->outcomes().rbegin(); outcome != at->outcomes().rend(); ++outcome) {
      if (outcome->party.empty()) return outcome->name;
    }
  }
  return {};
}

std::vector<std::string> History::parties_with(std::string_view outcome) const {
  std::vector<std::string> parties;
  for (std::size_t i = entered_; i < moves_.size(); ++i) {
    for (const RecordedOutcome& one : moves_[i].outcomes()) {
      if (one.name == outcome && !one.party.empty()) parties.push_back(one.party);
    }
  }
  return parties;
}

}  // namespace lianhu

#pragma once
// What was done so far in one proceeding, read from its events: the facts that needs and clocks ask for.
//
// Invariant: in the order of the events. A value "last given" is the latest one in the present round, or else ever.
// Thread rule: pure functions.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/matter_file.h"

namespace lianhu {

struct PastMove {
  std::string move;
  std::optional<AccountId> account;
  std::optional<PartyId> party;
  Time at;
  std::shared_ptr<const EventContent> told;

  const std::string& from() const { return told->from; }
  const std::string& to() const { return told->to; }
  std::int64_t round() const { return told->round; }
  const std::map<std::string, std::string>& fields() const { return told->fields; }
  const std::vector<RecordedOutcome>& outcomes() const { return told->outcomes; }
};

class History {
 public:
  History(const MatterFile& file, const Proceeding& proceeding);

  const std::vector<PastMove>& moves() const { return moves_; }
  bool done(std::string_view move) const;                                  // in the present round
  bool done_by_party(std::string_view move, const PartyId& party) const;   // in the present round
  bool done_by(std::string_view move, const AccountId& account) const;     // in the whole proceeding
  std::string value(std::string_view field) const;                         // last given; "" when never
  std::string last_outcome() const;                                        // the proceeding's own, this round; "" when none
  // Parties of whom the outcome was recorded since the present state was entered.
  std::vector<std::string> parties_with(std::string_view outcome) const;

 private:
  std::vector<PastMove> moves_;
  std::int64_t round_ = 1;
  std::size_t entered_ = 0;  // index of the first move after the present state was entered
};

}  // namespace lianhu

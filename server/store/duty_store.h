#pragma once
// The duty list with all its rows, and rulings with what became of them.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "model/directory.h"
#include "model/matter.h"
#include "store/db.h"

namespace lianhu {

std::vector<Duty> all_duties(Session& session, const std::string& region);
std::optional<Duty> find_duty(Session& session, const std::string& region, const std::string& id);
void end_duty(Session& session, const std::string& region, const std::string& id, Date last_day);

struct RulingWithdrawn {
  std::string id;  // the ruling's
  std::string reason;
  AccountId withdrawn_by;
  Time withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(RulingWithdrawn, (), (id, reason, withdrawn_by, withdrawn_at))

std::optional<Ruling> find_ruling(Session& session, const std::string& region, const std::string& id);
std::optional<RulingWithdrawn> find_withdrawn(Session& session, const std::string& region, const std::string& id);
void insert_withdrawn(Session& session, const std::string& region, const RulingWithdrawn& row);

struct RulingKey {
  Time ruled_at;
  std::string id;
};
// Newest first, of this category and what lies below it ("": of all), older than `before`.
std::vector<Ruling> rulings_of(Session& session, const std::string& region, const std::vector<std::string>& categories, const std::optional<RulingKey>& before, int limit);

}  // namespace lianhu

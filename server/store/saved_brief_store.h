#pragma once
// Briefs kept under a name, each for the account that saved it.
//
// "Not found" is an empty answer; a broken database throws (db.h).

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "store/db.h"

namespace lianhu {

struct SavedBrief {
  std::string id;
  AccountId account;
  std::string name, period;
  std::optional<std::string> place, category;
  Time made_at;
};
BOOST_DESCRIBE_STRUCT(SavedBrief, (), (id, account, name, period, place, category, made_at))

std::vector<SavedBrief> load_saved_briefs(Session& session, const std::string& region, const AccountId& account);  // first saved first
bool saved_brief_taken(Session& session, const std::string& region, const std::string& id);                        // by anybody
void put_saved_brief(Session& session, const std::string& region, const SavedBrief& brief);                        // new, or changed
bool remove_saved_brief(Session& session, const std::string& region, const AccountId& account, const std::string& id);

}  // namespace lianhu

#pragma once
// Who acts in the demonstration: the people of the directory by office and role, as actors.
//
// Thread rule: one thread.

#include <map>
#include <string>
#include <vector>

#include "desk/house.h"
#include "rules/seeded.h"

namespace lianhu {

class DemoCast {
 public:
  explicit DemoCast(const House& house) : house_(house) {}

  const Actor& actor(const AccountId& account);
  // Somebody in that post; the first one, who can log in, more often than the others. nullptr: nobody is there.
  const Actor* holder(const OfficeId& office, Role role, Seeded& seeded);
  const Actor* holder(const OfficeId& office, const std::vector<Role>& roles, Seeded& seeded);
  // Who answers for the place as that ("grid", "group_head"); nullptr: nobody.
  const Actor* answering(const std::string& place_path, const std::string& duty);
  static Actor party(const PartyId& party, const MatterId& matter);

 private:
  const House& house_;
  std::map<std::string, Actor> actors_;
};

}  // namespace lianhu

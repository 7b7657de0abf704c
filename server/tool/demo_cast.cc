#include "tool/demo_cast.h"

#include <algorithm>

#include "desk/staff_view.h"

namespace lianhu {

const Actor& DemoCast::actor(const AccountId& account) {
  const auto known = actors_.find(account.text);
  if (known != actors_.end()) return known->second;
  const auto directory = house_.directory();
  Actor actor;
  actor.account = account;
  if (const StaffMember* member = directory->member(account)) actor.name = member->name;
  house_.db().read([&](Session& session) { actor.posts = actor_posts(session, house_.region(), *directory, account, house_.now().date()); });
  return actors_.emplace(account.text, std::move(actor)).first->second;
}

const Actor* DemoCast::holder(const OfficeId& office, Role role, Seeded& seeded) { return holder(office, std::vector<Role>{role}, seeded); }

const Actor* DemoCast::holder(const OfficeId& office, const std::vector<Role>& roles, Seeded& seeded) {
  const auto directory = house_.directory();
  std::vector<AccountId> people;
  for (const Post& post : directory->posts_in(office)) {
    if (std::find(roles.begin(), roles.end(), post.role) != roles.end()) people.push_back(post.account);
  }
  if (people.empty()) return nullptr;
  const bool first = seeded.between(1, 100) <= 60;
  return &actor(people[first ? 0 : static_cast<std::size_t>(seeded.between(0, static_cast<std::int64_t>(people.size()) - 1))]);
}

const Actor* DemoCast::answering(const std::string& place_path, const std::string& duty) {
  std::optional<Responsibility> row;
  house_.db().read([&](Session& session) { row = find_responsible(session, house_.region(), place_path, duty, house_.now().date()); });
  if (!row || !row->post) return nullptr;
  const auto directory = house_.directory();
  for (const Post& post : directory->posts_in(row->office)) {
    if (post.id == *row->post) return &actor(post.account);
  }
  return nullptr;
}

Actor DemoCast::party(const PartyId& party, const MatterId& matter) {
  Actor actor;
  actor.party = party;
  actor.matter = matter;
  return actor;
}

}  // namespace lianhu

#include "desk/staff_view.h"

#include <algorithm>

#include "store/account_store.h"
#include "store/place_store.h"

namespace lianhu {

std::vector<ActorPost> actor_posts(Session& session, const std::string& region, const Directory& directory, const AccountId& account, Date on) {
  std::vector<ActorPost> out;
  for (const Post& post : posts_of(session, region, account, on)) {
    const Office* office = directory.office(post.office);
    if (office == nullptr) continue;
    ActorPost seen{post.id, post.office, office->name, office->kind, office->path, office->place, directory.path_of(office->place), post.role, {}};
    if (post.role == Role::grid_worker || post.role == Role::group_head) seen.answers_for = places_answered_for(session, region, post.id, on);
    out.push_back(std::move(seen));
  }
  return out;
}

std::vector<PostView> post_views(Session& session, const std::string& region, const std::vector<ActorPost>& posts, Date on) {
  std::vector<PostView> out;
  for (const ActorPost& post : posts) {
    const auto place = find_place(session, region, post.place, on);
    out.push_back({post.id.text, post.office.text, post.office_name, word(post.role), title(post.role), place ? place->full_name : std::string()});
  }
  return out;
}

bool is_admin(Role role) { return role == Role::system_admin || role == Role::security_admin || role == Role::audit_admin; }

bool holds(const std::vector<ActorPost>& posts, Role role) {
  return std::any_of(posts.begin(), posts.end(), [&](const ActorPost& post) { return post.role == role; });
}

std::vector<std::string> may_words(const std::vector<ActorPost>& posts) {
  const auto any = [&](std::initializer_list<Role> roles) {
    return std::any_of(roles.begin(), roles.end(), [&](Role role) { return holds(posts, role); });
  };
  const bool cases = std::any_of(posts.begin(), posts.end(), [](const ActorPost& post) { return !is_admin(post.role); });
  std::vector<std::string> out;
  if (any({Role::triage})) out.emplace_back("desk");
  if (any({Role::triage, Role::handler, Role::mediator, Role::grid_worker, Role::group_head})) out.emplace_back("intake");
  const bool centre = std::any_of(posts.begin(), posts.end(), [](const ActorPost& post) { return post.role == Role::leader && post.office_kind == "county_centre"; });
  if (any({Role::triage, Role::mediator, Role::grid_worker}) || centre) out.emplace_back("spot");
  const bool runs_centre = std::any_of(posts.begin(), posts.end(), [](const ActorPost& post) {
    const bool there = post.office_kind == "county_centre" || post.office_kind == "town_centre";
    return there && (post.role == Role::triage || post.role == Role::leader || post.role == Role::supervisor);
  });
  if (runs_centre) out.emplace_back("centre");
  if (any({Role::triage, Role::leader})) out.emplace_back("precedents");
  if (any({Role::group_head})) out.emplace_back("quick");
  if (cases) out.emplace_back("search");
  if (cases) out.emplace_back("work");
  if (any({Role::mediator})) out.emplace_back("mediate");
  const bool tells = std::any_of(posts.begin(), posts.end(), [](const ActorPost& post) {
    const bool of_place = post.office_kind == "county_centre" || post.office_kind == "town_centre" || post.office_kind == "village";
    return post.role == Role::grid_worker || (of_place && (post.role == Role::triage || post.role == Role::leader || post.role == Role::handler));
  });
  if (tells) out.emplace_back("tell");
  if (any({Role::group_head})) out.emplace_back("relay");
  if (any({Role::system_admin})) out.emplace_back("admin_system");
  if (any({Role::security_admin})) out.emplace_back("admin_security");
  if (any({Role::audit_admin})) out.emplace_back("admin_audit");
  return out;
}

}  // namespace lianhu

#include "rules/scope.h"

#include <algorithm>
#include <set>

namespace lianhu {
namespace {

bool territorial(const ActorPost& post) {
  if (post.office_kind != "county_centre" && post.office_kind != "town_centre" && post.office_kind != "village") return false;
  return post.role == Role::triage || post.role == Role::leader || post.role == Role::supervisor || post.role == Role::verifier;
}

bool works_cases(Role role) {
  switch (role) {
    case Role::triage:
    case Role::handler:
    case Role::mediator:
    case Role::grid_worker:
    case Role::leader:
    case Role::verifier:
    case Role::supervisor:
      return true;
    case Role::group_head:
    case Role::system_admin:
    case Role::security_admin:
    case Role::audit_admin:
      return false;
  }
  return false;
}

std::vector<std::string> split_path(const std::string& path) {
  std::vector<std::string> ids;
  std::size_t at = 1;
  while (at < path.size()) {
    const std::size_t next = path.find('/', at);
    ids.push_back(path.substr(at, next - at));
    if (next == std::string::npos) break;
    at = next + 1;
  }
  return ids;
}

}  // namespace

Scope scope_of(const Actor& actor) {
  Scope scope;
  if (!actor.staff()) return scope;
  scope.account = actor.account;
  std::set<std::string> tokens{"a:" + actor.account->text}, above;
  for (const ActorPost& post : actor.posts) {
    if (works_cases(post.role)) tokens.insert("o:" + post.office.text);
    if (territorial(post)) {
      tokens.insert("p:" + post.place.text);
      if (post.office_kind != "village") tokens.insert("s:" + post.place.text);
    }
    if (post.role == Role::grid_worker || post.role == Role::group_head) {
      for (const PlaceId& place : post.answers_for) tokens.insert("p:" + place.text);
    }
    for (const std::string& id : split_path(post.office_path)) above.insert(id);
  }
  scope.tokens.assign(tokens.begin(), tokens.end());
  for (const std::string& id : above) scope.barred_through.push_back(OfficeId{id});
  return scope;
}

std::vector<std::string> scope_tokens(const MatterFile& file) {
  std::set<std::string> tokens;
  if (file.matter.intake_office) tokens.insert("o:" + file.matter.intake_office->text);
  if (file.matter.entered_by) tokens.insert("a:" + file.matter.entered_by->text);
  for (const Proceeding& proceeding : file.proceedings) tokens.insert("o:" + proceeding.desk_office.text);
  for (const Assignment& assignment : file.assignments) {
    const bool sent_away = assignment.state == AssignmentState::ended && assignment.ruling.has_value();
    if (!sent_away) tokens.insert("o:" + assignment.office.text);
  }
  if (file.matter.seal != Seal::confidential) {
    const std::string kind = file.matter.seal == Seal::open ? "p:" : "s:";
    for (const std::string& place : split_path(file.matter.place_path)) tokens.insert(kind + place);
  }
  return {tokens.begin(), tokens.end()};
}

bool covers(const Scope& scope, const std::vector<std::string>& tokens, const std::vector<Bar>& bars) {
  for (const Bar& bar : bars) {
    if (bar.account && scope.account && *bar.account == *scope.account) return false;
    if (bar.office && std::find(scope.barred_through.begin(), scope.barred_through.end(), *bar.office) != scope.barred_through.end()) return false;
  }
  return std::any_of(scope.tokens.begin(), scope.tokens.end(),
                     [&](const std::string& token) { return std::find(tokens.begin(), tokens.end(), token) != tokens.end(); });
}

}  // namespace lianhu

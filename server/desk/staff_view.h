#pragma once
// Staff as the doors show them: posts with their names, and what a set of posts opens in the app.
//
// Invariant: the words of may_words() only steer what the app offers; every right is asked again where it is used.
// Thread rule: pure, or reads through the Session it is given.

#include <string>
#include <vector>

#include "base/described.h"
#include "model/account.h"
#include "model/directory.h"
#include "store/db.h"

namespace lianhu {

struct PostView {
  std::string id, office, office_name, role, role_title, place_name;
};
LIANHU_DESCRIBE(PostView, (id, office, office_name, role, role_title, place_name))

// The posts that account holds on that day, with their offices' place in both trees. A post in an office that no longer
// stands gives no right and is left out.
std::vector<ActorPost> actor_posts(Session& session, const std::string& region, const Directory& directory, const AccountId& account, Date on);
std::vector<PostView> post_views(Session& session, const std::string& region, const std::vector<ActorPost>& posts, Date on);

bool is_admin(Role role);  // one of the three separate administrators (三员)
bool holds(const std::vector<ActorPost>& posts, Role role);
// desk intake spot search work tell relay admin_system admin_security admin_audit
std::vector<std::string> may_words(const std::vector<ActorPost>& posts);

}  // namespace lianhu

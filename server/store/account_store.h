#pragma once
// Accounts, posts and login sessions.

#include "model/account.h"
#include "store/db.h"

namespace lianhu {

std::optional<Account> find_account(Session& session, const std::string& region, const AccountId& id);
std::optional<Account> find_login(Session& session, const std::string& region, const std::string& login);
std::vector<Account> list_accounts(Session& session, const std::string& region, const std::string& after_login, int limit);
// Those whose login, name, office or role of today holds these words; `roles` are the role words whose title does.
std::vector<Account> find_accounts(Session& session, const std::string& region, const std::string& words, const std::vector<std::string>& roles, Date on,
                                   const std::string& after_login, int limit);
void insert_account(Session& session, const std::string& region, const Account& account);
// Throws StaleRow when the stored version is not `expected`.
void update_account(Session& session, const std::string& region, Account account, std::int64_t expected);

std::vector<Post> posts_of(Session& session, const std::string& region, const AccountId& account, Date on);
void insert_post(Session& session, const std::string& region, const Post& post);
void end_post(Session& session, const std::string& region, const PostId& post, Date last_day);
std::vector<PlaceId> places_answered_for(Session& session, const std::string& region, const PostId& post, Date on);

struct LoginSession {
  std::string token;  // SHA-256 of what the cookie carries
  AccountId account;
  std::string csrf;
  Time created_at, seen_at, expires_at;
};
std::optional<LoginSession> find_login_session(Session& session, const std::string& region, const std::string& token);
void insert_login_session(Session& session, const std::string& region, const LoginSession& row);
void touch_login_session(Session& session, const std::string& region, const std::string& token, Time seen, Time expires);
void drop_login_session(Session& session, const std::string& region, const std::string& token);
std::int64_t drop_login_sessions_of(Session& session, const std::string& region, const AccountId& account);
std::int64_t drop_expired_sessions(Session& session, const std::string& region, Time now);

}  // namespace lianhu

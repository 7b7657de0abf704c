#pragma once
// Logging in and staying logged in.
//
// Invariant: the token (256 random bits after the region, "520422.…") leaves this desk once and lies in the database only
// as its SHA-256. A session ends after 30 minutes without a request, 12 hours after it began, with a new password, and
// with its account. Rights are read again at every request. A refused login says nothing of which part was wrong and
// takes as long for a name nobody has. A one-time password opens nothing after its time; only who knows it is told so.
// Refusals: unauthenticated "login_refused", "one_time_expired", "signed_out"; unavailable "rate_limited"; invalid "wrong_password", "password_weak".
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/password.h"
#include "desk/house.h"
#include "desk/staff_view.h"
#include "desk/throttle.h"
#include "store/account_store.h"

namespace lianhu {

struct LoginCommand {
  std::string login, password;
};
LIANHU_DESCRIBE(LoginCommand, (login, password), {"login", {.label = "登录名", .max = 64}}, {"password", {.label = "密码", .max = 200}})

struct PasswordCommand {
  std::string old, new_;
};
LIANHU_DESCRIBE(PasswordCommand, (old, new_), {"old", {.label = "原密码", .max = 200}}, {"new", {.label = "新密码", .max = 200}})

struct SessionAccount {
  std::string id, name, login;
};
LIANHU_DESCRIBE(SessionAccount, (id, name, login))

struct SessionView {
  SessionAccount account;
  std::vector<PostView> posts;
  std::string csrf;
  bool demo = false;
  bool must_change_password = false;
  Time expires_at;
  std::vector<std::string> may;
};
LIANHU_DESCRIBE(SessionView, (account, posts, csrf, demo, must_change_password, expires_at, may))

// Who stands behind a token now, and what the edge needs to answer for it.
struct LiveSession {
  Actor actor;
  std::string login, csrf;
  Time expires_at;
  bool must_change_password = false;
};

struct OpenedSession {
  std::string token;  // for the cookie; never stored
  SessionView view;
};

struct SessionRules {
  std::int64_t idle_ms = 30 * 60'000;
  std::int64_t longest_ms = 12 * 3'600'000;
  std::int64_t touch_ms = 60'000;  // how often "last seen" is written, at most
  std::int64_t one_time_ms = 72 * 3'600'000;  // how long a one-time password may wait for its first login
  PasswordPolicy policy = {};
};

class SessionDesk {
 public:
  SessionDesk(const House& house, PasswordPool& pool, SessionRules rules = {});

  Result<OpenedSession> log_in(const LoginCommand& command, const std::string& peer);
  Result<LiveSession> find(const std::string& token);
  // The same without counting as a request of theirs: for what the server sends by itself (the live stream).
  Result<LiveSession> peek(const std::string& token) const { return look_up(token, nullptr); }
  Result<Actor> actor(const std::string& token);
  SessionView view(const LiveSession& live) const;
  void log_out(const std::string& token);
  // Ends every session of the account and opens a new one.
  Result<OpenedSession> change_password(const std::string& token, const PasswordCommand& command);

  // Until when the account's one-time password opens; nothing when it has none, or one that does not end.
  std::optional<Time> one_time_until(const Account& account) const;

  // Until when wrong passwords keep the login from being tried, here in this process.
  std::optional<Time> paused_until(const std::string& login);
  // Ends the pause that wrong passwords brought about.
  void unlock(const std::string& login);

 private:
  Result<LiveSession> look_up(const std::string& token, LoginSession* row_out) const;
  std::optional<Error> brake(const std::string& login, const std::string& peer);
  void release(const std::string& login, const std::string& peer);
  Error refuse(const std::string& login, const std::optional<Account>& account, const std::string& peer);
  Error expired(const Account& account, const std::string& peer);
  LoginSession fresh_session(const AccountId& account, const std::string& token) const;
  Result<OpenedSession> opened(std::string token);

  const House& house_;
  PasswordPool& pool_;
  const SessionRules rules_;
  Throttle by_peer_, by_login_;
  Backoff backoff_;
};

}  // namespace lianhu

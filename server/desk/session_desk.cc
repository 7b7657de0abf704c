#include "desk/session_desk.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "desk/audit_row.h"
#include "store/access_store.h"

namespace lianhu {
namespace {

// One address may stand for a whole building behind one router.
constexpr int peer_burst = 30, login_burst = 10;
constexpr std::int64_t peer_refill_ms = 2'000, login_refill_ms = 30'000;
constexpr int free_failures = 4;
constexpr std::int64_t first_pause_ms = 60'000, longest_pause_ms = 15 * 60'000;

std::string random_text(Random& random, std::size_t bytes) {
  std::string out(bytes, '\0');
  random.fill(std::as_writable_bytes(std::span(out.data(), out.size())));
  return base64url(out);
}

Error signed_out() { return {Kind::unauthenticated, "signed_out", "登录已失效，请重新登录", {}}; }

Error too_many(std::int64_t wait_ms) {
  const std::int64_t minutes = (wait_ms + 59'999) / 60'000;
  return {Kind::unavailable, "rate_limited", "尝试次数过多，请 " + std::to_string(minutes) + " 分钟后再试；忘记密码请联系安全管理员重置", {}};
}

Error changed_meanwhile() { return conflict("changed_meanwhile", "账户刚刚被修改，请重试"); }

}  // namespace

SessionDesk::SessionDesk(const House& house, PasswordPool& pool, SessionRules rules)
    : house_(house), pool_(pool), rules_(rules), by_peer_(house.clock(), peer_burst, peer_refill_ms),
      by_login_(house.clock(), login_burst, login_refill_ms), backoff_(house.clock(), free_failures, first_pause_ms, longest_pause_ms) {}

std::optional<Error> SessionDesk::brake(const std::string& login, const std::string& peer) {
  if (const std::int64_t wait = backoff_.wait_ms(login)) return too_many(wait);
  if (const std::int64_t wait = by_peer_.take(peer)) return too_many(wait);
  if (const std::int64_t wait = by_login_.take(login)) return too_many(wait);
  return std::nullopt;
}

void SessionDesk::release(const std::string& login, const std::string& peer) {
  by_peer_.give_back(peer);
  by_login_.give_back(login);
}

std::optional<Time> SessionDesk::paused_until(const std::string& login) {
  const std::int64_t wait = backoff_.wait_ms(login);
  return wait > 0 ? std::optional(house_.now().plus_ms(wait)) : std::nullopt;
}

void SessionDesk::unlock(const std::string& login) { backoff_.clear(login); }

LoginSession SessionDesk::fresh_session(const AccountId& account, const std::string& token) const {
  const Time now = house_.now();
  return {sha256_hex(token), account, random_text(house_.random(), 24), now, now, now.plus_ms(std::min(rules_.idle_ms, rules_.longest_ms))};
}

Result<OpenedSession> SessionDesk::opened(std::string token) {
  const auto live = find(token);
  if (!live) return live.error();
  return OpenedSession{std::move(token), view(*live)};
}

Error SessionDesk::refuse(const std::string& login, const std::optional<Account>& account, const std::string& peer) {
  const std::int64_t pause = backoff_.failed(login);
  // A name nobody has is not written down: people type passwords into the wrong box.
  const std::string who = account ? "登录名 " + account->login : "登录名不存在";
  const auto subject = account ? std::optional(account->id.text) : std::nullopt;
  const Audit failed = audit_row(house_, std::nullopt, "login_failed", subject, who + "，来自 " + peer);
  const Audit locked = audit_row(house_, std::nullopt, "login_locked", subject, who + "，暂停 " + std::to_string(pause / 60'000) + " 分钟");
  house_.db().commit([&](Session& session) {
    insert_audit(session, house_.region(), failed);
    if (pause > 0) insert_audit(session, house_.region(), locked);
  });
  return {Kind::unauthenticated, "login_refused", "登录名或密码不对，请核对后重试；忘记密码请联系安全管理员重置", {}};
}

std::optional<Time> SessionDesk::one_time_until(const Account& account) const {
  if (account.password_at || !account.password || !account.one_time_at) return std::nullopt;
  return account.one_time_at->plus_ms(rules_.one_time_ms);
}

Error SessionDesk::expired(const Account& account, const std::string& peer) {
  const Audit failed = audit_row(house_, std::nullopt, "login_failed", account.id.text, "登录名 " + account.login + "，一次性密码已过期，来自 " + peer);
  house_.db().commit([&](Session& session) { insert_audit(session, house_.region(), failed); });
  const std::string hours = std::to_string(rules_.one_time_ms / 3'600'000);
  return {Kind::unauthenticated, "one_time_expired", "一次性密码已超过 " + hours + " 小时，不能再用；请联系安全管理员重新发放", {}};
}

Result<OpenedSession> SessionDesk::log_in(const LoginCommand& command, const std::string& peer) {
  const std::string login = ascii_lower(command.login);
  if (auto braked = brake(login, peer)) return *braked;
  std::optional<Account> account;
  house_.db().read([&](Session& session) { account = find_login(session, house_.region(), login); });
  const bool open = account && account->state == "active" && account->password;
  const Result<bool> matched = open ? pool_.verify(*account->password, command.password) : pool_.verify_nobody(command.password);
  if (!matched) {
    release(login, peer);  // nothing was tried
    return matched.error();
  }
  if (!*matched) return refuse(login, account, peer);
  if (const auto until = one_time_until(*account); until && *until <= house_.now()) {
    release(login, peer);  // no guess: whoever comes late knows it
    return expired(*account, peer);
  }

  std::string token = house_.region() + "." + random_text(house_.random(), 32);
  const LoginSession row = fresh_session(account->id, token);
  const Audit audit = audit_row(house_, account->id, "login", account->id.text, "来自 " + peer);
  try {
    house_.db().commit([&](Session& session) {
      const auto now_held = find_account(session, house_.region(), account->id);
      if (!now_held || now_held->version != account->version) throw StaleRow("account");
      drop_expired_sessions(session, house_.region(), row.created_at);
      insert_login_session(session, house_.region(), row);
      insert_audit(session, house_.region(), audit);
    });
  } catch (const StaleRow&) {
    return changed_meanwhile();
  }
  release(login, peer);
  backoff_.clear(login);
  return opened(std::move(token));
}

Result<LiveSession> SessionDesk::look_up(const std::string& token, LoginSession* row_out) const {
  if (token.size() <= 7 || token.substr(0, 7) != house_.region() + ".") return signed_out();
  const Time now = house_.now();
  const auto directory = house_.directory();
  std::optional<LoginSession> row;
  std::optional<Account> account;
  std::vector<ActorPost> posts;
  house_.db().read([&](Session& session) {
    row = find_login_session(session, house_.region(), sha256_hex(token));
    if (!row || row->expires_at <= now) return;
    account = find_account(session, house_.region(), row->account);
    if (account && account->state == "active") posts = actor_posts(session, house_.region(), *directory, account->id, now.date());
  });
  if (!account || account->state != "active") return signed_out();
  if (row_out) *row_out = *row;
  LiveSession live{{}, account->login, row->csrf, row->expires_at, !account->password_at};
  live.actor.account = account->id;
  live.actor.name = account->name;
  live.actor.posts = std::move(posts);
  return live;
}

Result<LiveSession> SessionDesk::find(const std::string& token) {
  LoginSession row;
  auto live = look_up(token, &row);
  const Time now = house_.now();
  if (!live || now.ms - row.seen_at.ms < rules_.touch_ms) return live;
  live->expires_at = std::min(now.plus_ms(rules_.idle_ms), row.created_at.plus_ms(rules_.longest_ms));
  try {
    house_.db().commit([&](Session& session) { touch_login_session(session, house_.region(), row.token, now, live->expires_at); });
  } catch (const DbFull&) {
    // Reading goes on with a full disk; the session then ends at the time written last.
  }
  return live;
}

Result<Actor> SessionDesk::actor(const std::string& token) {
  auto live = find(token);
  if (!live) return live.error();
  return std::move(live->actor);
}

SessionView SessionDesk::view(const LiveSession& live) const {
  SessionView out{{live.actor.account->text, live.actor.name, live.login}, {}, live.csrf, house_.county().demo, live.must_change_password,
                  live.expires_at, may_words(live.actor.posts)};
  house_.db().read([&](Session& session) { out.posts = post_views(session, house_.region(), live.actor.posts, house_.now().date()); });
  return out;
}

void SessionDesk::log_out(const std::string& token) {
  const std::string hash = sha256_hex(token);
  const Audit blank = audit_row(house_, std::nullopt, "logout", std::nullopt, "主动退出");
  house_.db().commit([&](Session& session) {
    const auto row = find_login_session(session, house_.region(), hash);
    if (!row) return;
    drop_login_session(session, house_.region(), hash);
    Audit audit = blank;
    audit.account = row->account;
    audit.subject = row->account.text;
    insert_audit(session, house_.region(), audit);
  });
}

Result<OpenedSession> SessionDesk::change_password(const std::string& token, const PasswordCommand& command) {
  const auto live = find(token);
  if (!live) return live.error();
  const AccountId id = *live->actor.account;
  const std::string peer = "session " + id.text;
  if (auto braked = brake(live->login, peer)) return *braked;
  std::optional<Account> account;
  house_.db().read([&](Session& session) { account = find_account(session, house_.region(), id); });
  if (!account || !account->password) return signed_out();
  const Result<bool> matched = pool_.verify(*account->password, command.old);
  if (!matched) {
    release(live->login, peer);
    return matched.error();
  }
  if (!*matched) {
    (void)refuse(live->login, account, "修改密码页面");
    return invalid("wrong_password", "原密码不对，请重新输入", {{"/old", "原密码不对，请重新输入"}});
  }
  release(live->login, peer);
  if (command.new_ == command.old) return invalid("password_weak", "新密码与原密码相同，请换一个", {{"/new", "新密码与原密码相同，请换一个"}});
  if (const auto fault = password_fault(command.new_, live->login, rules_.policy)) return invalid("password_weak", *fault, {{"/new", *fault}});
  const auto hashed = pool_.hash(command.new_);
  if (!hashed) return hashed.error();

  std::string fresh = house_.region() + "." + random_text(house_.random(), 32);
  const LoginSession row = fresh_session(id, fresh);
  const Audit audit = audit_row(house_, id, "password_changed", id.text, "本人修改，其余登录已全部退出");
  Account changed = *account;
  changed.password = *hashed;
  changed.password_at = row.created_at;
  changed.one_time_at.reset();
  try {
    house_.db().commit([&](Session& session) {
      // Whoever disabled or reset the account meanwhile wins.
      if (!find_login_session(session, house_.region(), sha256_hex(token))) throw StaleRow("login_session");
      update_account(session, house_.region(), changed, account->version);
      drop_login_sessions_of(session, house_.region(), id);
      insert_login_session(session, house_.region(), row);
      insert_audit(session, house_.region(), audit);
    });
  } catch (const StaleRow&) {
    return changed_meanwhile();
  }
  backoff_.clear(live->login);
  return opened(std::move(fresh));
}

}  // namespace lianhu

#include "store/account_store.h"

#include "base/text.h"
#include "store/in_list.h"
#include "store/like.h"
#include "store/row.h"

namespace lianhu {
namespace {

const std::string kValid = "valid_from <= :on AND (valid_to IS NULL OR valid_to >= :on)";

template <class T>
std::optional<T> first(std::vector<T> rows) {
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

std::optional<Account> find_account(Session& session, const std::string& region, const AccountId& id) {
  return first(select_rows<Account>(session, "account", region, "id = :id", {{"id", id.text}}));
}

std::optional<Account> find_login(Session& session, const std::string& region, const std::string& login) {
  return first(select_rows<Account>(session, "account", region, "login = :login", {{"login", login}}));
}

std::vector<Account> list_accounts(Session& session, const std::string& region, const std::string& after_login, int limit) {
  return select_rows<Account>(session, "account", region, "login > :after ORDER BY login LIMIT :limit",
                              {{"after", after_login}, {"limit", static_cast<std::int64_t>(limit)}});
}

std::vector<Account> find_accounts(Session& session, const std::string& region, const std::string& words, const std::vector<std::string>& roles, Date on,
                                   const std::string& after_login, int limit) {
  const std::string pattern = containing(words);
  InList held = in_list(roles.empty() ? std::vector<std::string>{""} : roles);
  held.binds.insert(held.binds.end(), {{"after", after_login}, {"pattern", pattern}, {"lower", ascii_lower(pattern)}, {"on", on.text()},
                                       {"limit", static_cast<std::int64_t>(limit)}});
  return select_rows<Account>(session, "account", region,
                              "login > :after AND (login LIKE :lower ESCAPE '\\' OR name LIKE :pattern ESCAPE '\\'"
                              " OR EXISTS (SELECT 1 FROM post p JOIN office o ON o.region = p.region AND o.id = p.office"
                              " WHERE p.region = account.region AND p.account = account.id AND p.valid_from <= :on AND (p.valid_to IS NULL OR p.valid_to >= :on)"
                              " AND (o.name LIKE :pattern ESCAPE '\\' OR p.role IN " + held.text +
                                  " OR EXISTS (SELECT 1 FROM office_version v WHERE v.region = o.region AND v.office = o.id AND v.name LIKE :pattern ESCAPE '\\')))) ORDER BY login LIMIT :limit",
                              std::move(held.binds));
}

void insert_account(Session& session, const std::string& region, const Account& account) { insert_row(session, "account", region, account); }

void update_account(Session& session, const std::string& region, Account account, std::int64_t expected) {
  account.version = expected + 1;
  if (update_row(session, "account", region, account, " AND version = :expected", {{"expected", expected}}) != 1) throw StaleRow("account");
}

std::vector<Post> posts_of(Session& session, const std::string& region, const AccountId& account, Date on) {
  return select_rows<Post>(session, "post", region, "account = :account AND " + kValid + " ORDER BY id",
                           {{"account", account.text}, {"on", on.text()}});
}

void insert_post(Session& session, const std::string& region, const Post& post) { insert_row(session, "post", region, post); }

void end_post(Session& session, const std::string& region, const PostId& post, Date last_day) {
  session.run("UPDATE post SET valid_to = :last WHERE region = :region AND id = :id", {{"region", region}, {"id", post.text}, {"last", last_day.text()}});
}

std::vector<PlaceId> places_answered_for(Session& session, const std::string& region, const PostId& post, Date on) {
  std::vector<PlaceId> places;
  session.query("SELECT place FROM responsibility WHERE region = :region AND post = :post AND " + kValid + " ORDER BY place",
                {{"region", region}, {"post", post.text}, {"on", on.text()}}, [&](const Row& row) { places.push_back(PlaceId{row.text(0)}); });
  return places;
}

std::optional<LoginSession> find_login_session(Session& session, const std::string& region, const std::string& token) {
  std::optional<LoginSession> found;
  session.query("SELECT account, csrf, created_at, seen_at, expires_at FROM login_session WHERE region = :region AND token = :token",
                {{"region", region}, {"token", token}}, [&](const Row& row) {
                  found = LoginSession{token, AccountId{row.text(0)}, row.text(1), Time{row.i64(2)}, Time{row.i64(3)}, Time{row.i64(4)}};
                });
  return found;
}

void insert_login_session(Session& session, const std::string& region, const LoginSession& row) {
  session.run("INSERT INTO login_session (region, token, account, csrf, created_at, seen_at, expires_at)"
              " VALUES (:region, :token, :account, :csrf, :created, :seen, :expires)",
              {{"region", region},
               {"token", row.token},
               {"account", row.account.text},
               {"csrf", row.csrf},
               {"created", row.created_at.ms},
               {"seen", row.seen_at.ms},
               {"expires", row.expires_at.ms}});
}

void touch_login_session(Session& session, const std::string& region, const std::string& token, Time seen, Time expires) {
  session.run("UPDATE login_session SET seen_at = :seen, expires_at = :expires WHERE region = :region AND token = :token",
              {{"region", region}, {"token", token}, {"seen", seen.ms}, {"expires", expires.ms}});
}

void drop_login_session(Session& session, const std::string& region, const std::string& token) {
  session.run("DELETE FROM login_session WHERE region = :region AND token = :token", {{"region", region}, {"token", token}});
}

std::int64_t drop_login_sessions_of(Session& session, const std::string& region, const AccountId& account) {
  return session.run("DELETE FROM login_session WHERE region = :region AND account = :account", {{"region", region}, {"account", account.text}});
}

std::int64_t drop_expired_sessions(Session& session, const std::string& region, Time now) {
  return session.run("DELETE FROM login_session WHERE region = :region AND expires_at < :now", {{"region", region}, {"now", now.ms}});
}

}  // namespace lianhu

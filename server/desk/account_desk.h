#pragma once
// Accounts, by three administrators who cannot do each other's work.
//
// Invariant: the system administrator makes accounts and gives posts but never a password; the security administrator
// gives one-time passwords, disables, ends sessions and unlocks but gives no post; the audit administrator does neither.
// Nobody acts on the own account. One account never joins an administrator's role with any other role. At least one
// active account of each administrator's role remains. Every act leaves an audit row in the same transaction.
// Refusals: forbidden "admin_role_needed", "own_account"; conflict "login_taken", "stale_version", "last_administrator", "post_in_use";
// invalid "roles_apart", "invalid_fields", "key_reused"; not_found.
// Source: GB/T 22239-2019, 8.1.5 (system, security and audit management apart).
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "base/password.h"
#include "desk/house.h"
#include "desk/session_desk.h"
#include "desk/staff_view.h"
#include "model/account.h"

namespace lianhu {

struct PostInput {
  std::string office, role;
};
LIANHU_DESCRIBE(PostInput, (office, role), {"office", {.label = "机构", .max = 60}}, {"role", {.label = "岗位", .format = Format::code}})

struct AccountInput {
  std::string login, name;
  std::optional<std::string> phone;
  std::vector<PostInput> posts;
};
LIANHU_DESCRIBE(AccountInput, (login, name, phone, posts), {"login", {.label = "登录名", .max = 32, .format = Format::login}},
                {"name", {.label = "姓名", .max = 50}}, {"phone", {.label = "联系电话", .format = Format::phone}},
                {"posts", {.label = "岗位", .max_items = 20}})

struct AccountAct {
  std::optional<std::string> reason;
};
LIANHU_DESCRIBE(AccountAct, (reason), {"reason", {.label = "原因", .max = 200, .doc = "写入审计记录"}})

struct OneTimePassword {
  std::string one_time_password;
  Time valid_until;
};
LIANHU_DESCRIBE(OneTimePassword, (one_time_password, valid_until), {"one_time_password", {.label = "一次性密码", .doc = "只显示这一次，首次登录须修改"}},
                {"valid_until", {.label = "有效至", .doc = "过时须重新发放"}})

struct AccountRow {
  std::string id, login, name;
  std::optional<std::string> phone;
  std::string state;  // active disabled
  std::vector<PostView> posts;
  std::string etag;
  std::optional<Time> one_time_until;
  std::optional<Time> paused_until = {};
};
LIANHU_DESCRIBE(AccountRow, (id, login, name, phone, state, posts, etag, one_time_until, paused_until),
                {"one_time_until", {.label = "一次性密码有效至", .doc = "本人已改密码的没有这一项"}},
                {"paused_until", {.label = "登录暂停至", .doc = "因多次输错密码暂停登录的才有这一项，只给安全管理员"}})

struct AccountPage {
  std::vector<AccountRow> items;
  std::optional<std::string> next;
  Time as_of;
};
LIANHU_DESCRIBE(AccountPage, (items, next, as_of))

struct AccountQuery {
  std::optional<std::string> cursor;
  std::int32_t limit = 50;
  std::optional<std::string> q = {};
};
LIANHU_DESCRIBE(AccountQuery, (cursor, limit, q), {"cursor", {.label = "翻页", .max = 64}},
                {"q", {.label = "查找内容", .max = 40, .doc = "登录名、姓名、机构或岗位"}},
                {"limit", {.label = "每页条数", .min = 1, .max = 100, .optional = true}})

// The Idempotency-Key of a creation and what it stood for.
struct CommandKey {
  std::string client_key, body_sha256;
};

class AccountDesk {
 public:
  AccountDesk(const House& house, PasswordPool& pool, SessionDesk& sessions) : house_(house), pool_(pool), sessions_(sessions) {}

  // Of the system and the security administrator; by login; with q only those whose login, name, office or role holds it.
  Result<AccountPage> list(const Actor& actor, const AccountQuery& query) const;

  // Of the system administrator.
  Result<AccountRow> create(const Actor& actor, const AccountInput& input, const CommandKey& key);
  Result<AccountRow> change(const Actor& actor, const AccountId& id, const AccountInput& input, std::int64_t if_version);

  // Of the security administrator.
  Result<OneTimePassword> reset(const Actor& actor, const AccountId& id, const AccountAct& act);
  Result<Done> disable(const Actor& actor, const AccountId& id, const AccountAct& act);
  Result<Done> enable(const Actor& actor, const AccountId& id, const AccountAct& act);
  Result<Done> end_sessions(const Actor& actor, const AccountId& id);
  Result<Done> unlock(const Actor& actor, const AccountId& id, const AccountAct& act);

 private:
  std::optional<Error> faulty_posts(const Directory& directory, const std::vector<PostInput>& posts) const;
  std::optional<Error> last_of(const Directory& directory, Role role, const AccountId& leaving) const;
  AccountRow row(Session& session, const Directory& directory, const Account& account, bool with_phone) const;
  Result<Done> secure(const Actor& actor, const AccountId& id, const std::string& kind, const std::string& detail,
                      const std::function<std::optional<Error>(Session&, Account&)>& act);

  const House& house_;
  PasswordPool& pool_;
  SessionDesk& sessions_;
};

// Refuses whoever does not hold this administrator's role, or holds any other role beside it.
std::optional<Error> not_admin(const Actor& actor, Role role);

}  // namespace lianhu

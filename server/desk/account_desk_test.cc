#include "desk/account_desk.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "desk/audit_desk.h"
#include "desk/identity_house.h"

namespace lianhu {
namespace {

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "ok" : result.error().code;
}

AccountInput new_account(std::string login, std::vector<PostInput> posts = {{"centre", "handler"}}) {
  return {std::move(login), "化名新人", "19900000009", std::move(posts)};
}
AccountInput same_as(const Account& account, std::vector<PostInput> posts) { return {account.login, account.name, account.phone, std::move(posts)}; }

// Every act of administration, each on a matter-of-fact case that its own administrator may do.
using Act = std::function<std::string(IdentityHouse&, const Actor&)>;
struct NamedAct {
  std::string name;
  std::string by;  // the one who may: system security audit
  Act act;
};
std::vector<NamedAct> all_acts() {
  return {
      {"create", "system", [](IdentityHouse& w, const Actor& a) { return code_of(w.accounts->create(a, new_account("new.one"), {"key-00000001", "h"})); }},
      {"change", "system",
       [](IdentityHouse& w, const Actor& a) {
         const Account account = w.account("handler.a");
         return code_of(w.accounts->change(a, account.id, same_as(account, {{"centre", "verifier"}}), account.version));
       }},
      {"reset", "security", [](IdentityHouse& w, const Actor& a) { return code_of(w.accounts->reset(a, w.id("handler.a"), {})); }},
      {"disable", "security", [](IdentityHouse& w, const Actor& a) { return code_of(w.accounts->disable(a, w.id("handler.a"), {})); }},
      {"enable", "security", [](IdentityHouse& w, const Actor& a) { return code_of(w.accounts->enable(a, w.id("handler.a"), {})); }},
      {"end_sessions", "security", [](IdentityHouse& w, const Actor& a) { return code_of(w.accounts->end_sessions(a, w.id("handler.a"))); }},
      {"unlock", "security", [](IdentityHouse& w, const Actor& a) { return code_of(w.accounts->unlock(a, w.id("handler.a"), {})); }},
      {"audits", "audit", [](IdentityHouse& w, const Actor& a) { return code_of(w.audits->audits(a, {})); }},
      {"accesses", "audit", [](IdentityHouse& w, const Actor& a) { return code_of(w.audits->accesses(a, {"HM2026-000001", std::nullopt, 50})); }},
  };
}

TEST(AccountDesk, NobodyDoesAnothersWork) {
  IdentityHouse world;
  std::map<std::string, Actor> actors{{"nobody", Actor{}}};
  for (const std::string who : {"system.a", "security.a", "audit.a", "triage.a", "handler.a"}) actors[who] = world.actor(who);
  for (const NamedAct& act : all_acts()) {
    for (const auto& [who, actor] : actors) {
      if (who == act.by + ".a") continue;
      EXPECT_EQ(act.act(world, actor), "admin_role_needed") << act.name << " by " << who;
    }
  }
  EXPECT_EQ(world.account("handler.a").version, 1) << "nothing was done";
  EXPECT_TRUE(world.audit_rows("account_made").empty());
  for (const NamedAct& act : all_acts()) {
    EXPECT_EQ(act.act(world, actors.at(act.by + ".a")), act.name == "accesses" ? "not_found" : "ok") << act.name;
  }
}

TEST(AccountDesk, TwoRolesTogetherMayDoNothing) {
  IdentityHouse world;
  for (const NamedAct& act : all_acts()) {
    for (const Role second : {Role::triage, Role::system_admin, Role::security_admin, Role::audit_admin}) {
      Actor mixed = world.actor(act.by + ".a");
      if (mixed.posts[0].role == second) continue;
      mixed.posts.push_back(mixed.posts[0]);
      mixed.posts.back().role = second;
      EXPECT_EQ(act.act(world, mixed), "roles_apart") << act.name;
    }
  }
}

TEST(AccountDesk, NobodyActsOnTheOwnAccount) {
  IdentityHouse world;
  const Actor security = world.actor("security.a"), system = world.actor("system.a");
  EXPECT_EQ(code_of(world.accounts->reset(security, world.id("security.a"), {})), "own_account");
  EXPECT_EQ(code_of(world.accounts->disable(security, world.id("security.a"), {})), "own_account");
  EXPECT_EQ(code_of(world.accounts->enable(security, world.id("security.a"), {})), "own_account");
  EXPECT_EQ(code_of(world.accounts->unlock(security, world.id("security.a"), {})), "own_account");
  EXPECT_EQ(code_of(world.accounts->end_sessions(security, world.id("security.a"))), "own_account");
  const Account own = world.account("system.a");
  EXPECT_EQ(code_of(world.accounts->change(system, own.id, same_as(own, {{"centre", "system_admin"}}), own.version)), "own_account");
  EXPECT_EQ(code_of(world.accounts->reset(world.actor("security.b"), world.id("security.a"), {})), "ok");
}

TEST(AccountDesk, ANewAccountCannotLogInUntilSecurityGivesAPassword) {
  IdentityHouse world;
  const auto made = world.accounts->create(world.actor("system.a"), new_account("new.one"), {"key-00000001", "h"});
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->posts.size(), 1U);
  EXPECT_EQ(made->etag, "1");
  EXPECT_EQ(code_of(world.try_login("new.one", "")), "login_refused");
  const auto once = world.accounts->reset(world.actor("security.a"), AccountId{made->id}, {"新入职"});
  ASSERT_TRUE(once.ok());
  const auto opened = world.try_login("new.one", once->one_time_password);
  ASSERT_TRUE(opened.ok());
  EXPECT_TRUE(opened->view.must_change_password);
  const auto changed = world.sessions->change_password(opened->token, {once->one_time_password, "Shanjiao-2027"});
  ASSERT_TRUE(changed.ok());
  EXPECT_FALSE(changed->view.must_change_password);
  EXPECT_EQ(code_of(world.try_login("new.one", once->one_time_password)), "login_refused") << "it was for once";
  EXPECT_NE(world.house->directory()->member(AccountId{made->id}), nullptr);
}

TEST(AccountDesk, AOneTimePasswordOpensForThreeDaysOnly) {
  IdentityHouse world;
  const auto made = world.accounts->create(world.actor("system.a"), new_account("new.one"), {"key-00000001", "h"});
  const auto given = [&] { return world.accounts->reset(world.actor("security.a"), AccountId{made->id}, {}).value(); };
  const auto listed = [&] {
    const auto page = world.accounts->list(world.actor("security.a"), {});
    for (const AccountRow& row : page->items) {
      if (row.login == "new.one") return row.one_time_until;
    }
    return std::optional<Time>();
  };
  EXPECT_EQ(listed(), std::nullopt) << "no password yet";
  const auto once = given();
  EXPECT_EQ(once.valid_until, world.clock.now().plus_ms(72 * 3'600'000));
  EXPECT_EQ(listed(), once.valid_until);
  world.clock.advance(72 * 3'600'000 - 1);
  EXPECT_EQ(code_of(world.try_login("new.one", once.one_time_password)), "ok");
  world.clock.advance(1);
  const auto late = world.try_login("new.one", once.one_time_password);
  ASSERT_EQ(code_of(late), "one_time_expired");
  EXPECT_EQ(late.error().message, "一次性密码已超过 72 小时，不能再用；请联系安全管理员重新发放");
  EXPECT_EQ(code_of(world.try_login("new.one", "Wrong-password-1")), "login_refused") << "who does not know it learns nothing";
  const auto failed = world.audit_rows("login_failed");
  EXPECT_TRUE(std::any_of(failed.begin(), failed.end(), [](const Audit& row) { return row.detail == "登录名 new.one，一次性密码已过期，来自 192.0.2.1"; }));
  EXPECT_EQ(listed(), once.valid_until) << "that it is over can be seen";

  const auto again = given();
  const auto opened = world.try_login("new.one", again.one_time_password);
  ASSERT_TRUE(opened.ok());
  ASSERT_TRUE(world.sessions->change_password(opened->token, {again.one_time_password, "Shanjiao-2027"}).ok());
  EXPECT_EQ(listed(), std::nullopt);
  world.clock.advance(100LL * 24 * 3'600'000);
  EXPECT_EQ(code_of(world.try_login("new.one", "Shanjiao-2027")), "ok") << "an own password stays";
}

TEST(AccountDesk, HowLongAOneTimePasswordOpensIsASetting) {
  IdentityHouse world;
  SessionDesk strict(*world.house, world.pool, {.one_time_ms = 3'600'000});
  AccountDesk accounts(*world.house, world.pool, strict);
  const auto once = accounts.reset(world.actor("security.a"), world.id("handler.a"), {});
  ASSERT_TRUE(once.ok());
  EXPECT_EQ(once->valid_until, world.clock.now().plus_ms(3'600'000));
  world.clock.advance(3'600'000);
  const auto late = strict.log_in({"handler.a", once->one_time_password}, "192.0.2.1");
  ASSERT_EQ(code_of(late), "one_time_expired");
  EXPECT_NE(late.error().message.find(" 1 小时"), std::string::npos);
}

// The three administrators' first passwords come from the installation: nobody could give them anew.
TEST(AccountDesk, TheInstallationsOwnFirstPasswordsWait) {
  IdentityHouse world;
  Account first = world.account("security.a");
  first.password_at.reset();
  world.db->commit([&](Session& session) { update_account(session, std::string(IdentityHouse::region), first, first.version); });
  world.clock.advance(90LL * 24 * 3'600'000);
  EXPECT_EQ(code_of(world.try_login("security.a")), "ok");
}

TEST(AccountDesk, TheSameCommandMakesOneAccount) {
  IdentityHouse world;
  const Actor system = world.actor("system.a");
  const auto first = world.accounts->create(system, new_account("new.one"), {"key-00000001", "h"});
  const auto again = world.accounts->create(system, new_account("new.one"), {"key-00000001", "h"});
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->id, again->id);
  EXPECT_EQ(world.audit_rows("account_made").size(), 1U);
  EXPECT_EQ(code_of(world.accounts->create(system, new_account("new.two"), {"key-00000001", "other"})), "key_reused");
  EXPECT_EQ(code_of(world.accounts->create(system, new_account("new.one"), {"key-00000002", "h"})), "login_taken");
}

TEST(AccountDesk, KeepsAdministratorsApartFromEveryOtherRole) {
  IdentityHouse world;
  const Actor system = world.actor("system.a");
  int n = 0;
  const auto create = [&](std::vector<PostInput> posts) {
    ++n;
    return world.accounts->create(system, new_account("new" + std::to_string(n), std::move(posts)), {"key-" + std::to_string(10000 + n), "h"});
  };
  for (const auto& row : role_words) {
    for (const auto& other : role_words) {
      if (row.value == other.value) continue;
      const auto made = create({{"centre", std::string(row.word)}, {"centre", std::string(other.word)}});
      const bool apart = is_admin(row.value) || is_admin(other.value);
      EXPECT_EQ(code_of(made), apart ? "roles_apart" : "ok") << row.word << other.word;
      if (!made) {
        EXPECT_EQ(made.error().fields.at(0).pointer, "/posts/1/role");
      }
    }
  }
  EXPECT_EQ(create({{"centre", "handler"}, {"centre", "handler"}}).error().fields.at(0).pointer, "/posts/1/role");
  EXPECT_EQ(create({{"centre", "king"}}).error().fields.at(0).pointer, "/posts/0/role");
  EXPECT_EQ(create({{"nowhere", "handler"}}).error().fields.at(0).pointer, "/posts/0/office");
  EXPECT_EQ(create({{"court", "handler"}}).error().fields.at(0).pointer, "/posts/0/office") << "an office of slips has no logins";
  const Account account = world.account("triage.a");
  EXPECT_EQ(code_of(world.accounts->change(system, account.id, same_as(account, {{"centre", "triage"}, {"centre", "audit_admin"}}), account.version)), "roles_apart");
}

TEST(AccountDesk, ChangesUnderAVersion) {
  IdentityHouse world;
  const Actor system = world.actor("system.a");
  const Account account = world.account("handler.a");
  const auto changed = world.accounts->change(system, account.id, same_as(account, {{"centre", "handler"}, {"centre", "verifier"}}), 1);
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(changed->etag, "2");
  EXPECT_EQ(changed->posts.size(), 2U);
  EXPECT_EQ(world.audit_rows("post_added").size(), 1U) << "the post that stays is not touched";
  EXPECT_EQ(world.audit_rows("post_ended").size(), 0U);
  EXPECT_EQ(code_of(world.accounts->change(system, account.id, same_as(account, {}), 1)), "stale_version");
  AccountInput renamed = same_as(account, {});
  renamed.login = "other.name";
  EXPECT_EQ(code_of(world.accounts->change(system, account.id, renamed, 2)), "invalid_fields");
  EXPECT_EQ(code_of(world.accounts->change(system, world.ids.make<AccountTag>(), same_as(account, {}), 1)), "not_found");
}

TEST(AccountDesk, KeepsTheLastAdministratorOfEachKind) {
  IdentityHouse world;
  const Actor system = world.actor("system.a"), security = world.actor("security.a");
  EXPECT_EQ(code_of(world.accounts->disable(security, world.id("audit.a"), {})), "last_administrator");
  const Account audit = world.account("audit.a");
  EXPECT_EQ(code_of(world.accounts->change(system, audit.id, same_as(audit, {}), audit.version)), "last_administrator");
  EXPECT_EQ(code_of(world.accounts->disable(security, world.id("system.b"), {})), "ok");
  EXPECT_EQ(code_of(world.accounts->disable(security, world.id("system.a"), {})), "last_administrator");
  EXPECT_EQ(code_of(world.accounts->disable(security, world.id("security.b"), {})), "ok");
  EXPECT_EQ(world.account("audit.a").state, "active");
}

TEST(AccountDesk, DisablingAndEnablingAndEnding) {
  IdentityHouse world;
  const Actor security = world.actor("security.a");
  const std::string token = world.token("handler.a");
  ASSERT_TRUE(world.accounts->end_sessions(security, world.id("handler.a")).ok());
  EXPECT_EQ(code_of(world.sessions->find(token)), "signed_out");
  ASSERT_TRUE(world.accounts->disable(security, world.id("handler.a"), {"离岗"}).ok());
  EXPECT_EQ(code_of(world.try_login("handler.a")), "login_refused");
  ASSERT_TRUE(world.accounts->enable(security, world.id("handler.a"), {}).ok());
  EXPECT_EQ(code_of(world.try_login("handler.a")), "ok");
  EXPECT_EQ(code_of(world.accounts->disable(security, world.ids.make<AccountTag>(), {})), "not_found");
  EXPECT_NE(world.audit_rows("account_disabled").at(0).detail.find("离岗"), std::string::npos);
}

TEST(AccountDesk, SecurityUnlocksAPausedName) {
  IdentityHouse world;
  for (int i = 0; i < 5; ++i) (void)world.try_login("handler.a", "Wrong-password-1");
  EXPECT_EQ(code_of(world.try_login("handler.a")), "rate_limited");
  const auto paused = [&](const std::string& who) {
    std::vector<std::string> out;
    const auto page = world.accounts->list(world.actor(who), {std::nullopt, 100});
    for (const AccountRow& row : page->items) {
      if (row.paused_until) out.push_back(row.login);
    }
    return out;
  };
  EXPECT_EQ(paused("security.a"), std::vector<std::string>{"handler.a"});
  EXPECT_TRUE(paused("system.a").empty()) << "only whoever can end it";
  ASSERT_TRUE(world.accounts->unlock(world.actor("security.a"), world.id("handler.a"), {}).ok());
  EXPECT_EQ(code_of(world.try_login("handler.a")), "ok");
  EXPECT_TRUE(paused("security.a").empty());
}

TEST(AccountDesk, ListsByLoginAndShowsPhonesToTheSystemAdministratorOnly) {
  IdentityHouse world;
  const Actor system = world.actor("system.a"), security = world.actor("security.a");
  ASSERT_TRUE(world.accounts->create(system, new_account("aaa"), {"key-00000001", "h"}).ok());
  const auto page = world.accounts->list(system, {std::nullopt, 3});
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->items.size(), 3U);
  EXPECT_EQ(page->items[0].login, "aaa");
  EXPECT_EQ(page->items[0].phone, "19900000009");
  std::size_t total = page->items.size();
  for (auto next = page->next; next;) {
    const auto more = world.accounts->list(system, {next, 3});
    total += more->items.size();
    next = more->next;
  }
  EXPECT_EQ(total, 8U);
  EXPECT_FALSE(world.accounts->list(security, {})->items[0].phone);
  EXPECT_EQ(code_of(world.accounts->list(world.actor("audit.a"), {})), "admin_role_needed");
  EXPECT_EQ(code_of(world.accounts->list(world.actor("triage.a"), {})), "admin_role_needed");
}

TEST(AccountDesk, FindsByLoginNameOfficeAndRolePageByPage) {
  IdentityHouse world;
  const Actor system = world.actor("system.a");
  ASSERT_TRUE(world.accounts->create(system, new_account("zz_percent"), {"key-00000001", "h"}).ok());
  const auto found = [&](const std::string& words) {
    std::vector<std::string> logins;
    AccountQuery query{std::nullopt, 1, words};
    do {
      const auto page = world.accounts->list(system, query);
      for (const AccountRow& row : page->items) logins.push_back(row.login);
      query.cursor = page->next;
    } while (query.cursor);
    return logins;
  };
  EXPECT_EQ(found("System.A"), (std::vector<std::string>{"system.a"}));
  EXPECT_EQ(found("z_p"), (std::vector<std::string>{"zz_percent"}));
  EXPECT_TRUE(found("%").empty());
  EXPECT_EQ(found("分流"), (std::vector<std::string>{"triage.a"}));
  const auto row = world.accounts->list(system, {std::nullopt, 100, std::string("triage.a")})->items.at(0);
  EXPECT_EQ(found(row.name).size(), 1U);
  for (const std::string& login : found(row.posts.at(0).office_name)) {
    EXPECT_EQ(world.accounts->list(system, {std::nullopt, 100, login})->items.at(0).posts.at(0).office_name, row.posts[0].office_name) << login;
  }
  EXPECT_FALSE(found(row.posts[0].office_name).empty());
}

}  // namespace
}  // namespace lianhu

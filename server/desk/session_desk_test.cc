#include "desk/session_desk.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "desk/identity_house.h"

namespace lianhu {
namespace {

constexpr std::int64_t minute = 60'000, hour = 60 * minute;

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "ok" : result.error().code;
}

TEST(SessionDesk, LogsInAndSaysWhoItIs) {
  IdentityHouse world;
  const auto opened = world.try_login("Triage.A");
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->view.account.login, "triage.a");
  EXPECT_EQ(opened->view.may, (std::vector<std::string>{"desk", "intake", "spot", "centre", "precedents", "search", "work", "tell"}));
  ASSERT_EQ(opened->view.posts.size(), 1U);
  EXPECT_EQ(opened->view.posts[0].office_name, "化名县综治中心");
  EXPECT_EQ(opened->view.posts[0].role_title, "分流员");
  EXPECT_EQ(opened->view.posts[0].place_name, "化名县");
  EXPECT_TRUE(opened->view.demo);
  EXPECT_FALSE(opened->view.must_change_password);
  const Actor actor = world.sessions->actor(opened->token).value();
  EXPECT_EQ(actor.account, world.id("triage.a"));
  ASSERT_EQ(actor.posts.size(), 1U);
  EXPECT_EQ(actor.posts[0].place_path, "/520422/");
  EXPECT_EQ(actor.posts[0].office_path, "/centre/");
  EXPECT_EQ(world.try_login("system.a")->view.may, std::vector<std::string>{"admin_system"});
}

TEST(SessionDesk, TheTokenNamesTheRegionAndIsStoredAsItsHashOnly) {
  IdentityHouse world;
  const std::string token = world.token("triage.a");
  EXPECT_EQ(token.substr(0, 7), "520422.");
  EXPECT_EQ(token.size(), 7U + 43U);
  EXPECT_NE(token, world.token("triage.a"));
  world.db->read([&](Session& session) {
    EXPECT_TRUE(find_login_session(session, "520422", sha256_hex(token)));
    EXPECT_FALSE(find_login_session(session, "520422", token));
  });
  EXPECT_EQ(code_of(world.sessions->find("520423" + token.substr(6))), "signed_out");
  EXPECT_EQ(code_of(world.sessions->find(token + "x")), "signed_out");
  EXPECT_EQ(code_of(world.sessions->find("")), "signed_out");
}

TEST(SessionDesk, RefusesWithoutSayingWhichPartWasWrong) {
  IdentityHouse world;
  const auto unknown = world.try_login("nobody");
  const auto wrong = world.try_login("triage.a", "Wrong-password-1");
  ASSERT_TRUE(world.accounts->disable(world.actor("security.a"), world.id("handler.a"), {}).ok());
  const auto disabled = world.try_login("handler.a");
  for (const auto* refused : {&unknown, &wrong, &disabled}) {
    ASSERT_FALSE(refused->ok());
    EXPECT_EQ(refused->error().kind, Kind::unauthenticated);
    EXPECT_EQ(refused->error().code, "login_refused");
    EXPECT_EQ(refused->error().message, unknown.error().message);
  }
  const auto rows = world.audit_rows("login_failed");
  ASSERT_EQ(rows.size(), 3U);
  for (const Audit& row : rows) EXPECT_EQ(row.detail.find("nobody"), std::string::npos) << "what an unknown person typed is not kept";
}

TEST(SessionDesk, PausesANameAfterFiveFailuresAndRecovers) {
  for (const std::string login : {"triage.a", "nobody"}) {
    IdentityHouse world;
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(world.try_login(login, "Wrong-password-1")), "login_refused") << login << i;
    EXPECT_EQ(code_of(world.try_login(login)), "rate_limited") << "known or not, the right password too";
    EXPECT_EQ(code_of(world.try_login(login, IdentityHouse::password, "192.0.2.77")), "rate_limited") << "from elsewhere too";
    EXPECT_EQ(code_of(world.try_login("handler.a")), "ok") << "others are not concerned";
    EXPECT_EQ(world.audit_rows("login_locked").size(), 1U);
    world.clock.advance(minute - 1);
    EXPECT_EQ(code_of(world.try_login(login)), "rate_limited");
    world.clock.advance(1);
    EXPECT_EQ(code_of(world.try_login(login, "Wrong-password-1")), "login_refused");
    world.clock.advance(2 * minute - 1);
    EXPECT_EQ(code_of(world.try_login(login)), "rate_limited") << "the pause has doubled";
    world.clock.advance(1);
    EXPECT_EQ(code_of(world.try_login(login)), login == "triage.a" ? "ok" : "login_refused");
  }
}

TEST(SessionDesk, SuccessForgetsTheFailures) {
  IdentityHouse world;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(code_of(world.try_login("triage.a", "Wrong-password-1")), "login_refused");
    EXPECT_EQ(code_of(world.try_login("triage.a")), "ok");
    world.clock.advance(10 * minute);
  }
}

TEST(SessionDesk, OneAddressMayNotTryManyNames) {
  IdentityHouse world;
  int refused = 0;
  for (int i = 0; i < 40; ++i) refused += code_of(world.try_login("name" + std::to_string(i), "Wrong-password-1")) == "rate_limited" ? 1 : 0;
  EXPECT_EQ(refused, 10);
  EXPECT_EQ(code_of(world.try_login("triage.a")), "rate_limited");
  EXPECT_EQ(code_of(world.try_login("triage.a", IdentityHouse::password, "192.0.2.2")), "ok");
  world.clock.advance(2'000);
  EXPECT_EQ(code_of(world.try_login("triage.a")), "ok");
}

TEST(SessionDesk, ManyRightLoginsFromOneBuildingAreFine) {
  IdentityHouse world;
  for (int i = 0; i < 60; ++i) EXPECT_EQ(code_of(world.try_login("triage.a")), "ok");
}

TEST(SessionDesk, EndsWhenIdleAndSlidesWhenUsed) {
  IdentityHouse world;
  const std::string token = world.token("triage.a");
  for (int i = 0; i < 4; ++i) {
    world.clock.advance(29 * minute);
    ASSERT_TRUE(world.sessions->find(token).ok()) << i;
  }
  world.clock.advance(30 * minute - 1);
  EXPECT_TRUE(world.sessions->find(token).ok());
  world.clock.advance(30 * minute);
  EXPECT_EQ(code_of(world.sessions->find(token)), "signed_out");
}

TEST(SessionDesk, EndsTwelveHoursAfterItBegan) {
  IdentityHouse world;
  const std::string token = world.token("triage.a");
  for (int i = 0; i < 35; ++i) {
    world.clock.advance(20 * minute);
    ASSERT_TRUE(world.sessions->find(token).ok()) << i;
  }
  world.clock.advance(20 * minute - 1);
  EXPECT_EQ(world.sessions->find(token)->expires_at, Time::at(Date::of(2026, 9, 1), 21));
  world.clock.advance(1);
  EXPECT_EQ(code_of(world.sessions->find(token)), "signed_out");
}

TEST(SessionDesk, WritesLastSeenAtMostOnceAMinute) {
  IdentityHouse world;
  const std::string token = world.token("triage.a");
  const auto seen = [&] {
    Time at;
    world.db->read([&](Session& session) { at = find_login_session(session, "520422", sha256_hex(token))->seen_at; });
    return at;
  };
  const Time start = world.clock.now();
  world.clock.advance(minute - 1);
  ASSERT_TRUE(world.sessions->find(token).ok());
  EXPECT_EQ(seen(), start);
  world.clock.advance(1);
  ASSERT_TRUE(world.sessions->find(token).ok());
  EXPECT_EQ(seen(), world.clock.now());
}

TEST(SessionDesk, ADisabledAccountIsOutAtOnce) {
  IdentityHouse world;
  const std::string token = world.token("triage.a");
  ASSERT_TRUE(world.accounts->disable(world.actor("security.a"), world.id("triage.a"), {}).ok());
  EXPECT_EQ(code_of(world.sessions->find(token)), "signed_out");
  // Also when only the row says so and the session lies there still.
  const std::string other = world.token("handler.a");
  world.db->commit([&](Session& session) {
    Account account = find_account(session, "520422", world.id("handler.a")).value();
    account.state = "disabled";
    update_account(session, "520422", account, account.version);
  });
  EXPECT_EQ(code_of(world.sessions->find(other)), "signed_out");
}

TEST(SessionDesk, APostIsGoneWithTheNextRequest) {
  IdentityHouse world;
  const std::string token = world.token("handler.a");
  const Account account = world.account("handler.a");
  ASSERT_TRUE(world.accounts->change(world.actor("system.a"), account.id, {account.login, account.name, std::nullopt, {{"centre", "verifier"}}}, account.version).ok());
  const Actor actor = world.sessions->actor(token).value();
  ASSERT_EQ(actor.posts.size(), 1U);
  EXPECT_EQ(actor.posts[0].role, Role::verifier);
}

TEST(SessionDesk, LogsOut) {
  IdentityHouse world;
  const std::string token = world.token("triage.a"), other = world.token("triage.a");
  world.sessions->log_out(token);
  EXPECT_EQ(code_of(world.sessions->find(token)), "signed_out");
  EXPECT_TRUE(world.sessions->find(other).ok());
  world.sessions->log_out(token);
  ASSERT_EQ(world.audit_rows("logout").size(), 1U);
  EXPECT_EQ(world.audit_rows("logout")[0].account, world.id("triage.a"));
}

TEST(SessionDesk, ChangesThePasswordAndEndsEveryOtherSession) {
  IdentityHouse world;
  const std::string token = world.token("triage.a"), other = world.token("triage.a");
  const std::string word(IdentityHouse::password);
  EXPECT_EQ(code_of(world.sessions->change_password(token, {"Wrong-password-1", "Shanjiao-2027"})), "wrong_password");
  EXPECT_EQ(code_of(world.sessions->change_password(token, {word, "short"})), "password_weak");
  EXPECT_EQ(code_of(world.sessions->change_password(token, {word, word})), "password_weak");
  EXPECT_EQ(code_of(world.sessions->change_password(token, {word, "my-Triage.a-1"})), "password_weak");
  EXPECT_EQ(code_of(world.sessions->change_password("520422.x", {word, "Shanjiao-2027"})), "signed_out");
  EXPECT_TRUE(world.sessions->find(other).ok()) << "nothing has changed yet";
  const auto changed = world.sessions->change_password(token, {word, "Shanjiao-2027"});
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(code_of(world.sessions->find(token)), "signed_out");
  EXPECT_EQ(code_of(world.sessions->find(other)), "signed_out");
  EXPECT_TRUE(world.sessions->find(changed->token).ok());
  EXPECT_EQ(code_of(world.try_login("triage.a")), "login_refused");
  EXPECT_EQ(code_of(world.try_login("triage.a", "Shanjiao-2027")), "ok");
  EXPECT_EQ(world.audit_rows("password_changed").size(), 1U);
}

TEST(SessionDesk, GuessingTheOldPasswordIsPausedToo) {
  IdentityHouse world;
  const std::string token = world.token("triage.a");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(world.sessions->change_password(token, {"Wrong-password-1", "Shanjiao-2027"})), "wrong_password");
  EXPECT_EQ(code_of(world.sessions->change_password(token, {std::string(IdentityHouse::password), "Shanjiao-2027"})), "rate_limited");
}

TEST(SessionDesk, WritesALoginDown) {
  IdentityHouse world;
  world.token("triage.a");
  const auto rows = world.audit_rows("login");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].account, world.id("triage.a"));
  EXPECT_NE(rows[0].detail.find("192.0.2.1"), std::string::npos);
}

TEST(SessionDesk, ForgetsExpiredSessionsAtTheNextLogin) {
  IdentityHouse world;
  const std::string old = world.token("triage.a");
  world.clock.advance(13 * hour);
  world.token("handler.a");
  world.db->read([&](Session& session) { EXPECT_FALSE(find_login_session(session, "520422", sha256_hex(old))); });
}

}  // namespace
}  // namespace lianhu

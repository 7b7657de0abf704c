#include "http/gate.h"

#include <gtest/gtest.h>

#include "desk/identity_house.h"
#include "http/openapi.h"
#include "http/reply.h"
#include "http/routes_admin.h"
#include "http/routes_session.h"

namespace lianhu::http {
namespace {

// The real routes of identity, and one plain route for each other kind of permission.
class GateTest : public ::testing::Test {
 protected:
  GateTest() {
    add_session_routes(router_, *world_.sessions);
    add_admin_routes(router_, *world_.accounts, *world_.audits);
    plain("public", "public", "GET");
    plain("write_public", "public", "POST");
    plain("work", "session", "GET");
    plain("write", "session", "POST");
    plain("desk", "role:triage|role:supervisor", "GET");
    plain("track", "party", "GET");
    plain("both", "session|party", "GET");
    router_.set_gate(make_gate(*world_.sessions, [this](const std::string& secret) -> Result<Actor> {
      asked_.push_back(secret);
      if (secret != "good-secret") return Error{Kind::unauthenticated, "track_secret_wrong", "查询码不对，请核对", {}};
      Actor party;
      party.party = PartyId{"p1"};
      return party;
    }));
  }

  void plain(const std::string& name, const std::string& permission, const std::string& method) {
    router_.add({.method = method, .path = "/api/v1/" + name, .operation = name, .tag = "probe", .summary = "探针", .permission = permission,
                 .handler = [](const Request&, Context& context) { return json_text('"' + context.as<Actor>().key() + '"'); }});
  }

  Response send(Request request) {
    Context context{.now = world_.clock.now(), .request_id = "r1", .route = nullptr};
    return router_.dispatch(request, context);
  }
  static Request request(std::string method, std::string path, std::string token = "") {
    Request out;
    out.method = std::move(method);
    out.path = "/api/v1/" + std::move(path);
    out.headers["host"] = "lianhu.example";
    out.peer = "192.0.2.1";
    if (!token.empty()) out.headers["cookie"] = "a=b; lianhu=" + std::move(token);
    return out;
  }
  static Request posting(std::string path, std::string body, std::string token = "") {
    Request out = request("POST", std::move(path), std::move(token));
    out.headers["content-type"] = "application/json";
    out.body = std::move(body);
    return out;
  }
  std::string outcome(Request one) {
    const Response response = send(std::move(one));
    return std::to_string(response.status) + (response.code.empty() ? "" : " " + response.code);
  }
  std::string csrf(const std::string& token) { return world_.sessions->find(token)->csrf; }
  Request with_csrf(Request one, const std::string& token) {
    one.headers["x-csrf"] = csrf(token);
    return one;
  }

  IdentityHouse world_;
  Router router_;
  std::vector<std::string> asked_;
};

const std::string good_login = R"({"login":"triage.a","password":"Zhaishan-2026"})";

TEST_F(GateTest, LogsInReadsAndLogsOut) {
  const Response login = send(posting("session", good_login));
  ASSERT_EQ(login.status, 200) << login.body;
  const std::string cookie(login.header_value("Set-Cookie"));
  ASSERT_EQ(cookie.substr(0, 14), "lianhu=520422.");
  EXPECT_EQ(cookie.substr(cookie.find(';')), "; Path=/; HttpOnly; SameSite=Strict");
  const std::string token = cookie.substr(7, cookie.find(';') - 7);
  EXPECT_EQ(login.body.find(token), std::string::npos) << "the token is in the cookie only";
  const Response read = send(request("GET", "session", token));
  EXPECT_EQ(read.status, 200);
  const auto body = parse_json(read.body).value();
  EXPECT_EQ(body.at_pointer("/account/login").as_string(), "triage.a");
  EXPECT_EQ(body.at("must_change_password").as_bool(), false);
  EXPECT_EQ(body.at_pointer("/posts/0/role_title").as_string(), "分流员");
  EXPECT_EQ(send(request("GET", "work", token)).body, "\"a:" + world_.id("triage.a").text + "\"");
  const Response out = send(with_csrf(request("DELETE", "session", token), token));
  EXPECT_EQ(out.status, 204);
  EXPECT_EQ(out.header_value("Set-Cookie"), "lianhu=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
  const Response after = send(request("GET", "work", token));
  EXPECT_EQ(after.status, 401);
  EXPECT_EQ(after.header_value("Set-Cookie"), "lianhu=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST_F(GateTest, OverTlsTheCookieIsHostBoundAndThePlainOneIsNotRead) {
  Request login = posting("session", good_login);
  login.tls = true;
  const std::string cookie(send(login).header_value("Set-Cookie"));
  ASSERT_EQ(cookie.substr(0, 21), "__Host-lianhu=520422.");
  EXPECT_EQ(cookie.substr(cookie.find(';')), "; Path=/; HttpOnly; SameSite=Strict; Secure");
  const std::string token = cookie.substr(14, cookie.find(';') - 14);
  Request plain = request("GET", "work", token);
  plain.tls = true;
  EXPECT_EQ(outcome(plain), "401 signed_out");
  plain.headers["cookie"] = "__Host-lianhu=" + token;
  EXPECT_EQ(outcome(plain), "200");
}

TEST_F(GateTest, AFailedLoginSetsNoCookie) {
  const Response refused = send(posting("session", R"({"login":"triage.a","password":"Wrong-password-1"})"));
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.header_value("Set-Cookie"), "");
  for (int i = 0; i < 4; ++i) send(posting("session", R"({"login":"triage.a","password":"Wrong-password-1"})"));
  EXPECT_EQ(outcome(posting("session", good_login)), "429 rate_limited");
}

TEST_F(GateTest, WritingNeedsTheSessionsOwnCsrf) {
  const std::string token = world_.token("triage.a"), other = world_.token("triage.a");
  EXPECT_EQ(outcome(request("POST", "write", token)), "403 csrf");
  EXPECT_EQ(outcome(with_csrf(request("POST", "write", token), other)), "403 csrf");
  EXPECT_EQ(outcome(request("DELETE", "session", token)), "403 csrf");
  EXPECT_EQ(outcome(with_csrf(request("POST", "write", token), token)), "200");
  EXPECT_EQ(outcome(request("GET", "work", token)), "200") << "reading needs none";
  Request in_query = request("POST", "write", token);
  in_query.query.emplace("X-CSRF", csrf(token));
  EXPECT_EQ(outcome(in_query), "403 csrf");
}

TEST_F(GateTest, AForeignPageWritesNothing) {
  const std::string token = world_.token("triage.a");
  const auto from = [&](std::string name, std::string value) {
    Request one = with_csrf(request("POST", "write", token), token);
    one.headers[std::move(name)] = std::move(value);
    return outcome(one);
  };
  EXPECT_EQ(from("origin", "https://lianhu.example"), "200");
  EXPECT_EQ(from("origin", "https://LIANHU.example"), "200");
  EXPECT_EQ(from("referer", "http://lianhu.example/desk/work?x=1"), "200");
  for (const auto* bad : {"https://evil.example", "https://lianhu.example.evil.example", "https://lianhu.example:8443", "null", "https://evil.example/lianhu.example"}) {
    EXPECT_EQ(from("origin", bad), "403 foreign_origin") << bad;
    EXPECT_EQ(from("referer", bad), "403 foreign_origin") << bad;
  }
  Request both = with_csrf(request("POST", "write", token), token);
  both.headers["origin"] = "https://evil.example";
  both.headers["referer"] = "https://lianhu.example/";
  EXPECT_EQ(outcome(both), "403 foreign_origin");
  Request login = posting("session", good_login);
  login.headers["origin"] = "https://evil.example";
  EXPECT_EQ(outcome(login), "403 foreign_origin") << "nobody is logged in from elsewhere either";
  Request reading = request("GET", "work", token);
  reading.headers["referer"] = "https://evil.example/";
  EXPECT_EQ(outcome(reading), "200");
}

TEST_F(GateTest, APartyComesByTheHeaderAndNeverByTheAddress) {
  Request good = request("GET", "track");
  good.headers["x-track-secret"] = "good-secret";
  EXPECT_EQ(send(good).body, "\"p:p1\"");
  asked_.clear();
  Request in_query = request("GET", "track");
  for (const auto* name : {"X-Track-Secret", "x-track-secret", "secret", "t"}) in_query.query.emplace(name, "good-secret");
  EXPECT_EQ(outcome(in_query), "401 track_secret_missing");
  EXPECT_TRUE(asked_.empty()) << "not even looked at";
  Request in_cookie = request("GET", "track");
  in_cookie.headers["cookie"] = "x-track-secret=good-secret";
  EXPECT_EQ(outcome(in_cookie), "401 track_secret_missing");
  good.headers["x-track-secret"] = "bad";
  EXPECT_EQ(outcome(good), "401 track_secret_wrong");
  EXPECT_EQ(outcome(request("GET", "track", world_.token("triage.a"))), "401 track_secret_missing") << "staff are no party";
}

TEST_F(GateTest, EitherDoorWhereBothAreNamed) {
  Request party = request("GET", "both");
  party.headers["x-track-secret"] = "good-secret";
  EXPECT_EQ(send(party).body, "\"p:p1\"");
  EXPECT_EQ(outcome(request("GET", "both", world_.token("triage.a"))), "200");
  EXPECT_EQ(outcome(request("GET", "both")), "401 signed_out");
  Request staff_only = request("GET", "work");
  staff_only.headers["x-track-secret"] = "good-secret";
  EXPECT_EQ(outcome(staff_only), "401 signed_out");
}

TEST_F(GateTest, RolesOpenTheirOwnDoorsOnly) {
  EXPECT_EQ(outcome(request("GET", "desk", world_.token("triage.a"))), "200");
  EXPECT_EQ(outcome(request("GET", "desk", world_.token("handler.a"))), "403 role_needed");
  EXPECT_EQ(outcome(request("GET", "desk")), "401 signed_out");
  EXPECT_EQ(send(request("GET", "public")).body, "\"public\"");
  EXPECT_EQ(outcome(request("POST", "write_public")), "200") << "a resident has no session and no CSRF";
}

TEST_F(GateTest, AdministratorsRoutesAskTheRole) {
  const std::string some = world_.id("handler.a").text;
  struct Row {
    std::string method, path, by;
  };
  const std::vector<Row> rows = {
      {"POST", "accounts", "system.a"},         {"PUT", "accounts/" + some, "system.a"},      {"POST", "accounts/" + some + "/reset", "security.a"},
      {"POST", "accounts/" + some + "/disable", "security.a"}, {"POST", "accounts/" + some + "/enable", "security.a"},
      {"POST", "accounts/" + some + "/unlock", "security.a"},  {"DELETE", "accounts/" + some + "/sessions", "security.a"},
      {"GET", "audit", "audit.a"},              {"GET", "access-log", "audit.a"}};
  for (const std::string who : {"system.a", "security.a", "audit.a", "triage.a"}) {
    const std::string token = world_.token(who);
    for (const Row& row : rows) {
      Request one = with_csrf(request(row.method, row.path, token), token);
      if (row.method == "POST" || row.method == "PUT") one.headers["content-type"] = "application/json";
      const std::string got = outcome(one);
      EXPECT_EQ(got == "403 role_needed", who != row.by) << row.method << " " << row.path << " by " << who << ": " << got;
    }
    EXPECT_EQ(outcome(request("GET", "accounts", token)), who == "system.a" || who == "security.a" ? "200" : "403 role_needed");
  }
}

TEST_F(GateTest, AOneTimePasswordOpensNothingButItsOwnChange) {
  const std::string security = world_.token("security.a");
  Request reset_it = with_csrf(posting("accounts/" + world_.id("triage.a").text + "/reset", "{}", security), security);
  reset_it.headers["idempotency-key"] = "0123456789";
  const Response reset = send(reset_it);
  ASSERT_EQ(reset.status, 200) << reset.body;
  const std::string once(parse_json(reset.body)->at("one_time_password").as_string());
  const std::string token = world_.try_login("triage.a", once)->token;
  EXPECT_EQ(outcome(request("GET", "work", token)), "403 password_change_required");
  EXPECT_EQ(outcome(request("GET", "desk", token)), "403 password_change_required");
  EXPECT_EQ(outcome(with_csrf(request("POST", "write", token), token)), "403 password_change_required");
  EXPECT_EQ(outcome(request("GET", "session", token)), "200");
  const std::string change = R"({"old":")" + once + R"(","new":"Shanjiao-2027"})";
  EXPECT_EQ(outcome(posting("session/password", change, token)), "403 csrf");
  Request change_it = with_csrf(posting("session/password", change, token), token);
  EXPECT_EQ(outcome(change_it), "400 bad_idempotency_key");
  change_it.headers["idempotency-key"] = "0123456789";
  const Response changed = send(change_it);
  ASSERT_EQ(changed.status, 200) << changed.body;
  const std::string cookie(changed.header_value("Set-Cookie"));
  const std::string fresh = cookie.substr(7, cookie.find(';') - 7);
  EXPECT_EQ(outcome(request("GET", "work", fresh)), "200");
  EXPECT_EQ(outcome(request("GET", "work", token)), "401 signed_out");
}

TEST_F(GateTest, AccountsOverTheWire) {
  const std::string token = world_.token("system.a");
  const std::string body = R"({"login":"new.one","name":"化名新人","posts":[{"office":"centre","role":"handler"}]})";
  Request make = with_csrf(posting("accounts", body, token), token);
  EXPECT_EQ(outcome(make), "400 bad_idempotency_key");
  make.headers["idempotency-key"] = "0123456789";
  const Response made = send(make);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.body.find("password"), std::string::npos);
  EXPECT_EQ(made.header_value("ETag"), "\"1\"");
  Request change = with_csrf(posting(std::string(made.header_value("Location")).substr(8), body, token), token);
  change.method = "PUT";
  change.headers["idempotency-key"] = "0123456780";
  EXPECT_EQ(outcome(change), "428 version_missing");
  change.headers["if-match"] = "\"7\"";
  EXPECT_EQ(outcome(change), "412 stale_version");
  change.headers["if-match"] = "\"v1\"";
  EXPECT_EQ(outcome(change), "412 stale_version");
  change.headers["if-match"] = "\"1\"";
  EXPECT_EQ(outcome(change), "200");
  change.path = "/api/v1/accounts/none";
  EXPECT_EQ(outcome(change), "404 not_found");
  EXPECT_EQ(outcome(with_csrf(posting("accounts", R"({"login":"No","name":"x","posts":[]})", token), token)), "400 bad_idempotency_key");
}

TEST_F(GateTest, AuditOverTheWire) {
  const std::string token = world_.token("audit.a");
  Request read = request("GET", "audit", token);
  read.query.emplace("from", "2026-09-01");
  read.query.emplace("kind", "login");
  const Response response = send(read);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(parse_json(response.body)->at("items").as_array().size(), 1U);
  EXPECT_EQ(outcome(request("GET", "access-log", token)), "400 invalid_fields");
  Request unknown = request("GET", "access-log", token);
  unknown.query.emplace("matter_number", "HM2026-999999");
  EXPECT_EQ(outcome(unknown), "404 not_found");
}

TEST_F(GateTest, EveryPermissionIsAWordOfTheTable) {
  EXPECT_NO_THROW(require_known_permissions(router_));
  EXPECT_FALSE(openapi(router_, "0.1.0").empty()) << "no two structs of one name";
  for (const auto* bad : {"", "staff", "role:king", "session|", "role:triage|system_admin"}) {
    Router other;
    Route route{.method = "GET", .path = "/x", .operation = "x", .tag = "x", .summary = "x", .permission = bad,
                .handler = [](const Request&, Context&) { return no_content(); }};
    if (route.permission.empty()) continue;
    other.add(std::move(route));
    EXPECT_THROW(require_known_permissions(other), std::logic_error) << bad;
  }
  std::size_t roles = 0;
  for (const PermissionWord& one : permission_words()) {
    if (one.word.substr(0, 5) != "role:") continue;
    ++roles;
    EXPECT_EQ(one.title, title(from_word<Role>(one.word.substr(5)).value()));
  }
  EXPECT_EQ(roles, std::size(role_words));
}

}  // namespace
}  // namespace lianhu::http

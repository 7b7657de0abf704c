#include "http/door.h"

#include <gtest/gtest.h>

#include "base/test_world.h"
#include "http/health.h"
#include "http/rate_limit.h"
#include "http/wire.h"

namespace lianhu::http {
namespace {

TEST(Problem, MapsKindAndCodeToStatus) {
  const auto status = [](Kind kind, std::string code) { return problem(Error{kind, std::move(code), "x", {}}).status; };
  EXPECT_EQ(status(Kind::invalid, "invalid_fields"), 400);
  EXPECT_EQ(status(Kind::unauthenticated, "signed_out"), 401);
  EXPECT_EQ(status(Kind::forbidden, "not_yours"), 403);
  EXPECT_EQ(status(Kind::not_found, "not_found"), 404);
  EXPECT_EQ(status(Kind::conflict, "already_closed"), 409);
  EXPECT_EQ(status(Kind::too_late, "deadline_over"), 409);
  EXPECT_EQ(status(Kind::too_large, "part_too_large"), 413);
  EXPECT_EQ(status(Kind::unavailable, "read_only"), 503);
  EXPECT_EQ(status(Kind::conflict, "stale_version"), 412);
  EXPECT_EQ(status(Kind::invalid, "version_missing"), 428);
  EXPECT_EQ(status(Kind::conflict, "key_reused"), 422);
  EXPECT_EQ(status(Kind::not_found, "erased"), 410);
  EXPECT_EQ(status(Kind::unavailable, "full"), 507);
  EXPECT_EQ(problem(Error{Kind::unavailable, "read_only", "x", {}}).header_value("Retry-After"), "5");
}

TEST(Problem, SaysWhatToDo) {
  const Response response = problem(invalid("invalid_fields", "填写有误", {{"/title", "请填写标题"}}), "r1");
  EXPECT_EQ(response.header_value("Content-Type"), "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"urn:lianhu:problem:invalid_fields","title":"填写有误","status":400,"code":"invalid_fields","detail":"填写有误",)"
            R"("request_id":"r1","errors":[{"pointer":"/title","message":"请填写标题"}]})");
  for (const KnownCode& known : known_codes()) {
    const bool own_title = title_of(known.status) != title_of(500);
    EXPECT_EQ(own_title, known.status != 500) << known.code;
  }
}

TEST(Wire, WritesDates) {
  EXPECT_EQ(http_date(Time{0}), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(Time{784'111'777'000}), "Sun, 06 Nov 1994 08:49:37 GMT");  // the example of RFC 9110
}

TEST(Wire, LetsNoValueBeginALine) {
  Response response;
  response.header("Location", "/a\r\nSet-Cookie: x=1").header("X-Good", "y");
  EXPECT_EQ(head_text(response, After::keep), "HTTP/1.1 200 OK\r\nX-Good: y\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n");
}

TEST(RateLimit, RefillsWithTime) {
  FixedClock clock(Time{});
  RateLimit limit(clock, 3, 60);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.take("a"));
  EXPECT_FALSE(limit.take("a"));
  EXPECT_TRUE(limit.take("b"));
  clock.advance(999);
  EXPECT_FALSE(limit.take("a"));
  clock.advance(1);
  EXPECT_TRUE(limit.take("a"));
  EXPECT_FALSE(limit.take("a"));
  clock.advance(3'600'000);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.take("a"));
  EXPECT_FALSE(limit.take("a")) << "no more than the burst";
}

TEST(RateLimit, IsBoundedAgainstManyKeys) {
  FixedClock clock(Time{});
  RateLimit limit(clock, 2, 60, 10);
  int let_through = 0;
  for (int i = 0; i < 1000; ++i) let_through += limit.take("k" + std::to_string(i)) ? 1 : 0;
  EXPECT_EQ(let_through, 12) << "ten keys of their own, then one shared bucket";
  EXPECT_TRUE(limit.take("k0")) << "who was there keeps its own";
  clock.advance(60'000);
  EXPECT_TRUE(limit.take("new"));
  EXPECT_TRUE(limit.take("newer"));
}

struct Fixture {
  explicit Fixture(DoorOptions options = {}) : door(router, clock, random, metrics, std::move(options)) {
    add_health_routes(router, metrics, [this] { return parts; });
  }
  Response get(std::string path, std::string peer = "127.0.0.1", std::map<std::string, std::string, std::less<>> headers = {}) {
    Request request;
    request.headers = std::move(headers);
    request.method = "GET";
    request.path = std::move(path);
    request.peer = std::move(peer);
    return door.handle(request);
  }
  FixedClock clock{Time{}};
  SeededRandom random{1};
  Metrics metrics;
  Router router;
  std::vector<HealthPart> parts;
  Door door;
};

TEST(Door, TellsTheOperatorHowItIs) {
  Fixture it;
  EXPECT_EQ(it.get("/healthz").body, R"({"ok":true,"parts":[]})");
  it.parts = {{"database", true, ""}, {"disk", false, "磁盘将满，请清理"}};
  const Response ready = it.get("/readyz");
  EXPECT_EQ(ready.status, 503);
  EXPECT_NE(ready.body.find(R"({"ok":false,"parts":[{"name":"database","ok":true,"message":""},{"name":"disk","ok":false)"), ready.body.npos);
  EXPECT_NE(it.get("/metrics").body.find("lianhu_requests_total{operation=\"readyz\",status=\"503\"} 1\n"), std::string::npos);
  EXPECT_EQ(it.get("/metrics", "192.0.2.1").status, 404);
}

TEST(Door, LimitsOneAddress) {
  Fixture it({.burst = 2, .per_minute = 60});
  EXPECT_EQ(it.get("/api/x").status, 404);
  EXPECT_EQ(it.get("/api/x").status, 404);
  const Response refused = it.get("/api/x");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header_value("Retry-After"), "30");
  EXPECT_EQ(it.get("/api/x", "192.0.2.1").status, 404);
  EXPECT_EQ(it.get("/healthz").status, 200);
  it.clock.advance(1000);
  EXPECT_EQ(it.get("/api/x").status, 404);
}

// The limit is the caller's own, also behind a proxy; a caller who writes another address does not leave his.
TEST(Door, LimitsTheCallerAndNotTheProxy) {
  Fixture it({.burst = 2, .per_minute = 60, .proxies = TrustedProxies::of({"10.1.2.3"}).value()});
  const auto by_proxy = [&](const char* hops) { return it.get("/api/x", "10.1.2.3", {{"x-forwarded-for", hops}}).status; };
  EXPECT_EQ(by_proxy("192.0.2.7"), 404);
  EXPECT_EQ(by_proxy("198.51.100.1, 192.0.2.7"), 404);
  EXPECT_EQ(by_proxy("198.51.100.2, 192.0.2.7"), 429);
  EXPECT_EQ(by_proxy("::ffff:192.0.2.7"), 429);
  EXPECT_EQ(by_proxy("192.0.2.8"), 404);
  for (const auto* claimed : {"192.0.2.10", "192.0.2.11"}) EXPECT_EQ(it.get("/api/x", "192.0.2.9", {{"x-forwarded-for", claimed}}).status, 404);
  EXPECT_EQ(it.get("/api/x", "192.0.2.9", {{"x-forwarded-for", "192.0.2.12"}}).status, 429) << "nobody's proxy";
}

TEST(Door, SaysStrictTransportBehindAnEncryptingProxy) {
  Fixture it({.proxies = TrustedProxies::of({"10.1.2.3"}).value()});
  const auto hsts = [&](const char* peer, const char* scheme) {
    return std::string(it.get("/healthz", peer, {{"x-forwarded-for", "192.0.2.7"}, {"x-forwarded-proto", scheme}}).header_value("Strict-Transport-Security"));
  };
  EXPECT_EQ(hsts("10.1.2.3", "https"), "max-age=31536000");
  EXPECT_EQ(hsts("10.1.2.3", "http"), "");
  EXPECT_EQ(hsts("192.0.2.9", "https"), "");
  EXPECT_EQ(it.get("/metrics", "10.1.2.3", {{"x-forwarded-for", "127.0.0.1"}}).status, 404) << "what is told through a proxy is not this machine";
}

TEST(Door, AddsInlineStylesOnlyWhenAsked) {
  EXPECT_EQ(std::string(Fixture().get("/healthz").header_value("Content-Security-Policy")).find("unsafe-inline"), std::string::npos);
  const std::string csp(Fixture({.inline_styles = true}).get("/healthz").header_value("Content-Security-Policy"));
  EXPECT_NE(csp.find("style-src 'self' 'unsafe-inline';"), csp.npos);
  EXPECT_NE(csp.find("script-src 'self';"), csp.npos);
}

}  // namespace
}  // namespace lianhu::http

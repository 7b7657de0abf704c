#include "http/server.h"

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "base/real_world.h"
#include "base/test_world.h"
#include "http/door.h"
#include "http/reply.h"
#include "http/test_client.h"
#include "store/db.h"

namespace lianhu::http {
namespace {

// A door that opens once, for tests that hold a handler.
class Latch {
 public:
  void open() {
    const std::lock_guard lock(guard_);
    open_ = true;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [this] { return open_; });
  }

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  bool open_ = false;
};

struct Running {
  explicit Running(ServerOptions options = {}, std::size_t queue = 64) : pool(2, queue) {
    add("GET", "/api/hello", [](const Request& r, Context&) { return json_text("\"" + r.query_value("n").value_or("-") + "\""); });
    add("POST", "/api/echo", [](const Request& r, Context&) { return json_text("\"" + std::to_string(r.body.size()) + r.body.substr(0, 20) + "\""); });
    add("GET", "/api/throws", [](const Request&, Context&) -> Response { throw std::runtime_error("secret detail"); });
    add("GET", "/api/away", [](const Request&, Context&) -> Response { throw DbBroken("与数据库的连接中断，请稍后重试。"); });
    add("GET", "/api/full", [](const Request&, Context&) -> Response { throw DbFull("磁盘空间已满，暂时不能写入。"); });
    add("GET", "/api/held", [this](const Request&, Context&) {
      entered.open();
      gate.wait();
      return json_text("\"held\"");
    });
    add("GET", "/api/large", [](const Request&, Context&) {
      Response response;
      response.constant = large_bytes();
      return response;
    });
    door.emplace(router, clock, random, metrics, DoorOptions{.burst = 0, .log = [this](const std::string& line) {
                   const std::lock_guard lock(guard);
                   log += line + "\n";
                 }});
    server.emplace(std::move(options), door->service(), pool);
  }
  void add(std::string method, std::string path, Handler handler) {
    const bool posts = method == "POST";
    router.add({.method = std::move(method), .path = path, .operation = path.substr(5), .tag = "test", .summary = "测试", .permission = "public",
                .body_type = posts ? "text/plain" : "application/json", .body_limit = 1000, .handler = std::move(handler)});
  }
  static std::string_view large_bytes() {
    static const std::string bytes(3'000'000, 'x');
    return bytes;
  }

  FixedClock clock{Time::at(Date::of(2026, 9, 1), 8)};
  SeededRandom random{1};
  Metrics metrics;
  Router router;
  Latch entered, gate;
  std::mutex guard;
  std::string log;
  PoolExecutor pool;
  std::optional<Door> door;
  std::optional<Server> server;
};

std::string get(std::string_view path, std::string_view more = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more) + "\r\n";
}
std::string post(std::string_view more, std::string_view body) {
  return "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n" + std::string(more) + "\r\n\r\n" + std::string(body);
}
std::string status_of(const std::string& answer) { return answer.substr(0, answer.find("\r\n")); }
std::string body_of(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

TEST(Server, KeepsAliveAndCarriesItsHeaders) {
  Running it;
  TestClient client(it.server->port());
  client.send(get("/api/hello?n=1"));
  const std::string first = client.answer();
  EXPECT_EQ(status_of(first), "HTTP/1.1 200 OK");
  EXPECT_EQ(body_of(first), "\"1\"");
  for (const auto* part : {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';", "X-Content-Type-Options: nosniff",
                           "Referrer-Policy: no-referrer", "Cross-Origin-Opener-Policy: same-origin", "Cache-Control: no-store", "X-Request-Id: ",
                           "Connection: keep-alive", "Date: Tue, 01 Sep 2026 00:00:00 GMT"}) {
    EXPECT_NE(first.find(part), first.npos) << part;
  }
  EXPECT_EQ(first.find("Strict-Transport-Security"), first.npos) << "not on plain HTTP";
  client.send(get("/api/hello?n=2", "Connection: close\r\n"));
  EXPECT_EQ(body_of(client.until_closed()), "\"2\"");
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  Running it;
  TestClient client(it.server->port());
  std::string all;
  for (int i = 0; i < 50; ++i) all += i % 2 == 0 ? get("/api/hello?n=" + std::to_string(i)) : post("Content-Length: 2", std::to_string(10 + i));
  client.send(all);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(body_of(client.answer()), i % 2 == 0 ? "\"" + std::to_string(i) + "\"" : "\"2" + std::to_string(10 + i) + "\"");
  }
}

TEST(Server, TakesRequestsByteByByte) {
  Running it;
  TestClient client(it.server->port());
  for (const std::string& request : {post("Content-Length: 3", "abc"), post("Transfer-Encoding: chunked", "2\r\nab\r\n3;x=y\r\ncde\r\n0\r\nIf-Match: \"t\"\r\n\r\n")}) {
    for (const char c : request) client.send({&c, 1});
  }
  EXPECT_EQ(body_of(client.answer()), "\"3abc\"");
  EXPECT_EQ(body_of(client.answer()), "\"5abcde\"");
}

TEST(Server, HeadAndOptionsHaveNoBody) {
  Running it;
  TestClient client(it.server->port());
  client.send("HEAD /api/hello HTTP/1.1\r\nHost: x\r\n\r\n" + get("/api/hello"));
  EXPECT_NE(client.until("\r\n\r\n").find("Content-Length: 3\r\n"), std::string::npos);
  EXPECT_EQ(body_of(client.answer()), "\"-\"");
  client.send("OPTIONS /api/hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string options = client.answer();
  EXPECT_EQ(status_of(options), "HTTP/1.1 204 No Content");
  EXPECT_NE(options.find("Allow: GET, HEAD, OPTIONS\r\n"), options.npos);
}

TEST(Server, SendsLargeAnswersWhole) {
  Running it;
  TestClient client(it.server->port());
  client.send(get("/api/large", "Connection: close\r\n"));
  EXPECT_EQ(body_of(client.until_closed()), Running::large_bytes());
}

TEST(Server, RefusesBrokenRequestsAndCloses) {
  Running it;
  const auto first_line = [&](const std::string& bytes) {
    TestClient client(it.server->port());
    client.send(bytes);
    const std::string answer = client.until_closed();
    EXPECT_NE(answer.find("Connection: close\r\n"), answer.npos) << bytes.substr(0, 60);
    EXPECT_NE(answer.find("application/problem+json"), answer.npos);
    EXPECT_NE(answer.find("X-Content-Type-Options: nosniff"), answer.npos);
    return status_of(answer).substr(9, 3);
  };
  EXPECT_EQ(first_line("GET /api/hello HTTP/1.1\r\n\r\n"), "400") << "no Host";
  EXPECT_EQ(first_line("GET /api/hello HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"), "400");
  EXPECT_EQ(first_line("nonsense\r\n\r\n"), "400");
  EXPECT_EQ(first_line("GET api HTTP/1.1\r\nHost: x\r\n\r\n"), "400");
  EXPECT_EQ(first_line("GET /a?b=%zz HTTP/1.1\r\nHost: x\r\n\r\n"), "400");
  EXPECT_EQ(first_line("GET / HTTP/2.0\r\nHost: x\r\n\r\n"), "400");
  EXPECT_EQ(first_line(get("/api/hello", "Bad Header: x\r\n")), "400");
  EXPECT_EQ(first_line(get("/api/hello", "X: a\x01z\r\n")), "400");
  EXPECT_EQ(first_line(post("Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n")), "400") << "both lengths";
  EXPECT_EQ(first_line(post("Transfer-Encoding: chunked\r\nContent-Length: 3", "0\r\n\r\n")), "400") << "both lengths";
  EXPECT_EQ(first_line(post("Content-Length: 3\r\nContent-Length: 3", "abc")), "400");
  EXPECT_EQ(first_line(post("Content-Length: 3, 4", "abc")), "400");
  EXPECT_EQ(first_line(post("Content-Length: -1", "")), "400");
  EXPECT_EQ(first_line(post("Transfer-Encoding: identity", "")), "400");
  EXPECT_EQ(first_line(post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")), "400");
  EXPECT_EQ(first_line(post("Transfer-Encoding: chunked", "zz\r\n")), "400") << "chunk size";
  EXPECT_EQ(first_line(post("Transfer-Encoding: chunked", "2\r\nabc\r\n0\r\n\r\n")), "400") << "chunk longer than its size";
  EXPECT_EQ(first_line(post("Transfer-Encoding: chunked", "fffffffffffffffff\r\n")), "400") << "chunk size overflows";
  EXPECT_EQ(first_line(post("Expect: the-best\r\nContent-Length: 3", "abc")), "417");
  EXPECT_EQ(first_line(get("/api/hello", "X: " + std::string(20'000, 'a') + "\r\n")), "431");
}

TEST(Server, LimitsBodies) {
  Running it;
  for (const std::string& request : {post("Content-Length: 1001", std::string(1001, 'a')), post("Content-Length: 18446744073709551615", "a"),
                                     post("Transfer-Encoding: chunked", "3e9\r\n" + std::string(1001, 'a') + "\r\n0\r\n\r\n"),
                                     post("Transfer-Encoding: chunked", "1f4\r\n" + std::string(500, 'a') + "\r\n1f5\r\n" + std::string(501, 'a') + "\r\n0\r\n\r\n")}) {
    TestClient client(it.server->port());
    client.send(request);
    const std::string answer = client.until_closed();
    EXPECT_EQ(status_of(answer), "HTTP/1.1 413 Content Too Large");
    EXPECT_NE(answer.find("body_too_large"), answer.npos);
  }
  TestClient client(it.server->port());
  client.send(post("Content-Length: 1000", std::string(1000, 'a')));
  EXPECT_EQ(status_of(client.answer()), "HTTP/1.1 200 OK");
}

TEST(Server, SaysGoAheadOnlyWhenItWillRead) {
  Running it;
  TestClient good(it.server->port());
  good.send(post("Expect: 100-continue\r\nContent-Length: 3", ""));
  EXPECT_EQ(good.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  good.send("abc");
  EXPECT_EQ(body_of(good.answer()), "\"3abc\"");
  TestClient large(it.server->port());
  large.send(post("Expect: 100-continue\r\nContent-Length: 5000", ""));
  EXPECT_EQ(status_of(large.until_closed()), "HTTP/1.1 413 Content Too Large");
}

TEST(Server, HidesExceptions) {
  Running it;
  TestClient client(it.server->port());
  client.send(get("/api/throws") + get("/api/hello"));
  const std::string answer = client.answer();
  EXPECT_EQ(status_of(answer), "HTTP/1.1 500 Internal Server Error");
  EXPECT_EQ(answer.find("secret"), answer.npos);
  EXPECT_EQ(status_of(client.answer()), "HTTP/1.1 200 OK") << "the connection goes on";
}

TEST(Server, SaysThatTheDatabaseIsAwayOrFull) {
  Running it;
  TestClient client(it.server->port());
  client.send(get("/api/away") + get("/api/full"));
  const std::string away = client.answer();
  EXPECT_EQ(status_of(away), "HTTP/1.1 503 Service Unavailable");
  EXPECT_NE(away.find("Retry-After: 5"), away.npos);
  EXPECT_NE(away.find("与数据库的连接中断"), away.npos);
  const std::string full = client.answer();
  EXPECT_EQ(status_of(full), "HTTP/1.1 507 Insufficient Storage");
  EXPECT_NE(full.find("磁盘空间已满"), full.npos);
}

TEST(Server, LogsAndCountsByOperationOnly) {
  Running it;
  TestClient client(it.server->port());
  client.send(get("/api/hello?n=topsecret") + get("/api/nowhere/520403"));
  client.answer();
  client.answer();
  const std::lock_guard lock(it.guard);
  EXPECT_NE(it.log.find(R"("operation":"hello","status":200,"ms":0,"bytes":11)"), it.log.npos) << it.log;
  EXPECT_NE(it.log.find(R"("operation":"unknown","status":404,"code":"not_found")"), it.log.npos);
  const std::string metrics = it.metrics.text();
  EXPECT_NE(metrics.find("lianhu_requests_total{operation=\"hello\",status=\"200\"} 1\n"), metrics.npos);
  EXPECT_NE(metrics.find("lianhu_request_seconds_bucket{operation=\"hello\",le=\"0.005\"} 1\n"), metrics.npos);
  for (const std::string& text : {it.log, metrics}) {
    EXPECT_EQ(text.find("topsecret"), text.npos);
    EXPECT_EQ(text.find("520403"), text.npos);
  }
}

TEST(Server, AnswersBusyWhenThePoolIsFull) {
  Running it({}, 1);
  // Two workers hold, one waits in the queue, the next finds it full.
  std::vector<std::unique_ptr<TestClient>> held;
  for (int i = 0; i < 3; ++i) {
    held.push_back(std::make_unique<TestClient>(it.server->port()));
    held.back()->send(get("/api/held"));
  }
  std::string busy;
  // The held requests arrive in their own time: ask until the pool is full.
  while (busy.find("503") == busy.npos) {
    held.push_back(std::make_unique<TestClient>(it.server->port()));
    TestClient& client = *held.back();
    client.send(get("/api/held"));
    char byte = 0;
    const timeval short_wait{0, 50'000};
    ::setsockopt(client.fd(), SOL_SOCKET, SO_RCVTIMEO, &short_wait, sizeof short_wait);
    if (::recv(client.fd(), &byte, 1, MSG_PEEK) == 1) busy = client.answer();
    ASSERT_LT(held.size(), 100U);
  }
  EXPECT_EQ(status_of(busy), "HTTP/1.1 503 Service Unavailable");
  EXPECT_NE(busy.find("Retry-After: 5\r\n"), busy.npos);
  it.gate.open();
  EXPECT_EQ(body_of(held[0]->answer()), "\"held\"");
}

TEST(Server, ClosesOnSlowClients) {
  ServerOptions options;
  options.limits.header = std::chrono::milliseconds(50);
  options.limits.body_idle = std::chrono::milliseconds(50);
  Running it(options);
  TestClient head(it.server->port());
  head.send("GET /api/hello HTTP/1.1\r\nHo");
  EXPECT_EQ(head.until_closed(), "");
  TestClient body(it.server->port());
  body.send(post("Content-Length: 3", "a"));
  EXPECT_EQ(body.until_closed(), "");
  TestClient silent(it.server->port());
  EXPECT_EQ(silent.until_closed(), "");
}

TEST(Server, StopLetsRunningRequestsFinish) {
  Running it;
  TestClient idle(it.server->port());
  idle.send(get("/api/hello"));
  idle.answer();
  TestClient running(it.server->port());
  running.send(get("/api/held"));
  it.entered.wait();
  std::thread stopper([&] { it.server->stop(); });
  EXPECT_EQ(idle.until_closed(), "") << "an idle connection ends at once";
  EXPECT_THROW(
      {
        for (int i = 0; i < 1000; ++i) TestClient late(it.server->port());
      },
      std::runtime_error)
      << "no new ones";
  it.gate.open();
  const std::string answer = running.until_closed();
  EXPECT_EQ(body_of(answer), "\"held\"");
  EXPECT_NE(answer.find("Connection: close"), answer.npos);
  stopper.join();
  EXPECT_EQ(it.server->connections(), 0U);
}

TEST(Server, PortInUseThrows) {
  Running it;
  ServerOptions options;
  options.port = it.server->port();
  EXPECT_THROW(Server(options, it.door->service(), it.pool), std::system_error);
}

// Whatever comes in, the next client is served.
TEST(Server, SurvivesMutatedRequests) {
  Running it({}, 10'000);
  std::mt19937 dice(11);
  const std::string good = post("Transfer-Encoding: chunked", "2\r\nab\r\n3;x=\"y\"\r\ncde\r\n0\r\nA: b\r\n\r\n") + post("Content-Length: 3", "abc");
  for (int round = 0; round < 1500; ++round) {
    std::string bytes = good;
    for (unsigned n = dice() % 4 + 1; n > 0; --n) {
      const std::size_t at = dice() % bytes.size();
      switch (dice() % 4) {
        case 0: bytes[at] = static_cast<char>(dice()); break;
        case 1: bytes.erase(at, dice() % 6 + 1); break;
        case 2: bytes.insert(at, bytes.substr(dice() % bytes.size(), dice() % 20)); break;
        default: bytes.insert(at, dice() % 2 == 0 ? "\r\n" : "0"); break;
      }
      if (bytes.empty()) bytes = "x";
    }
    TestClient client(it.server->port());
    client.send(bytes);
    ::shutdown(client.fd(), SHUT_WR);
    client.until_closed();
  }
  TestClient last(it.server->port());
  last.send(get("/api/hello"));
  EXPECT_EQ(status_of(last.answer()), "HTTP/1.1 200 OK");
}

TEST(Server, LimitsBodiesInFlight) {
  ServerOptions options;
  options.limits.bodies_in_flight = 100;
  Running it(options);
  TestClient one(it.server->port());
  one.send(post("Content-Length: 101", std::string(101, 'a')));
  EXPECT_EQ(status_of(one.until_closed()), "HTTP/1.1 503 Service Unavailable");
  TestClient two(it.server->port());
  for (int i = 0; i < 3; ++i) {
    two.send(post("Content-Length: 100", std::string(100, 'a')));
    EXPECT_EQ(status_of(two.answer()), "HTTP/1.1 200 OK") << "the share was given back";
  }
}

TEST(Server, LimitsConnections) {
  ServerOptions options;
  options.limits.connections = 2;
  Running it(options);
  TestClient one(it.server->port());
  TestClient two(it.server->port());
  for (TestClient* client : {&one, &two}) {
    client->send(get("/api/hello"));
    EXPECT_EQ(status_of(client->answer()), "HTTP/1.1 200 OK");
  }
  TestClient three(it.server->port());
  EXPECT_EQ(three.until_closed(), "");
}

}  // namespace
}  // namespace lianhu::http

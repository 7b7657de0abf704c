#include "http/broadcast.h"

#include <gtest/gtest.h>

#include "base/real_world.h"
#include "base/test_world.h"
#include "http/door.h"
#include "http/server.h"
#include "http/test_client.h"

namespace lianhu::http {
namespace {

Broadcast::Filter everything() {
  return [](const Event& event) { return std::optional(event.data); };
}

TEST(EventText, FramesLines) {
  EXPECT_EQ(event_text({"7", "matter", "t", "一\n二"}), "id: 7\nevent: matter\ndata: 一\ndata: 二\n\n");
  EXPECT_EQ(event_text({"7\ndata: x", "", "", ""}), "id: 7data: x\ndata: \n\n");
  EXPECT_EQ(event_text({"", "", "", "a\r\nevent: b"}), "data: a\ndata: event: b\n\n");
}

TEST(Broadcast, GivesEachViewerItsOwnView) {
  InlineExecutor inline_executor;
  Broadcast hub(inline_executor);
  const auto all = hub.subscribe(everything());
  const auto some = hub.subscribe([](const Event& event) -> std::optional<std::string> {
    if (event.topic != "520403001") return std::nullopt;
    return "masked";
  });
  hub.publish({"1", "matter", "520403001", "whole"});
  hub.publish({"2", "matter", "520403002", "whole"});
  EXPECT_EQ(all->take(), "id: 1\nevent: matter\ndata: whole\n\nid: 2\nevent: matter\ndata: whole\n\n");
  EXPECT_EQ(some->take(), "id: 1\nevent: matter\ndata: masked\n\n");
  EXPECT_EQ(some->take(), "");
}

TEST(Broadcast, AsksTheFilterAtPublishing) {
  InlineExecutor inline_executor;
  Broadcast hub(inline_executor);
  bool allowed = true;
  const auto queue = hub.subscribe([&](const Event& event) { return allowed ? std::optional(event.data) : std::nullopt; });
  hub.publish({"1", "", "", "a"});
  allowed = false;
  hub.publish({"2", "", "", "b"});
  EXPECT_EQ(queue->take(), "id: 1\ndata: a\n\n");
}

TEST(Broadcast, ClosesTheSlowAndTheBroken) {
  InlineExecutor inline_executor;
  Broadcast hub(inline_executor, 3);
  const auto slow = hub.subscribe(everything());
  const auto quick = hub.subscribe(everything());
  const auto broken = hub.subscribe([](const Event&) -> std::optional<std::string> { throw std::runtime_error("database"); });
  int rings = 0;
  slow->set_wake([&] { ++rings; });
  EXPECT_EQ(hub.viewers(), 3U);
  for (int i = 0; i < 4; ++i) {
    hub.publish({std::to_string(i), "", "", "x"});
    EXPECT_FALSE(quick->take().empty());
  }
  EXPECT_TRUE(slow->closed());
  EXPECT_EQ(rings, 2) << "once for the first event, once for the end";
  EXPECT_EQ(slow->take(), "");
  EXPECT_TRUE(broken->closed());
  EXPECT_FALSE(quick->closed());
  EXPECT_EQ(hub.viewers(), 1U);
}

// Takes nothing: the pool is full for ever.
class NoExecutor : public Executor {
 public:
  bool post(std::function<void()>) override { return false; }
};

TEST(Broadcast, LosesNothingSilently) {
  NoExecutor none;
  Broadcast hub(none);
  const auto queue = hub.subscribe(everything());
  hub.publish({"1", "", "", "a"});
  EXPECT_TRUE(queue->closed()) << "the viewer comes back and asks the store";
}

TEST(Broadcast, KeepsTheOrderAcrossThreads) {
  PoolExecutor pool(4, 1000);
  Broadcast hub(pool, 2000);
  const auto queue = hub.subscribe(everything());
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    hub.publish({std::to_string(i), "", "", "x"});
    expected += "id: " + std::to_string(i) + "\ndata: x\n\n";
  }
  std::string got;
  while (got.size() < expected.size()) got += queue->take();
  EXPECT_EQ(got, expected);
}

struct Live {
  explicit Live(Limits limits = {}) : pool(2, 64), hub(pool, 8) {
    router.add({.method = "GET", .path = "/api/events", .operation = "events", .tag = "test", .summary = "动态", .permission = "public",
                .handler = [this](const Request& request, Context&) {
                  return event_stream(hub.subscribe(everything()), "id: " + std::string(request.header("last-event-id")) + "\ndata: old\n\n");
                }});
    server.emplace(ServerOptions{.limits = limits}, door.service(), pool);
  }
  static std::string ask(std::string_view id = "5") {
    return "GET /api/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: " + std::string(id) + "\r\n\r\n";
  }
  FixedClock clock{Time{}};
  SeededRandom random{1};
  Metrics metrics;
  Router router;
  PoolExecutor pool;
  Broadcast hub;
  Door door{router, clock, random, metrics, {}};
  std::optional<Server> server;
};

TEST(EventStream, SendsBacklogThenEvents) {
  Live it;
  TestClient client(it.server->port());
  client.send(Live::ask());
  const std::string head = client.until("\r\n\r\n");
  EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), head.npos);
  EXPECT_EQ(head.find("Content-Length"), head.npos);
  EXPECT_EQ(client.until("old\n\n"), "retry: 3000\n\nid: 5\ndata: old\n\n");
  for (int i = 0; i < 100; ++i) {
    it.hub.publish({std::to_string(i), "", "", "new"});
    EXPECT_EQ(client.until("new\n\n"), "id: " + std::to_string(i) + "\ndata: new\n\n");
  }
  it.server->stop();
  EXPECT_EQ(client.until_closed(), "");
  EXPECT_EQ(it.hub.viewers(), 0U);
}

TEST(EventStream, BeatsWhenSilent) {
  Limits limits;
  limits.heartbeat = std::chrono::milliseconds(5);
  Live it(limits);
  TestClient client(it.server->port());
  client.send(Live::ask());
  client.until("old\n\n");
  EXPECT_EQ(client.until(": \n\n"), ": \n\n");
  EXPECT_EQ(client.until(": \n\n"), ": \n\n");
}

TEST(EventStream, DropsAViewerThatDoesNotRead) {
  Live it;
  TestClient slow(it.server->port(), 4096);
  slow.send(Live::ask());
  slow.until("old\n\n");
  TestClient quick(it.server->port());
  quick.send(Live::ask());
  quick.until("old\n\n");
  EXPECT_EQ(it.hub.viewers(), 2U);
  const std::string large(200'000, 'x');
  int sent = 0;
  while (it.hub.viewers() == 2 && sent < 1000) {
    const std::string id = std::to_string(sent++);
    it.hub.publish({id, "", "", large});
    ASSERT_TRUE(quick.until("\n\n").starts_with("id: " + id + "\n")) << "the quick one misses nothing";
  }
  EXPECT_EQ(it.hub.viewers(), 1U);
  it.hub.publish({"last", "", "", "x"});
  EXPECT_EQ(quick.until("\n\n"), "id: last\ndata: x\n\n");
  EXPECT_EQ(slow.until_closed().find("id: last"), std::string::npos);
}

}  // namespace
}  // namespace lianhu::http

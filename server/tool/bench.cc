// lianhu bench: what the server does against what the machine could do at most, both measured in the same run.

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <thread>

#include <boost/json/parse.hpp>

#include "base/hash.h"
#include "base/password.h"
#include "base/text.h"
#include "store/change_store.h"
#include "tool/bench_client.h"
#include "tool/bench_paper.h"
#include "tool/bench_receipt.h"
#include "tool/bench_sheet.h"
#include "tool/bench_stage.h"
#include "tool/bench_twins.h"
#include "tool/commands.h"
#include "tool/install.h"

namespace lianhu {
namespace {

using Steady = std::chrono::steady_clock;
constexpr const char* kPassword = "bench-Mark-2026";

void print_row(const char* name, const Load& load, double cpu_seconds, double memory_mb) {
  std::printf("%-28s %9.0f /s   p50 %7.2f ms   p99 %7.2f ms   CPU %7.1f us   %6.0f MB   %lld refused\n", name,
              static_cast<double>(load.done) / load.seconds, load.at(0.5), load.at(0.99), cpu_seconds * 1e6 / static_cast<double>(load.done), memory_mb,
              static_cast<long long>(load.refused));
}

struct Measured {
  Load load;
  double cpu = 0;
};
Measured measured(const ServerProcess& server, const char* name, int clients, int requests, const std::function<BenchRequest(int, int)>& next) {
  run_load(server.port(), clients, std::max(clients, requests / 20), next);  // warm
  const double before = server.cpu_seconds();
  Measured out;
  out.load = run_load(server.port(), clients, requests, [&](int client, int n) { return next(client, n + 1'000'000); });
  out.cpu = server.cpu_seconds() - before;
  print_row(name, out.load, out.cpu, server.memory_mb());
  return out;
}

// The same rows and index rows, grouped commits of the bare engine, as many at once as there were clients.
double bare_rate(House& house, int clients, int count) {
  std::vector<Change> changes = decided_intakes(house, count, 99);
  std::vector<std::thread> threads;
  const auto began = Steady::now();
  for (int t = 0; t < clients; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = static_cast<std::size_t>(t); i < changes.size(); i += static_cast<std::size_t>(clients)) {
        house.db().commit([&](Session& session) {
          Change copy = changes[i];
          save_change(session, house.region(), house.county().prefix, copy);
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return static_cast<double>(count) / std::chrono::duration<double>(Steady::now() - began).count();
}

struct Staff {
  std::string cookie, csrf;
};
Staff logged_in(int port, const std::string& key, const std::string& login = "triage") {
  BenchConnection connection(port);
  const BenchReply reply = connection.ask({"POST", "/api/v1/session", "{\"login\":\"" + login + R"(","password":")" + kPassword + "\"}", {{"Idempotency-Key", key}}});
  const std::size_t at = ascii_lower(reply.head).find("set-cookie: ");
  if (reply.status >= 300 || at == std::string::npos) throw std::runtime_error("测量用的账号不能登录：" + reply.body);
  const std::size_t start = at + 12;
  return {reply.head.substr(start, reply.head.find(';', start) - start),
          std::string(boost::json::parse(reply.body).at("csrf").as_string())};
}

std::vector<std::string> some_matters(int port, const Staff& staff) {
  std::vector<std::string> ids;
  BenchConnection connection(port);
  const BenchReply reply = connection.ask({"GET", "/api/v1/matters?limit=200", "", {{"Cookie", staff.cookie}}});
  const boost::json::value page = boost::json::parse(reply.body);
  for (const auto& item : page.at("items").as_array()) ids.emplace_back(item.at("matter").as_string());
  if (ids.empty()) throw std::runtime_error("没有可读的事项");
  return ids;
}

Measured bench_intake(const BenchOptions& options, Installation& keys, const ServerProcess& server, const std::string& grid) {
  std::mutex guard;
  const auto next = [&](int, int) {
    std::string key;
    {
      const std::lock_guard lock(guard);
      key = keys.ids().text();
    }
    const std::string body = R"({"text":"邻居新挖的水沟一下雨就淹我家的菜地，说过几次都没有结果，村里来看过一回，眼看就要下种，怕再下雨会更严重，请帮忙协调，希望有个说法。","place":")" + grid +
                             R"(","category":"dispute.neighbour.drain","name":"化名甲","hide_identity":false,"client_id":")" + key + "\"}";
    return BenchRequest{"POST", "/api/v1/public/reports", body, {{"Idempotency-Key", key}}};
  };
  return measured(server, "intake", options.clients, options.requests, next);
}

void print_ratio(const char* of, const Measured& run, double limit_rate, const char* limit) {
  std::printf("    %s at %.2f of %s\n", of, static_cast<double>(run.load.done) / run.load.seconds / limit_rate, limit);
}

}  // namespace

int bench(const BenchOptions& options) {
  namespace fs = std::filesystem;
  if (options.what == "paper") {
    bench_paper(options.fonts, options.requests);
    return 0;
  }
  SystemRandom random;
  std::string name(6, '\0');
  random.fill(std::as_writable_bytes(std::span(name.data(), name.size())));
  const fs::path folder = options.folder.empty() ? fs::temp_directory_path() / ("lianhu-bench-" + hex(name)) : fs::path(options.folder);
  struct Remove {
    fs::path path;
    ~Remove() {
      std::error_code ignored;
      if (!path.empty()) fs::remove_all(path, ignored);
    }
  } const remove{options.folder.empty() ? folder : fs::path()};
  const Where where{(folder / "data").string(), options.database, (folder / "key").string()};
  fs::create_directories(folder);
  const bool all = options.what == "all";
  std::string grid;
  double bare = 0, bare_answers = 0;
  ReceiptStage receipts;
  {
    Installation place(where, true);
    PasswordPool pool(place.random());
    CountySetup setup;
    setup.demo = true;
    setup.password = kPassword;
    const auto installed = install_county({place.db(), place.clock(), place.random(), place.ids(), [&](const std::string& p) { return *pool.hash(p); }}, setup);
    if (!installed) throw std::runtime_error(installed.error().message);
    House house(place.world());
    if (options.what == "sheet") {
      bench_sheet(house, options.requests, bare_rate(house, options.clients, options.requests));
      return 0;
    }
    if (options.what == "twins") {
      bench_twins(house, options.requests);
      return 0;
    }
    const auto began = Steady::now();
    if (!installed->already) fill_matters(house, options.matters);
    std::printf("%d matters filled in %.1f s\n", options.matters, std::chrono::duration<double>(Steady::now() - began).count());
    if (all || options.what == "receipts") {
      receipts = prepare_receipts(house, options.requests + std::max(options.clients, options.requests / 20) + 2 * options.clients, *pool.hash(kPassword));
      bare_answers = bare_receipts(house, receipts, options.clients, options.requests);
      std::printf("%-28s %9.0f /s   (grouped commit of the same receipt rows, no server)\n", "limit: bare engine", bare_answers);
    }
    grid = decided_intakes(house, 1, 3).front().matter.place.text;
    if (all || options.what == "intake") {
      bare = bare_rate(house, options.clients, options.requests);
      std::printf("%-28s %9.0f /s   (grouped commit of the same rows and index rows, no server)\n", "limit: bare engine", bare);
    }
  }
  Installation keys({where.data + "-keys", "", (folder / "other.key").string()}, true);  // ids for requests; not the measured data
  const ServerProcess server(where, (folder / "server.log").string());
  std::printf("idle memory after start %.0f MB\n", server.memory_mb());
  const Measured fixed = measured(server, "limit: fixed reply", options.clients, options.requests, [](int, int) { return BenchRequest{"GET", "/healthz", "", {}}; });
  const double fixed_rate = static_cast<double>(fixed.load.done) / fixed.load.seconds;
  if (all || options.what == "intake") print_ratio("intake", bench_intake(options, keys, server, grid), bare, "the bare engine's grouped commit");
  if (all || options.what == "receipts") {
    const Staff head = logged_in(server.port(), keys.ids().text(), receipts.login);
    std::atomic<std::size_t> used = 0;
    std::mutex guard;
    const auto next = [&](int, int) {
      const std::size_t n = used++;
      std::string key;
      {
        const std::lock_guard lock(guard);
        key = keys.ids().text();
      }
      return BenchRequest{"POST", "/api/v1/messages/" + receipts.messages[n % receipts.messages.size()] + "/receipt", R"({"place":")" + receipts.place + R"(","state":"read"})",
                          {{"Cookie", head.cookie}, {"X-CSRF", head.csrf}, {"Idempotency-Key", key}}};
    };
    print_ratio("receipts", measured(server, "receipts", options.clients, options.requests, next), bare_answers, "the bare engine's grouped commit");
    if (!all) return 0;
  }
  const Staff staff = logged_in(server.port(), keys.ids().text());
  const std::vector<std::string> ids = some_matters(server.port(), staff);
  const auto get = [&](const std::string& path) { return BenchRequest{"GET", path, "", {{"Cookie", staff.cookie}}}; };
  if (all || options.what == "read") {
    const Measured run = measured(server, "read (with its log row)", options.clients, options.requests, [&](int client, int n) { return get("/api/v1/matters/" + ids[static_cast<std::size_t>(client * 31 + n) % ids.size()]); });
    print_ratio("read", run, fixed_rate, "the same server's fixed reply");
  }
  if (all || options.what == "list") {
    measured(server, "newest 50", options.clients, options.requests, [&](int, int) { return get("/api/v1/matters?limit=50"); });
    measured(server, "newest 50, one client", 1, std::max(100, options.requests / 10), [&](int, int) { return get("/api/v1/matters?limit=50"); });
  }
  if (all || options.what == "search") {
    static constexpr const char* words[] = {"%E6%B0%B4%E6%B2%9F", "%E5%B7%A5%E9%92%B1", "%E8%BF%87%E9%81%93", "%E7%95%8C%E7%9F%B3", "%E5%B0%BE%E6%AC%BE"};
    const auto next = [&](int client, int n) { return get(std::string("/api/v1/search?limit=20&q=") + words[static_cast<std::size_t>(client + n) % std::size(words)]); };
    measured(server, "search, two characters", options.clients, options.requests, next);
    measured(server, "search, one client", 1, std::max(100, options.requests / 10), next);
  }
  return 0;
}

}  // namespace lianhu

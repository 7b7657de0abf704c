#pragma once
// Counters for the operator, in the Prometheus text format.
//
// Invariant: labels are operation names and statuses only: no path, no id, nothing personal.
// Units: seconds, bytes. Thread rule: any thread.

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace lianhu::http {

class Metrics {
 public:
  void begin();
  void end(const std::string& operation, int status, std::int64_t ms, std::size_t bytes);
  // A number read when the page is asked for (queue length, viewers ...).
  void add_gauge(std::string name, std::string help, std::function<double()> read);
  std::string text() const;

 private:
  static constexpr std::array<std::int64_t, 9> bounds_ms = {5, 10, 25, 50, 100, 250, 500, 1000, 5000};
  struct Row {
    std::map<int, std::uint64_t> by_status;
    std::array<std::uint64_t, bounds_ms.size() + 1> by_time{};
    std::uint64_t total_ms = 0;
    std::uint64_t bytes = 0;
  };
  struct Gauge {
    std::string name;
    std::string help;
    std::function<double()> read;
  };
  mutable std::mutex guard_;
  std::map<std::string, Row> rows_;
  std::vector<Gauge> gauges_;
  std::int64_t in_flight_ = 0;
};

}  // namespace lianhu::http

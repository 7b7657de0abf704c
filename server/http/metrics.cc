#include "http/metrics.h"

#include <fmt/format.h>

namespace lianhu::http {

void Metrics::begin() {
  const std::lock_guard lock(guard_);
  ++in_flight_;
}

void Metrics::end(const std::string& operation, int status, std::int64_t ms, std::size_t bytes) {
  std::size_t bucket = 0;
  while (bucket < bounds_ms.size() && ms > bounds_ms[bucket]) ++bucket;
  const std::lock_guard lock(guard_);
  --in_flight_;
  Row& row = rows_[operation];
  ++row.by_status[status];
  ++row.by_time[bucket];
  row.total_ms += static_cast<std::uint64_t>(ms);
  row.bytes += bytes;
}

void Metrics::add_gauge(std::string name, std::string help, std::function<double()> read) {
  const std::lock_guard lock(guard_);
  gauges_.push_back({std::move(name), std::move(help), std::move(read)});
}

std::string Metrics::text() const {
  std::string out;
  std::vector<Gauge> gauges;
  {
    const std::lock_guard lock(guard_);
    gauges = gauges_;
    out += "# HELP lianhu_requests_total Answered requests.\n# TYPE lianhu_requests_total counter\n";
    for (const auto& [operation, row] : rows_) {
      for (const auto& [status, n] : row.by_status) {
        out += fmt::format("lianhu_requests_total{{operation=\"{}\",status=\"{}\"}} {}\n", operation, status, n);
      }
    }
    out += "# HELP lianhu_request_seconds Time in the handler.\n# TYPE lianhu_request_seconds histogram\n";
    for (const auto& [operation, row] : rows_) {
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < bounds_ms.size(); ++i) {
        sum += row.by_time[i];
        out += fmt::format("lianhu_request_seconds_bucket{{operation=\"{}\",le=\"{}\"}} {}\n", operation,
                           static_cast<double>(bounds_ms[i]) / 1000, sum);
      }
      sum += row.by_time.back();
      out += fmt::format("lianhu_request_seconds_bucket{{operation=\"{0}\",le=\"+Inf\"}} {1}\nlianhu_request_seconds_sum{{operation=\"{0}\"}} {2}\n"
                         "lianhu_request_seconds_count{{operation=\"{0}\"}} {1}\n",
                         operation, sum, static_cast<double>(row.total_ms) / 1000);
    }
    out += "# HELP lianhu_response_bytes_total Bytes of bodies.\n# TYPE lianhu_response_bytes_total counter\n";
    for (const auto& [operation, row] : rows_) out += fmt::format("lianhu_response_bytes_total{{operation=\"{}\"}} {}\n", operation, row.bytes);
    out += fmt::format("# HELP lianhu_requests_in_flight Requests in a handler.\n# TYPE lianhu_requests_in_flight gauge\nlianhu_requests_in_flight {}\n",
                       in_flight_);
  }
  for (const Gauge& gauge : gauges) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.help, gauge.read());
  }
  return out;
}

}  // namespace lianhu::http

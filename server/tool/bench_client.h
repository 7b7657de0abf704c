#pragma once
// The load of a benchmark: raw keep-alive connections to this machine, one thread each, bounded in number and count.
//
// Thread rule: run() starts and joins its own threads.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lianhu {

struct BenchRequest {
  std::string method, path, body;
  std::vector<std::pair<std::string, std::string>> headers;
};
struct BenchReply {
  int status = 0;
  std::string head, body;
};

class BenchConnection {
 public:
  explicit BenchConnection(int port);
  ~BenchConnection();
  BenchConnection(const BenchConnection&) = delete;
  BenchConnection& operator=(const BenchConnection&) = delete;
  BenchReply ask(const BenchRequest& request);  // throws std::runtime_error when the connection breaks

 private:
  int socket_;
  std::string buffer_;
};

struct Load {
  double seconds = 0;
  std::int64_t done = 0, refused = 0;
  std::vector<double> ms;  // sorted
  double at(double share) const;  // the latency below which this share lies
};
// `next(client, n)` makes the n-th request of a client.
Load run_load(int port, int clients, int requests, const std::function<BenchRequest(int client, int n)>& next);

}  // namespace lianhu

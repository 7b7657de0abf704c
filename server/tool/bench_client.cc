#include "tool/bench_client.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"

namespace lianhu {

BenchConnection::BenchConnection(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket_ < 0 || ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("连不上被测的服务");
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

BenchConnection::~BenchConnection() {
  if (socket_ >= 0) ::close(socket_);
}

BenchReply BenchConnection::ask(const BenchRequest& request) {
  std::string text = request.method + " " + request.path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  if (!request.body.empty()) text += "Content-Type: application/json\r\n";
  text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n" + request.body;
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t n = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) throw std::runtime_error("连接中断");
    sent += static_cast<std::size_t>(n);
  }
  BenchReply reply;
  std::size_t head_end = std::string::npos, length = 0;
  for (;;) {
    if (head_end == std::string::npos && (head_end = buffer_.find("\r\n\r\n")) != std::string::npos) {
      reply.head = buffer_.substr(0, head_end);
      std::from_chars(reply.head.data() + 9, reply.head.data() + 12, reply.status);
      const std::string lower = ascii_lower(reply.head);
      if (const std::size_t at = lower.find("content-length:"); at != std::string::npos) {
        const char* digits = lower.data() + at + 15;
        while (*digits == ' ') ++digits;
        std::from_chars(digits, lower.data() + lower.size(), length);
      }
    }
    if (head_end != std::string::npos && buffer_.size() >= head_end + 4 + length) break;
    char piece[16384];
    const ssize_t n = ::recv(socket_, piece, sizeof piece, 0);
    if (n <= 0) throw std::runtime_error("连接中断");
    buffer_.append(piece, static_cast<std::size_t>(n));
  }
  reply.body = buffer_.substr(head_end + 4, length);
  buffer_.erase(0, head_end + 4 + length);
  return reply;
}

double Load::at(double share) const {
  if (ms.empty()) return 0;
  return ms[std::min(ms.size() - 1, static_cast<std::size_t>(share * static_cast<double>(ms.size())))];
}

Load run_load(int port, int clients, int requests, const std::function<BenchRequest(int client, int n)>& next) {
  using Steady = std::chrono::steady_clock;
  Load load;
  std::mutex guard;
  std::vector<std::thread> threads;
  const auto began = Steady::now();
  for (int client = 0; client < clients; ++client) {
    threads.emplace_back([&, client] {
      const int share = requests / clients + (client < requests % clients ? 1 : 0);
      std::vector<double> times;
      std::int64_t refused = 0;
      BenchConnection connection(port);
      for (int n = 0; n < share; ++n) {
        const BenchRequest request = next(client, n);
        const auto start = Steady::now();
        if (connection.ask(request).status >= 300) ++refused;
        times.push_back(std::chrono::duration<double, std::milli>(Steady::now() - start).count());
      }
      const std::lock_guard lock(guard);
      load.refused += refused;
      load.ms.insert(load.ms.end(), times.begin(), times.end());
    });
  }
  for (std::thread& thread : threads) thread.join();
  load.seconds = std::chrono::duration<double>(Steady::now() - began).count();
  load.done = static_cast<std::int64_t>(load.ms.size());
  std::sort(load.ms.begin(), load.ms.end());
  return load;
}

}  // namespace lianhu

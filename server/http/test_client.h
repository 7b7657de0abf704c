#pragma once
// A plain TCP client for tests: sends exactly the bytes it is given. Waits at most 20 s for an answer, then fails.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace lianhu::http {

class TestClient {
 public:
  explicit TestClient(std::uint16_t port, int receive_buffer = 0) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{20, 0};
    const int on = 1;
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("cannot connect");
  }
  ~TestClient() { ::close(fd_); }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  int fd() const { return fd_; }
  // False when the server has closed meanwhile, which some tests expect.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  // Up to and with `mark`, or all there was when the server closed.
  std::string until(std::string_view mark) {
    while (held_.find(mark) == held_.npos && more()) {
    }
    const std::size_t at = held_.find(mark);
    return take(at == held_.npos ? held_.size() : at + mark.size());
  }
  std::string until_closed() {
    while (more()) {
    }
    return take(held_.size());
  }
  // One answer with its body by Content-Length.
  std::string answer() {
    std::string head = until("\r\n\r\n");
    const std::size_t at = head.find("Content-Length: ");
    if (at == head.npos) return head;
    const std::size_t length = std::strtoul(head.c_str() + at + 16, nullptr, 10);
    while (held_.size() < length && more()) {
    }
    return head + take(std::min(length, held_.size()));
  }

 private:
  bool more() {
    char piece[16384];
    const ssize_t n = ::recv(fd_, piece, sizeof piece, 0);
    if (n > 0) held_.append(piece, static_cast<std::size_t>(n));
    return n > 0;
  }
  std::string take(std::size_t n) {
    std::string out = held_.substr(0, n);
    held_.erase(0, n);
    return out;
  }

  int fd_;
  std::string held_;
};

}  // namespace lianhu::http

#pragma once
// The HTTP/1.1 server: sockets, timeouts and limits; the meaning of a request is the Service's.
//
// Invariant: handlers run on the executor, never on an I/O thread; one connection's requests are answered in order,
// one at a time (pipelining is safe). Whatever breaks the protocol is answered once and the connection closed.
// A full executor answers 503 with Retry-After.
// Errors: the constructor throws std::system_error when the port is taken or the certificate is not readable.
// Thread rule: construct, stop and destroy from one thread. The executor must outlive the server and finish its queue.
// Source: RFC 9110, RFC 9112 (both Content-Length and Transfer-Encoding: refused, section 6.3).

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/world.h"
#include "http/service.h"

namespace lianhu::http {

struct TlsFiles {
  std::string certificate;  // PEM chain
  std::string key;          // PEM
};

struct Limits {
  std::chrono::milliseconds header{10'000};      // from a request's first byte to the end of its head
  std::chrono::milliseconds body_idle{30'000};   // between two pieces of a body
  std::chrono::milliseconds body_total{300'000};
  std::chrono::milliseconds keep_alive{60'000};  // between two requests
  std::chrono::milliseconds write{30'000};       // per 64 KiB
  std::chrono::milliseconds heartbeat{15'000};   // comment line on a silent event stream
  std::chrono::milliseconds drain{10'000};       // stop() waits this long for running requests
  std::uint32_t header_bytes = 16 * 1024;
  std::size_t bodies_in_flight = 256U << 20;     // bytes of all bodies being read or handled
  std::size_t connections = 10'000;
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  std::optional<TlsFiles> tls = {};
  int io_threads = 1;
  Limits limits = {};
};

class Server {
 public:
  Server(ServerOptions options, Service service, Executor& executor);
  ~Server();  // stop()

  std::uint16_t port() const;
  std::size_t connections() const;
  // Takes no new connection, ends idle ones and event streams, lets running requests finish, then returns.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lianhu::http

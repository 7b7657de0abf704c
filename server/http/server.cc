#include "http/server.h"

#include <condition_variable>
#include <list>
#include <mutex>
#include <system_error>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/ssl.h>

#include "http/connection.h"

namespace lianhu::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

asio::ssl::context make_tls(const TlsFiles& files) {
  asio::ssl::context tls(asio::ssl::context::tls_server);
  tls.set_options(asio::ssl::context::default_workarounds | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX* raw = tls.native_handle();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
  tls.use_certificate_chain_file(files.certificate);
  tls.use_private_key_file(files.key, asio::ssl::context::pem);
  return tls;
}

// The callers of this room know the standard's errors, not Boost's.
template <class Make>
auto with_std_errors(const std::string& what, Make make) {
  try {
    return make();
  } catch (const boost::system::system_error& e) {
    throw std::system_error(static_cast<std::error_code>(e.code()), what);
  }
}

}  // namespace

struct Server::Inside {
  Inside(ServerOptions given, Service service, Executor& executor)
      : options(std::move(given)), host{options.limits, std::move(service), executor}, acceptor(asio::make_strand(io)) {
    host.begin = [this] { count(running, +1); };
    host.end = [this] { count(running, -1); };
    if (options.tls) tls.emplace(make_tls(*options.tls));
    const tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen(1024);
    port = acceptor.local_endpoint().port();
    asio::co_spawn(acceptor.get_executor(), accept(), asio::detached);
    for (int i = 0; i < options.io_threads; ++i) threads.emplace_back([this] { io.run(); });
  }

  ~Inside() { stop(); }

  asio::awaitable<void> accept() {
    constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
    asio::steady_timer pause(acceptor.get_executor());
    while (acceptor.is_open()) {
      const Strand strand = asio::make_strand(io);
      auto result = co_await acceptor.async_accept(strand, awaited);
      auto& [error, socket] = result;
      if (!error) {
        start(strand, std::move(socket));
      } else if (acceptor.is_open()) {
        // Out of file descriptors, most likely: let some connections end.
        pause.expires_after(std::chrono::milliseconds(100));
        co_await pause.async_wait(awaited);
      }
    }
    const std::lock_guard lock(guard);
    accepting = false;
    changed.notify_all();
  }

  void start(const Strand& strand, tcp::socket socket) {
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    auto life = std::make_shared<Life>();
    std::list<Entry>::iterator entry;
    {
      const std::lock_guard lock(guard);
      if (stopping || entries.size() >= options.limits.connections) return;
      entry = entries.insert(entries.end(), Entry{strand, life});
    }
    auto talk = tls ? serve_tls(std::move(socket), *tls, host, life) : serve_plain(std::move(socket), host, life);
    asio::co_spawn(strand, std::move(talk), [this, entry](const std::exception_ptr&) {
      const std::lock_guard lock(guard);
      entries.erase(entry);
      changed.notify_all();
    });
  }

  void stop() {
    if (threads.empty()) return;
    asio::post(acceptor.get_executor(), [this] {
      boost::system::error_code ignored;
      acceptor.close(ignored);
    });
    std::unique_lock lock(guard);
    stopping = true;
    for (const Entry& entry : entries) {
      asio::post(entry.strand, [life = entry.life] { life->stop(); });
    }
    changed.wait_for(lock, options.limits.drain, [this] { return entries.empty() && !accepting; });
    lock.unlock();
    io.stop();
    for (std::thread& thread : threads) thread.join();
    threads.clear();
    // A handler that outlasted the drain still refers to the io_context.
    lock.lock();
    changed.wait(lock, [this] { return running == 0; });
  }

  void count(std::size_t& what, int by) {
    const std::lock_guard lock(guard);
    what += static_cast<std::size_t>(by);
    changed.notify_all();
  }

  struct Entry {
    Strand strand;
    std::shared_ptr<Life> life;
  };

  const ServerOptions options;
  Host host;
  std::mutex guard;
  std::condition_variable changed;
  std::list<Entry> entries;  // one per open connection
  std::size_t running = 0;   // handlers queued or at work
  bool stopping = false;
  bool accepting = true;     // a socket just accepted may still be on its way to an entry
  std::optional<asio::ssl::context> tls;
  std::uint16_t port = 0;
  asio::io_context io;
  tcp::acceptor acceptor;
  std::vector<std::thread> threads;
};

Server::Server(ServerOptions options, Service service, Executor& executor)
    : inside_(with_std_errors("无法在 " + options.address + " 端口 " + std::to_string(options.port) + " 提供服务，请检查端口是否被占用、证书文件是否可读",
                              [&] { return std::make_unique<Inside>(options, std::move(service), executor); })) {}
Server::~Server() = default;

std::uint16_t Server::port() const { return inside_->port; }

std::size_t Server::connections() const {
  const std::lock_guard lock(inside_->guard);
  return inside_->entries.size();
}

void Server::stop() { inside_->stop(); }

}  // namespace lianhu::http

#include "http/connection.h"

#include <charconv>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "base/text.h"
#include "http/broadcast.h"
#include "http/wire.h"

// Arguments of co_await are named locals throughout: g++ 12 destroys temporaries inside a co_await expression twice.

namespace lianhu::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Error = boost::system::error_code;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t piece_bytes = 64 * 1024;

// How reading one request ended.
struct Taken {
  enum class How { request, refused, gone } how = How::gone;
  Request request = {};
  Refusal refusal = Refusal::bad_request;
  bool keep_alive = false;
};

// The share of the server's memory that one body may use, given back when the request is over.
class BodyLease {
 public:
  explicit BodyLease(Host& host) : host_(host) {}
  ~BodyLease() { give_back(); }
  BodyLease(const BodyLease&) = delete;
  BodyLease& operator=(const BodyLease&) = delete;
  bool take(std::size_t bytes) {
    held_ += bytes;
    return (host_.body_bytes += bytes) <= host_.limits.bodies_in_flight;
  }
  void give_back() { host_.body_bytes -= std::exchange(held_, 0); }

 private:
  Host& host_;
  std::size_t held_ = 0;
};

template <class Stream>
beast::tcp_stream& socket_of(Stream& stream) {
  return beast::get_lowest_layer(stream);
}

// "/path?query" out of the request target, which may name the host in front (RFC 9112 section 3.2.2).
bool split_target(std::string_view target, Request& out) {
  const std::string_view scheme = target.substr(0, target.find("://"));
  if (scheme == "http" || scheme == "https") {
    target.remove_prefix(scheme.size() + 3);
    target = target.find('/') == target.npos ? std::string_view("/") : target.substr(target.find('/'));
  }
  if (target != "*" && (target.empty() || target[0] != '/')) return false;
  const std::size_t mark = std::min(target.find('?'), target.size());
  out.path = target.substr(0, mark);
  const bool clean = target.find_first_of("#\\\x7f") == target.npos;
  auto query = parse_query(target.substr(std::min(mark + 1, target.size())));
  if (!clean || !query) return false;
  out.query = std::move(*query);
  return true;
}

// The head as a Request, or why it is refused. Beast has already refused Content-Length beside Transfer-Encoding.
std::optional<Refusal> read_head(const Parser& parser, Request& out) {
  namespace bh = beast::http;
  const auto& head = parser.get();
  const bool http11 = head.version() == 11;
  if (!http11 && head.version() != 10) return Refusal::bad_request;
  const auto hosts = head.count(bh::field::host);
  if (hosts > 1 || (http11 && hosts == 0)) return Refusal::bad_request;
  if (head.count(bh::field::content_length) > 1) return Refusal::bad_request;
  const auto encodings = head.count(bh::field::transfer_encoding);
  const bool chunked_only = encodings == 1 && http11 && ascii_lower(std::string_view(head[bh::field::transfer_encoding])) == "chunked";
  if (encodings > 0 && !chunked_only) return Refusal::bad_request;
  const std::string expect = ascii_lower(std::string_view(head[bh::field::expect]));
  if (!expect.empty() && expect != "100-continue") return Refusal::expectation;
  out.method = std::string(std::string_view(head.method_string()));
  if (!split_target(std::string_view(head.target()), out)) return Refusal::bad_request;
  for (const auto& field : head) {
    const std::string name = ascii_lower(std::string_view(field.name_string()));
    const std::string_view value(field.value());
    auto [held, fresh] = out.headers.emplace(name, value);
    if (!fresh) held->second += (name == "cookie" ? "; " : ", ") + std::string(value);
  }
  return std::nullopt;
}

Taken refused(Refusal refusal) { return {.how = Taken::How::refused, .request = {}, .refusal = refusal, .keep_alive = false}; }

// A timeout has closed the socket already: nothing can be said any more.
Taken failed(const Error& error) {
  namespace bh = beast::http;
  if (error == bh::error::header_limit || error == bh::error::buffer_overflow) return refused(Refusal::header_too_large);
  if (error == bh::error::body_limit) return refused(Refusal::body_too_large);
  const bool hung_up = error == bh::error::end_of_stream || error == bh::error::partial_message;
  if (!hung_up && error.category() == bh::make_error_code(bh::error::end_of_stream).category()) return refused(Refusal::bad_request);
  return {};
}

// False when the client is gone or too slow.
template <class Stream>
asio::awaitable<bool> write_all(Stream& stream, std::string_view bytes, const Limits& limits) {
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, piece_bytes);
    bytes.remove_prefix(piece.size());
    const auto buffer = asio::buffer(piece.data(), piece.size());
    socket_of(stream).expires_after(limits.write);
    const auto result = co_await asio::async_write(stream, buffer, awaited);
    const auto& [error, n] = result;
    if (error) co_return false;
  }
  co_return true;
}

template <class Stream>
asio::awaitable<Taken> read_body(Stream& stream, beast::flat_buffer& buffer, Parser& parser, Host& host) {
  const auto give_up = std::chrono::steady_clock::now() + host.limits.body_total;
  while (!parser.is_done()) {
    socket_of(stream).expires_at(std::min(std::chrono::steady_clock::now() + host.limits.body_idle, give_up));
    const auto result = co_await beast::http::async_read_some(stream, buffer, parser, awaited);
    const auto& [error, n] = result;
    if (error) co_return failed(error);
  }
  co_return Taken{.how = Taken::How::request, .request = {}, .refusal = {}, .keep_alive = parser.keep_alive()};
}

template <class Stream>
asio::awaitable<Taken> read_request(Stream& stream, beast::flat_buffer& buffer, Host& host, Life& life, BodyLease& lease, bool first) {
  if (buffer.size() == 0) {
    buffer.shrink_to_fit();
    socket_of(stream).expires_after(first ? host.limits.header : host.limits.keep_alive);
    life.idle = true;
    const auto space = buffer.prepare(1024);
    const auto result = co_await stream.async_read_some(space, awaited);
    const auto& [error, n] = result;
    if (error || life.stopping) co_return Taken{};
    buffer.commit(n);
  }
  life.idle = false;
  Parser parser;
  parser.header_limit(host.limits.header_bytes);
  parser.body_limit(boost::none);
  socket_of(stream).expires_after(host.limits.header);
  const auto result = co_await beast::http::async_read_header(stream, buffer, parser, awaited);
  const auto& [error, n] = result;
  if (error) co_return failed(error);

  Request request;
  if (const std::optional<Refusal> refusal = read_head(parser, request)) co_return refused(*refusal);
  const std::size_t limit = host.service.body_limit(request.method, request.path);
  const auto length = parser.content_length();
  if (length && *length > limit) co_return refused(Refusal::body_too_large);
  if (!parser.is_done()) {
    if (!lease.take(length ? static_cast<std::size_t>(*length) : limit)) co_return refused(Refusal::overloaded);
    parser.body_limit(limit);
    const bool wants_go_ahead = parser.get().count(beast::http::field::expect) > 0 && buffer.size() == 0;
    if (wants_go_ahead) {
      const std::string_view go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";
      const bool sent = co_await write_all(stream, go_ahead, host.limits);
      if (!sent) co_return Taken{};
    }
  }
  Taken taken = co_await read_body(stream, buffer, parser, host);
  if (taken.how != Taken::How::request) co_return taken;
  request.body = std::move(parser.get().body());
  taken.request = std::move(request);
  co_return taken;
}

// One request on a worker, and the strand's wait for it.
struct Work {
  explicit Work(const asio::any_io_executor& strand) : bell(strand, std::chrono::steady_clock::time_point::max()) {}
  Request request;
  Response response;
  bool ready = false;
  asio::steady_timer bell;
};

asio::awaitable<void> run(std::shared_ptr<Work> work, asio::any_io_executor strand, Host& host) {
  host.begin();
  const bool queued = host.executor.post([mine = work, back = strand, &host]() mutable {
    mine->response = host.service.handle(mine->request);
    asio::post(back, [work = std::move(mine)] {
      work->ready = true;
      work->bell.cancel();
    });
    // Nothing of the I/O context may be held past end(): the server may be gone the next moment.
    back = {};
    host.end();
  });
  if (!queued) {
    host.end();
    work->response = host.service.refuse(Refusal::overloaded, work->request.tls);
    co_return;
  }
  while (!work->ready) co_await work->bell.async_wait(awaited);
}

template <class Stream>
asio::awaitable<bool> write_response(Stream& stream, const Response& response, After after, bool head_only, const Limits& limits) {
  std::string head = head_text(response, after);
  std::string_view rest = head_only ? std::string_view() : response.bytes();
  if (rest.size() <= piece_bytes / 4) {
    head += rest;
    rest = {};
  }
  const bool sent = co_await write_all(stream, head, limits);
  if (!sent) co_return false;
  const bool whole = co_await write_all(stream, rest, limits);
  co_return whole;
}

// While this lives, the queue rings; afterwards the hub forgets it.
class Listening {
 public:
  Listening(EventQueue& queue, std::function<void()> wake) : queue_(queue) { queue_.set_wake(std::move(wake)); }
  ~Listening() {
    queue_.set_wake(nullptr);
    queue_.close();
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  EventQueue& queue_;
};

// What follows the head of an event stream until the viewer leaves, falls behind or the server stops.
template <class Stream>
asio::awaitable<void> write_events(Stream& stream, std::shared_ptr<EventQueue> queue, Host& host, std::shared_ptr<Life> life) {
  const asio::any_io_executor strand = stream.get_executor();
  const auto bell = std::make_shared<asio::steady_timer>(strand);
  life->bell = bell;
  const std::weak_ptr<EventQueue> weak = queue;
  const Listening listening(*queue, [strand, bell, life, weak] {
    asio::post(strand, [bell, life, weak] {
      bell->cancel();
      const auto alive = weak.lock();
      if (alive && alive->closed() && life->interrupt) life->interrupt();
    });
  });
  while (!queue->closed() && !life->stopping) {
    std::string text = queue->take();
    if (text.empty()) {
      bell->expires_after(host.limits.heartbeat);
      const auto result = co_await bell->async_wait(awaited);
      const auto& [error] = result;
      if (error) continue;
      text = ": \n\n";
    }
    const bool sent = co_await write_all(stream, text, host.limits);
    if (!sent) break;
  }
}

// Closes so that the client can still read the last answer: bytes it was sending are read away for a while.
asio::awaitable<void> linger(beast::tcp_stream& stream, const Limits& limits) {
  Error ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  stream.expires_after(std::min<std::chrono::milliseconds>(limits.write, std::chrono::seconds(15)));
  std::string sink(16 * 1024, '\0');
  for (std::size_t total = 0; total < 32U << 20;) {
    const auto buffer = asio::buffer(sink);
    const auto result = co_await stream.async_read_some(buffer, awaited);
    const auto& [error, n] = result;
    if (error) co_return;
    total += n;
  }
}

template <class Stream>
asio::awaitable<void> converse(Stream& stream, Host& host, std::shared_ptr<Life> life, std::string peer, bool tls) {
  const asio::any_io_executor strand = stream.get_executor();
  beast::flat_buffer buffer(host.limits.header_bytes + piece_bytes);
  for (bool first = true; !life->stopping; first = false) {
    BodyLease lease(host);
    Taken taken = co_await read_request(stream, buffer, host, *life, lease, first);
    if (taken.how == Taken::How::gone) co_return;
    if (taken.how == Taken::How::refused) {
      lease.give_back();
      const Response response = host.service.refuse(taken.refusal, tls);
      const bool told = co_await write_response(stream, response, After::close, false, host.limits);
      if (told) co_await linger(socket_of(stream), host.limits);
      co_return;
    }
    const auto work = std::make_shared<Work>(strand);
    work->request = std::move(taken.request);
    work->request.peer = peer;
    work->request.tls = tls;
    const bool head_only = work->request.method == "HEAD";
    co_await run(work, strand, host);
    work->request = Request{};
    const std::shared_ptr<EventQueue> events = head_only ? nullptr : work->response.events;
    const bool keep = taken.keep_alive && !life->stopping && !work->response.events;
    const bool sent = co_await write_response(stream, work->response, keep ? After::keep : After::close, head_only, host.limits);
    if (events && sent) {
      work->response = Response{};
      buffer.clear();
      buffer.shrink_to_fit();
      life->idle = true;
      co_await write_events(stream, events, host, life);
      co_return;
    }
    if (events) events->close();
    if (!keep || !sent) co_return;
  }
}

std::string peer_of(beast::tcp_stream& stream) {
  Error error;
  const auto endpoint = stream.socket().remote_endpoint(error);
  if (error) return {};
  const auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

// While this lives, Life can interrupt the stream.
class Reachable {
 public:
  Reachable(Life& life, beast::tcp_stream& stream) : life_(life) {
    life_.interrupt = [&stream] { stream.cancel(); };
  }
  ~Reachable() {
    life_.interrupt = nullptr;
    life_.bell = nullptr;
  }
  Reachable(const Reachable&) = delete;
  Reachable& operator=(const Reachable&) = delete;

 private:
  Life& life_;
};

}  // namespace

asio::awaitable<void> serve_plain(asio::ip::tcp::socket socket, Host& host, std::shared_ptr<Life> life) {
  beast::tcp_stream stream(std::move(socket));
  const Reachable reachable(*life, stream);
  std::string peer = peer_of(stream);
  co_await converse(stream, host, life, std::move(peer), false);
}

asio::awaitable<void> serve_tls(asio::ip::tcp::socket socket, asio::ssl::context& tls, Host& host, std::shared_ptr<Life> life) {
  asio::ssl::stream<beast::tcp_stream> stream(beast::tcp_stream(std::move(socket)), tls);
  const Reachable reachable(*life, stream.next_layer());
  std::string peer = peer_of(stream.next_layer());
  if (life->stopping) co_return;
  stream.next_layer().expires_after(host.limits.header);
  const auto shaken = co_await stream.async_handshake(asio::ssl::stream_base::server, awaited);
  const auto& [refused_by] = shaken;
  if (refused_by) co_return;
  co_await converse(stream, host, life, std::move(peer), true);
  stream.next_layer().expires_after(std::min<std::chrono::milliseconds>(host.limits.write, std::chrono::seconds(2)));
  const auto closed = co_await stream.async_shutdown(awaited);
  static_cast<void>(closed);
}

}  // namespace lianhu::http

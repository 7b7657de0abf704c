#pragma once
// One client's connection, from its first byte to its last. The only coroutines of the program are in connection.cc.
//
// Thread rule: everything of a Life happens on its connection's strand; Host's functions are for any thread.

#include <atomic>
#include <functional>
#include <memory>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include "http/asio.h"
#include "http/server.h"

namespace lianhu::http {

// What all connections of a server share.
struct Host {
  Limits limits;
  Service service;
  Executor& executor;
  std::atomic<std::size_t> body_bytes = 0;
  std::function<void()> begin = {};  // a handler was queued
  std::function<void()> end = {};    // and has ended
};

// The handle by which stop() reaches a connection.
struct Life {
  std::function<void()> interrupt;  // ends the operation it waits on; empty once the connection is over
  std::shared_ptr<boost::asio::steady_timer> bell = {};  // what an event stream waits on
  bool idle = true;                 // between requests, or on an event stream
  bool stopping = false;

  void stop() {
    stopping = true;
    if (idle && interrupt) interrupt();
    if (bell) bell->cancel();
  }
};

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;

boost::asio::awaitable<void> serve_plain(boost::asio::ip::tcp::socket socket, Host& host, std::shared_ptr<Life> life);
boost::asio::awaitable<void> serve_tls(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls, Host& host,
                                       std::shared_ptr<Life> life);

}  // namespace lianhu::http

#pragma once
// What the server asks of the program behind it. Made by Door; a test may make its own.
//
// Thread rule: body_limit and refuse are called on the I/O thread and must not block; handle is called on a worker.
// None of them may throw.

#include <functional>

#include "http/message.h"
#include "http/problem.h"

namespace lianhu::http {

struct Service {
  std::function<std::size_t(std::string_view method, std::string_view path)> body_limit;
  std::function<Response(Request&)> handle;
  std::function<Response(Refusal, bool tls)> refuse;
};

}  // namespace lianhu::http

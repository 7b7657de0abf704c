#pragma once
// The door: everything that is the same for every request, around the router.
//
// Invariant: every answer, also one the server itself gives, carries the security headers and a request id; API
// answers are never cached; an exception is logged with its id and answered 500 without its text; every answer is
// counted and logged by its operation's name.
// Thread rule: any thread; what it is given outlives it.

#include <functional>
#include <string>

#include "base/id.h"
#include "http/metrics.h"
#include "http/rate_limit.h"
#include "http/router.h"
#include "http/service.h"
#include "http/trusted_proxy.h"

namespace lianhu::http {

struct DoorOptions {
  bool inline_styles = false;  // adds 'unsafe-inline' to style-src, for libraries that write style elements
  // Requests of one address (not /healthz, /assets); 0: no limit.
  int burst = 240;
  int per_minute = 1200;
  TrustedProxies proxies = {};  // whose word about the caller counts, for the limit and for everything behind the door
  std::function<void(const std::string& line)> log = {};                                         // access_log.h
  std::function<void(const std::string& request_id, const std::string& what)> broken = {};  // an exception
};

class Door {
 public:
  Door(const Router& router, Clock& clock, Random& random, Metrics& metrics, DoorOptions options);

  Response handle(Request& request);
  Service service();

 private:
  Response answered(Request& request, Context& context);
  void dress(Response& response, bool tls, bool api, const std::string& request_id);

  const Router& router_;
  Clock& clock_;
  IdMaker ids_;
  Metrics& metrics_;
  DoorOptions options_;
  RateLimit rate_;
};

}  // namespace lianhu::http

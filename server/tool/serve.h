#pragma once
// lianhu serve: the desks, the doors and the clock, wired and run until a signal.

#include <string>
#include <vector>

#include "http/router.h"
#include "tool/stand.h"

namespace lianhu {

struct ServeOptions {
  Where where;
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string public_url;  // "": made from address and port
  std::string tls_certificate, tls_key;
  bool allow_plain_http = false;  // on an address that is not this machine
  std::string fonts = "fonts";
  std::string gateways;    // folder of gateway files; "": none
  int threads = 24;
  int per_minute = 1200;  // requests of one address; 0: no limit (in benchmarks)
  std::vector<std::string> trusted_proxies;  // "10.1.2.3", "10.1.0.0/16" (http/trusted_proxy.h)
};

// Prints READY <url> when requests are answered; returns the exit code.
int serve(const ServeOptions& options);

// "" or what is wrong with one --trusted-proxy, in Chinese.
std::string trusted_proxy_fault(const std::string& address);

// The published description of the API, the same whatever the database holds.
std::string openapi_document();

}  // namespace lianhu

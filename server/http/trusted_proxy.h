#pragma once
// Whom a request comes from when a reverse proxy stands in front (serve --trusted-proxy).
//
// Invariant: X-Forwarded-For and X-Forwarded-Proto are believed only on a connection from a trusted address. The caller is
// the right-most address of X-Forwarded-For that is not trusted itself: what stands left of it, the caller may have written.
// A word that is no address ends the walk at the trusted hop that passed it on. An address has one spelling (IPv4 in
// IPv6 is IPv4), so that nobody frees himself of a throttle by writing his own differently.
// Thread rule: constant after construction.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace lianhu::http {

class TrustedProxies {
 public:
  TrustedProxies() = default;
  // "10.1.2.3", "10.1.0.0/16", "fd00::/8". Error: invalid "proxy_address", in Chinese.
  static Result<TrustedProxies> of(const std::vector<std::string>& addresses);

  // Puts the caller's address and whether the caller's own connection is encrypted in place of the proxy's.
  void see_through(Request& request) const;

 private:
  using Address = std::array<unsigned char, 16>;  // IPv4 as ::ffff:a.b.c.d
  struct Range {
    Address address{};
    int bits = 128;
  };
  static std::optional<Address> read(std::string_view text);
  static std::string written(const Address& address);
  bool trusts(const Address& address) const;

  std::vector<Range> ranges_;
};

}  // namespace lianhu::http

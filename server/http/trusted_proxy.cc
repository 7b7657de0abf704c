#include "http/trusted_proxy.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

#include "base/text.h"

namespace lianhu::http {
namespace {

constexpr std::array<unsigned char, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_v4(const std::array<unsigned char, 16>& address) { return std::equal(v4_prefix.begin(), v4_prefix.end(), address.begin()); }

// The last element of a list header, which is then cut off; white space around it does not count.
std::string_view take_last(std::string_view& list) {
  const std::size_t comma = list.rfind(',');
  const std::string_view last = comma == list.npos ? list : list.substr(comma + 1);
  list = comma == list.npos ? std::string_view() : list.substr(0, comma);
  return trim(last);
}

}  // namespace

std::optional<TrustedProxies::Address> TrustedProxies::read(std::string_view text) {
  if (text.empty() || text.size() > 45 || text.find('\0') != text.npos) return std::nullopt;
  const std::string terminated(text);
  Address out{};
  std::copy(v4_prefix.begin(), v4_prefix.end(), out.begin());
  if (inet_pton(AF_INET, terminated.c_str(), out.data() + v4_prefix.size()) == 1) return out;
  if (inet_pton(AF_INET6, terminated.c_str(), out.data()) == 1) return out;
  return std::nullopt;
}

std::string TrustedProxies::written(const Address& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_v4(address)) {
    inet_ntop(AF_INET, address.data() + v4_prefix.size(), text, sizeof text);
  } else {
    inet_ntop(AF_INET6, address.data(), text, sizeof text);
  }
  return text;
}

Result<TrustedProxies> TrustedProxies::of(const std::vector<std::string>& addresses) {
  TrustedProxies out;
  for (const std::string& given : addresses) {
    const std::size_t slash = std::min(given.find('/'), given.size());
    const auto address = read(std::string_view(given).substr(0, slash));
    int bits = 128;
    bool good = address.has_value();
    if (good && slash < given.size()) {
      const char* end = given.data() + given.size();
      const auto [stop, error] = std::from_chars(given.data() + slash + 1, end, bits);
      const bool dotted = given.find(':') == given.npos;
      // "/0" would be to believe everybody, which is what this setting prevents.
      good = error == std::errc() && stop == end && bits >= 1 && bits <= (dotted ? 32 : 128);
      if (dotted) bits += 96;
    }
    if (!good) return invalid("proxy_address", "可信代理“" + given + "”写法不对，请写 10.1.2.3、10.1.0.0/16 或 fd00::/8 这样的地址");
    out.ranges_.push_back({*address, bits});
  }
  return out;
}

bool TrustedProxies::trusts(const Address& address) const {
  return std::any_of(ranges_.begin(), ranges_.end(), [&](const Range& range) {
    const auto whole = static_cast<std::size_t>(range.bits / 8);
    if (std::memcmp(address.data(), range.address.data(), whole) != 0) return false;
    const int rest = range.bits % 8;
    return rest == 0 || (address[whole] ^ range.address[whole]) >> (8 - rest) == 0;
  });
}

void TrustedProxies::see_through(Request& request) const {
  const auto proxy = ranges_.empty() ? std::nullopt : read(request.peer);
  if (!proxy || !trusts(*proxy)) return;
  Address caller = *proxy;
  std::string_view hops = request.header("x-forwarded-for");
  while (trusts(caller) && !hops.empty()) {
    const auto before = read(take_last(hops));
    if (!before) break;
    caller = *before;
  }
  request.peer = written(caller);
  std::string_view schemes = request.header("x-forwarded-proto");
  const std::string scheme = ascii_lower(take_last(schemes));
  if (scheme == "https") request.tls = true;
  if (scheme == "http") request.tls = false;
}

}  // namespace lianhu::http

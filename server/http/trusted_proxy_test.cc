// Who is believed about whom: the addresses below are those of RFC 5737 and RFC 3849.

#include "http/trusted_proxy.h"

#include <gtest/gtest.h>

namespace lianhu::http {
namespace {

struct Seen {
  std::string peer;
  bool tls = false;
  friend bool operator==(const Seen&, const Seen&) = default;
  friend void PrintTo(const Seen& seen, std::ostream* out) { *out << seen.peer << (seen.tls ? " tls" : ""); }
};

Seen seen(const std::vector<std::string>& trusted, std::string peer, std::string hops, std::string scheme = "", bool tls = false) {
  Request request;
  request.peer = std::move(peer);
  request.tls = tls;
  if (!hops.empty()) request.headers["x-forwarded-for"] = std::move(hops);
  if (!scheme.empty()) request.headers["x-forwarded-proto"] = std::move(scheme);
  TrustedProxies::of(trusted).value().see_through(request);
  return {request.peer, request.tls};
}

const std::vector<std::string> kProxies{"127.0.0.1", "10.1.0.0/16", "fd00::/8"};

TEST(TrustedProxies, NobodyIsBelievedUnlessNamed) {
  EXPECT_EQ(seen({}, "127.0.0.1", "192.0.2.7", "https"), (Seen{"127.0.0.1", false}));
  EXPECT_EQ(seen(kProxies, "203.0.113.5", "192.0.2.7", "https"), (Seen{"203.0.113.5", false}));
  EXPECT_EQ(seen(kProxies, "203.0.113.5", "192.0.2.7", "http", true), (Seen{"203.0.113.5", true}));
  EXPECT_EQ(seen(kProxies, "10.2.0.1", "192.0.2.7"), (Seen{"10.2.0.1", false})) << "next to the range";
  EXPECT_EQ(seen(kProxies, "", "192.0.2.7", "https"), (Seen{"", false})) << "the caller was gone already";
}

TEST(TrustedProxies, TheRightMostUntrustedHopIsTheCaller) {
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "192.0.2.7"), (Seen{"192.0.2.7", false}));
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "192.0.2.7, 10.1.9.9"), (Seen{"192.0.2.7", false})) << "two proxies in a row";
  EXPECT_EQ(seen(kProxies, "fd00::1", "2001:db8::7"), (Seen{"2001:db8::7", false}));
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "\t192.0.2.7 ,10.1.9.9"), (Seen{"192.0.2.7", false}));
  EXPECT_EQ(seen(kProxies, "127.0.0.1", ""), (Seen{"127.0.0.1", false})) << "the proxy itself asks";
  EXPECT_EQ(seen(kProxies, "10.1.0.1", "10.1.0.2"), (Seen{"10.1.0.2", false})) << "a caller inside the proxies' own net";
}

// What a caller writes himself stands to the left of what the proxy saw.
TEST(TrustedProxies, WhatTheCallerWroteIsNotBelieved) {
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "198.51.100.1, 192.0.2.7").peer, "192.0.2.7");
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "127.0.0.1, 192.0.2.7").peer, "192.0.2.7") << "claims to be this machine";
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "198.51.100.1, 10.1.0.1, 192.0.2.7").peer, "192.0.2.7") << "claims a proxy of ours";
  std::string flood;
  for (int i = 0; i < 900; ++i) flood += "198.51.100.1, ";
  EXPECT_EQ(seen(kProxies, "127.0.0.1", flood + "192.0.2.7").peer, "192.0.2.7");
}

TEST(TrustedProxies, WhatIsNoAddressEndsTheWalk) {
  for (const auto* hops : {"unknown", "_hidden", "192.0.2", "0x7f.1", "3221225991", "192.0.2.007", "192.0.2.7:80", "[2001:db8::7]:80", "fe80::1%eth0", "192.0.2.7;",
                           "192.0.2.7\r\nx", "<script>", ",", " ", "198.51.100.1, ", "2001:db8:::7", "255.255.255.256", "汉字"}) {
    EXPECT_EQ(seen(kProxies, "127.0.0.1", hops).peer, "127.0.0.1") << hops;
  }
  EXPECT_EQ(seen(kProxies, "127.0.0.1", std::string("192.0.2.7\0x", 11)).peer, "127.0.0.1");
  EXPECT_EQ(seen(kProxies, "127.0.0.1", std::string(9'000, '1')).peer, "127.0.0.1");
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "198.51.100.1, unknown, 10.1.0.1").peer, "10.1.0.1") << "the last hop that is known";
}

TEST(TrustedProxies, AnAddressHasOneSpelling) {
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "::ffff:192.0.2.7").peer, "192.0.2.7");
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "::FFFF:C000:0207").peer, "192.0.2.7");
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "2001:0DB8:0:0::0007").peer, "2001:db8::7");
  EXPECT_EQ(seen({"::ffff:127.0.0.1"}, "127.0.0.1", "192.0.2.7").peer, "192.0.2.7");
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "192.0.2.7, ::ffff:10.1.2.3").peer, "192.0.2.7");
}

TEST(TrustedProxies, TheSchemeIsTheNearestProxys) {
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "192.0.2.7", "https"), (Seen{"192.0.2.7", true}));
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "192.0.2.7", "HTTPS"), (Seen{"192.0.2.7", true}));
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "192.0.2.7", "https, http"), (Seen{"192.0.2.7", false})) << "the caller wrote the first";
  EXPECT_EQ(seen(kProxies, "127.0.0.1", "192.0.2.7", "http", true), (Seen{"192.0.2.7", false}));
  for (const auto* scheme : {"", "on", "https://", "https;", "wss", " , "}) {
    EXPECT_FALSE(seen(kProxies, "127.0.0.1", "192.0.2.7", scheme).tls) << scheme;
    EXPECT_TRUE(seen(kProxies, "127.0.0.1", "192.0.2.7", scheme, true).tls) << scheme;
  }
}

TEST(TrustedProxies, RangesEndWhereTheyEnd) {
  EXPECT_EQ(seen({"192.0.2.128/25"}, "192.0.2.128", "198.51.100.1").peer, "198.51.100.1");
  EXPECT_EQ(seen({"192.0.2.128/25"}, "192.0.2.127", "198.51.100.1").peer, "192.0.2.127");
  EXPECT_EQ(seen({"192.0.2.129/25"}, "192.0.2.255", "198.51.100.1").peer, "198.51.100.1") << "host bits do not count";
  EXPECT_EQ(seen({"192.0.2.1/32"}, "192.0.2.1", "198.51.100.1").peer, "198.51.100.1");
  EXPECT_EQ(seen({"2001:db8::/33"}, "2001:db8:7fff::1", "198.51.100.1").peer, "198.51.100.1");
  EXPECT_EQ(seen({"2001:db8::/33"}, "2001:db8:8000::1", "198.51.100.1").peer, "2001:db8:8000::1");
}

TEST(TrustedProxies, AWrongSettingIsNamed) {
  for (const auto* wrong : {"", "proxy", "10.0.0.0/0", "10.0.0.0/33", "::/0", "fd00::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "/8", "10.0.0.0/8/8", "10.1", "*",
                            "10.0.0.1 ", "10.0.0.0/ 8"}) {
    const auto made = TrustedProxies::of({"127.0.0.1", wrong});
    ASSERT_FALSE(made.ok()) << wrong;
    EXPECT_EQ(made.error().code, "proxy_address");
    EXPECT_NE(made.error().message.find(wrong), std::string::npos);
  }
}

}  // namespace
}  // namespace lianhu::http

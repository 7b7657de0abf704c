#include <cstdio>
#include <filesystem>
#include <memory>

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "base/real_world.h"
#include "base/test_world.h"
#include "http/door.h"
#include "http/reply.h"
#include "http/server.h"
#include "http/test_client.h"

namespace lianhu::http {
namespace {

template <auto Free>
struct Freed {
  void operator()(auto* p) const { Free(p); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Ctx = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;
using Ssl = std::unique_ptr<SSL, Freed<SSL_free>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;

// A fresh self-signed certificate in a folder of its own.
class SelfSigned {
 public:
  SelfSigned() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lianhu-tls-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const File cert_file(std::fopen((folder_ / "cert.pem").c_str(), "w"));
    const File key_file(std::fopen((folder_ / "key.pem").c_str(), "w"));
    PEM_write_X509(cert_file.get(), certificate.get());
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  }
  ~SelfSigned() { std::filesystem::remove_all(folder_); }
  TlsFiles files() const { return {(folder_ / "cert.pem").string(), (folder_ / "key.pem").string()}; }

 private:
  std::filesystem::path folder_;
};

struct Secure {
  Secure() : pool(2, 16) {
    router.add({.method = "GET", .path = "/api/hello", .operation = "hello", .tag = "test", .summary = "测试", .permission = "public",
                .handler = [](const Request& request, Context&) { return json_text(request.tls ? "\"secure\"" : "\"plain\""); }});
    server.emplace(ServerOptions{.tls = certificate.files()}, door.service(), pool);
  }
  SelfSigned certificate;
  FixedClock clock{Time{}};
  SeededRandom random{1};
  Metrics metrics;
  Router router;
  PoolExecutor pool;
  Door door{router, clock, random, metrics, {}};
  std::optional<Server> server;
};

constexpr std::string_view request = "GET /api/hello HTTP/1.1\r\nHost: x\r\n\r\n";

// The whole talk with that TLS version; empty when the server refuses it.
std::string talk(std::uint16_t port, int version) {
  TestClient socket(port);
  const Ctx context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), version);
  SSL_CTX_set_max_proto_version(context.get(), version);
  const Ssl ssl(SSL_new(context.get()));
  SSL_set_fd(ssl.get(), socket.fd());
  if (SSL_connect(ssl.get()) != 1) return {};
  std::string out;
  for (int i = 0; i < 2; ++i) {
    SSL_write(ssl.get(), request.data(), static_cast<int>(request.size()));
    char piece[4096];
    const int n = SSL_read(ssl.get(), piece, sizeof piece);
    if (n > 0) out.append(piece, static_cast<std::size_t>(n));
  }
  SSL_shutdown(ssl.get());
  return out;
}

TEST(Tls, TalksOverItAndSaysSo) {
  Secure it;
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const std::string both = talk(it.server->port(), version);
    const std::size_t first = both.find("\"secure\"");
    EXPECT_NE(first, both.npos);
    EXPECT_NE(both.find("\"secure\"", first + 1), both.npos) << "kept alive";
    EXPECT_NE(both.find("Strict-Transport-Security: max-age=31536000\r\n"), both.npos);
  }
  EXPECT_EQ(talk(it.server->port(), TLS1_1_VERSION), "") << "too old";
}

TEST(Tls, DoesNotAnswerPlainHttp) {
  Secure it;
  TestClient client(it.server->port());
  client.send(request);
  EXPECT_EQ(client.until_closed().find("HTTP/1.1 200"), std::string::npos);
}

TEST(Tls, MissingCertificateThrows) {
  Secure it;
  const ServerOptions options{.tls = TlsFiles{"/nonexistent/cert.pem", "/nonexistent/key.pem"}};
  EXPECT_THROW(Server(options, it.door.service(), it.pool), std::system_error);
}

TEST(Tls, StopEndsASilentHandshake) {
  Secure it;
  TestClient client(it.server->port());
  it.server->stop();
  client.until_closed();
  EXPECT_EQ(it.server->connections(), 0U);
}

}  // namespace
}  // namespace lianhu::http

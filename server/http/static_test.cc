#include "http/static.h"

#include <gtest/gtest.h>

namespace lianhu::http {
namespace {

constexpr Resource table[] = {
    {"procedures/grid_matter@1.toml", "secret plans", "00"}, {"web/dist/assets/centre-1a2b.js", "js", "11"},
    {"web/dist/assets/centre-1a2b.js.gz", "gz", "22"},       {"web/dist/centre.html", "centre", "33"},
    {"web/dist/manifest.webmanifest", "{}", "44"},           {"web/dist/pocket.html", "pocket", "55"},
};

Response get(std::string path, std::map<std::string, std::string, std::less<>> headers = {}) {
  const StaticSite site(table, "web/dist/", {{"/desk", "centre.html"}, {"/m", "pocket.html"}, {"/", "pocket.html"}}, "pocket.html");
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  return site.get(request);
}

TEST(StaticSite, ChoosesThePage) {
  EXPECT_EQ(get("/").bytes(), "pocket");
  EXPECT_EQ(get("/m").bytes(), "pocket");
  EXPECT_EQ(get("/m/matters/7").bytes(), "pocket");
  EXPECT_EQ(get("/desk").bytes(), "centre");
  EXPECT_EQ(get("/desk/matters/7").bytes(), "centre");
  EXPECT_EQ(get("/desk").header_value("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/desk").header_value("Cache-Control"), "no-cache");
}

TEST(StaticSite, KeepsHashedAssets) {
  const Response response = get("/assets/centre-1a2b.js");
  EXPECT_EQ(response.bytes(), "js");
  EXPECT_EQ(response.header_value("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(response.header_value("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(response.header_value("ETag"), "\"11\"");
  EXPECT_EQ(get("/manifest.webmanifest").header_value("Cache-Control"), "no-cache");
}

TEST(StaticSite, SendsGzipToThoseWhoTakeIt) {
  const Response packed = get("/assets/centre-1a2b.js", {{"accept-encoding", "br, gzip;q=0.8"}});
  EXPECT_EQ(packed.bytes(), "gz");
  EXPECT_EQ(packed.header_value("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.header_value("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(packed.header_value("ETag"), "\"22\"");
  EXPECT_EQ(get("/assets/centre-1a2b.js", {{"accept-encoding", "gzip;q=0"}}).bytes(), "js");
  EXPECT_EQ(get("/desk", {{"accept-encoding", "gzip"}}).bytes(), "centre") << "no variant";
}

TEST(StaticSite, AnswersNotModified) {
  const Response response = get("/desk", {{"if-none-match", "\"zz\", \"33\""}});
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.bytes(), "");
  EXPECT_EQ(get("/desk", {{"if-none-match", "\"zz\""}}).status, 200);
}

TEST(StaticSite, AnUnknownAddressIsAPageThatSaysSo) {
  const Response page = get("/other", {{"accept", "text/html,application/xhtml+xml,*/*;q=0.8"}});
  EXPECT_EQ(page.status, 404);
  EXPECT_EQ(page.code, "not_found");
  EXPECT_EQ(page.bytes(), "pocket");
  EXPECT_EQ(page.header_value("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.header_value("Cache-Control"), "no-store");
  EXPECT_EQ(page.header_value("ETag"), "");
  for (const auto* path : {"/other/deeper", "/deskx", "/mm", "//", "/index.php"}) {
    EXPECT_EQ(get(path, {{"accept", "text/html"}}).bytes(), "pocket") << path;
  }
  EXPECT_EQ(get("/other").bytes(), "pocket") << "who says nothing of what is taken";
  const Response held = get("/other", {{"accept", "text/html"}, {"if-none-match", "\"55\""}});
  EXPECT_EQ(held.status, 404) << "home is not what stands at this address";
  EXPECT_EQ(held.bytes(), "pocket");
}

TEST(StaticSite, ProgramsAreToldInTheirOwnWords) {
  for (const auto* path : {"/api", "/api/v1/nothing", "/assets/missing.js"}) {
    EXPECT_EQ(get(path, {{"accept", "text/html"}}).header_value("Content-Type"), "application/problem+json") << path;
  }
  EXPECT_EQ(get("/other", {{"accept", "application/json"}}).header_value("Content-Type"), "application/problem+json");
  EXPECT_EQ(get("/missing.js", {{"accept", "*/*"}}).header_value("Content-Type"), "application/problem+json");
}

TEST(StaticSite, ReachesNothingElse) {
  for (const auto* path : {"/assets/missing.js", "/assets/", "/deskx", "/mm", "/other", "/assets/centre-1a2b.js.gz", "/../procedures/grid_matter@1.toml",
                           "/desk/../x.js/", "//", "/%2e%2e/procedures/grid_matter@1.toml", "*"}) {
    const Response response = get(path);
    const bool page = response.status == 200 && response.bytes() == "centre";
    EXPECT_TRUE(response.status == 404 || (page && std::string_view(path).starts_with("/desk/"))) << path;
  }
}

}  // namespace
}  // namespace lianhu::http

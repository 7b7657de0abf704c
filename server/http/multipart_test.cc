#include "http/multipart.h"

#include <random>

#include <gtest/gtest.h>

namespace lianhu::http {
namespace {

using namespace std::string_literals;

Request upload(std::string body, std::string type = "multipart/form-data; boundary=XX") {
  Request request;
  request.headers["content-type"] = std::move(type);
  request.body = std::move(body);
  return request;
}
std::string part(const std::string& head, const std::string& bytes) { return "--XX\r\n" + head + "\r\n\r\n" + bytes + "\r\n"; }
const std::string field = "Content-Disposition: form-data; name=\"note\"";
const std::string file = "Content-Disposition: form-data; name=\"photo\"; filename=\"路灯.jpg\"\r\nContent-Type: image/jpeg";

std::string code(const Request& request, MultipartLimits limits = {}) {
  const auto read = parse_multipart(request, limits);
  return read.ok() ? "ok" : read.error().code;
}

TEST(Multipart, ReadsFieldsAndFiles) {
  const std::string bytes = "\xff\xd8\r\n--X\r\n\0--"s;
  const Request request = upload(part(field, "两行\r\n文字") + part(file, bytes) + part(field, "") + "--XX--\r\n", "Multipart/Form-Data; boundary=\"XX\"");
  const auto read = parse_multipart(request);
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 3U);
  EXPECT_EQ(read->at(0).name, "note");
  EXPECT_FALSE(read->at(0).filename);
  EXPECT_EQ(read->at(0).bytes, "两行\r\n文字");
  EXPECT_EQ(read->at(1).filename, "路灯.jpg");
  EXPECT_EQ(read->at(1).content_type, "image/jpeg");
  EXPECT_EQ(read->at(1).bytes, bytes);
  EXPECT_EQ(read->at(2).bytes, "");
  EXPECT_EQ(code(upload("--XX--")), "ok") << "no part at all";
}

TEST(Multipart, CutsFoldersFromFileNames) {
  for (const auto* name : {"../../etc/passwd", "C:\\Users\\x\\passwd", "/passwd"}) {
    const Request request = upload(part("Content-Disposition: form-data; name=\"a\"; filename=\"" + std::string(name) + "\"", "x") + "--XX--");
    const auto read = parse_multipart(request);
    ASSERT_TRUE(read.ok()) << name;
    EXPECT_EQ(read->at(0).filename, "passwd");
  }
}

TEST(Multipart, RefusesWhatNoBrowserWrites) {
  const std::string good = part(field, "x");
  for (const std::string& body :
       {""s, "--XX"s, "--XX\r\n"s, "x" + good + "--XX--", good, good + "--XX", good + "--XX-", good + "--XX--x", good + "--XXY--", "--XX--\r\n\r\n"s,
        part("", "x") + "--XX--", part("Content-Disposition: form-data", "x") + "--XX--", part("Content-Disposition: form-data; name=\"\"", "x") + "--XX--",
        part("Content-Disposition: attachment; name=\"a\"", "x") + "--XX--", part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "x") + "--XX--",
        part(field + "\r\n" + field, "x") + "--XX--", part("Content-Disposition: form-data; name=\"a\u202e\"", "x") + "--XX--",
        part("Content-Disposition: form-data; name=\"a\xff\"", "x") + "--XX--", part("Content-Disposition: form-data; name=\"a", "x") + "--XX--",
        part("Content-Disposition: form-data; name=\"a\"; filename=\"x/\"", "x") + "--XX--", part(field + "\r\nnocolon", "x") + "--XX--",
        part(field + "\r\nX: " + std::string(3000, 'a'), "x") + "--XX--"}) {
    EXPECT_EQ(code(upload(body)), "malformed_multipart") << body.substr(0, 100);
  }
  for (const auto* type : {"", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; x=y",
                           "multipart/mixed; boundary=XX", "multipart/form-data; boundary=\"XX"}) {
    EXPECT_EQ(code(upload(good + "--XX--", type)), "malformed_multipart") << type;
  }
}

TEST(Multipart, BoundsPartsAndSizes) {
  std::string many;
  for (int i = 0; i < 5; ++i) many += part(field, "12345");
  many += "--XX--";
  EXPECT_EQ(code(upload(many), {.parts = 5, .part_bytes = 5}), "ok");
  EXPECT_EQ(code(upload(many), {.parts = 4, .part_bytes = 5}), "too_many_parts");
  EXPECT_EQ(code(upload(many), {.parts = 5, .part_bytes = 4}), "part_too_large");
}

// Every accepted mutation must still be made of bytes that lie inside the body.
TEST(Multipart, SurvivesMutations) {
  std::mt19937 dice(7);
  const std::string good = part(field, "x") + part(file, "yy") + "--XX--\r\n";
  int accepted = 0;
  for (int round = 0; round < 20'000; ++round) {
    Request request = upload(good);
    std::string& body = request.body;
    for (unsigned n = dice() % 3 + 1; n > 0 && !body.empty(); --n) {
      const std::size_t at = dice() % body.size();
      switch (dice() % 4) {
        case 0: body[at] = static_cast<char>(dice()); break;
        case 1: body.erase(at, dice() % 8); break;
        case 2: body.insert(at, body.substr(dice() % body.size(), dice() % 30)); break;
        default: body.resize(at);
      }
    }
    const auto read = parse_multipart(request);
    if (!read.ok()) continue;
    ++accepted;
    for (const Part& p : *read) {
      const bool inside = p.bytes.data() >= body.data() && p.bytes.data() + p.bytes.size() <= body.data() + body.size();
      ASSERT_TRUE(inside);
      ASSERT_FALSE(p.name.empty());
    }
  }
  EXPECT_GT(accepted, 100);
}

}  // namespace
}  // namespace lianhu::http

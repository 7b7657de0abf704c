#include "paper/fields.h"

#include <gtest/gtest.h>

namespace lianhu::paper {
namespace {

const std::vector<FieldSpec> kSpecs = {
    {"name", "当事人", FieldKind::text, true, 1, "送达", 20, {}},
    {"amount", "金额", FieldKind::money, false, 0, "", 200, {}},
    {"day", "日期", FieldKind::date, false, 0, "", 200, {}},
    {"terms", "条款", FieldKind::list, false, 0, "", 10, {}},
    {"duties", "义务", FieldKind::rows, false, 0, "", 20, {{"who", "义务人"}, {"what", "内容"}}},
};

std::string message(std::string_view json) {
  const auto read = read_fields(kSpecs, json);
  return read ? "" : read.error().fields.empty() ? read.error().message : read.error().fields.front().message;
}

TEST(Fields, ReadsEveryKindAndWritesOneSpelling) {
  const auto read = read_fields(kSpecs, R"({ "terms":["一","二"], "name":"化名\u7532", "amount": 128050, "day":"2026-09-01",
      "duties":[{"who":"甲","what":"还\"水\""}] })");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(fields_json(*read),
            R"({"amount":128050,"day":"2026-09-01","duties":[{"what":"还\"水\"","who":"甲"}],"name":"化名甲","terms":["一","二"]})");
  EXPECT_EQ(printed(kSpecs[1], read->at("amount")), "1280.50元");
  EXPECT_EQ(printed(kSpecs[2], read->at("day")), "2026年9月1日");
  EXPECT_EQ(printed(kSpecs[3], read->at("terms")), "一、二");
  EXPECT_EQ(printed(kSpecs[1], Value(std::int64_t{-5})), "-0.05元");
}

TEST(Fields, RefusalsNameTheFieldAndTheRemedy) {
  EXPECT_EQ(message("{}"), "缺少“当事人”，请先填写");
  EXPECT_EQ(message(R"({"name":"　 "})"), "缺少“当事人”，请先填写");
  EXPECT_EQ(message(R"({"name":"甲","extra":1})"), "本文书没有名为 extra 的项，请去掉");
  EXPECT_EQ(message(R"({"name":"甲","day":"2026-02-30"})"), "“日期”应为日期，写作 2026-09-01");
  EXPECT_EQ(message(R"({"name":"甲","amount":"12.5"})"), "“金额”应为金额，以分为单位的整数");
  EXPECT_EQ(message(R"({"name":"一二三四五六七八九十一二三四五六七八九十一"})"), "“当事人”不超过 20 字，请删减");
  EXPECT_EQ(message(R"({"name":"甲","duties":[{"whom":"乙"}]})"), "“义务”有一列不在本文书的列名之中，请核对");
  EXPECT_EQ(message("[1]"), "文书内容不是有效的 JSON 对象，请重新提交");
  EXPECT_NE(message("{\"name\":\"甲\\u202e乙\"}"), "");
}

TEST(Fields, AnOptionalFieldLeftEmptyIsAbsent) {
  const auto read = read_fields(kSpecs, R"({"name":"甲","terms":[]})");
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->contains("terms"));
}

// The expected value was computed apart: printf '%s' '{"code":"x","fields":{"amount":1,"name":"甲"},"version":2}' | sha256sum
TEST(Fields, CanonicalHash) {
  const Fields fields{{"name", std::string("甲")}, {"amount", std::int64_t{1}}};
  EXPECT_EQ(canonical_hash("x", 2, fields), "f4d168ac16ebea281e4a89c08328d98da04ea28ac4be7885a52d66f315ba7299");
  EXPECT_NE(canonical_hash("x", 3, fields), canonical_hash("x", 2, fields));
  EXPECT_NE(canonical_hash("y", 2, fields), canonical_hash("x", 2, fields));
}

}  // namespace
}  // namespace lianhu::paper

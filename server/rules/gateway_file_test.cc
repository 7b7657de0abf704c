#include "rules/gateway_file.h"

#include <gtest/gtest.h>

namespace lianhu {
namespace {

constexpr const char* kSms = R"(title = "短信平台"
kind = "http"
serves = "party"
url = "https://sms.example/send?id={id}"
secret_file = "sms.secret"
headers = { Authorization = "Bearer {secret}" }
body = '{"mobile":"{to}","params":{"code":"{number}","what":"{text}"}}'
yes = { status = [200], contains = '"OK"' }
no = { contains = "BAD_NUMBER" }
)";

std::string fault(std::string text, const std::string& from = "", const std::string& to = "") {
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  const auto spec = parse_gateway(text, "gateways/sms.toml");
  return spec ? "" : spec.error().message;
}

TEST(GatewayFile, ReadsAnSmsTemplate) {
  const auto spec = parse_gateway(kSms, "/etc/lianhu/gateways/sms.toml");
  ASSERT_TRUE(spec) << spec.error().message;
  EXPECT_EQ(spec->name, "sms");
  EXPECT_EQ(spec->quiet.from, 21 * 60);
  EXPECT_EQ(spec->quiet.until, 8 * 60);
  EXPECT_EQ(std::string(way_of(*spec)), "sms");
  EXPECT_EQ(fill_template(spec->body, {{"to", "19900001234"}, {"number", "PD2026-000001"}, {"text", "“受理”\n\"}"}}, Spot::json),
            R"({"mobile":"19900001234","params":{"code":"PD2026-000001","what":"“受理”\n\"}"}})");
}

TEST(GatewayFile, NamesEveryFault) {
  EXPECT_NE(fault(kSms, "https://", "http://").find("必须用 https://"), std::string::npos);
  EXPECT_EQ(fault(kSms, "https://sms.example", "http://127.0.0.1:9"), "");
  EXPECT_NE(fault(kSms, "https://sms.example", "http://127.0.0.1.evil.example").find("必须用 https://"), std::string::npos);
  EXPECT_NE(fault(kSms, "https://sms.example", "http://127.0.0.1@evil.example").find("必须用 https://"), std::string::npos);
  EXPECT_NE(fault(kSms, "{number}", "{name}").find("没有“{name}”"), std::string::npos);
  EXPECT_NE(fault(kSms, "serves = \"party\"\n", "").find("缺少“serves”"), std::string::npos);
  EXPECT_NE(fault(kSms, "\"http\"", "\"fax\"").find("“kind”"), std::string::npos);
  EXPECT_NE(fault(kSms, "secret_file", "secretfile").find("不认识“secretfile”"), std::string::npos);
  EXPECT_NE(fault(kSms, "[200]", "[99]").find("100 到 599"), std::string::npos);
  EXPECT_NE(fault(std::string(kSms) + "quiet = { from = \"9pm\", until = \"08:00\" }\n").find("21:00"), std::string::npos);
  EXPECT_NE(fault("title = \"w\"\nkind = \"webhook\"\nserves = \"office\"\nurl = \"https://x\"\n").find("签名"), std::string::npos);
  EXPECT_NE(fault("title = \"m\"\nkind = \"mail\"\nserves = \"party\"\nurl = \"smtps://x\"\nfrom = \"a@b\"\nto = \"c@d\"\n").find("没有登记邮箱"), std::string::npos);
  EXPECT_NE(fault("title = \"m\"\nkind = \"mail\"\nserves = \"office\"\nurl = \"smtp://x\"\nfrom = \"a@b\"\nto = \"c@d\"\nstarttls = false\n").find("必须加密"), std::string::npos);
  EXPECT_NE(parse_gateway(kSms, "gateways/hand.toml").error().message.find("文件名"), std::string::npos);
}

TEST(GatewayFile, ValuesBringInNothingOfTheirOwn) {
  const TemplateValues evil{{"to", "1\r\nX-Evil: 1"}, {"text", "{secret}&a=b#"}, {"secret", "s3"}};
  EXPECT_EQ(fill_template("A {to}", evil, Spot::header), "A 1X-Evil: 1");
  EXPECT_EQ(fill_template("?t={text}", evil, Spot::url), "?t=%7Bsecret%7D%26a%3Db%23");
  EXPECT_EQ(fill_template("t={text}", evil, Spot::form), "t=%7Bsecret%7D%26a%3Db%23");
  EXPECT_EQ(fill_template(R"({"a":{"b":"{text}"}})", evil, Spot::json), R"({"a":{"b":"{secret}&a=b#"}})");
}

TEST(GatewayFile, AnswersMeanYesNoOrLater) {
  const GatewaySpec sms = parse_gateway(kSms, "sms.toml").value();
  EXPECT_EQ(meaning_of(sms, 200, R"({"code":"OK"})"), Meaning::yes);
  EXPECT_EQ(meaning_of(sms, 200, R"({"code":"BAD_NUMBER"})"), Meaning::no);
  EXPECT_EQ(meaning_of(sms, 200, R"({"code":"BUSY"})"), Meaning::later);
  EXPECT_EQ(meaning_of(sms, 201, R"({"code":"OK"})"), Meaning::later);
  EXPECT_EQ(meaning_of(sms, 500, ""), Meaning::later);
  GatewaySpec plain;
  EXPECT_EQ(meaning_of(plain, 204, ""), Meaning::yes);
  EXPECT_EQ(meaning_of(plain, 404, ""), Meaning::no);
  EXPECT_EQ(meaning_of(plain, 429, ""), Meaning::later);
  EXPECT_EQ(meaning_of(plain, 302, ""), Meaning::later);
}

}  // namespace
}  // namespace lianhu

#include "base/described.h"

#include <cmath>
#include <regex>

#include <gtest/gtest.h>

#include "base/id.h"
#include "base/time.h"

namespace lianhu {
namespace {

enum class Channel { phone, visit, private_ };
BOOST_DESCRIBE_ENUM(Channel, phone, visit, private_)

struct Person {
  std::string name;
  std::optional<std::string> phone;
};
LIANHU_DESCRIBE(Person, (name, phone), {"name", {.label = "姓名", .min = 2, .max = 20}},
                {"phone", {.label = "联系电话", .format = Format::phone}})

struct Order {
  std::string title;
  std::optional<std::string> detail;
  Channel channel = Channel::visit;
  std::int64_t fen = 0;
  std::int32_t count = 0;
  double share = 0;
  bool urgent = false;
  Date day;
  std::optional<Time> at;
  std::vector<Person> people;
  std::map<std::string, std::string> fields;
  boost::json::value raw;
  std::int32_t default_ = 7;
};
LIANHU_DESCRIBE(Order, (title, detail, channel, fen, count, share, urgent, day, at, people, fields, raw, default_),
                {"title", {.label = "标题", .min = 2, .max = 10, .doc = "一句话说清楚"}},
                {"detail", {.label = "详情", .max = 50, .lines = Lines::many}},
                {"fen", {.label = "金额", .min = 0, .max = 100'000}},
                {"people", {.label = "当事人", .min_items = 1, .max_items = 3}}, {"default", {.optional = true}})

constexpr std::string_view good = R"({"title":" 修路 ","detail":"一\r\n二","channel":"private","fen":1057,"count":-3,"share":0.5,
  "urgent":true,"day":"2026-09-01","at":"2026-09-01T08:00:00+08:00","people":[{"name":"化名甲","phone":"19900001234"},
  {"name":"化名乙","phone":" "}],"fields":{"a":"b"},"raw":{"x":[1,"二\n三",null]}})";

std::string without(std::string_view cut, std::string_view put) {
  std::string text(good);
  const auto at = text.find(cut);
  EXPECT_NE(at, text.npos) << cut;
  return text.replace(at, cut.size(), put);
}
// "pointer message" of each fault, or the code.
std::vector<std::string> faults(const std::string& text) {
  const auto read = read_json<Order>(text);
  std::vector<std::string> out;
  if (read.ok()) return out;
  if (read.error().fields.empty()) return {read.error().code};
  for (const auto& fault : read.error().fields) out.push_back(fault.pointer + " " + fault.message);
  return out;
}
using List = std::vector<std::string>;

TEST(Described, ReadsEveryKindOfField) {
  const auto read = read_json<Order>(good);
  ASSERT_TRUE(read.ok()) << faults(std::string(good)).at(0);
  EXPECT_EQ(read->title, "修路");
  EXPECT_EQ(read->detail, "一\n二");
  EXPECT_EQ(read->channel, Channel::private_);
  EXPECT_EQ(read->fen, 1057);
  EXPECT_EQ(read->count, -3);
  EXPECT_EQ(read->share, 0.5);
  EXPECT_TRUE(read->urgent);
  EXPECT_EQ(read->day, Date::of(2026, 9, 1));
  EXPECT_EQ(read->at, Time::at(Date::of(2026, 9, 1), 8));
  ASSERT_EQ(read->people.size(), 2U);
  EXPECT_EQ(read->people[0].phone, "19900001234");
  EXPECT_FALSE(read->people[1].phone);
  EXPECT_EQ(read->fields.at("a"), "b");
  EXPECT_EQ(read->default_, 7);
}

TEST(Described, WritesWhatItReads) {
  const auto first = read_json<Order>(good);
  ASSERT_TRUE(first.ok());
  const std::string once = write_json(*first);
  const auto second = read_json<Order>(once);
  ASSERT_TRUE(second.ok()) << once;
  EXPECT_EQ(write_json(*second), once);
  EXPECT_NE(once.find(R"("channel":"private")"), once.npos);
  EXPECT_NE(once.find(R"("default":7)"), once.npos);
  EXPECT_NE(once.find(R"({"name":"化名乙"})"), once.npos) << "an empty optional is absent";
  EXPECT_EQ(write_json(Person{"引号\"和\\", {}}), R"({"name":"引号\"和\\"})");
  EXPECT_EQ(write_json(std::vector<std::int32_t>{1, 2}), "[1,2]");
}

TEST(Described, WritesTheSameTextAsTheTree) {
  const auto order = read_json<Order>(good);
  ASSERT_TRUE(order.ok());
  EXPECT_EQ(write_json(*order), boost::json::serialize(write_value(*order)));
  std::string every;
  for (char c = 0; c < 0x7f; ++c) every += c;
  every += "\x7f 㛃䶮𬭎 “引号”";
  EXPECT_EQ(write_json(every), boost::json::serialize(write_value(every)));
  EXPECT_EQ(write_json(std::string("a\0b", 3)), "\"a\\u0000b\"");
  const std::vector<Person> people{{every, {}}, {"", every}};
  EXPECT_EQ(write_json(people), boost::json::serialize(write_value(people)));
  EXPECT_EQ(write_json(std::vector<std::string>{}), "[]");
  EXPECT_EQ(write_json(std::map<std::string, std::int64_t>{{every, INT64_MIN}, {"b", INT64_MAX}}),
            boost::json::serialize(write_value(std::map<std::string, std::int64_t>{{every, INT64_MIN}, {"b", INT64_MAX}})));
  EXPECT_EQ(write_json(std::map<std::string, bool>{}), "{}");
  EXPECT_EQ(write_json(1057.5), boost::json::serialize(write_value(1057.5)));
}

TEST(Described, CollectsEveryFaultWithItsPointer) {
  EXPECT_EQ(faults(R"({"title":"修","channel":"fax","fen":100001,"count":1.0,"share":"x","urgent":1,"day":"2026-02-30",
    "people":[{"name":"化名甲","phone":"123"},{"nick/~":"x"}],"fields":{},"raw":null,"extra":1})"),
            (List{"/extra 没有这个字段，请删去或核对拼写", "/title 标题：太短，请至少填写 2 个字",
                  "/channel 不在可选范围内，请从列表中选择（phone、visit、private）", "/fen 金额：请填写 0 到 100000 之间的整数",
                  "/count 请填写整数", "/share 请填写数字", "/urgent 请选择是或否（true 或 false）",
                  "/day 请填写真实存在的日期，如 2026-09-01", "/people/0/phone 联系电话：请填写 11 位手机号，或带区号的固定电话",
                  "/people/1/nick~1~0 没有这个字段，请删去或核对拼写", "/people/1/name 请填写姓名"}));
  EXPECT_EQ(faults(without("修路", "   ")), List{"/title 请填写标题"});
  EXPECT_EQ(faults(without("修路", "一二三四五六七八九十一")), List{"/title 标题：太长，请控制在 10 个字以内（现有 11 个字）"});
  EXPECT_EQ(faults(without(R"("people":[)", R"("people":[1,2,)")).size(), 3U);
  EXPECT_EQ(faults(without(R"("detail":"一\r\n二")", R"("detail":null)")), List{"/detail 详情：请填写文字"});
  EXPECT_EQ(faults("[]"), List{" 应为一组字段（JSON 对象）"});
}

TEST(Described, RefusesUnsafeText) {
  const std::string control = "/title 标题：含有换行或看不见的控制字符，请删去后重新输入";
  EXPECT_EQ(faults(without("修路", "修\\n路")), List{control});
  EXPECT_EQ(faults(without("修路", "修\\u0000路")), List{control});
  EXPECT_EQ(faults(without("修路", "修路\\u0000")), List{control});
  EXPECT_EQ(faults(without("修路", "修\\u202e路")), List{"/title 标题：含有改变文字方向的隐藏字符，请手工重新输入，不要粘贴"});
  EXPECT_EQ(faults(without("修路", "修\\ufeff路")), List{"/title 标题：含有无效字符，请删去后重新输入"});
  EXPECT_EQ(faults(without("二\\n三", "二\\u2066三")).size(), 1U);
  EXPECT_EQ(faults(without(R"("a":"b")", R"("\u202e":"b")")), List{"/fields/? 字段名须为 1 至 64 个普通字符"});
  EXPECT_TRUE(faults(without("修路", "修𠮷\\ud842\\udfb7路")).empty()) << "rare characters are fit";
}

TEST(Described, RefusesWhatIsNotJson) {
  const List malformed{"malformed_json"};
  for (const auto* bad : {"", " ", "{", "{}}", "{} x", "nul", "{\"title\":'x'}", "{\"title\":\"x\",}", "/* */{}", "\xef\xbb\xbf{}",
                          "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800x\"}", "{\"a\":\"\\udc00\"}", "{\"a\":\"\xff\"}",
                          "{\"a\":\"\xed\xa0\x80\"}", "{\"a\":\"\n\"}", "{\"a\":NaN}", "{\"a\":01}"}) {
    EXPECT_EQ(faults(bad), malformed) << bad;
  }
  EXPECT_EQ(faults(std::string("{}\0", 3)), malformed);
  EXPECT_EQ(faults(without(R"("fen":1057)", R"("fen":1,"fen":2)")), malformed) << "a key twice";
  EXPECT_EQ(faults(without(R"("a":"b")", R"("a":"b","\u0061":"c")")), malformed) << "a key twice, spelled apart";
  EXPECT_EQ(faults(std::string(100'000, '[')), malformed);
  EXPECT_EQ(faults(std::string(100'000, '[') + std::string(100'000, ']')), malformed);
  std::string objects;
  for (int i = 0; i < 1000; ++i) objects += "{\"a\":";
  EXPECT_EQ(faults(objects), malformed);
}

TEST(Described, BoundsNumbers) {
  for (const auto* n : {"1e400", "-1e400", "1e99999999999"}) {
    EXPECT_FALSE(faults(without("0.5", n)).empty()) << n;
    EXPECT_FALSE(faults(without("[1,", "[" + std::string(n) + ",")).empty()) << n;
  }
  EXPECT_EQ(faults(without("\"count\":-3", "\"count\":2147483648")).size(), 1U);
  EXPECT_EQ(faults(without("\"count\":-3", "\"count\":18446744073709551615")), List{"/count 请填写整数"});
  EXPECT_EQ(faults(without("\"count\":-3", "\"count\":99999999999999999999999")), List{"/count 请填写整数"});
  EXPECT_EQ(read_json<std::int64_t>("-9223372036854775808").value(), std::numeric_limits<std::int64_t>::min());
}

TEST(Described, BoundsListsAndFaults) {
  EXPECT_FALSE(read_json<std::vector<std::int32_t>>("[" + std::string(800, ' ') + "]").value().size());
  std::string many = "[0";
  for (int i = 0; i < 200; ++i) many += ",\"x\"";
  const auto read = read_json<std::vector<std::int32_t>>(many + "]");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().fields.size(), 50U);
  EXPECT_EQ(read.error().fields[0].message, "最多 200 项，请分次提交");
  const auto none = faults(without(R"({"name":"化名甲","phone":"19900001234"},
  {"name":"化名乙","phone":" "})", ""));
  EXPECT_EQ(none, List{"/people 当事人：至少需要 1 项"});
}

TEST(Described, PublishesTheSameRules) {
  const auto text = boost::json::serialize(schema<Order>());
  for (const auto* part :
       {R"("$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/Order","$defs":{"Order":{)",
        R"("title":{"type":"string","minLength":2,"maxLength":10,"title":"标题","description":"一句话说清楚"})",
        R"("channel":{"type":"string","enum":["phone","visit","private"]})",
        R"("fen":{"type":"integer","format":"int64","minimum":0,"maximum":100000,"title":"金额"})",
        R"("people":{"type":"array","items":{"$ref":"#/$defs/Person"},"minItems":1,"maxItems":3,"title":"当事人"})",
        R"("day":{"type":"string","format":"date"},"at":{"type":"string","format":"date-time"})",
        R"("additionalProperties":false)",
        R"("required":["title","channel","fen","count","share","urgent","day","people","fields","raw"])",
        R"("required":["name"])"}) {
    EXPECT_NE(text.find(part), text.npos) << part << "\n" << text;
  }
}

struct Pointed {
  Id<struct PointedTag> id;
};
LIANHU_DESCRIBE(Pointed, (id))

TEST(Described, ReadsIds) {
  constexpr std::string_view text = R"({"id":"0199b3c0-0000-7000-8000-00000000000a"})";
  const auto read = read_json<Pointed>(text);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(write_json(*read), text);
  const auto wrong = read_json<Pointed>(R"({"id":"1"})");
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().fields.at(0).message, "格式不对，请核对后重新填写");
  EXPECT_EQ(schema<Pointed>().at("$defs").at("Pointed").at("properties").at("id").at("format").as_string(), "uuid");
}

TEST(Described, OneNameIsOneStruct) {
  Schemas schemas;
  schema_in<Person>(schemas);
  EXPECT_NO_THROW(schema_in<std::vector<Person>>(schemas));
  const auto take_other = [&schemas] {
    const int other = 0;
    return described::claim(schemas, "Person", &other);
  };
  EXPECT_THROW(take_other(), std::logic_error);
}

// Oracle: the published pattern, run by std::regex, must agree with the hand-written check.
struct Words {
  std::string code, phone, uuid, digits, hex, secret, region, login;
};
LIANHU_DESCRIBE(Words, (code, phone, uuid, digits, hex, secret, region, login), {"code", {.format = Format::code}},
                {"phone", {.format = Format::phone}}, {"uuid", {.format = Format::uuid}}, {"digits", {.format = Format::digits}},
                {"hex", {.format = Format::hex}}, {"secret", {.format = Format::secret}}, {"region", {.format = Format::region}},
                {"login", {.format = Format::login}})

TEST(Described, PatternsSayWhatIsEnforced) {
  const auto whole = schema<Words>();
  const auto& properties = whole.at("$defs").at("Words").at("properties").as_object();
  const std::vector<std::string> samples = {
      "people_mediation", "a", "9a", "A", "_a", "a-b", "19900001234", "1990000123", "0851-3822222", "085138222222", "0851-382222",
      "010-12345678", "08511-1234567", "0851-38222222", "0851382222a", "12345", "0199b3c0-0000-7000-8000-00000000000a",
      "0199B3C0-0000-7000-8000-00000000000a", "0199b3c0-0000-7000-8000-00000000000", "0199b3c00000-7000-8000-00000000000a0",
      "520403", "020403", "52040", "5204033", "deadbeef", "deadbeeg", "zhang.san", "zs", "Zhang", "zhang_san-1", "a.b", "Az09-_", "a b",
      "abc=", "１２３"};
  for (const std::string_view name : described::names_of<Words>) {
    const std::regex pattern(std::string(properties.at(name).at("pattern").as_string()));
    int fit = 0;
    for (const std::string& sample : samples) {
      const auto read = read_value<Words>(boost::json::object{{name, sample}});
      bool accepted = true;
      for (const auto& fault : read.error().fields) accepted = accepted && fault.pointer != "/" + std::string(name);
      EXPECT_EQ(accepted, std::regex_match(sample, pattern)) << name << " " << sample;
      fit += accepted ? 1 : 0;
    }
    EXPECT_GT(fit, 0) << name;
  }
}

}  // namespace
}  // namespace lianhu

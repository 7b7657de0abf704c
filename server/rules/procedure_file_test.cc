#include "rules/procedure_file.h"

#include <ostream>

#include <gtest/gtest.h>

#include "rules/procedure_sample.h"

namespace lianhu {
namespace {

struct Planted {
  const char* what;
  const char* anchor;
  const char* old;
  const char* now;
  const char* mark;  // stands on the line to be named, at or after the anchor
  const char* code;
  const char* says;
};

void PrintTo(const Planted& p, std::ostream* out) { *out << p.what; }

class ReadFault : public testing::TestWithParam<Planted> {};

TEST_P(ReadFault, IsNamedWithItsLine) {
  const Planted& p = GetParam();
  const std::string text = sample::with(p.anchor, p.old, p.now);
  const auto faults = read_procedure(text, "small@1.toml").faults;
  ASSERT_EQ(faults.size(), 1u) << sample::listed(faults);
  EXPECT_EQ(faults[0].code, p.code);
  EXPECT_EQ(faults[0].line, sample::line_of(text, p.anchor, p.mark)) << faults[0].text();
  EXPECT_NE(faults[0].message.find(p.says), std::string::npos) << faults[0].text();
}

INSTANTIATE_TEST_SUITE_P(
    All, ReadFault,
    testing::Values(
        Planted{"unknown key", "name = \"agree\"", "from =", "confrim = \"真的？\"\nfrom =", "confrim", "unknown_key", "是否想写“confirm”"},
        Planted{"unknown root key", "", "title", "titel = \"x\"\ntitle", "titel", "unknown_key", "是否想写“title”"},
        Planted{"wrong relation", "name = \"go\"", "mediator", "mediater", "who", "wrong_word", "是否想写“mediator”"},
        Planted{"wrong effect", "name = \"go\"", "do = \"notify\"", "do = \"notfy\"", "effects", "wrong_word", "是否想写“notify”"},
        Planted{"wrong close kind", "name = \"check_it\"", "substantive", "substantial", "effects", "wrong_word", "是否想写“substantive”"},
        Planted{"argument of another effect", "name = \"go\"", "whom = [\"party\"]", "whom = [\"party\"], level = \"red\"", "effects",
                "unknown_key", "不认识“level”"},
        Planted{"wrong condition", "name = \"go\"", "done:agree", "dune:agree", "needs", "wrong_word", "是否想写“done”"},
        Planted{"missing title", "[[state]]\nname = \"work\"", "title = \"办理中\"\n", "", "[[state]]", "missing_key", "“title”"},
        Planted{"duplicate state", "clocks = [\"house\"]", "name = \"work\"", "name = \"open1\"", "name", "duplicate_name", "已经用过"},
        Planted{"duplicate move", "outcome = \"agrees\"", "name = \"go\"", "name = \"agree\"", "name", "duplicate_name", "已经用过"},
        Planted{"wrong kind", "name = \"ended\"", "terminal = true", "terminal = \"yes\"", "terminal", "wrong_kind", "true 或 false"},
        Planted{"number in quotes", "name = \"content\"", "max = 100", "max = \"100\"", "max", "wrong_kind", "整数"},
        Planted{"class out of range", "name = \"side\"", "class = 0", "class = 7", "class", "wrong_word", "0 至 4"},
        Planted{"class missing", "[[field]]\nname = \"side\"", "class = 0\n", "", "[[field]]", "missing_key", "“class”"},
        Planted{"capital letter", "[[paper]]", "\"slip\"", "\"Slip\"", "name", "bad_name", "小写字母"},
        Planted{"start with from", "name = \"begin\"", "to =", "from = \"work\"\nto =", "from", "start_with_from", "不写 from"},
        Planted{"except without open", "name = \"go\"", "to =", "except = [\"work\"]\nto =", "except", "except_without_open", "except"},
        Planted{"broken toml", "name = \"go\"", "title = \"开始\"", "title = \"开始", "title", "bad_toml", "引号"},
        Planted{"key twice", "name = \"go\"", "title = \"开始\"", "title = \"开始\"\ntitle = \"又\"", "又", "bad_toml", "写了两次"},
        Planted{"other file name", "", "\"small\"", "\"smell\"", "name", "wrong_file_name", "smell@1.toml"}));

TEST(ReadProcedure, ReadsTheSample) {
  const auto read = parse_procedure(sample::text, "procedures/small@1.toml");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->id(), "small@1");
  EXPECT_EQ(read->file, "small@1.toml");
  EXPECT_EQ(read->sha256.size(), 64u);
  EXPECT_EQ(read->move("refuse")->from, (std::vector<std::string>{"open1", "work"}));
  EXPECT_EQ(read->move("begin")->who, (std::vector<Who>{Who::anyone, Who::desk}));
  EXPECT_EQ(read->move("go")->needs.size(), 2u);
  EXPECT_EQ(read->move("check_it")->effects[1].close, CloseKind::substantive);
  EXPECT_EQ(read->state("work")->line, sample::line_of(sample::text, "name = \"work\"", "name") - 1);
}

TEST(ReadProcedure, NamesEveryFaultAtOnce) {
  std::string text = sample::with("name = \"go\"", "mediator", "mediater");
  text.replace(text.find("class = 1"), 9, "class = 9");
  const auto read = parse_procedure(text, "small@1.toml");
  ASSERT_FALSE(read.ok());
  ASSERT_EQ(read.error().fields.size(), 2u);
  EXPECT_EQ(read.error().fields[0].pointer, "/line/" + std::to_string(sample::line_of(text, "mediater", "mediater")));
  EXPECT_EQ(read.error().fields[1].pointer, "/line/" + std::to_string(sample::line_of(text, "class = 9", "class")));
}

TEST(ReadProcedure, NeverBreaksOnATruncatedFile) {
  for (std::size_t n = 0; n < sample::text.size(); n += 7) {
    const auto read = read_procedure(sample::text.substr(0, n), "small@1.toml");
    const auto faults = read.faults.empty() ? check_procedure(read.procedure, sample::known()) : read.faults;
    EXPECT_FALSE(faults.empty()) << n;
  }
}

TEST(NearestWord, FindsTheOneMeant) {
  EXPECT_EQ(nearest_word("handeler", {"handler", "leader", "lead"}), "handler");
  EXPECT_EQ(nearest_word("zzzzzzz", {"handler", "leader"}), "");
}

}  // namespace
}  // namespace lianhu

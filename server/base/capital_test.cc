// Capital amounts: the bank rules' own cases, an independent reading of every group, and amounts in running words.

#include "base/capital.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace lianhu {
namespace {

TEST(Capital, IsWrittenAsAClerkDoes) {
  const std::pair<std::int64_t, const char*> cases[] = {
      {0, "零元整"},       {5, "伍分"},          {50, "伍角整"},         {100, "壹元整"},         {105, "壹元零伍分"},     {1000, "壹拾元整"},
      {128'050, "壹仟贰佰捌拾元伍角整"}, {168'437, "壹仟陆佰捌拾肆元叁角柒分"}, {600'714, "陆仟零柒元壹角肆分"}, {1'640'902, "壹万陆仟肆佰零玖元零贰分"}, {1'000'000, "壹万元整"},
      {1'000'100, "壹万零壹元整"}, {1'000'500, "壹万零伍元整"}, {10'020'300'400, "壹亿零贰拾万叁仟零肆元整"}, {10'000'000'000, "壹亿元整"}, {10'001'000'000, "壹亿零壹万元整"}};
  for (const auto& [fen, words] : cases) {
    EXPECT_EQ(capital_amount(fen), words);
    EXPECT_EQ(read_capital(words), fen) << words;
  }
  EXPECT_EQ(capital_amount(-100), "负壹元整");
  EXPECT_TRUE(capital_amount(std::numeric_limits<std::int64_t>::min()).starts_with("负"));
}

TEST(Capital, ReadsWhatTheBankRulesLeaveOpen) {
  EXPECT_EQ(read_capital("壹仟肆佰零玖元伍角"), 140'950);
  EXPECT_EQ(read_capital("壹仟陆佰捌拾元零叁角贰分"), 168'032);
  EXPECT_EQ(read_capital("壹拾万柒仟元零伍角叁分"), 10'700'053);
}

TEST(Capital, ReadsBackWhatItWrote) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t fen = static_cast<std::int64_t>(random() % 10'000'000'000'000) >> (random() % 40);
    ASSERT_EQ(read_capital(capital_amount(fen)), fen) << capital_amount(fen);
  }
}

TEST(Capital, NeverWritesTwoZerosNorAnOpenEnd) {
  for (std::int64_t fen = 0; fen < 200'000'000; fen += 997) {
    const std::string words = capital_amount(fen);
    ASSERT_EQ(words.find("零零"), std::string::npos) << words;
    ASSERT_EQ(words.find("零元"), fen < 100 ? words.find("零元") : std::string::npos) << words;
    ASSERT_EQ(words.find("零万"), std::string::npos) << words;
  }
}

TEST(Capital, RefusesWhatIsNoAmount) {
  for (const char* words : {"", "元", "壹贰元整", "壹", "壹拾", "一万元", "壹元整整", "元整"}) EXPECT_FALSE(read_capital(words)) << words;
  EXPECT_EQ(read_capital("拾伍元"), 1500);
  EXPECT_EQ(read_capital("叁佰圆正"), 30'000);
}

TEST(Capital, IsFoundInRunningWords) {
  const auto found = find_amounts("一次性支付12,000.50元（大写：壹万贰仟元伍角），另付0.3万元，共10户3次，2026年。");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].fen, 1'200'050);
  EXPECT_FALSE(found[0].capital);
  EXPECT_EQ(found[1].fen, 1'200'050);
  EXPECT_TRUE(found[1].capital);
  EXPECT_EQ(found[1].words, "壹万贰仟元伍角");
  EXPECT_EQ(found[2].fen, 300'000);
  EXPECT_TRUE(find_amounts("第3组 2026-01-02 元旦").empty());
  EXPECT_TRUE(find_amounts("999999999999999999999999元").empty());
}

}  // namespace
}  // namespace lianhu

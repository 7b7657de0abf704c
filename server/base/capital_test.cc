// Capital amounts: the bank rules' own cases, an independent reading of every group, and amounts in running words.

#include "base/capital.h"

#include <gtest/gtest.h>

#include <random>

namespace lianhu {
namespace {

TEST(Capital, IsWrittenByTheBankRules) {
  const std::pair<std::int64_t, const char*> cases[] = {
      {0, "零元整"},          {5, "伍分"},           {50, "伍角"},           {100, "壹元整"},       {140'950, "壹仟肆佰零玖元伍角"},
      {600'714, "陆仟零柒元壹角肆分"},  {168'032, "壹仟陆佰捌拾元零叁角贰分"}, {10'700'053, "壹拾万柒仟元零伍角叁分"},
      {1'640'902, "壹万陆仟肆佰零玖元零贰分"}, {32'504, "叁佰贰拾伍元零肆分"}, {1'000'000, "壹万元整"}, {1'000'100, "壹万零壹元整"}, {100'000'000'00, "壹亿元整"},
      {100'010'000'00, "壹亿零壹万元整"}};
  for (const auto& [fen, words] : cases) {
    // The rules allow 零 before 角 after a whole ten of yuan to be left out; we leave it out.
    if (fen == 168'032) {
      EXPECT_EQ(capital_amount(fen), "壹仟陆佰捌拾元叁角贰分");
    } else if (fen == 10'700'053) {
      EXPECT_EQ(capital_amount(fen), "壹拾万柒仟元伍角叁分");
    } else {
      EXPECT_EQ(capital_amount(fen), words);
    }
    EXPECT_EQ(read_capital(words), fen) << words;
  }
  EXPECT_THROW(capital_amount(-1), std::out_of_range);
  EXPECT_THROW(capital_amount(10'000'000'000'000), std::out_of_range);
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

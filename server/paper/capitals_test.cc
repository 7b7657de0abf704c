#include "paper/capitals.h"

#include <limits>

#include <gtest/gtest.h>

namespace lianhu::paper {
namespace {

TEST(Capitals, AmountsAsAClerkWritesThem) {
  EXPECT_EQ(capitals(0), "零元整");
  EXPECT_EQ(capitals(128050), "壹仟贰佰捌拾元伍角整");
  EXPECT_EQ(capitals(100), "壹元整");
  EXPECT_EQ(capitals(1000), "壹拾元整");
  EXPECT_EQ(capitals(5), "伍分");
  EXPECT_EQ(capitals(50), "伍角整");
  EXPECT_EQ(capitals(105), "壹元零伍分");
  EXPECT_EQ(capitals(10'000'00), "壹万元整");
  EXPECT_EQ(capitals(10'005'00), "壹万零伍元整");
  EXPECT_EQ(capitals(1'000'000'00), "壹佰万元整");
  EXPECT_EQ(capitals(100'203'004'00), "壹亿零贰拾万叁仟零肆元整");
  EXPECT_EQ(capitals(100'000'000'00), "壹亿元整");
  EXPECT_EQ(capitals(1'684'37), "壹仟陆佰捌拾肆元叁角柒分");
  EXPECT_EQ(capitals(-100), "负壹元整");
  EXPECT_TRUE(capitals(std::numeric_limits<std::int64_t>::min()).starts_with("负"));
}

}  // namespace
}  // namespace lianhu::paper

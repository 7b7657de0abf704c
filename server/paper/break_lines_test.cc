#include "paper/break_lines.h"

#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace lianhu::paper {
namespace {

// A font whose Chinese characters are 10 wide and all others 5.
Characters set(std::string_view text) {
  Characters out = prepare(text);
  for (std::size_t i = 0; i < out.text.size(); ++i) out.width[i] = out.text[i] < 0x2000 ? 5 : 10;
  return out;
}

std::vector<std::string> lines(std::string_view text, double width) {
  const Characters in = set(text);
  std::vector<std::string> out;
  for (const Piece& piece : break_lines(in, {width, width, 10}))
    out.push_back(to_utf8(in.text.substr(piece.begin, piece.end - piece.begin)));
  return out;
}

using Lines = std::vector<std::string>;

TEST(BreakLines, ClosingPunctuationNeverBeginsALine) {
  EXPECT_EQ(lines("一二三四，五六", 40), (Lines{"一二三", "四，五六"}));  // the comma would stand alone
  EXPECT_EQ(lines("一二三，四五六", 35), (Lines{"一二三，", "四五六"}));  // set in half its width
}

TEST(BreakLines, OpeningPunctuationNeverEndsALine) { EXPECT_EQ(lines("一二三“四五”六七", 40), (Lines{"一二三", "“四五”", "六七"})); }

TEST(BreakLines, NumbersStayWholeAndWithTheirUnit) {
  EXPECT_EQ(lines("赔偿甲方1280.50元整", 50), (Lines{"赔偿甲方", "1280.50元", "整"}));
  EXPECT_EQ(lines("按照约定第12条办", 45), (Lines{"按照约定", "第12条办"}));
}

TEST(BreakLines, WordJoinerForbidsABreakAndIsNotPrinted) {
  EXPECT_EQ(lines("一二三四\u2060五", 40), (Lines{"一二三", "四五"}));
  EXPECT_EQ(to_utf8(prepare("一\u2060二\u200B三").text), "一二三");
}

TEST(BreakLines, BlanksBesideFiguresAreDroppedOthersKept) {
  EXPECT_EQ(to_utf8(prepare("共 12 户，见 A 区　北").text), "共12户，见 A 区 北");
  EXPECT_EQ(to_utf8(prepare("3 月 5 日  ").text), "3月5日");
}

TEST(BreakLines, AWordLongerThanTheLineIsCut) {
  const auto out = lines(std::string(50, 'x'), 100);
  EXPECT_EQ(out, (Lines{std::string(20, 'x'), std::string(20, 'x'), std::string(10, 'x')}));
}

TEST(BreakLines, ALoneLastCharacterGetsCompany) {
  const auto out = lines("一二三四五六七八九十一二三四五六七八九十末。", 200);
  EXPECT_EQ(out.back(), "十末。");
}

TEST(BreakLines, SpreadFillsTheLineAndLeavesNumbersAlone) {
  const Characters in = set("共1280元的补偿");
  const Piece all{0, in.text.size(), false};
  const auto advance = spread(in, all, 10, 80);
  EXPECT_NEAR(std::accumulate(advance.begin(), advance.end(), 0.0), 80, 1e-9);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_DOUBLE_EQ(advance[i], 5) << i;  // 128, not the gap after 0
}

TEST(BreakLines, ALineIsNotSpreadIntoHoles) {
  const Characters in = set("向化名乙支付");
  EXPECT_EQ(spread(in, {0, 6, false}, 10, 120), std::vector<double>(6, 10));
}

TEST(BreakLines, AnAddressIsCutAtASlashWhereTheLineWouldStayEmpty) {
  EXPECT_EQ(lines("请看https://lianhu.example/abcd", 130), (Lines{"请看https://", "lianhu.example/abcd"}));
  EXPECT_EQ(lines("请您务必凭编号办理PD2026-0117", 120), (Lines{"请您务必凭编号办理", "PD2026-0117"}));
}

TEST(BreakLines, PropertyOfRandomTexts) {
  const std::vector<std::string> alphabet = {"一", "丁", "，", "。", "“", "”", "（", "）", "1", "2", "元", "a", " ", "…", "㛃", "\u2060"};
  std::mt19937 random(20260901);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned n = random() % 60; n > 0; --n) text += alphabet[random() % alphabet.size()];
    const Characters in = set(text);
    const double width = 60 + random() % 200;
    std::size_t at = 0;
    for (const Piece& piece : break_lines(in, {width, width, 10})) {
      ASSERT_EQ(piece.begin, at) << text;
      ASSERT_GT(piece.end, piece.begin) << text;
      at = piece.end;
      const auto advance = natural(in, piece, 10);
      ASSERT_LE(std::accumulate(advance.begin(), advance.end(), 0.0), width + 0.02) << text;
    }
    ASSERT_EQ(at, in.text.size()) << text;
  }
}

}  // namespace
}  // namespace lianhu::paper

#include "paper/csv.h"

#include <gtest/gtest.h>

#include "paper/sheet_read.h"
#include "paper/test_sheet.h"

namespace lianhu::paper {
namespace {

using Lines = std::vector<std::vector<std::string>>;

Lines read(std::string_view bytes) {
  const auto book = read_sheets(bytes);
  EXPECT_TRUE(book) << book.error().message;
  return book ? shown(book->sheets[0].rows) : Lines();
}

TEST(SheetCsv, IsReadInEveryEncodingOfTheCounty) {
  const Lines expected = {{"姓名", "村"}, {"化名甲", "塔山"}};
  EXPECT_EQ(read("姓名,村\n化名甲,塔山\n"), expected);
  EXPECT_EQ(read("\xEF\xBB\xBF姓名,村\r\n化名甲,塔山"), expected);
  EXPECT_EQ(read("\xD0\xD5\xC3\xFB,\xB4\xE5\r\n\xBB\xAF\xC3\xFB\xBC\xD7,\xCB\xFE\xC9\xBD\r\n"), expected);  // GBK, as Excel saves
  EXPECT_EQ(read(std::string_view("\xFF\xFE\xD3\x59\x0D\x54\x09\x00\x51\x67\x0A\x00\x16\x53\x0D\x54\x32\x75\x09\x00\x54\x58\x71\x5C", 24)),
            expected);
  EXPECT_EQ(read("\xD0\xD5,\x90\x30\x81\x30\n"), (Lines{{"姓", "𐀀"}}));  // four bytes: GB18030 beyond GBK
  const auto broken = read_sheets("\xD0\xD5,\xFF\xFF\n");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "sheet_encoding");
  EXPECT_EQ(read_sheets("\xEF\xBB\xBF\xD0\xD5").error().code, "sheet_encoding");  // the BOM said UTF-8
}

TEST(SheetCsv, QuotesAndLineBreaks) {
  EXPECT_EQ(read("a,\"b,c\",\"d\"\"e\"\r\n\"两行\r\n文字\",f\r\n"), (Lines{{"a", "b,c", "d\"e"}, {"两行\n文字", "f"}}));
  EXPECT_EQ(read("a\"b,\"c\"d\n"), (Lines{{"a\"b", "cd"}}));
  EXPECT_EQ(read("a\rb\r"), (Lines{{"a"}, {"b"}}));
  EXPECT_EQ(read("a,,b\n\n,c\n,,\n"), (Lines{{"a", "", "b"}, {}, {"", "c"}}));
  const auto open = read_sheets("a,b\nc,\"d\n");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, "sheet_quote");
  EXPECT_NE(open.error().message.find("第 2 行"), std::string::npos);
}

TEST(SheetCsv, TheFirstLineTellsTheSeparator) {
  EXPECT_EQ(read("a\tb,c\td\n1\t2\t3\n"), (Lines{{"a", "b,c", "d"}, {"1", "2", "3"}}));
  EXPECT_EQ(read("a;b;c\n"), (Lines{{"a", "b", "c"}}));
  EXPECT_EQ(read("\"a;b;c\",d\n"), (Lines{{"a;b;c", "d"}}));
  EXPECT_EQ(read("只有一列\n一,二\n"), (Lines{{"只有一列"}, {"一", "二"}}));
}

TEST(SheetCsv, DigitsAProgramRoundedAreReported) {
  const auto book = read_sheets("5.20422E+17,1.2E+3,520422199001011239,E+17,1E+99999\n");
  ASSERT_TRUE(book);
  const CellRow& row = book->sheets[0].rows[0];
  EXPECT_TRUE(row[0].digits_lost());
  EXPECT_FALSE(row[1].digits_lost());
  EXPECT_EQ(row[2], Cell::words("520422199001011239"));
  EXPECT_FALSE(row[3].digits_lost());
}

TEST(SheetCsv, FormulasAreNeutralisedAndComeBack) {
  Sheet sheet;
  sheet.rows = {{Cell::words("=1+1"), Cell::words("+86"), Cell::words("-甲"), Cell::words("@x"), Cell::words("\t=1"), Cell::words("'=1"),
                 Cell::words("it's"), Cell::words("'引'")},
                {Cell::whole(-12), Cell::decimal("-12.50"), Cell::words("520422199001011239"), Cell::words("-1-1"), Cell::words("+1"),
                 Cell::words("a=1")}};
  const std::string csv = csv_write(sheet);
  EXPECT_EQ(csv,
            "\xEF\xBB\xBF'=1+1,'+86,'-甲,'@x,\"'\t=1\",''=1,it's,'引'\r\n"
            "-12,-12.50,'520422199001011239,'-1-1,'+1,a=1\r\n");
  EXPECT_EQ(read(csv), shown(sheet.rows));
}

TEST(SheetCsv, LimitsHoldHereToo) {
  SheetLimits limits;
  limits.rows = 3;
  EXPECT_EQ(read_sheets("1\n2\n3\n4\n", limits).error().code, "sheet_too_large");
  EXPECT_TRUE(read_sheets("1\n2\n3\n\n\n\n", limits));
  limits.columns = 2;
  EXPECT_EQ(read_sheets("1,2,3\n", limits).error().code, "sheet_too_large");
  limits.characters = 2;
  EXPECT_EQ(read_sheets("三个字\n", limits).error().code, "sheet_too_large");
  EXPECT_EQ(read_sheets("\"" + std::string(1 << 20, 'x') + "\"\n", limits).error().code, "sheet_too_large");
}

TEST(SheetCsv, ControlCharactersAreLeftOutAndReported) {
  const auto book = read_sheets(
      "a\x07"
      "b,c\n");
  ASSERT_TRUE(book);
  EXPECT_EQ(book->sheets[0].rows[0][0].text, "ab");
  EXPECT_EQ(book->sheets[0].rows[0][0].fault, CellFault::hidden_characters);
}

}  // namespace
}  // namespace lianhu::paper

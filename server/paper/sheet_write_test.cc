#include "paper/sheet_write.h"

#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

#include "paper/test_sheet.h"

namespace lianhu::paper {
namespace {

Workbook one(std::vector<CellRow> rows) {
  Workbook out;
  out.sheets.push_back({"表", std::move(rows)});
  return out;
}

std::vector<CellRow> again(const Workbook& book) {
  const auto written = write_xlsx(book);
  EXPECT_TRUE(written) << written.error().message;
  const auto read = read_sheets(*written);
  EXPECT_TRUE(read) << read.error().message;
  return read ? read->sheets[0].rows : std::vector<CellRow>();
}

// A part of a written file, unpacked by zlib alone.
std::string part(const std::string& xlsx, std::string_view name) {
  const auto number = [&](std::size_t at, int bytes) {
    std::size_t out = 0;
    for (int i = bytes; i-- > 0;) out = out << 8 | static_cast<unsigned char>(xlsx[at + static_cast<std::size_t>(i)]);
    return out;
  };
  for (std::size_t at = xlsx.find("PK\x01\x02"); at != std::string::npos; at = xlsx.find("PK\x01\x02", at + 4)) {
    if (xlsx.substr(at + 46, number(at + 28, 2)) != name) continue;
    const std::size_t local = number(at + 42, 4), begin = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    std::string out(number(at + 24, 4), '\0');
    z_stream stream{};
    inflateInit2(&stream, -15);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(xlsx.data() + begin));
    stream.avail_in = static_cast<uInt>(number(at + 20, 4));
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    return out;
  }
  return {};
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(SheetWrite, EveryKindOfCellComesBack) {
  const std::vector<CellRow> rows = {
      {Cell::words("化名甲㛃𬭎"), Cell::whole(-12), Cell::decimal("1280.50"), Cell::day(Date::of(2026, 9, 1)), {}, Cell::words("末")},
      {},
      {Cell::day(Date::of(1900, 1, 1)), Cell::day(Date::of(1900, 2, 28)), Cell::day(Date::of(1900, 3, 1)),
       Cell::day(Date::of(2200, 12, 31))},
      {Cell::whole(999'999'999'999'999), Cell::decimal("-0.000000001"), Cell::decimal("123456789012.345"), Cell::decimal("3.00")},
      {Cell::words("两行\n文字\t和 制表"), Cell::words("  前后空白  "), Cell::words("１２３４"), Cell::words("_x0041_ _x005F_"),
       Cell::words("<&>\"'")},
  };
  EXPECT_EQ(again(one(rows)), rows);
}

TEST(SheetWrite, LongDigitStringsAreText) {
  const auto rows = again(one({{Cell::words("520422199001011234"), Cell::words("0851"), Cell::whole(1'234'567'890'123'456)}}));
  EXPECT_EQ(rows[0][0], Cell::words("520422199001011234"));
  EXPECT_EQ(rows[0][1], Cell::words("0851"));
  EXPECT_EQ(rows[0][2], Cell::words("1234567890123456"));
}

TEST(SheetWrite, WhatLooksLikeAFormulaIsText) {
  const std::vector<std::string> hostile = {
      "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\")", "https://lianhu.example", "mailto:a@b"};
  std::vector<CellRow> rows(1);
  for (const std::string& text : hostile) rows[0].push_back(Cell::words(text));
  const auto written = write_xlsx(one(rows));
  ASSERT_TRUE(written);
  const std::string sheet = part(*written, "xl/worksheets/sheet1.xml");
  EXPECT_EQ(count(sheet, "<f>") + count(sheet, "<hyperlink"), 0U);
  EXPECT_EQ(count(sheet, "t=\"inlineStr\""), hostile.size());
  EXPECT_EQ(count(sheet, " s=\"0\""), 0U);
  EXPECT_EQ(read_sheets(*written)->sheets[0].rows, rows);
  EXPECT_NE(part(*written, "xl/styles.xml").find("numFmtId=\"49\""), std::string::npos);  // "@": stays text when edited
}

TEST(SheetWrite, HeaderIsFrozenRepeatedAndStyled) {
  Workbook book = one({{Cell::words("编号"), Cell::words("错误")}, {Cell::whole(1), Cell::words("没有姓名")}});
  Sheet& sheet = book.sheets[0];
  sheet.header_rows = 1;
  sheet.widths = {12, 48};
  sheet.fault_column = 1;
  sheet.landscape = true;
  sheet.ruled = true;
  const auto written = write_xlsx(book);
  ASSERT_TRUE(written);
  const std::string page = part(*written, "xl/worksheets/sheet1.xml");
  EXPECT_NE(page.find("<pane ySplit=\"1\" topLeftCell=\"A2\""), std::string::npos);
  EXPECT_NE(page.find("orientation=\"landscape\""), std::string::npos);
  EXPECT_NE(page.find("fitToHeight=\"0\""), std::string::npos);
  EXPECT_NE(page.find("min=\"2\" max=\"2\" width=\"48"), std::string::npos);
  EXPECT_NE(part(*written, "xl/workbook.xml").find("_xlnm.Print_Titles"), std::string::npos);
  EXPECT_NE(part(*written, "xl/styles.xml").find("FFC00000"), std::string::npos);
}

TEST(SheetWrite, NamesAreMadeWhatTheProgramsAllow) {
  Workbook book;
  for (const char* name :
       {"化处镇/马场镇", "", "表", "'引号'", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三", "a", "A", "history"})
    book.sheets.push_back({name, {{Cell::whole(1)}}});
  const auto written = write_xlsx(book);
  ASSERT_TRUE(written) << written.error().message;
  const auto read = read_sheets(*written);
  ASSERT_TRUE(read);
  std::vector<std::string> names;
  for (const Sheet& sheet : read->sheets) names.push_back(sheet.name);
  EXPECT_EQ(names, (std::vector<std::string>{"化处镇 马场镇", "表", "表(2)", "引号",
                                             "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "a", "A(2)", "表(3)"}));
}

TEST(SheetWrite, AHiddenSheetStaysHiddenAndAnotherOpens) {
  Workbook book;
  book.sheets.push_back({"底稿", {{Cell::whole(1)}}, true});
  book.sheets.push_back({"正表", {{Cell::whole(2)}}});
  const auto read = read_sheets(*write_xlsx(book));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->sheets[0].hidden);
  EXPECT_FALSE(read->sheets[1].hidden);
}

TEST(SheetWrite, WhatXlsxCannotHoldIsRefusedOrLeftOut) {
  const auto refused = write_xlsx(one({{Cell::whole(1)}, {{}, Cell::words(std::string(32'768, 'x'))}}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::too_large);
  EXPECT_NE(refused.error().message.find("B2"), std::string::npos);
  EXPECT_EQ(write_xlsx(one({CellRow(16'385)})).error().code, "sheet_too_large");
  const auto rows = again(one({{Cell::words(std::string("a\0\x01\x1F\x7F", 5) + "b\xFF\xEF\xBF\xBF"), Cell::words("\x01")}}));
  EXPECT_EQ(rows[0], (CellRow{Cell::words("ab\xEF\xBF\xBD")}));
}

TEST(SheetWrite, TheSameBookGivesTheSameBytes) {
  const Workbook book = one({{Cell::words("甲"), Cell::day(Date::of(2026, 1, 1))}});
  EXPECT_EQ(*write_xlsx(book), *write_xlsx(book));
}

TEST(SheetWrite, ABrokenScratchFolderIsNotARefusal) {
  EXPECT_THROW((void)write_xlsx(one({{Cell::whole(1)}}), "/nonexistent").ok(), std::exception);
}

// ---- any sheet, written and read, is the same -----------------------------------------------------------------------

class RandomSheet {
 public:
  explicit RandomSheet(std::uint32_t seed) : random_(seed) {}
  std::vector<CellRow> rows() {
    std::vector<CellRow> out(below(8));
    for (CellRow& row : out) {
      row.resize(below(7));
      for (Cell& cell : row) cell = this->cell();
    }
    return out;
  }

 private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  std::int64_t number() { return static_cast<std::int64_t>(random_() >> (10 + below(50))) * (below(2) == 0 ? 1 : -1); }
  std::string text() {
    static const std::vector<std::string> alphabet = {
        "甲",  "㛃",      "𬭎",    "1",       "20",   "=", "+", "-", "@",    "\t", "\n", " ", "'",  "\"",           ",",      ";",
        "_x0", "_x0041_", "_xD83D_", "_x005F_", "041_", "_", "<", "&", "e+17", ".5", "%",  "/", "年", "\xEF\xBB\xBF", "\u200E", "３"};
    std::string out;
    for (std::uint32_t n = 1 + below(12); n > 0; --n) out += alphabet[below(static_cast<std::uint32_t>(alphabet.size()))];
    return out;
  }
  Cell cell() {
    switch (below(6)) {
      case 0:
        return {};
      case 1:
        return Cell::whole(number());
      case 2:
        return Cell::decimal(std::to_string(number()) + "." + std::to_string(below(100'000)));
      case 3:
        return Cell::day(Date{static_cast<std::int32_t>(below(400'000)) - 40'000});
      default:
        return Cell::words(text());
    }
  }
  std::mt19937_64 random_;
};

TEST(SheetWrite, PropertyOfRandomSheets) {
  const char* const asked = std::getenv("LIANHU_CASES");
  const std::uint32_t cases = asked != nullptr && std::atoi(asked) > 100'000 ? 20'000 : 400;
  for (std::uint32_t seed = 0; seed < cases; ++seed) {
    const std::vector<CellRow> rows = RandomSheet(seed).rows();
    ASSERT_EQ(again(one(rows)), kept(rows)) << "seed " << seed;
    const Sheet sheet = one(rows).sheets[0];
    const auto back = csv_read(*to_plain_text(csv_write(sheet)), {});
    ASSERT_TRUE(back) << "seed " << seed;
    ASSERT_EQ(shown(back->sheets[0].rows), shown(rows)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace lianhu::paper

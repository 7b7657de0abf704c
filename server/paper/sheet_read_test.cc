#include "paper/sheet_read.h"

#include <gtest/gtest.h>

#include "paper/test_sheet.h"

namespace lianhu::paper {
namespace {

// testdata/ is made by tests/sheets/make_sheets.py, which shares nothing with the reader.
Workbook sample(const std::string& name) {
  const auto read = read_sheets(bytes_of(std::string(LIANHU_SOURCE_DIR) + "/server/paper/testdata/" + name));
  EXPECT_TRUE(read) << read.error().message;
  return read ? *read : Workbook{{Sheet{}}, {}};
}

Cell faulty(CellFault fault, const std::string& text) { return {text.empty() ? CellKind::empty : CellKind::text, fault, 0, text}; }

TEST(SheetRead, ExcelFile) {
  const Workbook book = sample("excel.xlsx");
  ASSERT_EQ(book.sheets.size(), 1U);
  EXPECT_EQ(book.sheets[0].name, "花名册");
  const auto& rows = book.sheets[0].rows;
  ASSERT_EQ(rows.size(), 7U);  // the ninth row has styles only
  EXPECT_EQ(rows[0], (CellRow{Cell::words("姓名"), Cell::words("身份证号"), Cell::words("出生日期"), Cell::words("金额"),
                              Cell::words("比例"), Cell::words("备注")}));
  EXPECT_EQ(rows[1], (CellRow{Cell::words("化名甲"), Cell::words("520422199001011239"), Cell::day(Date::of(1990, 1, 1)),
                              Cell::decimal("1280.50"), Cell::words("12.5%"), Cell::words("富文本 & 两段")}));
  EXPECT_EQ(rows[2], (CellRow{Cell::words(" 前后有空白 "), faulty(CellFault::digits_lost, "520422199001011010"),
                              Cell::words("2026-03-01 08:30"), Cell::decimal("1.1"), Cell::decimal("0.3"), Cell::words("第一行\n第二行")}));
  EXPECT_TRUE(rows[2][1].digits_lost());
  EXPECT_EQ(rows[3], (CellRow{Cell::words("TRUE"), faulty(CellFault::error_value, "#N/A"), Cell::day(Date::of(2026, 3, 1)),
                              Cell::decimal("1281.6"), Cell::words("化名甲户"), faulty(CellFault::not_calculated, "")}));
  EXPECT_EQ(rows[4], CellRow());
  EXPECT_EQ(rows[5], (CellRow{Cell::words("化名甲"),
                              {},
                              faulty(CellFault::bad_date, "60"),
                              Cell::day(Date::of(1900, 2, 28)),
                              Cell::day(Date::of(1900, 3, 1)),
                              faulty(CellFault::bad_date, "-1")}));
  // B7 lies under the merged A7:B8.
  EXPECT_EQ(rows[6], (CellRow{Cell::whole(7), {}, Cell::words("08:30"), Cell::day(Date::of(2026, 3, 1)), Cell::whole(12)}));
}

TEST(SheetRead, WpsFile) {
  const Workbook book = sample("wps.xlsx");
  ASSERT_EQ(book.sheets.size(), 2U);
  EXPECT_FALSE(book.sheets[0].hidden);
  EXPECT_TRUE(book.sheets[1].hidden);
  const auto& rows = book.sheets[0].rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0], (CellRow{Cell::words("村名"), Cell::words("日期"), Cell::words("户数"), Cell::words("备注")}));
  EXPECT_EQ(rows[1], (CellRow{Cell::words("塔山社区"), Cell::day(Date::of(2026, 9, 1)), Cell::whole(12), Cell::words("分两段写")}));
  EXPECT_EQ(rows[2],
            (CellRow{Cell::words("50%"), Cell::day(Date::of(2026, 9, 1)), Cell::words("2026-09-01 18:00"), Cell::decimal("3.00")}));
}

TEST(SheetRead, LibreOfficeFile) {
  const Workbook book = sample("libreoffice.xlsx");
  const auto& rows = book.sheets[0].rows;
  ASSERT_EQ(rows.size(), 1U);  // the empty row 1048576 is no row
  EXPECT_EQ(rows[0], (CellRow{Cell::words("马场镇"), Cell::day(Date::of(2026, 9, 1)), Cell::whole(2)}));
}

TEST(SheetRead, StrictFileOf1904) {
  const Workbook book = sample("mac_strict.xlsx");
  const auto& rows = book.sheets[0].rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], (CellRow{Cell::day(Date::of(2026, 9, 1)), Cell::day(Date::of(2026, 9, 1)), Cell::words("2026-09-01 08:30")}));
  EXPECT_EQ(rows[1], (CellRow{Cell::day(Date::of(1904, 1, 1))}));
}

TEST(SheetRead, TheSamplesAreWhatTheirScriptMakes) {
  EXPECT_EQ(std::system((std::string(LIANHU_SOURCE_DIR) + "/tests/sheets/make_sheets.py --check").c_str()), 0);
}

// ---- numbers ----------------------------------------------------------------------------------------------------------

Cell number(std::string_view raw, std::string_view code = "General", bool since_1904 = false) {
  return number_cell(raw, look_of_code(code), since_1904).value_or(Cell::words("not a number"));
}

TEST(SheetNumber, IsWhatAPersonSaw) {
  EXPECT_EQ(number("1.1000000000000001"), Cell::decimal("1.1"));
  EXPECT_EQ(number("0.1"), Cell::decimal("0.1"));
  EXPECT_EQ(number(".5"), Cell::decimal("0.5"));
  EXPECT_EQ(number("-12"), Cell::whole(-12));
  EXPECT_EQ(number("-0"), Cell::whole(0));
  EXPECT_EQ(number("+7"), Cell::whole(7));
  EXPECT_EQ(number("1E3"), Cell::whole(1000));
  EXPECT_EQ(number("1.5e-7"), Cell::decimal("0.00000015"));
  EXPECT_EQ(number("19900000600.0000001"), Cell::whole(19'900'000'600));  // 15 digits are shown
}

TEST(SheetNumber, FormatsAddDecimalsNeverTakeThem) {
  EXPECT_EQ(number("3", "0.00"), Cell::decimal("3.00"));
  EXPECT_EQ(number("1.2345", "0.00"), Cell::decimal("1.2345"));
  EXPECT_EQ(number("1234.5", "#,##0.00_);[Red](#,##0.00)"), Cell::decimal("1234.50"));
  EXPECT_EQ(number("12", "G/通用格式"), Cell::whole(12));
  EXPECT_EQ(number("12", "0\"年\""), Cell::whole(12));
  EXPECT_EQ(number("12", "[DBNum2]0"), Cell::whole(12));
  EXPECT_EQ(number("0.125", "0%"), Cell::words("12.5%"));
  EXPECT_EQ(number("0", "0.0%"), Cell::words("0.0%"));
  EXPECT_EQ(number("12000", "0.00E+00"), Cell::whole(12000));
}

TEST(SheetNumber, MoreThanFifteenDigitsAreLost) {
  EXPECT_EQ(number("999999999999999"), Cell::whole(999'999'999'999'999));
  for (const char* raw : {"1000000000000000", "520422199001011000", "5.20422199001011E+17", "1e300"})
    EXPECT_TRUE(number(raw).digits_lost()) << raw;
  EXPECT_TRUE(number("999999999999999.9").digits_lost());
  EXPECT_EQ(number("520422199001011000").text, "520422199001011000");
}

TEST(SheetNumber, DatesByTheirFormat) {
  const Cell day = Cell::day(Date::of(2026, 9, 1));
  for (const char* code :
       {"yyyy/m/d", "yyyy\"年\"m\"月\"d\"日\";@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "m\"月\"d\"日\"", "yyyy\\-mm\\-dd",
        "[$-804]aaaa;@", "mmm-yy", "YYYY-MM-DD", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "e年m月d日"})
    EXPECT_EQ(number("46266", code), day) << code;
  EXPECT_EQ(number("46266.5", "yyyy/m/d h:mm AM/PM"), Cell::words("2026-09-01 12:00"));
  EXPECT_EQ(number("46266.5", "yyyy/m/d"), day);
  EXPECT_EQ(number("46265.999999999", "yyyy/m/d h:mm"), day);
  EXPECT_EQ(number("0.5", "h:mm"), Cell::words("12:00"));
  EXPECT_EQ(number("0.0000115741", "[h]:mm:ss"), Cell::words("00:00:01"));
  EXPECT_EQ(number("0", "yyyy/m/d").fault, CellFault::bad_date);
  EXPECT_EQ(number("60", "yyyy/m/d").fault, CellFault::bad_date);
  EXPECT_EQ(number("2958466", "yyyy/m/d").fault, CellFault::bad_date);
  EXPECT_EQ(number("1e30", "yyyy/m/d").fault, CellFault::bad_date);
  EXPECT_EQ(number("44804", "yyyy/m/d", true), day);
  for (std::int64_t serial = 1; serial < 70; ++serial) {
    if (serial == 60) continue;
    EXPECT_EQ(serial_of_day(*day_of_serial(serial)), serial);
  }
}

TEST(SheetNumber, WhatIsNoNumberIsNone) {
  for (const char* raw : {"", "-", ".", "1.2.3", "1e", "e5", "0x10", "NaN", "inf", "1,5", "１", "1e999"})
    EXPECT_FALSE(number_cell(raw, {}, false)) << raw;
  EXPECT_FALSE(number_cell(std::string(65, '1'), {}, false));
}

// ---- what importers ask --------------------------------------------------------------------------------------------

TEST(SheetCells, WholeNumbersHoweverTyped) {
  EXPECT_EQ(whole_in(Cell::whole(12)), 12);
  EXPECT_EQ(whole_in(Cell::decimal("12.00")), 12);
  EXPECT_EQ(whole_in(Cell::words(" 12　")), 12);
  EXPECT_FALSE(whole_in(Cell::decimal("12.01")));
  EXPECT_FALSE(whole_in(Cell::words("十二")));
  EXPECT_FALSE(whole_in(Cell::words("１２")));
  EXPECT_FALSE(whole_in(Cell::words("1234567890123456")));
  EXPECT_FALSE(whole_in({}));
}

TEST(SheetCells, DaysHoweverTyped) {
  for (const char* text : {"2026-3-1", "2026/03/01", "2026.3.1", "2026年3月1日", " 2026年03月01号", "20260301"})
    EXPECT_EQ(day_in(Cell::words(text)), Date::of(2026, 3, 1)) << text;
  EXPECT_EQ(day_in(Cell::whole(20'260'301)), Date::of(2026, 3, 1));
  EXPECT_EQ(day_in(Cell::day(Date::of(2026, 3, 1))), Date::of(2026, 3, 1));
  for (const char* text : {"2026-2-30", "2026-13-1", "3月1日", "2026", "46082", "2026-3-1 08:30", "2026-3/1", "12026-3-1"})
    EXPECT_FALSE(day_in(Cell::words(text))) << text;
}

TEST(SheetCells, Names) {
  EXPECT_EQ(cell_name(0, 0), "A1");
  EXPECT_EQ(cell_name(9, 26), "AA10");
  EXPECT_EQ(cell_name(1'048'575, 16'383), "XFD1048576");
}

}  // namespace
}  // namespace lianhu::paper

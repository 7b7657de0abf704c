// How long a county's largest tables take. LIANHU_BENCH=1 prints the figures; without it only the small one runs, against a
// ceiling that a loaded machine still keeps.

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <gtest/gtest.h>

#include "paper/csv.h"
#include "paper/sheet_read.h"
#include "paper/sheet_write.h"

namespace lianhu::paper {
namespace {

// A ledger as centres keep them: numbers, dates, names, amounts, addresses, a sentence.
Workbook ledger(std::size_t rows) {
  Sheet sheet;
  sheet.name = "台账";
  sheet.header_rows = 1;
  sheet.rows.push_back({});
  for (const char* title : {"序号", "编号", "登记日期", "来源", "村", "当事人", "身份证号", "类别", "金额", "户数", "情况", "备注"})
    sheet.rows[0].push_back(Cell::words(title));
  for (std::size_t i = 1; i <= rows; ++i) {
    const std::string n = std::to_string(100'000 + i);
    sheet.rows.push_back({Cell::whole(static_cast<std::int64_t>(i)),
                          Cell::words("PD2026-" + n),
                          Cell::day(Date::of(2026, 1, 1).plus(static_cast<int>(i % 365))),
                          Cell::words("网格上报"),
                          Cell::words("塔山社区" + n.substr(3)),
                          Cell::words("化名" + n),
                          Cell::words("520422199001" + n),
                          Cell::words("邻里纠纷"),
                          Cell::decimal(n + ".50"),
                          Cell::whole(static_cast<std::int64_t>(i % 7)),
                          Cell::words("因排水沟堵塞，雨水倒灌院内，双方各执一词，请求调解" + n),
                          {}});
  }
  return {{std::move(sheet)}, {}};
}

double run(std::size_t rows, bool print) {
  // Processor time: others may be using this machine.
  const auto now = [] { return std::clock(); };
  const auto ms = [](std::clock_t from, std::clock_t to) { return 1000.0 * static_cast<double>(to - from) / CLOCKS_PER_SEC; };
  const Workbook book = ledger(rows);
  const auto start = now();
  const auto written = write_xlsx(book);
  const auto middle = now();
  EXPECT_TRUE(written) << written.error().message;
  const auto read = read_sheets(*written);
  const auto end = now();
  EXPECT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->sheets[0].rows.size(), rows + 1);
  EXPECT_EQ(read->sheets[0].rows[rows][10], book.sheets[0].rows[rows][10]);
  const std::string csv = csv_write(book.sheets[0]);
  const auto written_csv = now();
  EXPECT_TRUE(read_sheets(csv));
  const auto end_csv = now();
  if (print)
    std::printf("%zu rows x 12: xlsx written %.0f ms (%zu KB), read %.0f ms; CSV written %.0f ms (%zu KB), read %.0f ms\n", rows,
                ms(start, middle), written->size() >> 10, ms(middle, end), ms(end, written_csv), csv.size() >> 10,
                ms(written_csv, end_csv));
  return ms(start, end);
}

TEST(SheetSpeed, LedgersOfACounty) {
  const bool print = std::getenv("LIANHU_BENCH") != nullptr;
  EXPECT_LT(run(5'000, print), 10'000);
  if (print) run(60'000, true);
}

}  // namespace
}  // namespace lianhu::paper

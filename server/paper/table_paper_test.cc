// Forms and registers on paper: every cell is there, the head on each page, the page lying; texts of any kind stay texts.

#include "paper/table_paper.h"

#include <gtest/gtest.h>

#include "paper/paper_samples.h"

namespace lianhu::paper {
namespace {

const Time kDay = Time::at(Date::of(2026, 11, 20), 9);

Rendered must(const TablePaper& page) {
  auto drawn = render(table_job(page, kDay, fonts_folder()));
  if (!drawn) throw std::runtime_error(drawn.error().code + " " + drawn.error().message);
  return std::move(drawn).value();
}

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

TEST(TablePaper, HasEveryCellAndTheHeadOnEachPage) {
  TablePaper page;
  page.title = "化名县人民调解台账";
  page.above = {"2026-03，共 120 件"};
  page.tables.push_back({"", {{"序号", 1}, {"事项", 6}, {"金额（元）", 2}}, {}, false});
  for (int n = 1; n <= 120; ++n) page.tables[0].rows.push_back({std::to_string(n), "第" + std::to_string(n) + "件，晒坝边界", "1280.50"});
  const Rendered drawn = must(page);
  EXPECT_GT(drawn.pages, 2);
  EXPECT_TRUE(drawn.missing.empty());
  const std::string text = without_breaks(pdf_text(drawn.bytes));
  for (int n = 1; n <= 120; ++n) EXPECT_EQ(times(text, "第" + std::to_string(n) + "件，"), 1U) << n;
  EXPECT_EQ(times(text, "金额（元）"), static_cast<std::size_t>(drawn.pages));
  EXPECT_EQ(times(text, "1280.50"), 120U);
  EXPECT_NE(judged("pdfinfo @", drawn.bytes).find("841.89 x 595.276"), std::string::npos) << judged("pdfinfo @", drawn.bytes);
}

TEST(TablePaper, TakesTextsAsTheyAre) {
  TablePaper page;
  page.title = "“引号”\\反斜线{花括号}与\"";
  page.below = {"说明：{title} 不是占位符；㛃䶮也印得出"};
  page.tables.push_back({"一组", {{"名\"称\\", 2}, {"数{字}", 1}}, {{"=1+1", "-3"}, {"<b>", ""}}, true});
  page.tables.push_back({"空的一组", {{"不印", 1}}, {}, true});
  const Rendered drawn = must(page);
  EXPECT_TRUE(drawn.missing.empty());
  const std::string text = without_breaks(pdf_text(drawn.bytes));
  for (const char* part : {"反斜线{花括号}", "{title}不是占位符", "名\"称\\", "数{字}", "=1+1", "<b>"}) EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(text.find("不印"), std::string::npos);
  EXPECT_EQ(text.find("空的一组"), std::string::npos);
}

TEST(TablePaper, FortyColumnsOfFiguresStandSideBySideInTheirGroups) {
  TablePaper page;
  page.title = "化名县人民调解案件情况统计表";
  PrintedTable wide{"案件分类", {{"单位", 2.4}}, {}, true};
  std::vector<std::string> row{"化名镇"};
  for (int n = 1; n <= 19; ++n) {
    wide.columns.push_back({"类别" + std::to_string(n) + "（件）", 1});
    row.push_back(std::to_string(100 + n));
  }
  wide.rows.push_back(row);
  page.tables.push_back(wide);
  const Rendered drawn = must(page);
  EXPECT_EQ(drawn.pages, 1);
  const std::string text = without_breaks(pdf_text(drawn.bytes));
  for (int n = 1; n <= 19; ++n) EXPECT_NE(text.find(std::to_string(100 + n)), std::string::npos) << n;
}

}  // namespace
}  // namespace lianhu::paper

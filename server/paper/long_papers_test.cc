// What a hard case does to a paper: ten pages of record, eight parties, thirty clauses, names that are long and rare.

#include <algorithm>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "paper/paper_samples.h"
#include "paper/write.h"

namespace lianhu::paper {
namespace {

using Line = Run;  // gtest has a Run of its own

const Time kCreated = Time::at(Date::of(2026, 9, 2), 9);

const CataloguePaper& paper_of(const char* code) { return *catalogue().latest(code); }

std::vector<TableRow> people(int count, const std::string& name) {
  std::vector<TableRow> out;
  for (int i = 1; i <= count; ++i) {
    out.push_back({{"role", i % 2 ? "申请人" : "被申请人"},
                   {"name", fmt::format("{}{}", name, i)},
                   {"sex", "女"},
                   {"nation", "苗族"},
                   {"age", "40岁"},
                   {"work", "务农"},
                   {"phone", "19900001234"},
                   {"address", "普定县化名街道塔山社区三组"}});
  }
  return out;
}

std::vector<std::string> clauses(int count) {
  std::vector<std::string> out;
  for (int i = 1; i <= count; ++i) {
    out.push_back(fmt::format("化名甲{0}于2026年10月{0}日前，以银行转账方式向化名乙{0}支付赔偿款12{0}80.50元，并清理第{0}段水沟{0}2.5米。", i));
  }
  return out;
}

// The page and the place on it of the first run that holds these words.
struct Found {
  std::size_t page = 0;
  double y = -1;
};
Found find(const PageModel& model, const std::string& words) {
  for (std::size_t i = 0; i < model.pages.size(); ++i) {
    for (const Line& run : model.pages[i].runs) {
      if (run.text.find(words) != std::string::npos) return {i, run.baseline};
    }
  }
  return {};
}

TEST(LongPapers, TenPagesOfRecordAreAllThereAndSignedWhole) {
  const CataloguePaper& entry = paper_of("session_record");
  Fields fields = entry.sample;
  std::string record;
  for (int i = 1; i <= 100; ++i) record += fmt::format("化名杨㛃：这是第{}次说话，赔偿1280.50元，水沟长25.5米，请调解员记清楚，不要漏掉任何一句，也不要改动我的意思。\n", i);
  fields["record"] = record;
  const PageModel model = must_fill(entry.paper, fields);
  EXPECT_GE(model.pages.size(), 10u);
  const std::string text = without_breaks(plain_text(model));
  for (int i = 1; i <= 100; ++i) ASSERT_NE(text.find(fmt::format("第{}次说话", i)), std::string::npos) << i;
  // Nobody signs an empty sheet: the places and the sentence before them share the last page with the end of the record.
  const Found sentence = find(model, "以上记录我已阅读"), last = find(model, "记录人（签名）");
  EXPECT_EQ(sentence.page, model.pages.size() - 1);
  EXPECT_EQ(last.page, sentence.page);
  EXPECT_LT(find(model, "调解成功，各方达成书面协议").page, model.pages.size());
  const Found result = find(model, "另立人民调解协议书");
  EXPECT_EQ(result.page, last.page);
}

TEST(LongPapers, EightPartiesEachHaveARowAndAPlaceToSign) {
  const CataloguePaper& entry = paper_of("agreement");
  Fields fields = entry.sample;
  fields["parties"] = people(8, "化名㛃䶮𬭎");
  fields["copies"] = std::int64_t{9};
  const PageModel model = must_fill(entry.paper, fields);
  EXPECT_TRUE(model.missing.empty());
  const std::string text = without_breaks(pdf_text(write_pdf(model, fonts(), kCreated)));
  for (int i = 1; i <= 8; ++i) {
    const std::string name = fmt::format("化名㛃䶮𬭎{}", i);
    const std::size_t first = text.find(name);
    ASSERT_NE(first, std::string::npos) << name;
    EXPECT_NE(text.find(name, first + 1), std::string::npos) << name << " has no place to sign";
  }
  EXPECT_NE(text.find("本协议一式9份"), std::string::npos);
  EXPECT_EQ(find(model, "各方签名").page, find(model, "（印章）").page) << "the places to sign, the office and the day stay together";
  EXPECT_GT(find(model, "（印章）").y, find(model, "各方签名").y);
}

TEST(LongPapers, ThirtyClausesAreNumberedAndTheSeamCountsTheSheets) {
  const CataloguePaper& entry = paper_of("agreement");
  Fields fields = entry.sample;
  fields["terms"] = clauses(30);
  const PageModel model = must_fill(entry.paper, fields);
  ASSERT_GE(model.pages.size(), 4u);
  const std::string text = without_breaks(plain_text(model));
  for (int i = 1; i <= 30; ++i) EXPECT_NE(text.find(fmt::format("{}．化名甲{}于", i, i)), std::string::npos) << i;
  for (std::size_t i = 0; i < model.pages.size(); ++i) {
    const auto& runs = model.pages[i].runs;
    const auto seam = std::find_if(runs.begin(), runs.end(), [](const Line& run) { return run.turned; });
    ASSERT_NE(seam, runs.end());
    EXPECT_EQ(without_breaks(seam->text), fmt::format("骑缝（2026）化名人调字第012号第{}页共{}页", i + 1, model.pages.size()));
  }
}

TEST(LongPapers, OneSheetHasNoSeam) {
  const CataloguePaper& entry = paper_of("undisputed_facts");
  Fields fields = entry.sample;
  fields["undisputed"] = std::vector<std::string>{"水沟长25米。"};
  fields["parties"] = people(1, "化名甲");
  const PageModel model = must_fill(entry.paper, fields);
  ASSERT_EQ(model.pages.size(), 1u);
  for (const Line& run : model.pages[0].runs) EXPECT_FALSE(run.turned);
}

// Digits and their unit, and a clause's numbers, never part at a line's end.
TEST(LongPapers, NumbersKeepTheirUnits) {
  const CataloguePaper& entry = paper_of("agreement");
  Fields fields = entry.sample;
  fields["terms"] = clauses(30);
  for (const Page& page : must_fill(entry.paper, fields).pages) {
    for (const Line& run : page.runs) {
      EXPECT_FALSE(run.text.starts_with("元") || run.text.starts_with("米") || run.text.starts_with(".")) << run.text;
    }
  }
}

TEST(LongPapers, ARowOfPartyDataIsNotTornFromItsName) {
  const CataloguePaper& entry = paper_of("confirmation_application");
  Fields fields = entry.sample;
  for (int count = 4; count <= 12; ++count) {
    fields["parties"] = people(count, "化名长");
    const PageModel model = must_fill(entry.paper, fields);
    for (const Page& page : model.pages) {
      const auto names = std::count_if(page.runs.begin(), page.runs.end(), [](const Line& run) { return run.text == "姓名或名称"; });
      const auto homes = std::count_if(page.runs.begin(), page.runs.end(), [](const Line& run) { return run.text == "单位或住址"; });
      EXPECT_EQ(names, homes) << count;
    }
  }
}

TEST(LongPapers, WhatIsLeftOfATableIsStruckThrough) {
  const CataloguePaper& entry = paper_of("evidence_list");
  EXPECT_NE(plain_text(must_fill(entry.paper, entry.sample)).find("以下空白，作废"), std::string::npos);
  Fields fields = entry.sample;
  fields["evidence"] = std::vector<TableRow>(10, {{"name", "照片"}});
  EXPECT_EQ(plain_text(must_fill(entry.paper, fields)).find("以下空白"), std::string::npos);
  const auto blank = fill_blank(entry.paper, {}, {"KB2026-0001", ""}, fonts());
  ASSERT_TRUE(blank);
  EXPECT_EQ(plain_text(*blank).find("以下空白"), std::string::npos) << "a blank form's rows are still to be used";
  EXPECT_TRUE(blank->pages[0].codes.empty());
}

TEST(LongPapers, TheCodeInTheMarginSaysNumberAndHashAndNoName) {
  const CataloguePaper& entry = paper_of("agreement");
  const PageModel model = must_fill(entry.paper, entry.sample);
  const std::string hash = canonical_hash(entry.paper.code, entry.paper.version, entry.sample);
  const std::string expected = check_content(kLink, hash);
  EXPECT_TRUE(expected.starts_with("https://lianhu.example/verify#PD2026-0117."));
  for (std::size_t page = 0; page < model.pages.size(); ++page) {
    EXPECT_EQ(judged("zbarimg -q --raw @ 2>/dev/null", write_png(model, fonts(), page, 150)), expected + "\n");
  }
  const auto unnumbered = fill(entry.paper, entry.sample, {}, fonts());
  ASSERT_FALSE(unnumbered);
  EXPECT_EQ(unnumbered.error().code, "qr_link_missing");
}

TEST(LongPapers, MoneyStandsInFiguresAndInCapitals) {
  const CataloguePaper& entry = paper_of("fulfilment_receipt");
  EXPECT_NE(without_breaks(plain_text(must_fill(entry.paper, entry.sample))).find("人民币1000.00元（大写：壹仟元整）"), std::string::npos);
}

}  // namespace
}  // namespace lianhu::paper

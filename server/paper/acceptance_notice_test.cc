// The acceptance notice under hostile contents.

#include <algorithm>

#include <gtest/gtest.h>

#include "paper/paper_samples.h"
#include "paper/write.h"

namespace lianhu::paper {
namespace {

const Time kCreated = Time::at(Date::of(2026, 9, 2), 9);

const CataloguePaper& notice() { return *catalogue().latest("acceptance_notice"); }

Fields notice_with(const std::string& field, std::string text) {
  Fields fields = notice().sample;
  fields[field] = std::move(text);
  return fields;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(AcceptanceNotice, FitsOnePageAndShowsWhatTheResidentNeeds) {
  const PageModel model = must_fill(notice().paper, notice().sample);
  EXPECT_EQ(model.pages.size(), 1u);
  EXPECT_TRUE(model.missing.empty());
  const std::string text = without_breaks(pdf_text(write_pdf(model, fonts(), kCreated)));
  for (const char* part : {"普定县综治中心事项受理通知书", "化名甲㛃：", "您于2026年9月1日反映的", "2026年9月11日前办结", "19900001234",
                           "可以撤回", "自愿、免费", "第1页共1页"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

TEST(AcceptanceNotice, WhoReportedNothingIsNotToldThatTheyDid) {
  Fields fields = notice().sample;
  fields.erase("reported");
  fields.erase("asked_by");
  fields.erase("lead_office");
  fields["concerned"] = std::string("由他人反映或者申请");
  const std::string text = without_breaks(plain_text(must_fill(notice().paper, fields)));
  for (const char* part : {"一事涉及您（由他人反映或者申请）", "说明情况"}) EXPECT_NE(text.find(part), std::string::npos) << part;
  for (const char* part : {"您于", "撤回", "催办", "主办单位"}) EXPECT_EQ(text.find(part), std::string::npos) << part;
}

// The longest of what the desks write into it: a mediation, under the statute, to the other party.
TEST(AcceptanceNotice, FitsOnePageForTheOtherPartyToo) {
  Fields fields = notice().sample;
  fields.erase("reported");
  fields.erase("asked_by");
  fields["office"] = fields["lead_office"] = std::string("化名街道人民调解委员会");
  fields["concerned"] = std::string("由他人反映或者申请");
  fields["title"] = std::string("邻居家新挖的排水沟把水引到我家院子里，菜地被淹");
  fields["next_step"] = std::string("调解员会约定调解的时间和地点。");
  fields["due_reason"] = std::string("从2026年9月2日受理的次日起算30日，最后一日10月2日是国庆节假期，顺延到10月8日（人民调解工作若干规定第33条、民法典第203条）。");
  fields["remedy"] = std::string("对处理结果不服的，可以申请重新办理，也可以依法申请仲裁、行政复议或者向人民法院起诉。");
  EXPECT_EQ(must_fill(notice().paper, fields).pages.size(), 1u);
}

TEST(AcceptanceNotice, SameInputSameBytes) {
  const PageModel model = must_fill(notice().paper, notice().sample);
  EXPECT_EQ(write_pdf(model, fonts(), kCreated), write_pdf(must_fill(notice().paper, notice().sample), fonts(), kCreated));
  EXPECT_NE(write_pdf(model, fonts(), kCreated), write_pdf(model, fonts(), kCreated.plus_ms(1000)));
  EXPECT_EQ(write_png(model, fonts(), 0, 60), write_png(model, fonts(), 0, 60));
}

TEST(AcceptanceNotice, TheCodeIsReadByAnotherProgram) {
  const Template& paper = notice().paper;
  const std::string png = write_png(must_fill(paper, notice().sample), fonts(), 0, 100);
  const std::string expected = code_content(kLink, canonical_hash(paper.code, paper.version, notice().sample));
  EXPECT_EQ(judged("zbarimg -q --raw @ 2>/dev/null", png), expected + "\n");
  EXPECT_NE(expected.find("#k=AbCdEfGhIjKlMnOpQrSt12&d="), std::string::npos);
}

TEST(AcceptanceNotice, RareCharactersPrintAndUnknownOnesAreReported) {
  const PageModel rare = must_fill(notice().paper, notice_with("addressee", "化名㛃䶮𬭎"));
  EXPECT_TRUE(rare.missing.empty());
  EXPECT_NE(pdf_text(write_pdf(rare, fonts(), kCreated)).find("化名㛃䶮𬭎："), std::string::npos);

  const PageModel unknown = must_fill(notice().paper, notice_with("title", "水\U0001F30A沟\U0001F30A"));
  EXPECT_EQ(unknown.missing, std::vector<std::string>{"\U0001F30A"});
  EXPECT_NE(pdf_text(write_pdf(unknown, fonts(), kCreated)).find("水〓沟〓"), std::string::npos);
}

TEST(AcceptanceNotice, AMissingFieldIsNamed) {
  Fields fields = notice().sample;
  fields.erase("phone");
  const auto refused = fill(notice().paper, fields, kLink, fonts());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "文书不能生成：缺少“咨询电话”，请先填写");
  EXPECT_EQ(refused.error().fields.front().pointer, "/phone");
  const auto unlinked = fill(notice().paper, notice().sample, {}, fonts());
  ASSERT_FALSE(unlinked);
  EXPECT_EQ(unlinked.error().code, "qr_link_missing");
}

TEST(AcceptanceNotice, BracesInAValueAreOnlyText) {
  const PageModel model = must_fill(notice().paper, notice_with("title", "{phone}{"));
  EXPECT_NE(without_breaks(plain_text(model)).find("“{phone}{”"), std::string::npos);
}

TEST(AcceptanceNotice, ALongOfficeNameBreaksBeforeThePapersName) {
  const PageModel model = must_fill(notice().paper, notice_with("office", "化名县化名街道社会治安综合治理中心"));
  EXPECT_EQ(model.pages[0].runs[0].text, "化名县化名街道社会治安综合治理中心");
  EXPECT_EQ(model.pages[0].runs[1].text, "事项受理通知书");
}

TEST(AcceptanceNotice, LongContentsFlowAndTheSignatureStaysWhole) {
  for (const int length : {120, 300, 700, 1000}) {
    const std::string title = repeated("水沟淹", length);
    const PageModel model = must_fill(notice().paper, notice_with("title", title));
    EXPECT_GT(model.pages.size(), 1u);
    EXPECT_NE(without_breaks(plain_text(model)).find(title.substr(0, 300)), std::string::npos);
    const auto& last = model.pages.back().runs;  // … what stands before, office, date, footer
    ASSERT_GE(last.size(), 4u) << length;
    EXPECT_EQ(last[last.size() - 2].text, "2026年9月2日");
    EXPECT_EQ(last[last.size() - 3].text, "普定县综治中心");
    const double bottom = (37.0 + 225.0) * 72 / 25.4;
    for (const Page& page : model.pages) {
      for (std::size_t i = 0; i + 1 < page.runs.size(); ++i) EXPECT_LE(page.runs[i].baseline, bottom);
    }
  }
}

TEST(AcceptanceNotice, NoLineLeavesTheBody) {
  for (const std::string& title : {repeated("a", 500), repeated("1280.50元（", 60), repeated("，。", 200),
                                   std::string("e\u0301\u0301\u0301"), repeated("w w ", 200)}) {
    const PageModel model = must_fill(notice().paper, notice_with("title", title));
    const double left = 28 * 72 / 25.4, right = (28.0 + 156.0) * 72 / 25.4;
    for (const Page& page : model.pages) {
      for (const auto& run : page.runs) {
        double width = 0;
        for (const double advance : run.advance) width += advance;
        EXPECT_GE(run.x, left - 0.1) << run.text;
        EXPECT_LE(run.x + width, right + 0.1) << run.text;
      }
    }
  }
}

}  // namespace
}  // namespace lianhu::paper

#include "rules/term_file.h"

#include <set>

#include <gtest/gtest.h>

namespace lianhu {
namespace {

Terms real() {
  auto terms = load_terms(resources());
  EXPECT_TRUE(terms.ok()) << (terms ? "" : terms.error().message);
  return terms ? *terms : Terms{};
}

const std::string kHead = "roll_basis = \"《民事诉讼法》第85条\"\n";
std::string row(const std::string& extra) {
  return "[[term]]\nid = \"a.b\"\ntitle = \"甲\"\nlaw = \"某法\"\nsource = \"原文\"\nconfidence = \"verified\"\nunit = \"day\"\nlength = "
         "3\n"
         "start = \"received\"\nstart_text = \"收到\"\nmoment = \"received\"\non_expiry = \"到期\"\n" +
         extra;
}
std::string complaint(const std::string& text) {
  const auto read = parse_terms(text, "terms.toml");
  return read ? "读通过了" : read.error().message;
}

TEST(Terms, EveryRowHasWhatItNeeds) {
  const Terms terms = real();
  EXPECT_GE(terms.all().size(), 70u);
  for (const TermRule& rule : terms.all()) {
    EXPECT_GT(rule.length, 0) << rule.id;
    EXPECT_FALSE(rule.source.empty() || rule.title.empty() || rule.start_text.empty() || rule.on_expiry.empty()) << rule.id;
    EXPECT_EQ(rule.internal, rule.law.empty()) << rule.id;
    EXPECT_EQ(rule.internal, rule.roll_basis.empty()) << rule.id;
    if (rule.internal) {
      EXPECT_TRUE(rule.article.empty() && rule.basis().empty() && rule.title.starts_with("内部期限")) << rule.id;
    }
    if (rule.extension) {
      EXPECT_FALSE(rule.extension->approver.empty()) << rule.id;
    }
    if (!rule.alternative_to.empty()) {
      EXPECT_TRUE(rule.configurable) << rule.id;
    }
  }
}

struct Expected {
  const char* id;
  int length;
  TermUnit unit;
  const char* start;
  int extension;  // -1: none
};

TEST(Terms, LengthsUnitsAndStartsAreThoseOfTheTable) {
  using enum TermUnit;
  const Expected expected[] = {
      {"people_mediation.general", 30, day, "accepted", 0},
      {"medical_mediation.general", 30, working_day, "accepted", 0},
      {"court_mediation.pre_filing", 30, day, "confirmed", 0},
      {"court_mediation.ordinary", 15, day, "confirmed", 0},
      {"court_mediation.simple", 7, day, "confirmed", 0},
      {"court_mediation.online_confirm", 3, working_day, "received", -1},
      {"labour_mediation.general", 15, day, "received", -1},
      {"labour_arbitration.accept", 5, day, "received", -1},
      {"labour_arbitration.award", 45, day, "accepted", 15},
      {"labour_arbitration.claim", 1, year, "known", -1},
      {"land_arbitration.award", 60, day, "accepted", 30},
      {"land_arbitration.claim", 2, year, "known", -1},
      {"land_arbitration.sue", 30, day, "received", -1},
      {"traffic_mediation.general", 10, working_day, "started", -1},
      {"traffic_mediation.apply", 10, working_day, "received", -1},
      {"public_order_mediation.second", 7, working_day, "failed", -1},
      {"market_complaint.decide", 7, working_day, "received", -1},
      {"market_complaint.mediation", 60, day, "accepted", -1},
      {"market_complaint.notify", 7, working_day, "ended", -1},
      {"judicial_confirmation.apply", 30, day, "effective", -1},
      {"judicial_confirmation.accept_decision", 3, day, "received", -1},
      {"judicial_confirmation.review", 30, day, "filed", 0},
      {"court.filing", 7, day, "received", -1},
      {"court.first_instance.ordinary", 6, month, "filed", 6},
      {"court.first_instance.simple", 3, month, "filed", 1},
      {"court.first_instance.small", 2, month, "filed", 1},
      {"court.second_instance.civil", 3, month, "filed", 0},
      {"court.administrative.ordinary", 6, month, "filed", 0},
      {"court.administrative.simple", 45, day, "filed", -1},
      {"court.administrative.second", 3, month, "received", 0},
      {"appeal.judgment", 15, day, "served", -1},
      {"appeal.ruling", 10, day, "served", -1},
      {"enforcement.apply", 2, year, "performance_due", -1},
      {"enforcement.complete", 6, month, "filed", 3},
      {"enforcement.supervise", 6, month, "received", -1},
      {"admin_review.apply", 60, day, "known", -1},
      {"admin_review.examine", 5, working_day, "received", -1},
      {"admin_review.correct", 10, working_day, "received", -1},
      {"admin_review.ordinary", 60, day, "accepted", 30},
      {"admin_review.simple", 30, day, "accepted", -1},
      {"admin_review.simple_reply", 5, working_day, "received", -1},
      {"admin_review.opinion_report", 60, day, "received", -1},
      {"judicial_advice.reply", 60, day, "received", -1},
      {"admin_suit.after_act", 6, month, "known", -1},
      {"admin_suit.after_review", 15, day, "received", -1},
      {"admin_suit.remedy_not_told", 1, year, "known", -1},
      {"admin_suit.non_performance", 2, month, "received", -1},
      {"admin_suit.cap", 5, year, "act_made", -1},
      {"admin_suit.cap_real_estate", 20, year, "act_made", -1},
      {"petition.forward", 15, day, "received", -1},
      {"petition.accept_notice", 15, day, "received", -1},
      {"petition.object", 5, working_day, "received", -1},
      {"petition.handle", 60, day, "accepted", 30},
      {"petition.review.apply", 30, day, "received", -1},
      {"petition.review.answer", 30, day, "received", -1},
      {"petition.recheck.apply", 30, day, "received", -1},
      {"petition.recheck.answer", 30, day, "received", -1},
      {"procuratorate.reply", 7, day, "received", -1},
      {"procuratorate.reply_working_days", 7, working_day, "received", -1},
      {"procuratorate.result", 3, month, "received", -1},
      {"procuratorial_advice.reply", 2, month, "received", -1},
      {"procuratorial_advice.urgent_reply", 15, day, "received", -1},
      {"public_interest.notice", 30, day, "published", -1},
      {"public_interest.agreement_notice", 30, day, "published", -1},
      {"hotline.ticket", 5, working_day, "assigned", -1},
      {"centre.simple", 1, day, "registered", 0},
      {"centre.ordinary", 7, day, "registered", 0},
      {"centre.complex", 20, day, "registered", 0},
      {"grid.accept_yellow", 1, working_day, "assigned", 0},
      {"grid.accept_red", 2, working_day, "assigned", 0},
      {"grid.handle_yellow", 5, working_day, "assigned", 0},
      {"grid.handle_red", 10, working_day, "assigned", 0},
      {"limitation.civil", 3, year, "known", -1},
      {"records.personal_information", 3, year, "ended", -1},
  };
  const Terms terms = real();
  for (const Expected& row : expected) {
    const TermRule* rule = terms.find(row.id, Date::of(2026, 9, 1));
    ASSERT_NE(rule, nullptr) << row.id;
    EXPECT_EQ(rule->length, row.length) << row.id;
    EXPECT_EQ(rule->unit, row.unit) << row.id;
    EXPECT_EQ(rule->start, row.start) << row.id;
    EXPECT_EQ(rule->extension ? rule->extension->max_length : -1, row.extension) << row.id;
  }
}

TEST(Terms, TheDayChoosesAmongRulesOfOneId) {
  const Terms terms = real();
  EXPECT_EQ(terms.find("judicial_confirmation.review", Date::of(2012, 6, 1))->length, 15);
  EXPECT_EQ(terms.find("judicial_confirmation.review", Date::of(2013, 1, 1))->length, 30);
  EXPECT_EQ(terms.find("judicial_confirmation.review", Date::of(2011, 3, 29)), nullptr);
  EXPECT_EQ(terms.find("petition.handle", Date::of(2022, 4, 30)), nullptr);
  EXPECT_EQ(terms.find("market_complaint.mediation", Date::of(2024, 6, 30))->length, 45);
  EXPECT_EQ(terms.find("market_complaint.mediation", Date::of(2024, 7, 1))->length, 60);
  EXPECT_EQ(terms.find("nobody.knows", Date::of(2026, 1, 1)), nullptr);
}

TEST(Terms, LimitationIsInterruptedAndNeverPausedByMediation) {
  const Terms terms = real();
  const TermRule* rule = terms.find("limitation.civil", Date::of(2026, 1, 1));
  ASSERT_NE(rule, nullptr);
  EXPECT_TRUE(rule->pauses.empty());
  EXPECT_FALSE(rule->restarts.empty());
}

TEST(TermFile, FaultsNameTheLineInChinese) {
  EXPECT_EQ(complaint(kHead + row("")), "读通过了");
  EXPECT_EQ(complaint(kHead + row("lenght = 3\n")), "terms.toml第14行：不认识“lenght”，请检查拼写或删去这一行");
  EXPECT_TRUE(complaint(kHead + row("pauses = \"鉴定\"\n")).starts_with("terms.toml第14行："));
  EXPECT_NE(complaint(kHead + row("internal = true\n")).find("内部期限不得引用法律"), std::string::npos);
  EXPECT_NE(complaint(kHead + row("extension = { max = 5 }\n")).find("第14行：缺少“approver”"), std::string::npos);
  EXPECT_NE(complaint(kHead + row("alternative_to = \"a.c\"\n")).find("a.c"), std::string::npos);
  EXPECT_TRUE(complaint(kHead + row("id = \n")).starts_with("terms.toml第14行："));
  std::string bad = row("");
  bad.replace(bad.find("\"day\""), 5, "\"天\"");
  EXPECT_EQ(complaint(kHead + bad), "terms.toml第8行：“unit”不认识“天”，请改成说明里列出的词");
  std::string odd = row("");
  odd.replace(odd.find("\"received\""), 10, "\"whenever\"");
  EXPECT_NE(complaint(kHead + odd).find("起算事件“whenever”不在清单里"), std::string::npos);
}

TEST(TermFile, RulesOfOneIdMustNotOverlap) {
  EXPECT_NE(complaint(kHead + row("") + row("")).find("terms.toml第14行：“a.b”与前面同编号的规则在时间上重叠"), std::string::npos);
  EXPECT_EQ(complaint(kHead + row("effective_to = 2025-12-31\n") + row("effective_from = 2026-01-01\n")), "读通过了");
}

}  // namespace
}  // namespace lianhu

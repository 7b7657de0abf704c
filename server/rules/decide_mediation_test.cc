// People's mediation started from a grid matter: consent before anything, a refusal that stops everything, a written
// agreement that takes effect with its last signature, performance, and the way back (J2, J18).

#include <gtest/gtest.h>

#include "rules/decide.h"
#include "rules/history.h"
#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

constexpr std::int64_t day = 24 * 3'600'000;
using Names = std::vector<std::string>;

struct Mediation : ::testing::Test {
  Mediation() : c(county) {
    EXPECT_TRUE(c.report().ok());
    c.add_party(PartyRole::respondent);
    EXPECT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "complex"}}), "") << c.message;
    EXPECT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "") << c.message;
  }
  std::string med(const std::string& move, const Fields& fields = {}, int files = 0) { return c.act("tm_mediator", move, fields, files, 1); }
  std::string party(int n) const { return c.file.parties.at(static_cast<std::size_t>(n)).id.text; }
  Fields says(const std::string& what, int n, const std::string& way) const {
    const std::string prefix = what == "refuse" ? "refus" : "consent";
    if (way == "online") return {{prefix + "ing_party", party(n)}};  // the day and the way are the act's own
    return {{prefix + "ing_party", party(n)}, {what == "refuse" ? "refused_on" : "consent_on", today()}, {what + "_way", way}};
  }
  std::string today() const { return c.now.date().text(); }
  Fields session() const {
    return {{"session_on", c.now.text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "双方各述经过"}};
  }
  void to_registered() {
    ASSERT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today()}}), "") << c.message;
    ASSERT_EQ(c.act("p0", "consent", says("consent", 0, "online"), 0, 1), "") << c.message;
    ASSERT_EQ(med("consent", says("consent", 1, "signed")), "") << c.message;
    ASSERT_EQ(med("register", {{"dispute_kind", "dispute.neighbour"}}), "") << c.message;
  }
  void to_mediating() {
    to_registered();
    ASSERT_EQ(med("session", session()), "") << c.message;
  }
  std::string clauses() const {
    return R"([{"debtor":")" + party(1) + R"(","creditor":")" + party(0) +
           R"(","deed":"pay","text":"赔偿清掏和围墙修补费用","quantity":120000,"due":"2026-10-01","method":"转账"},{"debtor":")" + party(0) +
           R"(","deed":"do","text":"不再堵塞排水沟出口","due":"2026-09-30"}])";
  }
  void to_performing() {
    to_mediating();
    ASSERT_EQ(med("succeed_written", {{"facts", "排水沟出口被堵"}, {"clauses", clauses()}, {"last_due_on", "2026-10-01"}}), "") << c.message;
    if (c.now.date() < Date::of(2026, 9, 13)) c.now = Time::at(Date::of(2026, 9, 13), 9);
    const auto sign = [&](int n, const std::string& on) {
      return med("sign", {{"signing_party", party(n)}, {"party_signed_on", on}, {"signed_way", "signature"}});
    };
    ASSERT_EQ(sign(1, "2026-09-12"), "") << c.message;  // in Guangdong, on a Saturday
    EXPECT_EQ(med("take_effect", {{"mediator_signed_on", "2026-09-08"}, {"sealed_on", "2026-09-09"}}), "need_missing");
    ASSERT_EQ(sign(0, "2026-09-07"), "") << c.message;  // entered last, signed first
    ASSERT_EQ(med("take_effect", {{"mediator_signed_on", "2026-09-08"}, {"sealed_on", "2026-09-09"}}), "") << c.message;
  }
  void keep_all() {
    for (Obligation& o : c.file.obligations) o.state = "kept";
  }

  County county;
  Case c;
};

TEST_F(Mediation, WaitsForTheChildAndTheDeskHasNoWorkMeanwhile) {
  ASSERT_EQ(c.file.proceedings.size(), 2u);
  EXPECT_EQ(c.state(0), "referred");
  EXPECT_EQ(c.state(1), "applied");
  EXPECT_EQ(c.file.matter.status_title, "已登记");
  EXPECT_FALSE(c.open_of(AssignmentKind::desk, 0));
  EXPECT_TRUE(c.open_of(AssignmentKind::lead, 1));
  EXPECT_EQ(c.act("tc_triage", "take_back", {{"result", "结束"}}), "need_missing");
  EXPECT_EQ(med("session", session()), "wrong_state");
}

TEST_F(Mediation, NothingBeginsBeforeBothConsent) {
  ASSERT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today()}}), "") << c.message;
  EXPECT_EQ(c.open_of(AssignmentKind::lead, 1)->state, AssignmentState::accepted);
  const Fields kind{{"dispute_kind", "dispute.neighbour"}};
  EXPECT_EQ(med("register", kind), "need_missing");
  ASSERT_EQ(c.act("p0", "consent", says("consent", 0, "online"), 0, 1), "");
  EXPECT_EQ(c.act("p1", "consent", says("consent", 0, "online"), 0, 1), "invalid_fields");  // not for another
  EXPECT_EQ(med("register", kind), "need_missing");
  ASSERT_EQ(med("consent", says("consent", 1, "signed")), "");
  c.add_party(PartyRole::other);  // who joins later is asked too
  EXPECT_EQ(med("register", kind), "need_missing");
  ASSERT_EQ(c.act("p2", "consent", says("consent", 2, "online"), 0, 1), "");
  ASSERT_EQ(med("register", kind), "") << c.message;
  EXPECT_EQ(c.last.documents.size(), 3u);
  EXPECT_TRUE(c.running_clock("general"));
}

TEST_F(Mediation, AnAdministrativeDisputeIsNotMediated) {
  Case other(county);
  ASSERT_TRUE(other.report().ok());
  other.add_party(PartyRole::respondent);
  ASSERT_EQ(other.act("tc_triage", "accept", {{"category", "dispute.administrative"}, {"difficulty", "complex"}}), "");
  EXPECT_EQ(other.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}}), "need_missing");
  other.file.parties.pop_back();
  other.file.matter.category = "dispute.neighbour";
  EXPECT_EQ(other.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}}), "need_missing");
  other.add_party(PartyRole::respondent);
  EXPECT_EQ(other.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}}), "");
}

TEST_F(Mediation, ARefusalStopsEverythingUntilBothConsentAnew) {
  to_mediating();
  EXPECT_EQ(c.act("p1", "refuse", says("refuse", 0, "online"), 0, 1), "invalid_fields");
  ASSERT_EQ(c.act("p1", "refuse", says("refuse", 1, "online"), 0, 1), "") << c.message;
  EXPECT_EQ(c.state(1), "stopped");
  // The one who refused has refused; the other's consent is void.
  for (const Party& p : c.file.parties) {
    const auto last = std::find_if(c.file.consents.rbegin(), c.file.consents.rend(), [&](const ConsentRecord& r) { return r.party == p.id; });
    EXPECT_FALSE(last->given);
    EXPECT_EQ(last->way, p.id.text == party(1) ? "own" : "voided");
  }
  EXPECT_EQ(c.offered("tm_mediator", 1), (Names{"tell_routes", "warn"}));
  EXPECT_EQ(c.offered("tc_triage", 1), Names{"tell_routes"});
  EXPECT_EQ(c.offered("p0", 1), Names{});
  EXPECT_EQ(med("session", session()), "wrong_state");
  const Fields routes{{"routes", "可以向人民法院起诉"}, {"told_on", today()}, {"told_way", "face"}};
  EXPECT_EQ(med("tell_routes", routes), "invalid_fields");  // the paper itself is missing
  ASSERT_EQ(med("tell_routes", routes, 1), "") << c.message;
  EXPECT_EQ(c.last.claimed.size(), 1u);
  const Fields start{{"mediator_post", "tm_mediator2"}};
  EXPECT_EQ(c.act("tm_mediator2", "restart", start, 0, 1), "need_missing");
  ASSERT_EQ(c.act("p1", "consent_again", says("consent", 1, "online"), 0, 1), "") << c.message;
  EXPECT_EQ(c.act("tm_mediator2", "restart", start, 0, 1), "need_missing");
  ASSERT_EQ(med("consent_again", says("consent", 0, "phone")), "");
  ASSERT_EQ(c.act("tm_mediator2", "restart", start, 0, 1), "") << c.message;
  EXPECT_EQ(c.file.proceedings[1].round, 2);
  EXPECT_EQ(c.open_of(AssignmentKind::lead, 1)->receiver->text, "tm_mediator2");
  EXPECT_EQ(c.act("tm_mediator2", "succeed_written", {{"facts", "事实"}, {"clauses", clauses()}, {"last_due_on", "2026-10-01"}}, 0, 1), "wrong_state");
  ASSERT_EQ(c.act("tm_mediator2", "session", session(), 0, 1), "");
  const History history(c.file, c.file.proceedings[1]);
  std::int64_t rounds = 0;
  for (const PastMove& past : history.moves()) rounds = std::max(rounds, past.move == "session" ? past.round() : 0);
  EXPECT_EQ(rounds, 2);
}

TEST_F(Mediation, ARestartAfterTheEndOpensTheWorkAndTheMatterAgain) {
  to_mediating();
  ASSERT_EQ(c.act("p1", "refuse", says("refuse", 1, "online"), 0, 1), "");
  ASSERT_EQ(med("tell_routes", {{"routes", "可以起诉"}, {"told_on", today()}, {"told_way", "face"}}, 1), "");
  ASSERT_TRUE(c.open_of(AssignmentKind::closing, 1));
  EXPECT_EQ(c.open_of(AssignmentKind::closing, 1)->due_title, "结案期限（内部期限）");
  EXPECT_FALSE(c.open_of(AssignmentKind::lead, 1)->due_at) << "the desk's turn is not the mediator's delay";
  ASSERT_EQ(c.act("tc_triage", "close_failed", {}, 0, 1), "") << c.message;
  EXPECT_EQ(c.file.proceedings[1].close_kind, CloseKind::terminated);
  EXPECT_TRUE(c.told_office("tc"));
  EXPECT_TRUE(c.open_of(AssignmentKind::desk, 0));
  ASSERT_EQ(c.act("tc_triage", "take_back", {{"result", "调解不成功"}}), "") << c.message;
  ASSERT_EQ(c.act("tc_verifier", "verify_pass", {{"check_way", "call"}, {"check_text", "已告知其他途径"}}), "");
  ASSERT_EQ(c.act("tc_triage", "close_procedural", {{"reason", "已告知其他途径"}}), "");
  EXPECT_FALSE(c.file.matter.open);
  ASSERT_EQ(c.act("p0", "consent_again", says("consent", 0, "online"), 0, 1), "") << c.message;
  ASSERT_EQ(c.act("p1", "consent_again", says("consent", 1, "online"), 0, 1), "");
  ASSERT_EQ(c.act("tm_mediator2", "restart", {{"mediator_post", "tm_mediator2"}}, 0, 1), "") << c.message;
  EXPECT_TRUE(c.open_of(AssignmentKind::lead, 1));
  EXPECT_TRUE(c.file.matter.open);
  EXPECT_EQ(c.file.matter.status_title, "已受理");
}

TEST_F(Mediation, AnAgreementTakesEffectWithItsLastSignature) {
  to_performing();
  ASSERT_TRUE(c.running_clock("confirmation"));
  EXPECT_EQ(c.running_clock("confirmation")->start_day.text(), "2026-09-12");
  EXPECT_EQ(c.running_clock("return_visit")->start_day.text(), "2026-10-01");
  ASSERT_EQ(c.file.obligations.size(), 2u);
  EXPECT_EQ(c.file.obligations[0].quantity, 120000);
  EXPECT_EQ(c.file.obligations[0].unit, "fen");
  EXPECT_EQ(c.last.ledger.size(), 2u);
  EXPECT_EQ(med("fulfil"), "need_missing");
  EXPECT_EQ(med("follow_up", {{"visit_on", today()}, {"visit_text", "已付一半"}}), "") << c.message;
  for (const Notice& notice : c.last.notices) {
    EXPECT_EQ(notice.audience, Audience::parties);  // the record is the office's; the person hears only that something happened
    EXPECT_EQ(notice.text.find("督促"), std::string::npos);
  }
}

TEST_F(Mediation, TheLastDayIsThatOfTheLatestClause) {
  to_mediating();
  const Fields early{{"facts", "排水沟出口被堵"}, {"clauses", clauses()}, {"last_due_on", "2026-09-20"}};
  EXPECT_EQ(med("succeed_written", early), "invalid_fields");
  EXPECT_EQ(c.message, "“最后一项履行的日期”不能早于条款中最晚的一项（2026年10月1日），请核对");
  Fields past = early;
  past["clauses"].replace(past["clauses"].find("2026-09-30"), 10, "2026-08-30");
  past["last_due_on"] = "2026-10-01";
  past["oral_agreed_on"] = today();
  EXPECT_EQ(med("succeed_oral", past), "invalid_fields");
  EXPECT_EQ(c.message, "协议第2条的履行期限早于达成协议的那一天，请核对");
}

TEST_F(Mediation, ARightThatLapsesIsNotLate) {
  to_performing();
  c.now = Time::at(Date::of(2026, 10, 20), 9);
  c.tick();
  const auto lapsed = std::find_if(c.file.deadlines.begin(), c.file.deadlines.end(), [](const Deadline& d) { return d.clock == "confirmation"; });
  EXPECT_EQ(lapsed->state, DeadlineState::cancelled);
  EXPECT_EQ(lapsed->lamp, Lamp::none);
  for (const PastEvent& event : c.file.events) EXPECT_NE(event.row.title, "超过共同申请司法确认期限");
  const std::size_t rows = c.file.deadlines.size();
  ASSERT_EQ(med("follow_up", {{"visit_on", today()}, {"visit_text", "尚未付清"}}), "") << c.message;
  EXPECT_EQ(c.file.deadlines.size(), rows);
}

TEST_F(Mediation, IsPerformedVisitedByAnotherAndTakenBack) {
  to_performing();
  keep_all();
  EXPECT_EQ(med("breach", {{"reason", "未履行"}}), "need_missing");
  ASSERT_EQ(med("fulfil"), "") << c.message;
  const Fields visit{{"visit_on", today()}, {"visit_way", "call"}, {"visit_text", "双方都认可"}};
  EXPECT_EQ(c.act("tm_mediator", "return_visit", visit, 0, 1), "not_yours");
  EXPECT_TRUE(c.open_of(AssignmentKind::verify, 1));
  ASSERT_EQ(c.act("tc_verifier", "return_visit", visit, 0, 1), "") << c.message;
  EXPECT_EQ(c.act("tm_mediator", "close_success", {}, 0, 1), "not_yours");
  ASSERT_EQ(c.act("tc_triage", "close_success", {}, 0, 1), "") << c.message;
  EXPECT_EQ(c.file.proceedings[1].close_kind, CloseKind::substantive);
  EXPECT_TRUE(c.file.matter.open);
  EXPECT_EQ(c.file.matter.status_title, "已转办");
  ASSERT_EQ(c.act("tc_triage", "take_back", {{"result", "调解成功并已履行"}}), "") << c.message;
  EXPECT_EQ(c.act("tc_triage", "verify_pass", {{"check_way", "call"}, {"check_text", "属实"}}), "not_yours");
  ASSERT_EQ(c.act("tc_verifier", "verify_pass", {{"check_way", "call"}, {"check_text", "属实"}}), "") << c.message;
  ASSERT_EQ(c.act("tc_triage", "close_substantive"), "") << c.message;
  EXPECT_FALSE(c.file.matter.open);
  // Each party speaks for itself, and of what settled the matter.
  EXPECT_EQ(c.act("p0", "evaluate", {{"stars", "s5"}}), "asked_elsewhere");
  EXPECT_EQ(c.act("p0", "evaluate", {{"stars", "s5"}}, 0, 1), "");
  EXPECT_EQ(c.act("p1", "evaluate", {{"stars", "s2"}}, 0, 1), "");
  EXPECT_EQ(c.act("p1", "evaluate", {{"stars", "s5"}}, 0, 1), "need_missing");
}

// ---- 评价: two procedures put the same question, and the person is asked once ----

struct Evaluation : Mediation {
  const Fields visit{{"visit_on", today()}, {"visit_way", "call"}, {"visit_text", "双方都认可"}};
  const Fields checked{{"check_way", "call"}, {"check_text", "属实"}};
  void to_mediation_closed() {
    to_performing();
    keep_all();
    ASSERT_EQ(med("fulfil"), "") << c.message;
    ASSERT_EQ(c.act("tc_verifier", "return_visit", visit, 0, 1), "") << c.message;
    ASSERT_EQ(c.act("tc_triage", "close_success", {}, 0, 1), "") << c.message;
  }
  void to_closed() {
    to_mediation_closed();
    ASSERT_EQ(c.act("tc_triage", "take_back", {{"result", "已履行"}}), "") << c.message;
    ASSERT_EQ(c.act("tc_verifier", "verify_pass", checked), "") << c.message;
    ASSERT_EQ(c.act("tc_triage", "close_substantive"), "") << c.message;
  }
  void handled_by_the_bureau() {
    ASSERT_EQ(c.act("tc_triage", "assign", {{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}}), "") << c.message;
    ASSERT_EQ(c.act("wb_handler", "sign"), "") << c.message;
    ASSERT_EQ(c.act("wb_handler", "report_back", {{"result", "已疏通"}}), "") << c.message;
    ASSERT_EQ(c.act("tc_verifier", "verify_pass", checked), "") << c.message;
    ASSERT_EQ(c.act("tc_triage", "close_substantive"), "") << c.message;
  }
  // Where this person is asked, answered or not: one letter a proceeding.
  std::string asked(const std::string& who, const std::string& move = "evaluate") const {
    std::string out;
    for (const Offer& offer : offers(c.actor(who), c.file, c.ground())) {
      if (offer.move->name != move) continue;
      for (std::size_t i = 0; i < c.file.proceedings.size(); ++i) {
        if (c.file.proceedings[i].id == offer.proceeding) out += static_cast<char>('0' + i) + std::string(offer.blocked.empty() ? "" : "-");
      }
    }
    return out;
  }
};

TEST_F(Evaluation, IsAskedOnceAndOfWhatSettledTheMatter) {
  to_closed();
  EXPECT_EQ(asked("p0"), "1");
  EXPECT_EQ(asked("tc_triage", "evaluate_relay"), "1");
  EXPECT_EQ(offers(c.actor("p0"), c.file, c.ground()).front().move->name, "evaluate") << "it stands first";
  ASSERT_EQ(c.act("p0", "evaluate", {{"stars", "s5"}}, 0, 1), "") << c.message;
  EXPECT_EQ(c.last.events.front().row.proceeding, c.file.proceedings[1].id) << "it counts for the committee that led it";
  EXPECT_EQ(asked("p0"), "1-");
  EXPECT_EQ(asked("p1"), "1") << "what one said does not take it from the other";
  const auto told = [&](std::size_t party) { return next_step(c.file, c.ground(), false, nullptr, &c.file.parties.at(party)); };
  EXPECT_NE(told(0).find("已收到您的评价"), std::string::npos) << told(0);
  EXPECT_EQ(told(1).find("已收到您的评价"), std::string::npos) << told(1) << ": the other said nothing yet";
}

TEST_F(Evaluation, GivenBeforeTheWholeMatterEndsItIsNotAskedAgain) {
  to_performing();
  keep_all();
  ASSERT_EQ(med("fulfil"), "");
  ASSERT_EQ(c.act("tc_verifier", "return_visit", visit, 0, 1), "");
  ASSERT_EQ(c.act("p0", "evaluate", {{"stars", "s5"}}, 0, 1), "") << c.message;
  ASSERT_EQ(c.act("tc_triage", "close_success", {}, 0, 1), "");
  ASSERT_EQ(c.act("tc_triage", "take_back", {{"result", "已履行"}}), "");
  ASSERT_EQ(c.act("tc_verifier", "verify_pass", checked), "");
  ASSERT_EQ(c.act("tc_triage", "close_substantive"), "");
  EXPECT_EQ(asked("p0"), "1-");
  ASSERT_EQ(c.act("tm_mediator", "archive", {{"keep_for", "long"}}, 0, 1), "") << c.message;
  EXPECT_EQ(asked("p0"), "") << "nor when the mediation's file is shut";
  EXPECT_EQ(asked("p1"), "0") << "who has not spoken is asked by what is still open";
}

TEST_F(Evaluation, WhenMediationFailedTheMatterItselfAsks) {
  to_mediating();
  ASSERT_EQ(c.act("tc_triage", "recall", {{"reason", "一方已经起诉"}}), "") << c.message;
  EXPECT_EQ(asked("p0"), "") << "not of what settled nothing, and not before the end";
  handled_by_the_bureau();
  EXPECT_EQ(asked("p0"), "0");
  EXPECT_EQ(c.act("p0", "evaluate", {{"stars", "s5"}}, 0, 1), "asked_elsewhere");
  ASSERT_EQ(c.act("p0", "evaluate", {{"stars", "s4"}}), "") << c.message;
  EXPECT_EQ(asked("p0"), "0-");
}

TEST_F(Evaluation, ANewRoundAsksAnew) {
  to_closed();
  ASSERT_EQ(c.act("p0", "evaluate", {{"stars", "s1"}}, 0, 1), "");
  c.now = c.now.plus_ms(day);
  ASSERT_EQ(c.act("tc_triage", "reopen", {{"reason", "又堵了"}}), "") << c.message;
  EXPECT_EQ(asked("p0"), "");
  handled_by_the_bureau();
  EXPECT_EQ(asked("p0"), "0");
}

TEST_F(Evaluation, WhatWasAnsweredBeforeTheRuleStays) {
  to_closed();
  PastEvent told;
  told.row.id = EventId{"told"};
  told.row.kind = "evaluate";
  told.row.proceeding = c.file.proceedings[0].id;
  told.row.party = c.file.parties[0].id;
  told.told = std::make_shared<const EventContent>(EventContent{"closed", "closed", "", 1, {{"stars", "s5"}}, {}});
  c.file.events.push_back(told);
  EXPECT_EQ(asked("p0"), "0-");
  EXPECT_EQ(asked("p1"), "1");
}

TEST_F(Mediation, RecallEndsTheChildAndGivesTheDeskItsWork) {
  to_mediating();
  ASSERT_EQ(c.act("tc_triage", "recall", {{"reason", "一方已经起诉"}}), "") << c.message;
  EXPECT_EQ(c.file.proceedings[1].close_kind, CloseKind::terminated);
  EXPECT_EQ(c.state(1), "closed");
  EXPECT_FALSE(c.open_of(AssignmentKind::lead, 1));
  EXPECT_FALSE(c.running_clock("general"));
  EXPECT_TRUE(c.open_of(AssignmentKind::desk, 0));
  EXPECT_EQ(c.last.events.at(0).row.kind, "recall");
  EXPECT_EQ(c.last.events.at(1).row.kind, "recalled");
  EXPECT_EQ(med("session", session()), "wrong_state");
}

TEST_F(Mediation, AppraisalPausesTheTermAndExtensionNeedsBoth) {
  to_mediating();
  const Date due = *c.running_clock("general")->due_day;
  c.now = c.now.plus_ms(day);
  ASSERT_EQ(med("appraise", {{"reason", "鉴定漏水原因"}}, 1), "") << c.message;
  EXPECT_EQ(c.running_clock("general")->state, DeadlineState::paused);
  c.now = c.now.plus_ms(20 * day);
  ASSERT_EQ(med("appraised"), "") << c.message;
  EXPECT_GE(*c.running_clock("general")->due_day, due.plus(12));
  const Date later = *c.running_clock("general")->due_day;
  ASSERT_EQ(med("extend", {{"extend_days", "10"}, {"reason", "双方同意再谈"}}, 1), "") << c.message;
  EXPECT_GE(*c.running_clock("general")->due_day, later.plus(8));
}

TEST_F(Mediation, OnlyWhoAppliedCanWithdraw) {
  EXPECT_EQ(c.act("p1", "withdraw", {}, 0, 1), "not_yours");
  ASSERT_EQ(c.act("p0", "withdraw", {}, 0, 1), "") << c.message;
  EXPECT_EQ(c.file.proceedings[1].close_kind, CloseKind::withdrawn);
  EXPECT_EQ(c.file.matter.status_title, "已转办");
  EXPECT_TRUE(c.open_of(AssignmentKind::desk, 0));
}

}  // namespace
}  // namespace lianhu::spine

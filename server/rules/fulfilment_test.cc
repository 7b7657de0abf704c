// A promise from its clause to its last part: parts that add up, lines that are only added, lateness, reminders, a wrong line taken
// back, the court's window, what is open to whom, and the limitation.

#include "rules/fulfilment.h"

#include <gtest/gtest.h>

#include "rules/limitation.h"
#include "rules/receipt.h"
#include "rules/remedy.h"
#include "rules/seeded.h"
#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

struct Promises : ::testing::Test {
  Promises() : c(county) {
    EXPECT_TRUE(c.report().ok());
    c.add_party(PartyRole::respondent);
    EXPECT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "complex"}}), "") << c.message;
    EXPECT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "") << c.message;
    EXPECT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today()}}), "") << c.message;
    for (int n : {0, 1}) EXPECT_EQ(med("consent", {{"consenting_party", party(n)}, {"consent_on", today()}, {"consent_way", "signed"}}), "") << c.message;
    EXPECT_EQ(med("register", {{"dispute_kind", "dispute.neighbour"}}), "") << c.message;
    EXPECT_EQ(med("session", {{"session_on", c.now.text()}, {"session_place", "村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "双方各述经过"}}), "");
  }
  std::string med(const std::string& move, const Fields& fields = {}, int files = 0) { return c.act("tm_mediator", move, fields, files, 1); }
  std::string party(int n) const { return c.file.parties.at(static_cast<std::size_t>(n)).id.text; }
  std::string today() const { return c.now.date().text(); }
  // "pay" of p1 to p0 with more keys, as JSON.
  std::string pay(std::int64_t fen, const std::string& more) const {
    return R"({"debtor":")" + party(1) + R"(","creditor":")" + party(0) + R"(","deed":"pay","text":"赔偿","method":"转账","quantity":)" + std::to_string(fen) + "," + more + "}";
  }
  std::string agree(const std::string& clauses, const std::string& last = "2026-12-31") {
    return med("succeed_oral", {{"facts", "排水沟被堵"}, {"clauses", clauses}, {"oral_agreed_on", today()}, {"last_due_on", last}});
  }
  std::string enter(std::size_t n, const std::string& kind, std::int64_t amount, Date day, std::optional<std::string> note = {}) {
    EntryOrder order;
    order.kind = kind;
    order.amount = amount;
    order.day = day;
    order.note = std::move(note);
    order.client_id = "c" + std::to_string(++entered);
    return keep(decide_entry(order, c.file.obligations.at(n).id, c.actor("tm_mediator"), c.file, c.ground()));
  }
  std::string reverse(std::size_t n, const LedgerId& line) {
    return keep(decide_reversal(line, "金额看错了", "r" + std::to_string(++entered), c.file.obligations.at(n).id, c.actor("tm_mediator"), c.file, c.ground()));
  }
  std::string keep(Result<Change> change) {
    if (!change) {
      c.message = change.error().message;
      return change.error().fields.empty() ? change.error().code : change.error().fields.front().pointer;
    }
    c.last = std::move(*change);
    apply_to(c.file, c.last);
    return "";
  }
  const Obligation& o(std::size_t n) const { return c.file.obligations.at(n); }
  Standing stands(std::size_t n) const { return standing_of(o(n), c.file.ledger, c.now.date()); }
  const Deadline* clock(std::size_t n) const {
    for (const Deadline& d : c.file.deadlines) {
      if (d.subject_kind == "obligation" && d.subject == o(n).id.text) return &d;
    }
    return nullptr;
  }
  void at(Date day, int hour = 10) {
    c.now = Time::at(day, hour);
    for (int i = 0; i < 3; ++i) c.tick();
  }
  std::vector<std::string> open_to(const std::string& who) const {
    std::vector<std::string> out;
    for (const Remedy& one : remedies(c.actor(who), c.file, c.ground())) out.push_back(one.kind + (one.open ? "" : "-"));
    return out;
  }
  const Notice* told(int n) const {
    for (const Notice& notice : c.last.notices) {
      if (notice.party == PartyId{party(n)}) return &notice;
    }
    return nullptr;
  }

  County county;
  Case c;
  int entered = 0;
};

using Words = std::vector<std::string>;

TEST_F(Promises, PartsMustAddUpAndComeInOrder) {
  const auto parts = [&](const std::string& text) { return "[" + pay(100'000, R"("parts":)" + text) + "]"; };
  EXPECT_EQ(agree(parts(R"([{"quantity":40000,"due":"2026-10-01"},{"quantity":50000,"due":"2026-11-01"}])")), "invalid_fields");
  EXPECT_NE(c.message.find("各期合计 900.00元，与总额 1000.00元不一致"), std::string::npos) << c.message;
  EXPECT_EQ(agree(parts(R"([{"quantity":100000,"due":"2026-10-01"}])")), "invalid_fields");
  EXPECT_EQ(agree(parts(R"([{"quantity":60000,"due":"2026-11-01"},{"quantity":40000,"due":"2026-10-01"}])")), "invalid_fields");
  EXPECT_EQ(agree(parts(R"([{"quantity":60000},{"quantity":40000,"due":"2026-10-01"}])")), "invalid_fields");
  EXPECT_EQ(agree(parts(R"([{"quantity":-60000,"due":"2026-10-01"},{"quantity":160000,"due":"2026-11-01"}])")), "invalid_fields");
  EXPECT_EQ(agree(parts(R"([7,8])")), "invalid_fields");
  EXPECT_EQ(agree("[" + pay(100, R"("condition":"房屋过户之后")") + "]"), "invalid_fields") << "within how many days";
  EXPECT_EQ(agree("[" + pay(100, R"("condition":"房屋过户","within_days":7,"parts":[{"quantity":50,"due":"2026-10-01"},{"quantity":50,"due":"2026-11-01"}])") + "]"), "invalid_fields");
  std::string same = pay(100, R"("due":"2026-10-01")");
  same.replace(same.find(party(0)), party(0).size(), party(1));
  EXPECT_EQ(agree("[" + same + "]"), "invalid_fields") << "to oneself";
  EXPECT_TRUE(c.file.obligations.empty());
  ASSERT_EQ(agree(parts(R"([{"quantity":40000,"due":"2026-10-01"},{"quantity":60000,"due":"2026-11-01"}])")), "") << c.message;
  ASSERT_EQ(c.file.obligations.size(), 2u);
  EXPECT_EQ(promise_label(o(1)), "第1条第2期");
  EXPECT_EQ(o(1).quantity, 60'000);
  EXPECT_EQ(o(1).due_day, Date::of(2026, 11, 1));
  ASSERT_TRUE(clock(1));
  EXPECT_EQ(clock(1)->due_day, Date::of(2026, 11, 1)) << "a holiday does not move what was agreed";
}

TEST_F(Promises, LinesAreOnlyAddedAndAWrongOneIsTakenBack) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-10-01")") + "]"), "") << c.message;
  EXPECT_EQ(enter(0, "performed", 0, Date::of(2026, 9, 1)), "/amount");
  EXPECT_EQ(enter(0, "performed", 100'001, Date::of(2026, 9, 1)), "/amount");
  EXPECT_EQ(enter(0, "performed", 1, Date::of(2026, 9, 2)), "/day") << "tomorrow";
  EXPECT_EQ(enter(0, "broken", 0, Date::of(2026, 9, 1)), "/kind") << "only what was not to be done";
  EXPECT_EQ(enter(0, "sold", 1, Date::of(2026, 9, 1)), "/kind");
  ASSERT_EQ(enter(0, "performed", 40'000, Date::of(2026, 9, 1)), "") << c.message;
  EXPECT_EQ(o(0).state, "open");
  EXPECT_EQ(stands(0).remaining, 60'000);
  EXPECT_EQ(enter(0, "performed", 60'001, Date::of(2026, 9, 1)), "/amount") << "one fen more than is left";
  const LedgerId first = c.file.ledger.back().id;
  EXPECT_EQ(c.file.ledger.back().giver, PartyId{party(1)});
  EXPECT_EQ(c.file.ledger.back().taker, PartyId{party(0)});
  ASSERT_EQ(enter(0, "performed", 60'000, Date::of(2026, 9, 1)), "") << c.message;
  EXPECT_EQ(o(0).state, "kept");
  EXPECT_FALSE(running(*clock(0))) << "a promise kept in full closes itself";
  EXPECT_TRUE(c.told_office("tm")) << "who follows it up may end it";
  EXPECT_EQ(enter(0, "performed", 1, Date::of(2026, 9, 1)), "already_settled");
  ASSERT_EQ(reverse(0, first), "") << c.message;
  EXPECT_EQ(o(0).state, "open");
  EXPECT_EQ(stands(0).remaining, 40'000);
  EXPECT_TRUE(running(*clock(0)));
  EXPECT_EQ(c.file.ledger.size(), 4u) << "promised, two, and the one that takes back";
  EXPECT_EQ(reverse(0, first), "already_reversed");
  EXPECT_EQ(reverse(0, c.file.ledger.front().id), "not_found") << "the promise itself is not taken back";
  EXPECT_EQ(reverse(0, LedgerId{"nonesuch"}), "not_found");
  ASSERT_EQ(enter(0, "excused", 40'000, Date::of(2026, 9, 1)), "");
  EXPECT_EQ(o(0).state, "kept");
  EXPECT_EQ(stands(0).excused, 40'000);
}

TEST_F(Promises, BothSidesAreRemindedBeforeAndAfterTheDay) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-10-20")") + "]"), "") << c.message;
  at(Date::of(2026, 10, 16), 23);
  EXPECT_FALSE(told(0));
  at(Date::of(2026, 10, 17), 9);
  ASSERT_TRUE(told(0) && told(1));
  EXPECT_NE(told(1)->text.find("您答应的第1条约定2026年10月20日前履行"), std::string::npos) << told(1)->text;
  EXPECT_NE(told(0)->text.find("对方答应您的"), std::string::npos) << told(0)->text;
  EXPECT_EQ(clock(0)->lamp, Lamp::yellow);
  c.last = {};
  at(Date::of(2026, 10, 20), 23);
  EXPECT_FALSE(told(0)) << "once";
  EXPECT_EQ(o(0).state, "open") << "the day itself is in time";
  at(Date::of(2026, 10, 21), 0);
  EXPECT_EQ(o(0).state, "late");
  ASSERT_TRUE(told(0) && told(1));
  EXPECT_NE(told(1)->text.find("已过约定的"), std::string::npos) << told(1)->text;
  EXPECT_TRUE(c.told_office("tm"));
  at(Date::of(2026, 10, 24));
  ASSERT_EQ(enter(0, "performed", 100'000, Date::of(2026, 10, 23)), "");
  EXPECT_EQ(o(0).state, "kept");
  EXPECT_TRUE(stands(0).late);
  EXPECT_EQ(stands(0).days_late, 3);
  EXPECT_EQ(clock(0)->state, DeadlineState::missed) << "late stays visible";
}

TEST_F(Promises, DoneInTimeAndEnteredLateWasInTime) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-10-20")") + "]"), "") << c.message;
  at(Date::of(2026, 10, 25));
  EXPECT_EQ(o(0).state, "late");
  ASSERT_EQ(enter(0, "performed", 100'000, Date::of(2026, 10, 20)), "");
  EXPECT_FALSE(stands(0).late);
  EXPECT_EQ(clock(0)->state, DeadlineState::met);
  ASSERT_EQ(reverse(0, c.file.ledger.back().id), "");
  EXPECT_EQ(o(0).state, "late");
}

TEST_F(Promises, WhoWantsNoCallIsHeldBack) {
  c.file.parties[1].contact_flags = "no_call";
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-10-20")") + "]"), "") << c.message;
  at(Date::of(2026, 10, 18));
  ASSERT_TRUE(told(0) && told(1));
  EXPECT_EQ(told(1)->state, "held");
  EXPECT_EQ(told(0)->state, "waiting");
}

TEST_F(Promises, AConditionGivesTheDayOnceItCameAbout) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("condition":"房屋过户登记完成","within_days":7)") + "]"), "") << c.message;
  EXPECT_FALSE(o(0).due_day);
  EXPECT_FALSE(clock(0));
  EXPECT_EQ(enter(0, "demanded", 0, Date::of(2026, 9, 1)), "/kind") << "not owed yet";
  EXPECT_EQ(enter(0, "condition_met", 0, Date::of(2026, 9, 1)), "/note");
  ASSERT_EQ(enter(0, "condition_met", 0, Date::of(2026, 9, 1), "见不动产权证书"), "") << c.message;
  EXPECT_EQ(o(0).due_day, Date::of(2026, 9, 8));
  ASSERT_TRUE(clock(0) && running(*clock(0)));
  ASSERT_EQ(reverse(0, c.file.ledger.back().id), "");
  EXPECT_FALSE(o(0).due_day);
  EXPECT_FALSE(running(*clock(0)));
  ASSERT_EQ(enter(0, "condition_met", 0, Date::of(2026, 8, 30), "证书上的日期"), "");
  EXPECT_EQ(o(0).due_day, Date::of(2026, 9, 6));
  EXPECT_TRUE(running(*clock(0)));
}

TEST_F(Promises, WhatMustNotBeDoneHoldsNothingUpAndIsBroken) {
  const std::string lasting = R"({"debtor":")" + party(0) + R"(","deed":"refrain","text":"不再堵塞排水沟"})";
  ASSERT_EQ(agree("[" + lasting + "," + pay(100, R"("due":"2026-10-20")") + "]"), "") << c.message;
  EXPECT_FALSE(clock(0));
  EXPECT_EQ(med("fulfil"), "need_missing");
  ASSERT_EQ(enter(1, "performed", 100, Date::of(2026, 9, 1)), "");
  ASSERT_EQ(enter(0, "broken", 0, Date::of(2026, 9, 1)), "") << c.message;
  EXPECT_EQ(o(0).state, "broken");
  EXPECT_EQ(med("fulfil"), "need_missing");
  ASSERT_EQ(reverse(0, c.file.ledger.back().id), "");
  EXPECT_EQ(med("fulfil"), "") << c.message;
}

// ---- the court --------------------------------------------------------------------------------------------------------

TEST_F(Promises, BeforeARulingThereIsNoEnforcement) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-09-20")") + "]"), "") << c.message;
  EXPECT_EQ(open_to("tm_mediator"), (Words{"confirmation"}));
  const Deadline* window = c.running_clock("confirmation");
  ASSERT_TRUE(window);
  EXPECT_EQ(window->due_day, Date::of(2026, 10, 8)) << "thirty days from the day the oral one was reached, over the holiday";
  at(Date::of(2026, 9, 25));
  EXPECT_EQ(open_to("tm_mediator"), (Words{"confirmation", "suit", "payment_order"}));
  EXPECT_EQ(open_to("p0"), (Words{"confirmation", "suit", "payment_order"}));
  EXPECT_EQ(open_to("p1"), (Words{"confirmation"})) << "a suit is the creditor's own";
  EXPECT_EQ(open_to("hb_handler"), Words{});
  at(Date::of(2026, 10, 9));
  EXPECT_EQ(open_to("tm_mediator"), (Words{"confirmation-", "suit", "payment_order"}));
}

TEST_F(Promises, FilingTogetherStopsTheWindowAndARulingOpensEnforcement) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-09-20")") + "]"), "") << c.message;
  EXPECT_EQ(med("confirmation_filed", {{"filed_on", today()}, {"court_name", "县人民法院"}}), "invalid_fields") << "together, or not at all";
  EXPECT_EQ(med("confirmation_ruled", {{"ruling_number", "民特1号"}, {"ruled_on", today()}}, 1), "need_missing");
  ASSERT_EQ(med("confirmation_filed", {{"filed_on", today()}, {"joint_way", "written"}, {"court_name", "县人民法院"}}), "") << c.message;
  EXPECT_FALSE(c.running_clock("confirmation"));
  EXPECT_EQ(open_to("p1"), (Words{"confirmation-"}));
  at(Date::of(2026, 9, 15));
  EXPECT_FALSE(c.running_clock("confirmation"));
  EXPECT_EQ(med("confirmation_ruled", {{"ruling_number", "民特1号"}, {"ruled_on", today()}}), "invalid_fields") << "the ruling itself";
  ASSERT_EQ(med("confirmation_ruled", {{"ruling_number", "民特1号"}, {"ruled_on", today()}, {"files", "x"}}, 1), "") << c.message;
  EXPECT_EQ(open_to("p0"), (Words{"enforcement-"})) << "nothing overdue yet";
  at(Date::of(2026, 9, 21));
  EXPECT_EQ(open_to("p0"), (Words{"enforcement"}));
  EXPECT_EQ(open_to("tm_mediator"), (Words{"enforcement"}));
  EXPECT_EQ(open_to("p1"), Words{});
  EXPECT_EQ(remedies(c.actor("p0"), c.file, c.ground()).front().until, Date::of(2028, 9, 20));
  ASSERT_EQ(enter(0, "performed", 100'000, Date::of(2026, 9, 21)), "");
  EXPECT_EQ(open_to("p0"), Words{}) << "kept: nothing is left to take";
}

TEST_F(Promises, ARefusedConfirmationLeavesTheSuit) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-09-20")") + "]"), "") << c.message;
  ASSERT_EQ(med("confirmation_filed", {{"filed_on", today()}, {"joint_way", "together"}, {"court_name", "县人民法院"}}), "") << c.message;
  ASSERT_EQ(med("confirmation_refused", {{"refused_kind", "rejected"}, {"ruling_number", "民特1号"}, {"ruled_on", today()}, {"files", "x"}}, 1), "") << c.message;
  at(Date::of(2026, 9, 25));
  EXPECT_EQ(open_to("p0"), (Words{"confirmation-", "suit", "payment_order"}));
}

// ---- limitation -------------------------------------------------------------------------------------------------------

TEST_F(Promises, TheLimitationBeginsAnewByADemandAnAdmissionAndAPart) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-09-20")") + "]"), "") << c.message;
  EXPECT_FALSE(limitation_of(o(0), c.file, c.ground())) << "not due yet";
  at(Date::of(2026, 10, 15));
  const auto first = limitation_of(o(0), c.file, c.ground());
  ASSERT_TRUE(first);
  EXPECT_EQ(first->until, Date::of(2029, 9, 20));
  EXPECT_NE(first->sentence.find("《民法典》第188条"), std::string::npos) << first->sentence;
  ASSERT_EQ(enter(0, "demanded", 0, Date::of(2026, 10, 12)), "");
  EXPECT_EQ(limitation_of(o(0), c.file, c.ground())->until, Date::of(2029, 10, 12));
  const LedgerId demand = c.file.ledger.back().id;
  at(Date::of(2027, 3, 2));
  ASSERT_EQ(enter(0, "performed", 30'000, Date::of(2027, 3, 1)), "");
  const auto after = limitation_of(o(0), c.file, c.ground());
  EXPECT_EQ(after->until, Date::of(2030, 3, 1));
  EXPECT_EQ(after->steps.size(), 3u);
  EXPECT_NE(after->sentence.find("2026年10月12日权利人催要，时效中断"), std::string::npos) << after->sentence;
  ASSERT_EQ(reverse(0, demand), "");
  EXPECT_EQ(limitation_of(o(0), c.file, c.ground())->steps.size(), 2u) << "a line taken back interrupts nothing";
  EXPECT_TRUE(may_see_limitation(c.actor("p0"), o(0), c.file));
  EXPECT_FALSE(may_see_limitation(c.actor("p1"), o(0), c.file)) << "never to the debtor";
  EXPECT_TRUE(may_see_limitation(c.actor("tm_mediator"), o(0), c.file));
  EXPECT_FALSE(may_see_limitation(c.actor("hb_handler"), o(0), c.file));
}

TEST_F(Promises, OfPartsTheLimitationRunsFromTheLast) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("parts":[{"quantity":40000,"due":"2026-10-01"},{"quantity":60000,"due":"2026-12-01"}])") + "]"), "") << c.message;
  at(Date::of(2026, 11, 1));
  EXPECT_FALSE(limitation_of(o(0), c.file, c.ground()));
  at(Date::of(2027, 1, 5));
  EXPECT_EQ(limitation_of(o(0), c.file, c.ground())->until, Date::of(2029, 12, 3)) << "the last day is a Saturday";
  ASSERT_EQ(enter(1, "demanded", 0, Date::of(2027, 1, 4)), "");
  EXPECT_EQ(limitation_of(o(0), c.file, c.ground())->until, Date::of(2030, 1, 4)) << "one part asked for stands for the whole";
}

TEST_F(Promises, WhatComesAfterTheEndBeginsNothingAnew) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-09-20")") + "]"), "") << c.message;
  at(Date::of(2029, 11, 1));
  EXPECT_TRUE(limitation_of(o(0), c.file, c.ground())->over);
  ASSERT_EQ(enter(0, "demanded", 0, Date::of(2029, 10, 20)), "");
  EXPECT_EQ(limitation_of(o(0), c.file, c.ground())->until, Date::of(2029, 9, 20));
}

// ---- dissatisfaction --------------------------------------------------------------------------------------------------

TEST_F(Promises, WhoIsNotSatisfiedReopensItAndNothingIsLost) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-09-20")") + "]"), "") << c.message;
  ASSERT_EQ(enter(0, "performed", 100'000, Date::of(2026, 9, 1)), "");
  ASSERT_EQ(med("fulfil"), "") << c.message;
  const Fields visit{{"visit_on", today()}, {"visit_way", "visit"}, {"visit_text", "钱收到了，水还是漫"}};
  EXPECT_EQ(c.act("tm_mediator", "return_visit_unhappy", visit, 0, 1), "not_yours");
  ASSERT_EQ(c.act("tc_verifier", "return_visit_unhappy", visit, 0, 1), "") << c.message;
  EXPECT_EQ(c.state(1), "reopened");
  EXPECT_EQ(c.file.proceedings[1].round, 2);
  const auto counted = [&](const std::string& figure) {
    return std::count_if(c.last.counts.begin(), c.last.counts.end(), [&](const CountFact& fact) { return fact.figure == figure && fact.delta == 1; });
  };
  EXPECT_EQ(counted("reopened.people_mediation"), 1);
  EXPECT_TRUE(c.running_clock("dissatisfied"));
  EXPECT_EQ(stands(0).performed, 100'000);
  EXPECT_EQ(o(0).state, "kept");
  ASSERT_EQ(med("followed_up", {{"followed_up_on", today()}, {"visit_text", "又清了一次"}}), "") << c.message;
  EXPECT_TRUE(c.running_clock("return_visit"));
  ASSERT_EQ(c.act("tc_verifier", "return_visit", visit, 0, 1), "") << c.message;
  ASSERT_EQ(c.act("tc_leader", "close_success", {}, 0, 1), "") << c.message;
  EXPECT_EQ(c.act("p0", "dissatisfied", {}, 0, 1), "invalid_fields") << "says what is wrong";
  ASSERT_EQ(c.act("p0", "dissatisfied", {{"comment", "没有修好"}}, 0, 1), "") << c.message;
  EXPECT_EQ(c.state(1), "reopened");
  EXPECT_EQ(c.file.proceedings[1].round, 3);
  EXPECT_TRUE(c.open_of(AssignmentKind::lead, 1)) << "somebody has it again";
  EXPECT_TRUE(c.file.matter.open);
}

TEST_F(Promises, NothingIsBrokenBeforeItsDay) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-09-20")") + "]"), "") << c.message;
  at(Date::of(2026, 9, 20));
  EXPECT_EQ(med("breach", {{"reason", "没有付"}}), "need_missing") << "the day itself is in time";
  at(Date::of(2026, 9, 21));
  ASSERT_EQ(med("breach", {{"reason", "没有付"}}), "") << c.message;
  EXPECT_EQ(c.state(1), "breached");
}

TEST_F(Promises, WhatSomebodyElseHeardReopensItToo) {
  ASSERT_EQ(agree("[" + pay(100'000, R"("due":"2026-09-20")") + "]"), "") << c.message;
  ASSERT_EQ(enter(0, "performed", 100'000, Date::of(2026, 9, 1)), "");
  ASSERT_EQ(med("fulfil"), "") << c.message;
  ASSERT_EQ(c.act("tc_verifier", "return_visit", {{"visit_on", today()}, {"visit_way", "visit"}, {"visit_text", "都好"}}, 0, 1), "") << c.message;
  const Fields heard{{"comment", "水又漫了"}, {"relay_way", "call"}};
  EXPECT_EQ(c.act("tm_mediator", "dissatisfied_relay", heard, 0, 1), "not_yours") << "never by who mediated";
  EXPECT_EQ(c.act("tc_verifier", "dissatisfied_relay", {{"comment", "水又漫了"}}, 0, 1), "invalid_fields") << "how it was heard";
  ASSERT_EQ(c.act("tc_verifier", "dissatisfied_relay", heard, 0, 1), "") << c.message;
  EXPECT_EQ(c.state(1), "reopened");
  EXPECT_EQ(stands(0).performed, 100'000);
}

// ---- any agreement ----------------------------------------------------------------------------------------------------

// An independent book: what was promised clause by clause, and every line that stands, kept apart from the rules.
struct Book {
  struct Line {
    std::string id;
    std::size_t row;
    std::int64_t amount;
    Date day;
    bool excused, stands;
  };
  std::vector<std::int64_t> clauses;
  std::vector<std::int64_t> rows;
  std::vector<Date> due;
  std::vector<Line> lines;

  std::int64_t done(std::size_t row, bool only_performed = false) const {
    std::int64_t sum = 0;
    for (const Line& line : lines) sum += line.row == row && line.stands && !(only_performed && line.excused) ? line.amount : 0;
    return sum;
  }
  // The day on which the whole was there: the smallest day by which the lines up to it are enough.
  std::optional<Date> settled(std::size_t row) const {
    std::optional<Date> found;
    for (const Line& until : lines) {
      std::int64_t sum = 0;
      for (const Line& line : lines) sum += line.row == row && line.stands && line.day <= until.day ? line.amount : 0;
      if (until.row == row && until.stands && sum >= rows[row] && (!found || until.day < *found)) found = until.day;
    }
    return found;
  }
};

TEST_F(Promises, NothingIsLostOfAnyAgreement) {
  const MatterFile talks = c.file;
  const Time began = c.now;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Seeded random(seed);
    const auto pick = [&](std::int64_t low, std::int64_t high) { return random.between(low, high); };
    c.file = talks;
    c.now = began;
    Book book;
    std::string json;
    const int clauses = static_cast<int>(pick(1, 5));
    for (int n = 0; n < clauses; ++n) {
      const std::int64_t total = pick(2, 5'000'000);
      const int parts = pick(0, 2) == 0 ? 0 : static_cast<int>(pick(2, std::min<std::int64_t>(12, total)));
      Date due = Date::of(2026, 9, 10).plus(static_cast<int>(pick(0, 60)));
      std::string more;
      if (parts == 0) {
        more = R"("due":")" + due.text() + "\"";
        book.rows.push_back(total);
        book.due.push_back(due);
      } else {
        std::int64_t left = total;
        for (int part = 0; part < parts; ++part) {
          const std::int64_t amount = part + 1 == parts ? left : pick(1, left - (parts - part - 1));
          left -= amount;
          more += (part ? "," : "") + std::string(R"({"quantity":)") + std::to_string(amount) + R"(,"due":")" + due.text() + "\"}";
          book.rows.push_back(amount);
          book.due.push_back(due);
          due = due.plus(static_cast<int>(pick(0, 40)));
        }
        more = R"("parts":[)" + more + "]";
      }
      book.clauses.push_back(total);
      json += (n ? "," : "") + pay(total, more);
    }
    ASSERT_EQ(agree("[" + json + "]", "2028-12-31"), "") << seed << c.message;
    ASSERT_EQ(c.file.obligations.size(), book.rows.size()) << seed;
    std::vector<std::int64_t> by_clause(book.clauses.size(), 0);
    for (const Obligation& row : c.file.obligations) by_clause.at(static_cast<std::size_t>(row.clause - 1)) += row.quantity;
    ASSERT_EQ(by_clause, book.clauses) << "seed " << seed << ": parts are not the whole";
    std::size_t lines_before = c.file.ledger.size();
    for (int step = 0; step < 40; ++step) {
      at(c.now.date().plus(static_cast<int>(pick(0, 9))));
      const auto row = static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(book.rows.size()) - 1));
      const Date day = c.now.date().plus(-static_cast<int>(pick(0, 20)));
      const std::int64_t left = book.rows[row] - book.done(row);
      std::vector<Book::Line*> standing;
      for (Book::Line& line : book.lines) {
        if (line.stands) standing.push_back(&line);
      }
      const auto what = pick(0, 9);
      if (what <= 5) {
        const bool excused = what == 5;
        const std::int64_t amount = left > 0 && pick(0, 3) == 0 ? left : pick(1, std::max<std::int64_t>(left, 1) + 3);
        const std::string refused = enter(row, excused ? "excused" : "performed", amount, day);
        ASSERT_EQ(refused.empty(), amount <= left) << "seed " << seed << " " << refused << " " << c.message;
        if (refused.empty()) book.lines.push_back({c.file.ledger.back().id.text, row, amount, day, excused, true});
      } else if (what <= 7 && !standing.empty()) {
        Book::Line& line = *standing[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(standing.size()) - 1))];
        ASSERT_EQ(reverse(line.row, LedgerId{line.id}), "") << "seed " << seed << " " << c.message;
        line.stands = false;
      } else if (what == 8) {
        if (const std::string refused = enter(row, "demanded", 0, day); refused.empty()) ASSERT_GT(left, 0) << seed;
      } else if (c.state(1) == "performing" && med("fulfil").empty()) {
        const Fields visit{{"visit_on", today()}, {"visit_way", "call"}, {"visit_text", "不满意"}};
        ASSERT_EQ(c.act("tc_verifier", "return_visit_unhappy", visit, 0, 1), "") << c.message;
        ASSERT_EQ(c.state(1), "reopened");
      }
      ASSERT_GE(c.file.ledger.size(), lines_before) << "a line was lost";
      lines_before = c.file.ledger.size();
      for (std::size_t n = 0; n < book.rows.size(); ++n) {
        const Standing now = stands(n);
        const std::int64_t done_now = book.done(n);
        ASSERT_EQ(now.performed + now.excused, done_now) << "seed " << seed << " row " << n;
        ASSERT_EQ(performed_of(c.file, o(n).id), done_now) << "seed " << seed << " row " << n;
        ASSERT_EQ(now.remaining, book.rows[n] - done_now) << "seed " << seed;
        const auto settled = done_now == book.rows[n] ? book.settled(n) : std::nullopt;
        ASSERT_EQ(now.settled_on, settled) << "seed " << seed << " row " << n;
        const bool late = settled ? book.due[n] < *settled : book.due[n] < c.now.date();
        ASSERT_EQ(now.late, late) << "seed " << seed << " row " << n;
        const std::string state = settled ? (book.done(n, true) > 0 ? "kept" : "excused") : late ? "late" : "open";
        ASSERT_EQ(o(n).state, state) << "seed " << seed << " row " << n;
        ASSERT_EQ(running(*clock(n)), !settled) << "seed " << seed << " row " << n;
      }
    }
  }
}

}  // namespace
}  // namespace lianhu::spine

// The grid matter from the doorstep to the archive, and everything that is refused on the way.

#include "rules/decide.h"

#include <gtest/gtest.h>

#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

const Fields give_wb{{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}};
const Fields checked{{"check_way", "onsite"}, {"check_text", "现场已经畅通"}};
constexpr std::int64_t hour = 3'600'000, day = 24 * hour;

struct GridMatter : ::testing::Test {
  GridMatter() : c(county) { EXPECT_TRUE(c.report().ok()); }

  void to_accepted(const std::string& difficulty = "ordinary") {
    ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", difficulty}}), "") << c.message;
  }
  void to_assigned(Fields to = give_wb) {
    to_accepted();
    ASSERT_EQ(c.act("tc_triage", "assign", to), "") << c.message;
  }
  void to_handling() {
    to_assigned();
    ASSERT_EQ(c.act("wb_handler", "sign"), "") << c.message;
  }
  void to_reported() {
    to_handling();
    ASSERT_EQ(c.act("wb_handler", "handle", {{"record", "已派人清掏"}}), "") << c.message;
    ASSERT_EQ(c.act("wb_handler", "report_back", {{"result", "已清掏畅通"}}), "") << c.message;
  }
  void to_closed() {
    to_reported();
    ASSERT_EQ(c.act("tc_verifier", "verify_pass", checked), "") << c.message;
    ASSERT_EQ(c.act("tc_triage", "close_substantive"), "") << c.message;
  }
  int open_leads() const {
    int n = 0;
    for (const Assignment& a : c.file.assignments) n += a.kind == AssignmentKind::lead && a.open ? 1 : 0;
    return n;
  }

  County county;
  Case c;
};

TEST_F(GridMatter, IsWalkedFromReportToArchive) {
  EXPECT_EQ(c.file.matter.status_title, "已登记，待受理");
  EXPECT_TRUE(c.open_of(AssignmentKind::desk));
  EXPECT_TRUE(c.told_office("tc"));
  EXPECT_TRUE(c.told_account("gs_worker"));
  to_accepted();
  EXPECT_EQ(c.last.documents.size(), 1u);
  ASSERT_EQ(c.act("tc_triage", "assign", give_wb), "");
  EXPECT_FALSE(c.open_of(AssignmentKind::desk));
  ASSERT_TRUE(c.open_of(AssignmentKind::lead));
  EXPECT_TRUE(c.running_clock("sign", c.open_of(AssignmentKind::lead)->id.text));
  ASSERT_EQ(c.act("wb_handler", "sign"), "");
  EXPECT_FALSE(c.running_clock("sign"));
  EXPECT_TRUE(c.running_clock("handle"));
  ASSERT_EQ(c.act("wb_handler", "handle", {{"record", "已派人清掏"}}), "");
  ASSERT_EQ(c.act("wb_handler", "report_back", {{"result", "已清掏畅通"}}), "");
  EXPECT_TRUE(c.open_of(AssignmentKind::verify));
  EXPECT_TRUE(c.open_of(AssignmentKind::verify)->due_at);
  ASSERT_EQ(c.act("tc_verifier", "verify_pass", checked), "");
  EXPECT_FALSE(c.open_of(AssignmentKind::verify));
  EXPECT_FALSE(c.open_of(AssignmentKind::desk)) << "nothing is left to assign";
  EXPECT_TRUE(c.open_of(AssignmentKind::closing));
  ASSERT_EQ(c.act("tc_triage", "close_substantive"), "");
  EXPECT_TRUE(c.open_of(AssignmentKind::closing)) << "to be archived";
  EXPECT_FALSE(c.file.matter.open);
  EXPECT_EQ(c.file.matter.close_kind, CloseKind::substantive);
  EXPECT_FALSE(c.running_clock("overall"));
  ASSERT_EQ(c.act("p0", "evaluate", {{"stars", "s5"}}), "");
  EXPECT_EQ(c.act("p0", "evaluate", {{"stars", "s1"}}), "need_missing");
  ASSERT_EQ(c.act("tc_triage", "archive"), "");
  EXPECT_EQ(c.file.matter.status_title, "已归档");
  EXPECT_FALSE(c.open_of(AssignmentKind::closing));
  EXPECT_FALSE(c.file.matter.due_at);
  EXPECT_FALSE(c.file.matter.due_title);
  for (const Deadline& d : c.file.deadlines) EXPECT_FALSE(running(d)) << d.clock;
}

TEST_F(GridMatter, TellsTheUnknownFromTheForbidden) {
  EXPECT_EQ(c.act("hb_handler", "accept"), "not_found");   // knows nothing of it
  EXPECT_EQ(c.act("tc2_triage", "accept"), "not_found");   // another town
  EXPECT_EQ(c.act("cc_admin", "accept"), "not_found");     // administers, handles nothing
  EXPECT_EQ(c.act("vl_leader", "accept"), "not_yours");    // sees it, decides nothing
  EXPECT_EQ(c.act("p0", "accept"), "not_yours");
  EXPECT_EQ(c.act("tc_triage", "no_such_move"), "not_found");
  EXPECT_EQ(c.act("tc_triage", "report"), "not_found");    // a start is no move on a matter
  EXPECT_EQ(c.act("tc_triage", "archive"), "wrong_state");
  EXPECT_EQ(c.act("tc_triage", "accept"), "invalid_fields");
  Order order;
  order.proceeding = ProceedingId{"id-none"};
  order.move = "accept";
  EXPECT_EQ(decide(order, c.actor("tc_triage"), c.file, c.ground()).error().code, "not_found");
}

TEST_F(GridMatter, ChecksTheFormFieldByField) {
  to_accepted();
  const auto pointer = [&](const Fields& fields, int files = 0) {
    const auto change = c.would("tc_triage", "assign", fields, files);
    return change || change.error().fields.empty() ? std::string("ok") : change.error().fields.front().pointer;
  };
  EXPECT_EQ(pointer({{"lead_office", "wb"}}), "/fields/lead_receiver");
  EXPECT_EQ(pointer({{"lead_office", "none"}, {"lead_receiver", "wb_handler"}}), "/fields/lead_office");
  EXPECT_EQ(pointer({{"lead_office", "wb"}, {"lead_receiver", "hb_handler"}}), "/fields/lead_receiver");
  EXPECT_EQ(pointer({{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}, {"co_offices", "hb,none"}}), "/fields/co_offices");
  EXPECT_EQ(pointer({{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}, {"other", "x"}}), "/fields/other");
  EXPECT_EQ(pointer(give_wb, 1), "/attachments");
  EXPECT_EQ(pointer(give_wb), "ok");
  EXPECT_EQ(c.act("cc_triage", "refer_out", {{"other_system", "court"}, {"other_due", "2026-02-30"}, {"reason", "应由法院受理"}}), "invalid_fields");
  EXPECT_EQ(c.act("cc_triage", "refer_out", {{"other_system", "court"}}), "invalid_fields");  // no reason
}

TEST_F(GridMatter, AMoveIsInTheLogBeforeWhatItStarted) {
  c.add_party(PartyRole::respondent);
  ASSERT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "complex"}}), "");
  EXPECT_EQ(c.file.matter.category, "dispute.neighbour");
  ASSERT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}}), "") << c.message;
  ASSERT_EQ(c.last.events.size(), 2u);
  EXPECT_EQ(c.last.events[0].row.kind, "refer_to_mediation");
  EXPECT_EQ(c.last.events[1].row.kind, "started");
  EXPECT_TRUE(c.told_office("tm"));
}

// J3: a department refuses, the centre rules, the person's own term never restarts.
TEST_F(GridMatter, AReturnIsRuledOnAndThePersonsTermRunsOn) {
  to_assigned();
  const auto due = c.running_clock("overall")->due_at;
  const auto overall = c.running_clock("overall")->id;
  c.now = c.now.plus_ms(day);
  EXPECT_EQ(c.act("wb_handler", "return", {{"reason", "不属于本局"}}), "need_missing");
  ASSERT_EQ(c.act("wb_handler", "return", {{"duty_row", "duty-wb-1"}, {"reason", "不属于本局"}}), "") << c.message;
  EXPECT_TRUE(c.running_clock("ruling"));
  EXPECT_TRUE(c.open_of(AssignmentKind::desk));
  EXPECT_EQ(c.act("wb_handler", "rule_reject", {{"ruling_text", "归你们"}}), "not_yours");
  ASSERT_EQ(c.act("cc_triage", "rule_reject", {{"ruling_text", "职责清单第1项所列情形不包括村内排水沟"}}), "") << c.message;
  ASSERT_EQ(c.last.rulings.size(), 1u);
  EXPECT_FALSE(c.last.rulings[0].upheld);
  EXPECT_TRUE(c.running_clock("sign"));
  EXPECT_EQ(c.act("wb_handler", "return", {{"duty_row", "duty-wb-1"}, {"reason", "仍不属于本局"}}), "need_missing");
  EXPECT_NE(c.message.find("不能以这一条退回"), std::string::npos);
  ASSERT_EQ(c.act("wb_handler", "return", {{"duty_row", "duty-wb-2"}, {"reason", "另有规定"}}), "") << c.message;
  ASSERT_EQ(c.act("tc_triage", "rule_reject", {{"ruling_text", "仍由你局办理"}}), "") << c.message;
  ASSERT_EQ(c.act("tc_triage", "reassign", {{"lead_office", "hb"}, {"lead_receiver", "hb_handler"}, {"reason", "住建局更便利"}}), "") << c.message;
  ASSERT_TRUE(c.running_clock("overall"));
  EXPECT_EQ(c.running_clock("overall")->id, overall);
  EXPECT_EQ(c.running_clock("overall")->due_at, due);
}

TEST_F(GridMatter, ARejectedGroundBindsTheNextMatterOfTheKindInTheVillage) {
  to_assigned();
  ASSERT_EQ(c.act("wb_handler", "return", {{"duty_row", "duty-wb-1"}, {"reason", "不属于本局"}}), "");
  ASSERT_EQ(c.act("cc_triage", "rule_reject", {{"ruling_text", "归水务局"}}), "");
  const auto precedents = c.precedents;
  const auto again = [&](const std::string& place, const std::string& office, const std::string& duty) {
    Case next(county);
    Intake intake;
    intake.place.id = PlaceId{place};
    EXPECT_TRUE(next.report("", intake).ok());
    next.precedents = precedents;
    EXPECT_EQ(next.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "simple"}}), "");
    EXPECT_EQ(next.act("tc_triage", "assign", {{"lead_office", office}, {"lead_receiver", office + "_handler"}}), "");
    return next.act(office + "_handler", "return", {{"duty_row", duty}, {"reason", "不属于本局"}});
  };
  EXPECT_EQ(again(grid_place, "wb", "duty-wb-1"), "need_missing");
  EXPECT_EQ(again(village_place, "wb", "duty-wb-1"), "need_missing");
  EXPECT_EQ(again(other_village_place, "wb", "duty-wb-1"), "");
  EXPECT_EQ(again(grid_place, "wb", "duty-wb-2"), "");
  EXPECT_EQ(again(grid_place, "hb", "duty-wb-1"), "");
}

TEST_F(GridMatter, AnUpheldReturnGoesToAnotherOfficeAndTheFirstForgetsIt) {
  to_assigned();
  ASSERT_EQ(c.act("wb_handler", "return", {{"duty_row", "duty-wb-1"}, {"reason", "不属于本局"}}), "");
  EXPECT_EQ(c.act("tc_triage", "rule_uphold", {{"ruling_text", "属实"}, {"lead_office", "wb"}, {"lead_receiver", "wb_handler"}}), "same_office");
  ASSERT_EQ(c.act("tc_triage", "rule_uphold", {{"ruling_text", "属实"}, {"lead_office", "hb"}, {"lead_receiver", "hb_handler"}}), "") << c.message;
  EXPECT_TRUE(c.last.rulings.at(0).upheld);
  EXPECT_EQ(c.last.rulings.at(0).competent.text, "hb");
  EXPECT_TRUE(c.last.scope_changed);
  EXPECT_EQ(open_leads(), 1);
  EXPECT_FALSE(c.told_office("wb"));
  EXPECT_EQ(c.act("wb_handler", "sign"), "not_found");
  EXPECT_EQ(c.act("hb_handler", "sign"), "");
}

TEST_F(GridMatter, ACourtMayHandBackButNoRulingOrCardIsPossibleOnIt) {
  to_assigned({{"lead_office", "ct"}, {"lead_receiver", "ct_handler"}});
  EXPECT_EQ(c.act("cc_supervisor", "yellow", {{"reason", "超期"}}), "need_missing");
  EXPECT_EQ(c.act("cc_triage", "red", {{"reason", "超期"}}), "need_missing");
  EXPECT_EQ(c.act("cc_leader", "instruct", {{"instruction", "请速办"}}), "need_missing");
  ASSERT_EQ(c.act("ct_handler", "return", {{"duty_row", "duty-ct-1"}, {"reason", "不属于受案范围"}}), "");
  EXPECT_EQ(c.act("tc_triage", "rule_reject", {{"ruling_text", "应由法院办理"}}), "need_missing");
  ASSERT_EQ(c.act("tc_triage", "rule_uphold", {{"ruling_text", "改由水务局办理"}, {"lead_office", "wb"}, {"lead_receiver", "wb_handler"}}), "") << c.message;
  EXPECT_TRUE(c.last.rulings.empty());
  EXPECT_EQ(c.act("cc_supervisor", "yellow", {{"reason", "超期"}}), "");

  Case reported(county);
  ASSERT_TRUE(reported.report().ok());
  ASSERT_EQ(reported.act("tc_triage", "accept", {{"category", "facility.drain"}, {"difficulty", "simple"}}), "");
  ASSERT_EQ(reported.act("tc_triage", "assign", {{"lead_office", "ct"}, {"lead_receiver", "ct_handler"}}), "");
  ASSERT_EQ(reported.act("ct_handler", "sign"), "");
  ASSERT_EQ(reported.act("ct_handler", "report_back", {{"result", "已告知立案"}}), "");
  EXPECT_EQ(reported.act("cc_supervisor", "yellow", {{"reason", "超期"}}), "need_missing");
}

TEST_F(GridMatter, EachHandlingOfficeHasItsOwnClock) {
  to_assigned({{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}, {"co_offices", "hb"}, {"copied_offices", "vl"}});
  const auto id_of = [&](AssignmentKind kind) { return c.open_of(kind)->id.text; };
  const std::string lead = id_of(AssignmentKind::lead), co = id_of(AssignmentKind::co), copied = id_of(AssignmentKind::copied);
  for (const std::string& one : {lead, co, copied}) EXPECT_TRUE(c.running_clock("sign", one)) << one;
  ASSERT_EQ(c.act("wb_handler", "sign"), "");
  EXPECT_TRUE(c.running_clock("handle", lead));
  EXPECT_FALSE(c.running_clock("handle", co));
  EXPECT_EQ(c.act("hb_handler", "sign"), "not_yours");
  ASSERT_EQ(c.act("hb_handler", "co_sign"), "");
  EXPECT_TRUE(c.running_clock("handle", co));
  ASSERT_EQ(c.act("vl_leader", "acknowledge"), "") << c.message;
  EXPECT_EQ(c.act("vl_leader", "acknowledge"), "need_missing");
  EXPECT_FALSE(c.open_of(AssignmentKind::copied));
  EXPECT_EQ(c.act("hb_handler", "report_back", {{"result", "我代为反馈"}}), "not_yours");
  EXPECT_EQ(c.act("hb_handler", "extend_ask", {{"extend_days", "3"}, {"reason", "材料未齐"}}), "not_yours");
  ASSERT_EQ(c.act("hb_handler", "co_report", {{"result", "已配合"}}), "");
  EXPECT_FALSE(c.running_clock("handle", co));
  EXPECT_TRUE(c.running_clock("handle", lead));
  ASSERT_EQ(c.act("wb_handler", "report_back", {{"result", "已畅通"}}), "");
  EXPECT_FALSE(c.open_of(AssignmentKind::lead));
}

TEST_F(GridMatter, AnOfficeThatLostItActsNoMore) {
  to_handling();
  ASSERT_EQ(c.act("tc_triage", "reassign", {{"lead_office", "hb"}, {"lead_receiver", "hb_handler"}, {"reason", "改由住建局"}}), "") << c.message;
  EXPECT_TRUE(c.told_account("wb_handler"));
  EXPECT_EQ(open_leads(), 1);
  ASSERT_EQ(c.act("hb_handler", "sign"), "");
  EXPECT_EQ(c.act("wb_handler", "handle", {{"record", "我还在办"}}), "not_yours");
  EXPECT_EQ(c.act("wb_handler", "tell_progress", {{"progress", "我还在办"}}), "not_yours");
  EXPECT_EQ(c.act("wb_handler", "report_back", {{"result", "我办完了"}}), "not_yours");
}

TEST_F(GridMatter, AFailedVerificationWakesOnlyWhoReportedLast) {
  to_reported();
  Fields fail = checked;
  fail["reason"] = "仍有积水";
  ASSERT_EQ(c.act("tc_verifier", "verify_redo", fail), "") << c.message;
  ASSERT_EQ(c.act("tc_triage", "assign", {{"lead_office", "hb"}, {"lead_receiver", "hb_handler"}}), "");
  ASSERT_EQ(c.act("hb_handler", "sign"), "");
  ASSERT_EQ(c.act("hb_handler", "report_back", {{"result", "已疏通"}}), "");
  ASSERT_EQ(c.act("tc_verifier", "verify_fail", fail), "") << c.message;
  EXPECT_EQ(open_leads(), 1);
  EXPECT_EQ(c.open_of(AssignmentKind::lead)->office.text, "hb");
  EXPECT_TRUE(c.running_clock("handle"));
  ASSERT_EQ(c.act("hb_handler", "report_back", {{"result", "再次疏通"}}), "");
  EXPECT_EQ(c.act("tc_verifier", "verify_pass", checked), "");
}

TEST_F(GridMatter, WhoHandledItNeverVerifiesNorSpeaksForThePerson) {
  to_reported();
  EXPECT_EQ(c.act("wb_handler", "verify_pass", checked), "not_yours");
  Actor both = c.actor("wb_handler");
  both.posts.push_back(c.actor("tc_verifier").posts.front());
  Order order;
  order.proceeding = c.file.proceedings[0].id;
  order.move = "verify_pass";
  order.fields = checked;
  EXPECT_EQ(decide(order, both, c.file, c.ground()).error().code, "not_yours");
  ASSERT_EQ(c.act("tc_verifier", "verify_pass", checked), "");
  ASSERT_EQ(c.act("tc_triage", "close_substantive"), "");
  const Fields answer{{"stars", "s4"}, {"relay_way", "call"}};
  EXPECT_EQ(c.act("wb_handler", "evaluate_relay", answer), "not_yours");
  EXPECT_EQ(c.act("tc_verifier", "evaluate", {{"stars", "s4"}}), "not_yours");
  ASSERT_EQ(c.act("tc_verifier", "evaluate_relay", answer), "") << c.message;
  EXPECT_EQ(c.act("tc_triage", "evaluate_relay", answer), "need_missing");
}

TEST_F(GridMatter, AnExtensionIsAskedByOneAndGrantedByAnother) {
  to_handling();
  const Fields days{{"extend_days", "5"}, {"reason", "管道须开挖"}};
  EXPECT_EQ(c.act("wb_leader", "extend_grant", days), "need_missing");
  ASSERT_EQ(c.act("wb_handler", "extend_ask", days), "") << c.message;
  EXPECT_TRUE(c.told_office("cc"));
  EXPECT_EQ(c.act("wb_handler", "extend_ask", days), "need_missing");
  const auto overall = c.running_clock("overall")->due_day, handle = c.running_clock("handle")->due_day;
  const auto red = c.running_clock("handle")->red_at;
  ASSERT_EQ(c.act("wb_leader", "extend_grant", days), "") << c.message;
  EXPECT_GT(*c.running_clock("overall")->due_day, *overall);
  EXPECT_GT(*c.running_clock("handle")->due_day, *handle);
  EXPECT_GT(*c.running_clock("handle")->red_at, *red);
  EXPECT_GT(*c.running_clock("handle")->red_at, *c.running_clock("handle")->due_at);
  EXPECT_EQ(c.file.matter.due_at, c.running_clock("overall")->due_at);
  ASSERT_EQ(c.act("wb_handler", "extend_ask", days), "");
  ASSERT_EQ(c.act("cc_leader", "extend_refuse", {{"reason", "已经延过一次"}}), "") << c.message;
  ASSERT_EQ(c.act("wb_leader", "extend_ask", days), "") << c.message;
  EXPECT_EQ(c.act("wb_leader", "extend_grant", days), "need_missing");
}

TEST_F(GridMatter, APauseStopsBothClocksAndALateOneDoesNot) {
  to_handling();
  const auto overall = *c.running_clock("overall")->due_day;
  const Fields why{{"pause_ground", "appraisal"}, {"reason", "等待鉴定结论"}};
  EXPECT_EQ(c.act("wb_handler", "pause", why, 1), "not_yours");
  EXPECT_EQ(c.act("wb_leader", "pause", why), "invalid_fields");  // no paper
  ASSERT_EQ(c.act("wb_leader", "pause", why, 1), "") << c.message;
  EXPECT_EQ(c.running_clock("overall")->state, DeadlineState::paused);
  EXPECT_EQ(c.running_clock("handle")->state, DeadlineState::paused);
  EXPECT_TRUE(c.running_clock("paused_review"));
  EXPECT_FALSE(c.open_of(AssignmentKind::desk));
  c.now = c.now.plus_ms(10 * day);
  c.tick();
  EXPECT_EQ(c.running_clock("overall")->state, DeadlineState::paused);
  ASSERT_EQ(c.act("wb_handler", "resume"), "") << c.message;
  EXPECT_EQ(c.running_clock("overall")->state, DeadlineState::armed);
  EXPECT_GE(*c.running_clock("overall")->due_day, overall.plus(9));  // the day of receipt was not counted anyway
  EXPECT_GT(*c.running_clock("handle")->red_at, *c.running_clock("handle")->due_at);

  c.now = c.now.plus_ms(60 * day);
  c.tick();
  ASSERT_EQ(c.running_clock("overall")->state, DeadlineState::missed);
  ASSERT_EQ(c.act("wb_leader", "pause", why, 1), "") << c.message;
  EXPECT_EQ(c.running_clock("overall")->state, DeadlineState::missed);
  ASSERT_EQ(c.act("wb_handler", "resume"), "");
  EXPECT_EQ(c.running_clock("overall")->state, DeadlineState::missed);
}

TEST_F(GridMatter, AMissIsToldOnceAndStaysThoughMetLater) {
  to_handling();
  c.now = c.now.plus_ms(30 * day);
  const std::size_t before = c.file.events.size();
  EXPECT_EQ(c.tick(), 2);
  EXPECT_EQ(c.file.events.size(), before + 2);
  EXPECT_EQ(c.tick(), 0);
  EXPECT_EQ(c.open_of(AssignmentKind::lead)->lamp, Lamp::red);
  ASSERT_EQ(c.act("wb_handler", "report_back", {{"result", "晚了，但已办好"}}), "");
  for (const Deadline& d : c.file.deadlines) {
    if (d.clock == "handle") {
      EXPECT_EQ(d.state, DeadlineState::missed);
      EXPECT_TRUE(d.met_at);
    }
  }
}

TEST_F(GridMatter, StaffAddMaterialBeforeItIsAcceptedAndWhoSupervisesUrges) {
  EXPECT_EQ(c.act("gs_worker", "add_material", {{"supplement_text", "又拍了一张"}}), "invalid_fields") << "the material itself";
  ASSERT_EQ(c.act("gs_worker", "add_material", {{"supplement_text", "又拍了一张"}, {"files", "x"}}, 1), "") << c.message;
  EXPECT_EQ(c.last.events.front().row.audience, Audience::handling) << "what staff add is not the parties' to read";
  ASSERT_EQ(c.act("tc_triage", "add_material", {{"supplement_text", "对方送来的图纸"}, {"files", "x"}}, 1), "") << c.message;
  EXPECT_EQ(c.act("wb_handler", "add_material", {{"supplement_text", "与我无关"}, {"files", "x"}}, 1), "not_found") << "it is not theirs yet";
  to_handling();
  ASSERT_EQ(c.act("cc_supervisor", "urge", {{"urge_text", "请抓紧"}}), "") << c.message;
  EXPECT_TRUE(c.told_account("wb_handler"));
}

TEST_F(GridMatter, TheReporterUrgesAndWithdrawsAndAsksAgain) {
  to_handling();
  ASSERT_EQ(c.act("p0", "urge", {{"urge_text", "还要多久"}}), "");
  EXPECT_TRUE(c.told_account("wb_handler"));
  c.add_party(PartyRole::respondent);
  EXPECT_EQ(c.act("p1", "withdraw"), "not_yours");
  ASSERT_EQ(c.act("p0", "withdraw"), "") << c.message;
  EXPECT_TRUE(c.told_account("wb_handler"));
  EXPECT_EQ(c.file.matter.close_kind, CloseKind::withdrawn);
  EXPECT_EQ(open_leads(), 0);
  ASSERT_EQ(c.act("p0", "ask_reopen", {{"reason", "又堵了"}}), "");
  c.now = c.now.plus_ms(20 * day);
  ASSERT_EQ(c.act("tc_triage", "reopen", {{"reason", "属实"}}), "") << c.message;
  EXPECT_EQ(c.file.proceedings[0].round, 2);
  EXPECT_TRUE(c.file.matter.open);
  EXPECT_EQ(c.running_clock("overall")->start_day, c.now.date());
  int closed = 0;
  for (const CountFact& fact : c.last.counts) closed += fact.figure == "closed.withdrawn" ? static_cast<int>(fact.delta) : 0;
  EXPECT_EQ(closed, -1);
  // What stood on the first round's form is not silently used again.
  ASSERT_EQ(c.act("tc_triage", "assign", {{"lead_office", "hb"}, {"lead_receiver", "hb_handler"}, {"co_offices", "wb"}}), "");
  ASSERT_EQ(c.act("tc_triage", "reassign", {{"lead_office", "wb"}, {"lead_receiver", "wb_handler2"}, {"reason", "换人"}}), "");
  EXPECT_EQ(open_leads(), 1);
}

TEST_F(GridMatter, AnEmptyOptionalFieldMeansNone) {
  to_assigned({{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}, {"co_offices", "hb"}});
  ASSERT_EQ(c.act("wb_handler", "sign"), "");
  ASSERT_EQ(c.act("hb_handler", "co_sign"), "");
  ASSERT_EQ(c.act("hb_handler", "co_report", {{"result", "已配合"}}), "");
  ASSERT_EQ(c.act("tc_triage", "reassign", {{"lead_office", "ct"}, {"lead_receiver", "ct_handler"}, {"reason", "改派"}}), "");
  EXPECT_FALSE(c.open_of(AssignmentKind::co));
}

TEST_F(GridMatter, ASupplementRestartsTheDesksOwnClock) {
  ASSERT_EQ(c.act("tc_triage", "ask_supplement", {{"what_is_missing", "请说明是哪一段沟"}}), "");
  EXPECT_FALSE(c.running_clock("accept"));
  c.now = c.now.plus_ms(4 * day);
  ASSERT_EQ(c.act("p0", "supplement", {{"supplement_text", "村口第三家门前"}}), "") << c.message;
  ASSERT_TRUE(c.running_clock("accept"));
  EXPECT_EQ(c.running_clock("accept")->state, DeadlineState::armed);
  to_accepted();
  EXPECT_EQ(c.running_clock("overall")->start_day, c.file.matter.received_at.date());
}

TEST_F(GridMatter, AMergedMatterIsCountedOnce) {
  Order order;
  order.proceeding = c.file.proceedings[0].id;
  order.move = "merge";
  order.fields = {{"into_matter", "PD-2026-000001"}, {"reason", "同一条沟"}};
  EXPECT_EQ(decide(order, c.actor("tc_triage"), c.file, c.ground()).error().code, "invalid_fields");
  order.other_matter = MatterId{"id-other"};
  const auto change = decide(order, c.actor("tc_triage"), c.file, c.ground());
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->links.at(0).kind, "merged");
  EXPECT_EQ(change->matter.root.text, "id-other");
  ASSERT_EQ(change->counts.size(), 1u);
  EXPECT_EQ(change->counts[0].figure, "received");
  EXPECT_EQ(change->counts[0].delta, -1);
}

TEST_F(GridMatter, AnOfficeThatMustKeepAwayIsNoRouteAndHearsNothing) {
  Intake intake;
  Bar bar;
  bar.id = BarId{"bar-1"};
  bar.office = OfficeId{"wb"};
  bar.ground = "被投诉单位";
  intake.bars = {bar};
  ASSERT_TRUE(c.report("", intake).ok());
  to_accepted();
  EXPECT_EQ(c.act("tc_triage", "assign", give_wb), "invalid_fields");
  EXPECT_EQ(c.act("tc_triage", "assign", {{"lead_office", "wb1"}, {"lead_receiver", "wb1_handler"}}), "invalid_fields");
  EXPECT_EQ(c.act("tc_triage", "assign", {{"lead_office", "hb"}, {"lead_receiver", "hb_handler"}, {"co_offices", "wb1"}}), "invalid_fields");
  EXPECT_EQ(c.act("tc_triage", "assign", {{"lead_office", "hb"}, {"lead_receiver", "hb_handler"}}), "");
}

TEST_F(GridMatter, OtherSystemsKeepTheirNumberAndTheDeskKeepsTrack) {
  to_accepted();
  ASSERT_EQ(c.act("tc_triage", "refer_out", {{"other_system", "hotline"}, {"other_number", "12345-1"}, {"other_due", "2026-09-20"}, {"reason", "市级事项"}}), "");
  ASSERT_EQ(c.last.external.size(), 1u);
  EXPECT_EQ(c.last.external[0].number, "12345-1");
  EXPECT_FALSE(c.open_of(AssignmentKind::desk)) << "it waits on somebody else";
  ASSERT_TRUE(c.open_of(AssignmentKind::track));
  EXPECT_TRUE(c.open_of(AssignmentKind::track)->due_at);
  ASSERT_EQ(c.act("tc_triage", "tell_progress", {{"progress", "对方已经收到"}}), "");
  EXPECT_TRUE(c.open_of(AssignmentKind::track)) << "still there";
  c.now = c.now.plus_ms(40LL * 86'400'000);
  c.tick();
  ASSERT_TRUE(c.open_of(AssignmentKind::track));
  EXPECT_EQ(c.open_of(AssignmentKind::track)->lamp, Lamp::red);
  EXPECT_FALSE(c.open_of(AssignmentKind::desk));
  ASSERT_EQ(c.act("tc_triage", "take_back", {{"result", "对方已办结"}}), "");
  EXPECT_FALSE(c.open_of(AssignmentKind::track));
  EXPECT_EQ(c.act("tc_verifier", "verify_pass", checked), "");
}

}  // namespace
}  // namespace lianhu::spine

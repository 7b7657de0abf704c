// A court's letter: its term turns a lamp, runs from the mediator's receipt, moves with the mediation, and ends with the packet.

#include "desk/court_desk.h"

#include <gtest/gtest.h>

#include "desk/court_catchup.h"
#include "desk/dossier_desk.h"
#include "desk/packet_desk.h"
#include "desk/paper_desk.h"
#include "desk/reference_desk.h"
#include "desk/spine_house.h"
#include "rules/court_term.h"
#include "rules/signed_agreement.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

class Court : public testing::TestWithParam<Engine> {
 protected:
  Court() {
    Report report = h.words();
    report.category = "dispute.neighbour";
    id = spine::must(IntakeDesk(*h.house).report(h.by(""), report)).matter;
    PartyInput other;
    other.role = "respondent";
    other.kind = "natural";
    other.name = "化名李四";
    EXPECT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), id, other).ok());
  }
  void comes(const std::string& kind, std::optional<Date> due = {}) {
    const auto added = ReferenceDesk(*h.house).add(h.by("tc_triage"), id, {"court", "（2026）黔0422诉前调12号", Date::of(2026, 8, 31), due, kind, {}, {}});
    ASSERT_TRUE(added) << added.error().message;
  }
  ExternalReference letter() { return h.file(id).external.at(0); }
  Deadline term() { return *court_term(h.file(id), letter().id); }
  void at(Date day, int hour = 9) { h.clock.set(Time::at(day, hour)); }
  void ticks() {
    for (int i = 0; i < 3; ++i) tick(*h.house, h.clock.now(), 100);
  }
  std::string med(const std::string& move, spine::Fields fields = {}, bool file = false) {
    MoveOrder order = h.order(id, move, std::move(fields), 1);
    if (file) {
      Attachment paper;
      paper.id = AttachmentId{h.ids.text()};
      paper.matter = id;
      paper.account = AccountId{"tm_mediator"};
      paper.sha256 = h.files.put("%PDF-1.4");
      paper.media_type = "application/pdf";
      paper.bytes = 8;
      paper.name = "同意书.pdf";
      paper.added_at = h.clock.now();
      h.db->commit([&](Session& session) { insert_attachment(session, h.region, paper); });
      order.attachments = {paper.id.text};
      order.fields["files"] = paper.id.text;
    }
    const auto written = MatterDesk(*h.house).act_on(h.by("tm_mediator"), id, order);
    return written ? "" : written.error().code + " " + written.error().message;
  }
  std::string today() { return h.clock.now().date().text(); }
  void mediates() {
    ASSERT_EQ(h.act("tc_triage", id, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
    ASSERT_EQ(h.act("tc_triage", id, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
    ASSERT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today()}}), "");
    for (const Party& party : h.file(id).parties) {
      ASSERT_EQ(med("consent", {{"consenting_party", party.id.text}, {"consent_on", today()}, {"consent_way", "signed"}}), "");
    }
    ASSERT_EQ(med("register", {{"dispute_kind", "dispute.neighbour"}}), "");
    ASSERT_EQ(med("session", {{"session_on", h.clock.now().text()}, {"session_place", "村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "背对背的话"}}), "");
  }
  void printed() {
    Attachment pdf;
    pdf.id = AttachmentId{h.ids.text()};
    pdf.matter = id;
    pdf.sha256 = h.files.put("%PDF-1.7 packet");
    pdf.media_type = "application/pdf";
    pdf.bytes = 15;
    pdf.name = "退回材料.pdf";
    pdf.added_at = h.clock.now();
    h.db->commit([&](Session& session) { insert_attachment(session, h.region, pdf); });
    ExternalReference now = letter();
    now.packet = pdf.id.text;
    ReferenceAct act{"packet_made", "整理退回法院的材料", "测试", {}, {}};
    act.changed.push_back(now);
    const auto ground = stand(*h.house);
    ASSERT_TRUE(save(*h.house, Entry{}, court_change(h.file(id), h.county.actor("tc_triage"), act, ground->ground)));
  }
  std::string code(const Result<Written>& written) { return written ? "" : written.error().fields.empty() ? written.error().code : written.error().fields.front().pointer; }

  SpineHouse h{GetParam()};
  CourtDesk desk{*h.house};
  MatterId id;
};

TEST_P(Court, TheTermOfALetterIsADeadlineWithALamp) {
  comes("simple");
  EXPECT_EQ(term().due_day, Date::of(2026, 9, 7));
  EXPECT_EQ(term().lamp, Lamp::green);
  EXPECT_NE(term().sentence.find("收到法院来函的次日起算7日"), std::string::npos) << term().sentence;
  EXPECT_NE(term().sentence.find("特邀调解的规定》第27条"), std::string::npos) << term().sentence;
  EXPECT_EQ(letter().due_at->date(), Date::of(2026, 9, 7));
  at(Date::of(2026, 9, 3));
  ticks();
  EXPECT_EQ(term().lamp, Lamp::yellow);
  at(Date::of(2026, 9, 8));
  ticks();
  EXPECT_EQ(term().lamp, Lamp::red);
  EXPECT_EQ(term().state, DeadlineState::missed);
  const MatterFile file = h.file(id);
  EXPECT_EQ(file.events.back().row.title.find("超过"), 0u);
  EXPECT_EQ(file.events.back().row.audience, Audience::staff);
  EXPECT_EQ(file.matter.lamp, Lamp::red);
  const CourtList list = desk.letters(h.county.actor("tc_triage"));
  ASSERT_EQ(list.items.size(), 1u);
  EXPECT_EQ(list.items[0].lamp, "red");
  EXPECT_TRUE(desk.letters(h.county.actor("tc2_triage")).items.empty());
}

TEST_P(Court, TheLeadLineNamesWhatIsDueFirst) {
  comes("simple");
  mediates();
  const auto line = [&](const std::string& login) { return spine::must(MatterDesk(*h.house).view(h.county.actor(login), id)).next_step; };
  EXPECT_NE(line("tm_mediator").find("先到的是法院委托调解期限：2026年9月7日。"), std::string::npos) << line("tm_mediator");
  EXPECT_EQ(line("tm_mediator").find("内部期限"), std::string::npos);
  at(Date::of(2026, 9, 8));
  ticks();
  EXPECT_NE(line("tm_mediator").find("已超期的是法院委托调解期限（2026年9月7日到期）。"), std::string::npos) << line("tm_mediator");
  // The court's term is not the person's.
  const Taken taken{id, h.file(id).parties.front().id, false};
  const Track track = spine::must(TrackDesk(*h.house).track(h.person(taken)));
  EXPECT_EQ(track.next_step.find("法院"), std::string::npos) << track.next_step;
}

TEST_P(Court, TheChipShowsTheLampOfTheReadersOwnRow) {
  mediates();
  // The centre's term of the whole matter lapses while the mediation's still runs.
  at(Date::of(2026, 9, 20));
  ticks();
  const MatterFile file = h.file(id);
  EXPECT_EQ(file.matter.lamp, Lamp::red);
  const auto chip = [&](const std::string& login) { return spine::must(MatterDesk(*h.house).view(h.county.actor(login), id)).status.lamp; };
  const auto row = [&](const std::string& login, const std::string& box) {
    const WorkPage page = spine::must(WorkDesk(*h.house).work(h.county.actor(login), {box, {}, {}}));
    for (const WorkItem& item : page.items) {
      if (item.matter == id.text) return item.lamp;
    }
    return std::string("no row");
  };
  EXPECT_NE(chip("tm_mediator"), "red");
  EXPECT_EQ(chip("tm_mediator"), row("tm_mediator", "mine"));
  EXPECT_EQ(chip("tc_leader"), "red") << "who has no row of their own sees the matter's";
  ListRequest search;
  search.q = "排水沟";
  const WorkPage found = spine::must(WorkDesk(*h.house).matters(h.county.actor("tm_mediator"), search));
  ASSERT_EQ(found.items.size(), 1u);
  EXPECT_EQ(found.items[0].lamp, chip("tm_mediator"));
  EXPECT_EQ(found.items[0].status.lamp, chip("tm_mediator"));
}

TEST_P(Court, TheReceiptCountsItAnewAndSaysSo) {
  comes("pre_filing");
  EXPECT_EQ(term().due_day, Date::of(2026, 9, 30));
  at(Date::of(2026, 9, 10));
  EXPECT_EQ(code(desk.sign(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 11)})), "/signed_on");
  EXPECT_EQ(code(desk.sign(h.by("tc_triage"), id, letter().id, {Date::of(2026, 8, 30)})), "/signed_on");
  ASSERT_EQ(code(desk.sign(h.by("tc_triage", "k"), id, letter().id, {Date::of(2026, 9, 4)})), "");
  ASSERT_EQ(code(desk.sign(h.by("tc_triage", "k"), id, letter().id, {Date::of(2026, 9, 4)})), "") << "the same again";
  EXPECT_EQ(code(desk.sign(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 4)})), "/signed_on");
  // The thirtieth day is 4 October, in the holiday: it rolls.
  EXPECT_EQ(term().start_day, Date::of(2026, 9, 4));
  EXPECT_GT(*term().due_day, Date::of(2026, 10, 4));
  EXPECT_NE(term().sentence.find("调解员确认接收的次日起算30日"), std::string::npos) << term().sentence;
  EXPECT_EQ(letter().due_at->date(), *term().due_day);
  const std::string told = h.file(id).events.back().told->text;
  EXPECT_NE(told.find("法院委派调解期限由2026年9月30日改为"), std::string::npos) << told;
  EXPECT_EQ(code(desk.sign(h.by("wb_handler"), id, letter().id, {Date::of(2026, 9, 5)})), "not_found");
  EXPECT_EQ(code(desk.sign(h.by("tc_triage"), id, "nonesuch", {Date::of(2026, 9, 5)})), "not_found");
  // A correction of another field leaves what was confirmed.
  ASSERT_TRUE(ReferenceDesk(*h.house).change(h.by("tc_triage"), id, letter().id, {"court", "（2026）黔0422诉前调13号", {}, {}, "pre_filing", {}, {}}));
  EXPECT_EQ(term().start_day, Date::of(2026, 9, 4));
  EXPECT_EQ(letter().due_at->date(), *term().due_day);
}

TEST_P(Court, TheCourtsOwnDayStandsBesideTheTerm) {
  comes("pre_filing", Date::of(2026, 9, 20));
  EXPECT_EQ(letter().due_at->date(), Date::of(2026, 9, 20));
  EXPECT_EQ(term().due_day, Date::of(2026, 9, 30));
}

TEST_P(Court, AnotherKindIsAnotherTermAndNoneEndsIt) {
  comes("pre_filing");
  const auto change = [&](std::optional<std::string> kind) {
    return code(ReferenceDesk(*h.house).change(h.by("tc_triage"), id, letter().id, {"court", "（2026）黔0422诉前调12号", {}, {}, std::move(kind), {}, {}}));
  };
  ASSERT_EQ(change("ordinary"), "");
  EXPECT_EQ(term().rule, "court_mediation.ordinary");
  EXPECT_EQ(term().due_day, Date::of(2026, 9, 15));
  ASSERT_EQ(change({}), "");
  EXPECT_EQ(term().state, DeadlineState::cancelled);
  ASSERT_EQ(change("simple"), "");
  EXPECT_EQ(term().state, DeadlineState::armed);
}

TEST_P(Court, WhatThePartiesAgreeInMediationHoldsForTheCourtToo) {
  comes("pre_filing");
  mediates();
  ASSERT_EQ(med("extend", {{"extend_days", "10"}, {"reason", "等鉴定结论"}}, true), "");
  EXPECT_EQ(term().due_day, Date::of(2026, 10, 10)) << term().sentence;
  EXPECT_NE(term().sentence.find("双方当事人"), std::string::npos) << term().sentence;
  ASSERT_EQ(med("appraise", {{"reason", "鉴定"}}, true), "");
  EXPECT_EQ(term().state, DeadlineState::paused);
  EXPECT_FALSE(letter().due_at);
  at(Date::of(2026, 9, 6));
  ASSERT_EQ(med("appraised"), "");
  EXPECT_EQ(term().state, DeadlineState::armed);
  EXPECT_GT(*term().due_day, Date::of(2026, 10, 10));
  // A refusal while the appraisal is under way ends the wait, not the court's term.
  ASSERT_EQ(med("appraise", {{"reason", "鉴定"}}, true), "");
  ASSERT_EQ(med("refuse", {{"refusing_party", h.file(id).parties.at(1).id.text}, {"refused_on", today()}, {"refuse_way", "oral"}}), "");
  EXPECT_EQ(term().state, DeadlineState::armed);
}

TEST_P(Court, WhereNoMediationRunsThePartiesAgreeAtTheDesk) {
  const auto extend = [&](const std::string& login, int days, Date agreed, const std::string& key = "") {
    return code(desk.extend(h.by(login, key), id, letter().id, {days, agreed, "双方签了延期同意书"}));
  };
  comes("simple");
  const auto offered = [&](const std::string& login) { return spine::must(MatterDesk(*h.house).view(h.county.actor(login), id)).references.at(0).court->may_extend; };
  EXPECT_TRUE(offered("tc_triage"));
  EXPECT_EQ(extend("tc_triage", 10, Date::of(2026, 9, 2)), "/agreed_on") << "not yet";
  EXPECT_EQ(extend("tc_triage", 10, Date::of(2026, 8, 30)), "/agreed_on") << "before the letter came";
  EXPECT_EQ(extend("wb_handler", 10, Date::of(2026, 9, 1)), "not_found");
  ASSERT_EQ(extend("tc_triage", 10, Date::of(2026, 9, 1), "k"), "");
  ASSERT_EQ(extend("tc_triage", 10, Date::of(2026, 9, 1), "k"), "") << "the same again";
  EXPECT_EQ(term().due_day, Date::of(2026, 9, 17));
  EXPECT_EQ(letter().due_at->date(), Date::of(2026, 9, 17));
  const std::string told = h.file(id).events.back().told->text;
  EXPECT_NE(told.find("双方当事人同意延长10日：双方签了延期同意书；法院委托调解期限由2026年9月7日改为2026年9月17日"), std::string::npos) << told;
  // What is recorded later counts the term anew, with what was agreed.
  ASSERT_EQ(code(desk.sign(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 1)})), "");
  EXPECT_EQ(term().due_day, Date::of(2026, 9, 18));
  mediates();
  EXPECT_FALSE(offered("tm_mediator")) << "there the mediation's own move extends both";
  EXPECT_EQ(extend("tm_mediator", 5, Date::of(2026, 9, 1)), "in_mediation");
  ASSERT_EQ(med("fail", {{"reason", "分歧较大"}}), "");
  EXPECT_EQ(extend("tm_mediator", 5, Date::of(2026, 9, 1)), "term_over");
  EXPECT_EQ(extend("tc_triage", 5, Date::of(2026, 9, 1)), "term_over");
}

TEST_P(Court, ALetterFromBeforeTheRuleGetsItsTermOnce) {
  comes("pre_filing");
  // As it stood when there was no such rule: the letter alone.
  h.db->commit([&](Session& session) {
    session.run("DELETE FROM deadline WHERE region = :region AND subject_kind = 'reference'", {{"region", std::string(h.region)}});
    session.run("UPDATE matter SET version = version + 1 WHERE region = :region", {{"region", std::string(h.region)}});
  });
  ASSERT_FALSE(court_term(h.file(id), letter().id));
  const std::size_t events = h.file(id).events.size();
  EXPECT_EQ(finish_court_terms(*h.house), 1);
  EXPECT_EQ(term().due_day, Date::of(2026, 9, 30));
  EXPECT_EQ(h.file(id).events.back().row.title, "补算法院调解期限");
  EXPECT_EQ(h.file(id).events.size(), events + 1);
  EXPECT_EQ(finish_court_terms(*h.house), 0) << "once";
  EXPECT_EQ(h.file(id).events.size(), events + 1);
}

TEST_P(Court, ALetterThatWasAnsweredGetsNoTermAfterwards) {
  comes("pre_filing");
  h.db->commit([&](Session& session) {
    session.run("DELETE FROM deadline WHERE region = :region AND subject_kind = 'reference'", {{"region", std::string(h.region)}});
    session.run("UPDATE external_reference SET reply_state = 'replied' WHERE region = :region", {{"region", std::string(h.region)}});
    session.run("UPDATE matter SET version = version + 1 WHERE region = :region", {{"region", std::string(h.region)}});
  });
  EXPECT_EQ(finish_court_terms(*h.house), 0);
}

TEST_P(Court, TheTermOfAReferenceToACourtIsNotOurs) {
  h.accept(id);
  ASSERT_EQ(h.act("tc_triage", id, "refer_out", {{"other_system", "court"}, {"other_number", "A-1"}, {"reason", "双方要求起诉"}}), "");
  EXPECT_FALSE(court_term(h.file(id), letter().id));
  EXPECT_EQ(code(desk.sign(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 1)})), "/reference");
}

TEST_P(Court, ThePacketEndsItAndAMistakeIsTakenBack) {
  comes("simple");
  EXPECT_EQ(code(desk.send(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 1), "hand"})), "no_packet");
  printed();
  EXPECT_EQ(code(desk.send(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 2), "hand"})), "/sent_on");
  EXPECT_EQ(code(desk.send(h.by("tc_triage"), id, letter().id, {Date::of(2026, 8, 30), "hand"})), "/sent_on");
  EXPECT_EQ(code(desk.send(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 1), "pigeon"})), "/how");
  EXPECT_EQ(code(desk.unsend(h.by("tc_triage"), id, letter().id)), "not_sent");
  // Sent in time, entered when the day had passed.
  at(Date::of(2026, 9, 9));
  ticks();
  ASSERT_EQ(term().state, DeadlineState::missed);
  Entry stale = h.by("tc_triage");
  stale.if_version = h.file(id).matter.acted_version - 1;
  EXPECT_EQ(code(desk.send(stale, id, letter().id, {Date::of(2026, 9, 7), "post"})), "stale_version");
  ASSERT_EQ(code(desk.send(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 7), "post"})), "");
  EXPECT_EQ(term().state, DeadlineState::met);
  EXPECT_EQ(letter().reply_state, "replied");
  EXPECT_NE(letter().sent_label->find("分流"), std::string::npos) << *letter().sent_label;
  EXPECT_NE(h.file(id).matter.due_title.value_or(""), "法院委托调解期限") << "what is left are the matter's own terms";
  EXPECT_EQ(code(desk.send(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 7), "post"})), "already_sent");
  EXPECT_EQ(code(desk.sign(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 1)})), "already_sent");
  ASSERT_EQ(code(desk.unsend(h.by("tc_triage"), id, letter().id)), "");
  EXPECT_EQ(term().state, DeadlineState::missed) << "it runs again, and its day has passed";
  EXPECT_EQ(letter().reply_state, "open");
  ASSERT_EQ(code(desk.send(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 8), "online"})), "");
  EXPECT_EQ(term().state, DeadlineState::missed) << "a day late stays late";
}

TEST_P(Court, AClosedMatterThatTheCourtWaitsForStaysInTheList) {
  comes("simple");
  h.accept(id);
  h.assign(id);
  ASSERT_EQ(h.act("wb_handler", id, "sign"), "");
  ASSERT_EQ(h.act("wb_handler", id, "handle", {{"record", "看过"}}), "");
  ASSERT_EQ(h.act("wb_handler", id, "report_back", {{"result", "双方未能达成协议。"}}), "");
  ASSERT_EQ(h.act("tc_verifier", id, "verify_pass", {{"check_way", "call"}, {"check_text", "属实"}}), "");
  ASSERT_EQ(h.act("tc_triage", id, "close_substantive"), "");
  at(Date::of(2026, 9, 8));
  ticks();
  EXPECT_FALSE(h.file(id).matter.open);
  EXPECT_EQ(h.file(id).matter.lamp, Lamp::red);
  ListRequest watch;
  watch.due = "overdue";
  const auto listed = [&] { return spine::must(WorkDesk(*h.house).matters(h.county.actor("cc_supervisor"), watch)).items.size(); };
  EXPECT_EQ(listed(), 1u);
  printed();
  ASSERT_EQ(code(desk.send(h.by("tc_triage"), id, letter().id, {Date::of(2026, 9, 8), "hand"})), "");
  EXPECT_EQ(listed(), 0u);
}

TEST_P(Court, ThePacketOffersWhatBothPartiesMayReadAndRefusesTheRest) {
  paper::RenderSlots slots;
  const PacketDesk packets(*h.house, slots, "/nonexistent", "");
  comes("pre_filing");
  EXPECT_EQ(packets.view(h.county.actor("tc_triage"), id, letter().id).error().code, "still_open");
  mediates();
  ASSERT_EQ(med("investigate", {{"record", "他私下说愿意让步"}}, true), "");
  EXPECT_EQ(packets.view(h.county.actor("tm_mediator"), id, letter().id).error().code, "still_open");
  ASSERT_EQ(med("fail", {{"reason", "分歧较大"}}), "");
  ASSERT_EQ(med("tell_routes", {{"routes", "可以起诉"}, {"told_on", today()}, {"told_way", "face"}}, true), "");
  const PacketView view = spine::must(packets.view(h.county.actor("tm_mediator"), id, letter().id));
  EXPECT_EQ(view.outcome_title, "调解不成功");
  std::vector<std::string> from;
  for (const PacketItem& item : view.items) from.push_back(item.from);
  ASSERT_EQ(std::count_if(from.begin(), from.end(), [](const std::string& one) { return one.starts_with("告知其他解决途径"); }), 1);
  for (const std::string& one : from) EXPECT_EQ(one.find("调查记录"), std::string::npos) << one;
  EXPECT_EQ(view.gaps.size(), 2u);
  // What is not listed cannot be chosen, by whatever id.
  std::string secret;
  for (const Attachment& a : load_matter(*h.house, id)->attachments) {
    if (a.audience == Audience::mediator) secret = a.id.text;
  }
  ASSERT_FALSE(secret.empty());
  const auto make = [&](std::vector<PacketChoice> chosen) { return code(packets.make(h.by("tm_mediator"), id, letter().id, {std::move(chosen)})); };
  const std::string good = view.items.front().id;
  EXPECT_EQ(make({{secret, "agreement"}}), "/enclosures/0/id");
  EXPECT_EQ(make({{good, "nonesuch"}}), "/enclosures/0/kind");
  EXPECT_EQ(make({{good, ""}}), "/enclosures/0/kind");
  EXPECT_EQ(make({{good, "notice"}, {good, "notice"}}), "/enclosures/1/id");
  EXPECT_EQ(make(std::vector<PacketChoice>(41, {good, "notice"})), "/enclosures/40/id");
  EXPECT_EQ(code(packets.make(h.by("wb_handler"), id, letter().id, {})), "not_found");
  EXPECT_EQ(packets.view(h.county.actor("wb_handler"), id, letter().id).error().code, "not_found");
}

TEST_P(Court, APrintedAgreementIsNoneForTheCourtUntilEveryoneHasSigned) {
  paper::RenderSlots slots;
  const PacketDesk packets(*h.house, slots, "/nonexistent", "");
  const PaperDesk papers(*h.house, slots, "/nonexistent", "");
  const auto signed_now = [&] {
    const auto whole = load_matter(*h.house, id);
    return signed_agreement(*whole, whole->file.proceedings.at(1));
  };
  const auto agreements = [&](const char* who) {
    const PacketView view = spine::must(packets.view(h.county.actor(who), id, letter().id));
    return std::count_if(view.items.begin(), view.items.end(), [](const PacketItem& one) { return one.kind == "agreement"; });
  };
  comes("pre_filing");
  mediates();
  const std::string mine = h.file(id).parties.at(0).id.text, his = h.file(id).parties.at(1).id.text;
  const std::string clauses = R"([{"debtor":")" + his + R"(","creditor":")" + mine + R"(","deed":"do","text":"疏通排水沟","due":"2026-10-01"}])";
  ASSERT_EQ(med("succeed_written", {{"facts", "排水沟被堵。"}, {"clauses", clauses}, {"last_due_on", "2026-10-01"}}), "");
  const auto made = papers.issue(h.by("tm_mediator"), id, {"agreement", std::nullopt, std::nullopt, {{"dispute", "排水沟由谁疏通。"}, {"liability", "被申请人堵了排水沟。"}}});
  ASSERT_TRUE(made) << made.error().message;
  ASSERT_EQ(med("sign", {{"signing_party", mine}, {"party_signed_on", today()}, {"signed_way", "signature"}}, true), "");
  EXPECT_TRUE(signed_now().attachments.empty()) << "one has signed";
  EXPECT_NE(signed_now().lacks.find("李四"), std::string::npos) << signed_now().lacks;
  ASSERT_EQ(med("sign", {{"signing_party", his}, {"party_signed_on", today()}, {"signed_way", "signature"}}), "");
  EXPECT_NE(signed_now().lacks.find("盖章"), std::string::npos) << signed_now().lacks;
  ASSERT_EQ(med("back_to_session", {{"reason", "金额写错了"}}), "");
  ASSERT_EQ(med("session", {{"session_on", h.clock.now().text()}, {"session_place", "村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "改好了"}}), "");
  ASSERT_EQ(med("succeed_written", {{"facts", "排水沟被堵。"}, {"clauses", clauses}, {"last_due_on", "2026-10-01"}}), "");
  for (const std::string& who : {mine, his}) ASSERT_EQ(med("sign", {{"signing_party", who}, {"party_signed_on", today()}, {"signed_way", "signature"}}), "");
  ASSERT_EQ(med("take_effect", {{"mediator_signed_on", today()}, {"sealed_on", today()}}), "");
  EXPECT_TRUE(signed_now().attachments.empty()) << "what was signed first was another agreement";

  const PacketView view = spine::must(packets.view(h.county.actor("tm_mediator"), id, letter().id));
  EXPECT_EQ(agreements("tm_mediator"), 0) << "the printed one is no agreement for a court";
  EXPECT_EQ(view.gaps.at(0).kind, "agreement");
  EXPECT_NE(view.gaps.at(0).remedy.find("没有签了字"), std::string::npos) << view.gaps.at(0).remedy;
  const std::string printed = load_matter(*h.house, id)->documents.back().id.text;
  EXPECT_EQ(code(packets.make(h.by("tm_mediator"), id, letter().id, {{{printed, "agreement"}}})), "/enclosures/0/id");

  Attachment scan;
  scan.id = AttachmentId{h.ids.text()};
  scan.matter = id;
  scan.account = AccountId{"tm_mediator"};
  scan.sha256 = h.files.put("%PDF-1.5");
  scan.media_type = "application/pdf";
  scan.bytes = 8;
  scan.name = "签好的协议.pdf";
  scan.added_at = h.clock.now();
  h.db->commit([&](Session& session) { insert_attachment(session, h.region, scan); });
  const DossierFiling filing{h.file(id).proceedings.at(1).id.text, "agreement", {scan.id.text}, std::nullopt, std::nullopt, std::nullopt};
  ASSERT_EQ(code(DossierDesk(*h.house).file(h.by("tm_mediator"), id, filing)), "");
  for (const char* who : {"tm_mediator", "tc_triage"}) EXPECT_EQ(agreements(who), 1) << who;
  EXPECT_EQ(signed_now().lacks, "");
}

INSTANTIATE_TEST_SUITE_P(Engines, Court, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

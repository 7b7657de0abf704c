// A promise at the desk, on both engines: lines with what proves them, the receipt filled from a line, reminders that reach both
// sides, what each side reads, and that the kept matter is the stored one.

#include "desk/fulfilment_desk.h"

#include <gtest/gtest.h>

#include "desk/enforcement_desk.h"
#include "desk/spine_house.h"
#include "rules/fulfilment.h"
#include "store/notice_store.h"
#include "store/whole_text.h"

namespace lianhu {
namespace {

class Fulfilment : public testing::TestWithParam<Engine> {
 protected:
  Fulfilment() {
    Report report = h.words();
    report.category = "dispute.neighbour";
    taken = spine::must(IntakeDesk(*h.house).report(h.by(""), report));
    id = taken.matter;
    PartyInput other;
    other.role = "respondent";
    other.kind = "natural";
    other.name = "化名李四";
    EXPECT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), id, other).ok());
    EXPECT_EQ(h.act("tc_triage", id, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
    EXPECT_EQ(h.act("tc_triage", id, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
    EXPECT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today()}}), "");
    for (int n : {0, 1}) EXPECT_EQ(med("consent", {{"consenting_party", party(n)}, {"consent_on", today()}, {"consent_way", "signed"}}), "");
    EXPECT_EQ(med("register", {{"dispute_kind", "dispute.neighbour"}}), "");
    EXPECT_EQ(med("session", {{"session_on", h.clock.now().text()}, {"session_place", "村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "谈妥"}}), "");
    const std::string clauses = R"([{"debtor":")" + party(1) + R"(","creditor":")" + party(0) +
                                R"(","deed":"pay","text":"赔偿围墙修补费用","method":"转账","quantity":100000,"parts":[{"quantity":40000,"due":"2026-09-20"},)"
                                R"({"quantity":60000,"due":"2026-10-20"}]},{"debtor":")" + party(1) + R"(","creditor":")" + party(0) +
                                R"(","deed":"apologise","text":"当面道歉","method":"当面","due":"2026-09-20"}])";
    EXPECT_EQ(med("succeed_oral", {{"facts", "排水沟被堵"}, {"clauses", clauses}, {"oral_agreed_on", today()}, {"last_due_on", "2026-10-20"}}), "");
  }
  std::string med(const std::string& move, spine::Fields fields = {}, const std::string& file = "") {
    MoveOrder order = h.order(id, move, std::move(fields), 1);
    if (!file.empty()) {
      order.attachments = {file};
      order.fields["files"] = file;
    }
    const auto written = MatterDesk(*h.house).act_on(h.by("tm_mediator"), id, order);
    return written ? "" : written.error().code + " " + written.error().message;
  }
  std::string party(int n) { return h.file(id).parties.at(static_cast<std::size_t>(n)).id.text; }
  std::string today() { return h.clock.now().date().text(); }
  std::string o(std::size_t n) { return h.file(id).obligations.at(n).id.text; }
  Actor side(int n) {
    Actor one;
    one.party = PartyId{party(n)};
    one.matter = id;
    return one;
  }
  std::string uploaded(const std::string& login, const std::string& name) {
    Attachment paper;
    paper.id = AttachmentId{h.ids.text()};
    paper.matter = id;
    paper.account = AccountId{login};
    paper.sha256 = h.files.put("%PDF-1.4 " + name);
    paper.media_type = "application/pdf";
    paper.bytes = 8;
    paper.name = name;
    paper.added_at = h.clock.now();
    h.db->commit([&](Session& session) { insert_attachment(session, h.region, paper); });
    return paper.id.text;
  }
  Performance line(const std::string& kind, std::int64_t amount, Date day) {
    Performance one;
    one.kind = kind;
    one.amount = amount;
    one.day = day;
    one.client_id = h.ids.text();
    return one;
  }
  std::string code(const Result<Written>& written) { return written ? "" : written.error().fields.empty() ? written.error().code : written.error().fields.front().pointer; }
  void at(Date day, int hour = 10) {
    h.clock.set(Time::at(day, hour));
    for (int i = 0; i < 4; ++i) tick(*h.house, h.clock.now(), 100);
  }
  MatterView view(const std::string& login) { return spine::must(MatterDesk(*h.house).view(h.county.actor(login), id)); }
  // What the house keeps in memory is what a fresh reading gives.
  void expect_kept_is_stored() {
    std::optional<WholeMatter> fresh;
    h.db->read([&](Session& session) { fresh = load_whole_matter(session, h.region, id); });
    EXPECT_EQ(whole_text(*load_matter(*h.house, id)), whole_text(*fresh));
  }

  SpineHouse h{GetParam()};
  FulfilmentDesk desk{*h.house};
  paper::RenderSlots slots;
  PaperDesk papers{*h.house, slots, "/bin/false", ""};
  Taken taken;
  MatterId id;
};

TEST_P(Fulfilment, ALineHasDayWayBothSidesAndWhatProvesIt) {
  Performance one = line("performed", 30'000, Date::of(2026, 9, 1));
  one.way = "mobile";
  one.evidence = {uploaded("tm_mediator", "转账截图.pdf")};
  one.note = "第一笔";
  ASSERT_EQ(code(desk.enter(h.by("tm_mediator", "k1"), id, o(0), one)), "");
  ASSERT_EQ(code(desk.enter(h.by("tm_mediator", "k1"), id, o(0), one)), "") << "the same key again";
  EXPECT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(0), one)), "already_entered") << "the same line under another key";
  expect_kept_is_stored();
  const MatterView seen = view("tm_mediator");
  ASSERT_EQ(seen.obligations.size(), 3u);
  const ObligationView& first = seen.obligations[0];
  EXPECT_EQ(first.label, "第1条第1期");
  EXPECT_EQ(first.performed, 30'000);
  EXPECT_EQ(first.remaining, 10'000);
  ASSERT_EQ(first.entries.size(), 1u);
  EXPECT_EQ(first.entries[0].way_title, "手机支付");
  EXPECT_EQ(first.entries[0].giver, "化名李四");
  EXPECT_EQ(first.entries[0].taker, "化名张三");
  ASSERT_TRUE(first.entries[0].evidence);
  EXPECT_EQ(first.entries[0].evidence->name, "转账截图.pdf");
  EXPECT_EQ(seen.fulfilment->promised_fen, 100'000);
  EXPECT_EQ(seen.fulfilment->performed_fen, 30'000);
  // Bad input: each names the field.
  Performance bad = line("performed", 20'000, Date::of(2026, 9, 1));
  EXPECT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(0), bad)), "/amount");
  bad = line("performed", 1, Date::of(2026, 9, 1));
  bad.way = "barter";
  EXPECT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(0), bad)), "/way");
  bad = line("performed", 1, Date::of(2026, 9, 1));
  bad.giver = "nobody";
  EXPECT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(0), bad)), "/giver");
  bad = line("performed", 1, Date::of(2026, 9, 1));
  bad.evidence = {uploaded("hb_handler", "别人的.pdf")};
  EXPECT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(0), bad)), "/attachments") << "somebody else's upload";
  EXPECT_EQ(code(desk.enter(h.by("tm_mediator"), id, "nonesuch", line("performed", 1, Date::of(2026, 9, 1)))), "not_found");
  EXPECT_EQ(code(desk.enter(h.by("hb_handler"), id, o(0), line("performed", 1, Date::of(2026, 9, 1)))), "not_found") << "who does not know of it";
  EXPECT_EQ(code(desk.enter(h.by("gs_worker"), id, o(0), line("performed", 1, Date::of(2026, 9, 1)))), "not_yours");
  EXPECT_EQ(h.file(id).ledger.size(), 4u);
}

TEST_P(Fulfilment, TheReceiptIsFilledFromTheLine) {
  Performance one = line("performed", 30'000, Date::of(2026, 9, 1));
  one.way = "cash";
  ASSERT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(0), one)), "");
  const std::string first = h.file(id).ledger.back().id.text;
  ASSERT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(0), line("performed", 10'000, Date::of(2026, 9, 1)))), "");
  const std::string last = h.file(id).ledger.back().id.text;
  ASSERT_EQ(code(desk.receipt(papers, h.by("tm_mediator"), id, o(0), first)), "");
  const auto whole = load_matter(*h.house, id);
  const Document& paper = whole->documents.back();
  EXPECT_EQ(paper.title, "协议履行凭证");
  for (const char* words : {"化名李四", "化名张三", "30000", "现金", "第1期：赔偿围墙修补费用", "履行了一部分，还差100.00元"}) {
    EXPECT_NE(paper.fields.find(words), std::string::npos) << words << " " << paper.fields;
  }
  ASSERT_EQ(code(desk.receipt(papers, h.by("tm_mediator"), id, o(0), last)), "");
  EXPECT_NE(load_matter(*h.house, id)->documents.back().fields.find("已全部履行"), std::string::npos);
  ASSERT_EQ(code(desk.reverse(h.by("tm_mediator"), id, o(0), first, {"记在别人名下了", h.ids.text()})), "");
  EXPECT_EQ(code(desk.receipt(papers, h.by("tm_mediator"), id, o(0), first)), "no_receipt");
  EXPECT_EQ(code(desk.receipt(papers, h.by("tm_mediator"), id, o(0), "nonesuch")), "not_found");
  EXPECT_EQ(code(desk.receipt(papers, h.by("gs_worker"), id, o(0), last)), "not_yours");
  EXPECT_EQ(view("tm_mediator").obligations[0].entries[0].reversed, "记在别人名下了");
  expect_kept_is_stored();
}

TEST_P(Fulfilment, TheClockRemindsBothSidesAndTheOffice) {
  const auto notices_to = [&](const std::string& party_id) {
    std::int64_t count = 0;
    h.db->read([&](Session& session) {
      session.query("SELECT COUNT(*) FROM notice WHERE region = :region AND party = :party AND text LIKE '%约定%'", {{"region", std::string(h.region)}, {"party", party_id}},
                    [&](const Row& row) { count = row.i64(0); });
    });
    return count;
  };
  at(Date::of(2026, 9, 16));
  EXPECT_EQ(notices_to(party(0)), 0);
  at(Date::of(2026, 9, 17));
  EXPECT_EQ(notices_to(party(0)), 2) << "the first part and the apology fall due on one day";
  EXPECT_EQ(notices_to(party(1)), 2);
  at(Date::of(2026, 9, 21));
  EXPECT_EQ(notices_to(party(1)), 4);
  EXPECT_EQ(h.file(id).obligations[0].state, "late");
  EXPECT_EQ(h.file(id).obligations[1].state, "open");
  EXPECT_EQ(view("tm_mediator").fulfilment->overdue, 2);
  expect_kept_is_stored();
}

TEST_P(Fulfilment, EachSideReadsWhatConcernsIt) {
  at(Date::of(2026, 11, 1));
  const Track hers = spine::must(TrackDesk(*h.house).track(side(0)));
  const Track his = spine::must(TrackDesk(*h.house).track(side(1)));
  ASSERT_EQ(hers.obligations.size(), 3u);
  ASSERT_EQ(his.obligations.size(), 3u);
  EXPECT_TRUE(hers.obligations[0].limitation);
  EXPECT_FALSE(his.obligations[0].limitation) << "no advice to the debtor how long he need wait";
  EXPECT_FALSE(hers.obligations[2].limitation) << "an apology has none";
  EXPECT_TRUE(hers.obligations[0].kinds.empty()) << "parties enter nothing";
  const auto kinds = [](const Track& track) {
    std::string out;
    for (const RemedyView& one : track.fulfilment->remedies) out += one.kind + " ";
    return out;
  };
  EXPECT_EQ(kinds(hers), "confirmation suit payment_order ");
  EXPECT_EQ(kinds(his), "confirmation ");
  EXPECT_TRUE(view("tm_mediator").obligations[0].limitation);
  for (const DeadlineRow& row : hers.deadlines) EXPECT_EQ(row.title.find("履行期限"), std::string::npos) << "its day stands at the promise";
}

TEST_P(Fulfilment, ThereIsNoPacketBeforeARulingNorForWhatIsKept) {
  paper::RenderSlots slots(1);
  const EnforcementDesk enforcement(*h.house, slots, "/nonexistent", "");
  at(Date::of(2026, 9, 25));
  EXPECT_EQ(code(enforcement.pack(h.by("tm_mediator"), id, {party(0)})), "not_confirmed");
  ASSERT_EQ(med("confirmation_filed", {{"filed_on", today()}, {"joint_way", "together"}, {"court_name", "县人民法院"}}), "");
  EXPECT_EQ(code(enforcement.pack(h.by("tm_mediator"), id, {party(0)})), "not_confirmed");
  ASSERT_EQ(med("confirmation_ruled", {{"ruling_number", "民特1号"}, {"ruled_on", today()}}, uploaded("tm_mediator", "裁定书.pdf")), "");
  EXPECT_EQ(code(enforcement.pack(h.by("tm_mediator"), id, {party(1)})), "nothing_overdue") << "nobody owes him anything";
  EXPECT_EQ(code(enforcement.pack(h.by("tm_mediator"), id, {"nobody"})), "/creditor");
  EXPECT_EQ(code(enforcement.pack(h.by("gs_worker"), id, {party(0)})), "not_yours");
  EXPECT_EQ(code(enforcement.pack(h.by("hb_handler"), id, {party(0)})), "not_found");
  ASSERT_EQ(view("tm_mediator").fulfilment->packs.size(), 1u);
  EXPECT_EQ(view("tm_mediator").fulfilment->packs[0].value, party(0));
  for (std::size_t n : {0u, 2u}) {
    ASSERT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(n), line("performed", h.file(id).obligations[n].quantity, Date::of(2026, 9, 24)))), "");
  }
  EXPECT_EQ(code(enforcement.pack(h.by("tm_mediator"), id, {party(0)})), "nothing_overdue");
  EXPECT_TRUE(view("tm_mediator").fulfilment->packs.empty());
}

TEST_P(Fulfilment, WhoMakesTheReturnVisitWritesItsRecord) {
  const auto offered = [&](const std::string& login) {
    std::string out;
    for (const PaperOffer& one : spine::must(papers.offers(h.county.actor(login), id)).items) out += one.paper + " ";
    return out;
  };
  at(Date::of(2026, 9, 25));
  EXPECT_EQ(offered("tc_verifier"), "") << "there is nothing to visit yet";
  for (std::size_t n : {0u, 1u, 2u}) {
    ASSERT_EQ(code(desk.enter(h.by("tm_mediator"), id, o(n), line("performed", h.file(id).obligations[n].quantity, Date::of(2026, 9, 24)))), "");
  }
  ASSERT_EQ(med("fulfil"), "");
  EXPECT_EQ(offered("tc_verifier"), "return_visit_record ") << "this one alone";
  EXPECT_EQ(offered("tm_mediator2"), "") << "a colleague of the mediator";
  const PaperOrder record{"return_visit_record", std::nullopt, std::nullopt,
                          {{"reason", "协议履行完毕"}, {"visited", today()}, {"visit_way", "电话"}, {"visit_text", "已收到，满意。"}, {"opinion", "满意"}, {"measures", "无"}}};
  ASSERT_EQ(code(MatterDesk(*h.house).act_on(h.by("tc_verifier"), id, h.order(id, "return_visit", {{"visit_on", today()}, {"visit_way", "call"}, {"visit_text", "已收到，满意。"}}, 1))), "");
  EXPECT_EQ(offered("tc_verifier"), "return_visit_record ") << "and afterwards";
  const auto made = papers.issue(h.by("tc_verifier"), id, record);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(h.file(id).events.back().row.account, AccountId{"tc_verifier"});
  EXPECT_EQ(code(papers.issue(h.by("tc_verifier"), id, {"fulfilment_receipt", std::nullopt, std::nullopt, {}})), "not_yours");
  EXPECT_TRUE(papers.make_void(h.by("tc_verifier"), id, load_matter(*h.house, id)->documents.back().id, {"写错了"})) << "the own one";
}

INSTANTIATE_TEST_SUITE_P(Engines, Fulfilment, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

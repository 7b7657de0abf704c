// The standard papers at a mediation: which are offered when and to whom, what the matter fills in, what is refused. On both engines.

#include <algorithm>

#include <gtest/gtest.h>

#include "desk/dossier_desk.h"
#include "desk/paper_desk.h"
#include "desk/paper_entry.h"
#include "desk/paper_sources.h"
#include "desk/spine_house.h"
#include "model/blank_form.h"
#include "paper/sources.h"

namespace lianhu {
namespace {

class PaperDesks : public ::testing::TestWithParam<Engine> {
 protected:
  PaperDesks() {
    Report report = h.words();
    report.category = "dispute.neighbour";
    taken = spine::must(IntakeDesk(*h.house).report(h.by(""), report));
    EXPECT_EQ(h.act("tc_triage", taken.matter, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
    PartyInput other;
    other.role = "respondent";
    other.kind = "natural";
    other.name = "化名李四㛃";
    other.phone = "19900005678";
    EXPECT_TRUE(matters.add_party(h.by("tc_triage"), taken.matter, other).ok());
    EXPECT_EQ(h.act("tc_triage", taken.matter, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
  }

  std::string med(const std::string& move, spine::Fields fields = {}) {
    const auto written = matters.act_on(h.by("tm_mediator"), taken.matter, h.order(taken.matter, move, std::move(fields), 1));
    return written ? "" : written.error().code + " " + written.error().message;
  }
  std::string party_name(std::size_t n) { return *h.file(taken.matter).parties.at(n).name; }
  std::string party(std::size_t n) { return h.file(taken.matter).parties.at(n).id.text; }
  // Both have agreed, one session is held.
  void to_mediating() {
    const std::string today = h.clock.now().date().text();
    ASSERT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today}}), "");
    for (std::size_t n : {0U, 1U}) ASSERT_EQ(med("consent", {{"consenting_party", party(n)}, {"consent_on", today}, {"consent_way", "signed"}}), "");
    ASSERT_EQ(med("register", {{"dispute_kind", "dispute.neighbour"}}), "");
    ASSERT_EQ(med("session", {{"session_on", h.clock.now().text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", "村民组长"}, {"record", "双方各述经过。"}}), "");
  }
  void to_agreed() {
    to_mediating();
    const std::string clauses = R"([{"debtor":")" + party(1) + R"(","creditor":")" + party(0) +
                                R"(","deed":"pay","text":"支付清掏和围墙修补费用","quantity":120050,"due":"2026-10-01","method":"转账"},{"debtor":")" + party(0) +
                                R"(","deed":"do","text":"不再堵塞排水沟出口。","due":"2026-09-30"}])";
    ASSERT_EQ(med("succeed_written", {{"facts", "排水沟出口被堵。"}, {"clauses", clauses}, {"last_due_on", "2026-10-01"}}), "");
  }

  PaperOffers offers(const std::string& login) { return spine::must(papers.offers(h.county.actor(login), taken.matter)); }
  const PaperOffer* offer(const PaperOffers& all, const std::string& paper) {
    for (const PaperOffer& one : all.items) {
      if (one.paper == paper) return &one;
    }
    return nullptr;
  }
  static std::string value(const PaperOffer& offer, const std::string& name) {
    for (const PaperFieldRow& row : offer.fields) {
      if (row.name == name) return row.value;
    }
    return "(no such field)";
  }
  PaperOrder order(const std::string& paper, std::map<std::string, std::string> fields = {}) { return {paper, std::nullopt, std::nullopt, std::move(fields)}; }
  Result<Written> issue(const std::string& login, const PaperOrder& order, const std::string& key = "") {
    return papers.issue(h.by(login, key), taken.matter, order);
  }
  std::string refusal(const std::string& login, const PaperOrder& order) {
    const auto written = issue(login, order);
    if (written) return "";
    return written.error().code + (written.error().fields.empty() ? "" : " " + written.error().fields.front().pointer);
  }
  Document last_document() {
    std::optional<Document> found;
    h.db->read([&](Session& session) { found = load_documents(session, h.region, taken.matter).back(); });
    return *found;
  }

  SpineHouse h{GetParam()};
  MatterDesk matters{*h.house};
  paper::RenderSlots slots;
  PaperDesk papers{*h.house, slots, "/bin/false", ""};
  Taken taken;
};
INSTANTIATE_TEST_SUITE_P(Engines, PaperDesks, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(PaperDesks, ThePapersOfThePhaseAreOfferedToWhoHandlesIt) {
  PaperOffers now = offers("tm_mediator");
  EXPECT_TRUE(offer(now, "application"));
  EXPECT_TRUE(offer(now, "rights_notice"));
  EXPECT_FALSE(offer(now, "agreement")) << "nobody has consented yet";
  EXPECT_EQ(now.parties.size(), 2u);
  EXPECT_EQ(papers.offers(h.county.actor("wb_handler"), taken.matter).error().kind, Kind::not_found);
  to_mediating();
  now = offers("tm_mediator");
  EXPECT_TRUE(offer(now, "agreement"));
  EXPECT_TRUE(offer(now, "session_record"));
  EXPECT_FALSE(offer(now, "end_notice"));
  EXPECT_FALSE(offer(now, "dossier_cover"));
  // After a refusal nothing of mediation is offered, only the notices.
  ASSERT_EQ(med("refuse", {{"refusing_party", party(1)}, {"refused_on", h.clock.now().date().text()}, {"refuse_way", "oral"}}), "");
  now = offers("tm_mediator");
  EXPECT_FALSE(offer(now, "agreement"));
  EXPECT_FALSE(offer(now, "session_record"));
  EXPECT_TRUE(offer(now, "other_routes_notice"));
  EXPECT_EQ(refusal("tm_mediator", order("agreement")), "paper_not_now");
}

TEST_P(PaperDesks, WhatTellsOfAFailureIsNoPaperOfASuccess) {
  to_agreed();
  const std::string today = h.clock.now().date().text();
  for (std::size_t n : {0U, 1U}) ASSERT_EQ(med("sign", {{"signing_party", party(n)}, {"party_signed_on", today}, {"signed_way", "signature"}}), "");
  ASSERT_EQ(med("take_effect", {{"mediator_signed_on", today}, {"sealed_on", today}}), "");
  const PaperOffers now = offers("tm_mediator");
  EXPECT_TRUE(offer(now, "fulfilment_receipt"));
  EXPECT_FALSE(offer(now, "other_routes_notice"));
  EXPECT_EQ(refusal("tm_mediator", order("other_routes_notice")), "paper_not_now");
}

TEST_P(PaperDesks, WhoHelpedToSignHasALineOfTheirOwn) {
  to_agreed();
  EXPECT_EQ(value(*offer(offers("tm_mediator"), "agreement"), "helpers"), "") << "nobody has signed";
  const std::string today = h.clock.now().date().text();
  ASSERT_EQ(med("sign", {{"signing_party", party(1)}, {"party_signed_on", today}, {"signed_way", "fingerprint"}, {"capacity", "minor"}, {"guardian", "化名周某"}, {"reader", "化名孙某"}}), "");
  ASSERT_EQ(med("sign", {{"signing_party", party(0)}, {"party_signed_on", today}, {"signed_way", "both"}, {"scribe", "化名钱某"}, {"witness", "化名吴某"}}), "");
  const std::string theirs = party_name(1), own = party_name(0);
  EXPECT_EQ(value(*offer(offers("tm_mediator"), "agreement"), "helpers"),
            own + "的代书人｜化名钱某\n" + own + "的见证人｜化名吴某\n" + theirs + "的法定代理人｜化名周某\n" + theirs + "的宣读人｜化名孙某");
}

TEST_P(PaperDesks, TheMatterFillsInWhatItHas) {
  to_agreed();
  const PaperOffers now = offers("tm_mediator");
  const PaperOffer& agreement = *offer(now, "agreement");
  EXPECT_EQ(value(agreement, "facts"), "排水沟出口被堵。");
  EXPECT_EQ(value(agreement, "copies"), "3");
  EXPECT_EQ(value(agreement, "last_due"), "2026-10-01");
  EXPECT_EQ(value(agreement, "terms"),
            "化名李四㛃于2026年10月1日前向化名张三支付1200.50元（大写：壹仟贰佰元伍角整）：清掏和围墙修补费用；履行方式：转账。\n"
            "化名张三于2026年9月30日前履行：不再堵塞排水沟出口。");
  EXPECT_EQ(value(agreement, "dispute"), "") << "its maker writes it";
  EXPECT_EQ(value(agreement, "parties").find("19900005678"), std::string::npos) << "the other side reads it too";
  const PaperOffer& record = *offer(now, "session_record");
  EXPECT_EQ(value(record, "record"), "双方各述经过。");
  EXPECT_EQ(value(record, "place"), "甲村村委会");
  EXPECT_EQ(value(record, "way"), "当面");
  EXPECT_EQ(value(record, "names"), "化名张三、化名李四㛃");
}

TEST_P(PaperDesks, APaperIsADocumentWithNumberHashAndEvent) {
  to_agreed();
  EXPECT_EQ(refusal("tm_mediator", order("agreement")), "invalid_fields /fields/dispute");
  const PaperOrder whole = order("agreement", {{"dispute", "排水沟出口由谁清理。"}, {"liability", "化名李四㛃承担主要责任。"}});
  const auto written = issue("tm_mediator", whole, "key-1");
  ASSERT_TRUE(written) << written.error().message;
  const Document made = last_document();
  EXPECT_EQ(made.paper, "agreement");
  EXPECT_EQ(made.number, h.file(taken.matter).matter.number + "-1");
  EXPECT_EQ(made.audience, Audience::parties);
  EXPECT_FALSE(is_blank_form(made));
  EXPECT_NE(made.fields.find("排水沟出口由谁清理。"), std::string::npos);
  const paper::CataloguePaper& template_ = *h.house->papers().latest("agreement");
  EXPECT_EQ(made.fields_hash, paper::canonical_hash("agreement", template_.paper.version, spine::must(paper::read_fields(template_.paper.fields, made.fields))));
  const MatterFile file = h.file(taken.matter);
  EXPECT_EQ(file.events.back().row.kind, "paper_issued");
  EXPECT_NE(file.events.back().told->text.find(made.fields_hash.substr(0, 12)), std::string::npos);
  // The same order under the same key is done once.
  const auto again = issue("tm_mediator", whole, "key-1");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->again);
  EXPECT_EQ(last_document().id, made.id);
}

TEST_P(PaperDesks, ABlankFormIsNumberedApartAndReadByHandlersOnly) {
  PaperOrder form = order("session_record");
  form.blank = true;
  EXPECT_EQ(refusal("tm_mediator", form), "paper_not_now");
  to_mediating();
  ASSERT_TRUE(issue("tm_mediator", form));
  ASSERT_TRUE(issue("tm_mediator", form));
  const Document made = last_document();
  EXPECT_TRUE(is_blank_form(made));
  EXPECT_EQ(made.number, h.file(taken.matter).matter.number + "-K2");
  EXPECT_EQ(made.title, "人民调解记录（空白）");
  EXPECT_EQ(made.audience, Audience::handling);
  EXPECT_NE(made.fields.find("化名张三"), std::string::npos) << "what is known is printed already";
}

TEST_P(PaperDesks, ABlankFormSaysNothingOfTheTalkBefore) {
  to_agreed();
  PaperOrder form = order("session_record");
  form.blank = true;
  ASSERT_TRUE(issue("tm_mediator", form));
  EXPECT_EQ(last_document().fields.find("甲村村委会"), std::string::npos) << last_document().fields;
  EXPECT_NE(last_document().fields.find("化名张三"), std::string::npos);
}

TEST_P(PaperDesks, TheFileTakesNoBlankFormForAPaper) {
  to_mediating();
  const DossierDesk dossiers(*h.house);
  const auto made = [&] {
    int documents = 0;
    for (const DossierView& view : spine::must(dossiers.of_matter(h.county.actor("tm_mediator"), taken.matter)).items) {
      for (const DossierLineRow& line : view.lines) {
        documents += static_cast<int>(std::count_if(line.papers.begin(), line.papers.end(), [](const DossierPaperRow& row) { return row.kind == "document"; }));
      }
    }
    return documents;
  };
  const int before = made();
  PaperOrder form = order("session_record");
  form.blank = true;
  ASSERT_TRUE(issue("tm_mediator", form));
  EXPECT_EQ(made(), before);
  ASSERT_EQ(refusal("tm_mediator", order("session_record", {{"ordinal", "1"}, {"recorder", "化名记录"}, {"result", "有待继续调解"}})), "");
  EXPECT_EQ(made(), before + 1);
}

TEST_P(PaperDesks, AVoidedFormKeepsItsRowAndItsNumber) {
  to_mediating();
  PaperOrder form = order("session_record");
  form.blank = true;
  ASSERT_TRUE(issue("tm_mediator", form));
  const DocumentId spoiled = last_document().id;
  const auto rows = [&] { return spine::must(matters.view(h.county.actor("tm_mediator"), taken.matter)).documents; };
  EXPECT_EQ(rows().back().standing, "空白，还没有收回");
  EXPECT_TRUE(rows().back().blank && rows().back().may_void);
  const auto voids = [&](const std::string& login, const DocumentId& which, const std::string& reason) {
    const auto written = papers.make_void(h.by(login), taken.matter, which, {reason});
    return written ? std::string() : written.error().code + (written.error().fields.empty() ? "" : " " + written.error().fields.front().pointer);
  };
  EXPECT_EQ(voids("tm_mediator", spoiled, "  "), "invalid_fields /reason");
  EXPECT_EQ(voids("wb_handler", spoiled, "写坏了"), "not_found");
  EXPECT_EQ(voids("tm_mediator", DocumentId{"unknown"}, "写坏了"), "not_found");
  EXPECT_EQ(voids("tm_mediator", spoiled, "写坏了"), "");
  EXPECT_EQ(voids("tm_mediator", spoiled, "写坏了"), "already_void");
  EXPECT_EQ(rows().back().standing, "已作废：写坏了");
  EXPECT_FALSE(rows().back().may_void);
  EXPECT_EQ(h.file(taken.matter).events.back().row.kind, "paper_voided");
  ASSERT_TRUE(issue("tm_mediator", form));
  EXPECT_EQ(last_document().number, h.file(taken.matter).matter.number + "-K2") << "a number is used once";
}

TEST_P(PaperDesks, AVoidedPaperIsGenuineNoMoreAndOneOfAMoveIsNotVoided) {
  to_mediating();
  paper::RenderSlots none;
  const FileDesk files(*h.house, none, "/bin/false", "");
  PaperOrder notice = order("session_record", {{"ordinal", "1"}, {"recorder", "化名记录"}, {"result", "有待继续调解"}});
  ASSERT_EQ(refusal("tm_mediator", notice), "");
  const Document made = last_document();
  const std::string number = h.file(taken.matter).matter.number;
  EXPECT_TRUE(files.verify(number, made.fields_hash.substr(0, 16)).genuine);
  Entry stale = h.by("tm_mediator");
  stale.if_version = 1;
  EXPECT_EQ(papers.make_void(stale, taken.matter, made.id, {"日期有误"}).error().code, "stale_version");
  ASSERT_TRUE(papers.make_void(h.by("tm_mediator", "void-1"), taken.matter, made.id, {"日期有误"}));
  const auto again = papers.make_void(h.by("tm_mediator", "void-1"), taken.matter, made.id, {"日期有误"});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->again);
  EXPECT_FALSE(files.verify(number, made.fields_hash.substr(0, 16)).genuine);
  EXPECT_EQ(files.verify(number, made.fields_hash.substr(0, 16)).voided_on, h.clock.now().date()) << "void, not unknown";
  EXPECT_FALSE(files.verify(number, std::string(16, '0')).voided_on);
  std::optional<Document> issued;
  for (const Document& one : load_matter(*h.house, taken.matter)->documents) {
    if (one.paper == "acceptance_notice") issued = one;
  }
  ASSERT_TRUE(issued);
  EXPECT_EQ(papers.make_void(h.by("tm_mediator"), taken.matter, issued->id, {"写错了"}).error().code, "paper_fixed");
}

TEST_P(PaperDesks, APreviewIsCheckedAsAnOrderAndKeptNowhere) {
  to_agreed();
  const std::size_t before = load_matter(*h.house, taken.matter)->documents.size();
  const auto code = [&](const std::string& login, const PaperOrder& one) { return papers.preview(h.county.actor(login), taken.matter, one, 1).error().code; };
  EXPECT_EQ(code("tm_mediator", order("agreement")), "invalid_fields");
  EXPECT_EQ(code("wb_handler", order("agreement")), "not_found");
  EXPECT_EQ(code("tm_mediator", order("end_notice")), "paper_not_now");
  EXPECT_EQ(code("tm_mediator", order("agreement", {{"dispute", "谁清"}, {"liability", "各半"}})), "render_failed") << "the drawing program is not here";
  EXPECT_EQ(load_matter(*h.house, taken.matter)->documents.size(), before);
}

TEST_P(PaperDesks, OnlyAReportMayLeaveAsAWordDocument) {
  to_mediating();
  for (const PaperOffer& one : offers("tm_mediator").items) EXPECT_EQ(one.word, one.paper == "situation_report") << one.paper;
  PaperOrder record = order("session_record", {{"ordinal", "1"}, {"recorder", "化名记录"}, {"result", "有待继续调解"}});
  ASSERT_EQ(refusal("tm_mediator", record), "");
  const Document made = last_document();
  const FileDesk files(*h.house, slots, "/bin/false", "");
  EXPECT_EQ(files.document(h.county.actor("tm_mediator"), taken.matter, made.id, paper::Format::docx, 1).error().code, "docx_none");
  PaperOrder report = order("situation_report", {{"to", "县综治中心"}, {"subject", "排水沟纠纷"}, {"opening", "现将情况报告如下。"}, {"facts", "沟堵了。"}, {"course", "调解一次。"}, {"plan", "继续调解。"}});
  ASSERT_EQ(refusal("tm_mediator", report), "");
  EXPECT_EQ(files.document(h.county.actor("tm_mediator"), taken.matter, last_document().id, paper::Format::docx, 1).error().code, "render_failed") << "the drawing program is not here";
}

TEST_P(PaperDesks, TheCommitteeNumbersItsFilesWithoutAGap) {
  EXPECT_EQ(value(*offer(offers("tm_mediator"), "registration_form"), "number"), h.file(taken.matter).matter.number) << "no number before it is accepted";
  to_agreed();
  EXPECT_EQ(h.file(taken.matter).proceedings.at(1).number, "（2026）甲镇人调字第001号");
  EXPECT_EQ(value(*offer(offers("tm_mediator"), "agreement"), "number"), "（2026）甲镇人调字第001号");
  // A refusal and a fresh start keep the number; the next file has the next.
  const auto next = [&](const std::string& text) {
    Report report = h.words();
    report.text = text;
    report.client_id = text;
    report.category = "dispute.neighbour";
    taken = spine::must(IntakeDesk(*h.house).report(h.by(""), report));
    EXPECT_EQ(h.act("tc_triage", taken.matter, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
    PartyInput other;
    other.role = "respondent";
    other.kind = "natural";
    other.name = "化名王五";
    other.phone = "19900005679";
    EXPECT_TRUE(matters.add_party(h.by("tc_triage"), taken.matter, other).ok());
    EXPECT_EQ(h.act("tc_triage", taken.matter, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
    to_mediating();
    return h.file(taken.matter).proceedings.at(1).number.value_or("");
  };
  EXPECT_EQ(next("另一件：院墙倒了"), "（2026）甲镇人调字第002号");
  EXPECT_EQ(next("又一件：树根顶了墙"), "（2026）甲镇人调字第003号");
}

TEST_P(PaperDesks, ANoticeGoesToOneParty) {
  PaperOrder notice = order("rights_notice");
  EXPECT_EQ(refusal("tm_mediator", notice), "invalid_fields /party");
  notice.party = "nobody";
  EXPECT_EQ(refusal("tm_mediator", notice), "invalid_fields /party");
  notice.party = party(1);
  ASSERT_EQ(refusal("tm_mediator", notice), "");
  EXPECT_EQ(last_document().party, PartyId{party(1)});
  EXPECT_NE(last_document().fields.find(R"("addressee":"化名李四㛃")"), std::string::npos);
}

TEST_P(PaperDesks, BadOrdersAreRefusedByField) {
  to_agreed();
  EXPECT_EQ(refusal("tm_mediator", order("no_such_paper")), "invalid_fields /paper");
  EXPECT_EQ(refusal("tm_mediator", order("contact_slip")), "invalid_fields /paper") << "only the desk of slips issues it";
  EXPECT_EQ(refusal("tm_mediator", order("agreement", {{"nobody", "x"}})), "invalid_fields /fields/nobody");
  EXPECT_EQ(refusal("tm_mediator", order("agreement", {{"last_due", "明天"}})), "invalid_fields /fields/last_due");
  EXPECT_EQ(refusal("tm_mediator", order("agreement", {{"copies", "-1"}})), "invalid_fields /fields/copies");
  std::string long_text;
  for (int i = 0; i < 2001; ++i) long_text += "争";
  EXPECT_EQ(refusal("tm_mediator", order("agreement", {{"dispute", long_text}, {"liability", "无"}})), "invalid_fields /fields/dispute");
  EXPECT_EQ(refusal("tm_mediator", order("agreement", {{"dispute", "甲\xE2\x80\xAE乙"}, {"liability", "无"}})), "invalid_fields /fields/dispute");
  // Who does not handle it: a worker of another office learns nothing, the person makes no papers.
  EXPECT_EQ(papers.issue(h.by(h.person(taken)), taken.matter, order("agreement")).error().code, "not_yours");
  EXPECT_EQ(papers.issue(h.by("tm_mediator"), MatterId{"unknown"}, order("agreement")).error().kind, Kind::not_found);
  Entry stale = h.by("tm_mediator");
  stale.if_version = 1;
  EXPECT_EQ(papers.issue(stale, taken.matter, order("agreement")).error().code, "stale_version");
}

TEST(PaperEntry, EveryKindComesBackAsItWasTyped) {
  paper::FieldSpec spec{"x", "项", paper::FieldKind::rows, true, 0, "", 200, {{"name", "姓名"}, {"pages", "页数"}}};
  for (const std::string text : {"化名甲｜1\n化名乙｜2", "化名甲｜\n化名乙｜2"}) {
    const auto rows = read_entry(spec, text);
    ASSERT_TRUE(rows);
    EXPECT_EQ(entry_text(spec, *rows), text);
  }
  EXPECT_EQ(entry_text(spec, *read_entry(spec, " 化名甲 | 1 \r\n\n")), "化名甲｜1");
  EXPECT_FALSE(read_entry(spec, "化名甲｜1｜多"));
  EXPECT_EQ(entry_fault(spec), "请一行写一条，各栏用“｜”隔开：姓名｜页数");
  spec.kind = paper::FieldKind::money;
  EXPECT_EQ(std::get<std::int64_t>(*read_entry(spec, "1280.5")), 128050);
  EXPECT_EQ(entry_text(spec, std::int64_t{128050}), "1280.50");
  for (const char* bad : {"", "-1", "1.234", "1,000", "1.", "9999999999999999", "元"}) EXPECT_FALSE(read_entry(spec, bad)) << bad;
  spec.kind = paper::FieldKind::date;
  EXPECT_FALSE(read_entry(spec, "2026-02-30"));
  spec.kind = paper::FieldKind::list;
  EXPECT_EQ(entry_text(spec, *read_entry(spec, "一\n\n二\n")), "一\n二");
}

TEST_P(PaperDesks, EveryNameOfTheListIsAnswered) {
  to_agreed();
  // Of a running mediation; what only a signature, an effective agreement, a stop, or a court's letter has is not there yet.
  const std::set<std::string> later{"office.phone",    "proceeding.ended_on", "proceeding.effective_on", "party.name",         "evidence.rows",
                                    "external.number", "external.court",      "external.handing",  "external.received_on", "external.due",
                                    "agreement.helpers", "talk.ordinal"};  // no talk is asked for
  const auto whole = load_matter(*h.house, taken.matter);
  const auto stand_now = stand(*h.house);
  const Actor actor = h.county.actor("tm_mediator");
  const PaperSources sources(*h.house, *whole, whole->file.proceedings.back(), stand_now->ground, actor, nullptr, true);
  for (const paper::Source& source : paper::sources()) {
    paper::FieldSpec spec;
    spec.name = "x";
    spec.label = "项";
    spec.kind = source.kind;
    spec.max_chars = 8000;
    spec.from = std::string(source.name);
    if (source.kind == paper::FieldKind::rows) spec.columns = {{"role", ""}, {"name", ""}, {"sex", ""}, {"nation", ""}, {"age", ""}, {"phone", ""}, {"address", ""}, {"note", ""}};
    EXPECT_EQ(sources.value(spec).has_value(), !later.contains(spec.from)) << spec.from;
  }
}

}  // namespace
}  // namespace lianhu

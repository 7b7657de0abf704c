// The dossier's own check on walks of a real mediation: what is wanted when, what counts as being there, and each finding with its cure.

#include "rules/dossier.h"

#include <gtest/gtest.h>

#include "rules/dossier_text.h"
#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

const DossierPlan& plan() {
  static const DossierPlan one = must(load_dossier_plans(resources())).front();
  return one;
}

struct DossierWalk : ::testing::Test {
  DossierWalk() : c(county) {
    EXPECT_TRUE(c.report().ok());
    c.add_party(PartyRole::respondent);
    EXPECT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "complex"}}), "") << c.message;
    EXPECT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "") << c.message;
  }
  void med(const std::string& move, const Fields& fields = {}) { ASSERT_EQ(c.act("tm_mediator", move, fields, 0, 1), "") << move << c.message; }
  std::string party(int n) const { return c.file.parties.at(static_cast<std::size_t>(n)).id.text; }
  void registered(const std::string& informed = "2026-09-01") {
    med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", informed}});
    for (int n : {0, 1}) med("consent", {{"consenting_party", party(n)}, {"consent_on", "2026-09-01"}, {"consent_way", "signed"}});
    med("register", {{"dispute_kind", "dispute.neighbour"}});
  }
  void session(const std::string& present = "化名张三、化名李四") {
    med("session", {{"session_on", c.now.text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", present}, {"record", "双方各述经过"}});
  }
  std::string clause(const std::string& text, const std::string& more = R"(,"method":"转账")", int yuan = 1200) const {
    return R"([{"debtor":")" + party(1) + R"(","creditor":")" + party(0) + R"(","deed":"pay","text":")" + text + R"(","quantity":)" + std::to_string(yuan * 100) +
           R"(,"due":"2026-10-01")" + more + "}]";
  }
  void agreed(const std::string& facts, const std::string& clauses) {
    med("succeed_written", {{"facts", facts}, {"clauses", clauses}, {"last_due_on", "2026-10-01"}});
  }
  Dossier look() const { return look_into(plan(), whole(), c.file.proceedings[1], *rules().procedures.find("people_mediation@5"), c.ground()); }
  WholeMatter whole() const { return {c.file, attachments, documents, {}}; }
  Held held(const std::string& code) const {
    for (const DossierLine& line : look().lines) {
      if (line.item->code == code) return line.held;
    }
    throw std::logic_error(code);
  }
  // What is found that says this; nullptr: nothing.
  std::optional<DossierFinding> found(const std::string& words) const {
    for (const DossierFinding& one : look().findings) {
      if ((one.where + "：" + one.message).find(words) != std::string::npos) return one;
    }
    return std::nullopt;
  }
  void attach(const std::string& kind) {
    for (const PastEvent& event : c.file.events) {
      if (event.row.kind != kind) continue;
      Attachment one;
      one.id = AttachmentId{"att-" + std::to_string(attachments.size())};
      one.event = event.row.id;
      one.name = kind + ".jpg";
      attachments.push_back(one);
      return;
    }
    FAIL() << kind;
  }

  County county;
  Case c;
  std::vector<Attachment> attachments;
  std::vector<Document> documents;
  WholeMatter records;  // what a list of talks points into
};

TEST_F(DossierWalk, WantsEachPaperWhenItsActIsDone) {
  EXPECT_EQ(held("application"), Held::lacking);
  EXPECT_EQ(held("rights_notice"), Held::later);
  EXPECT_EQ(held("identity"), Held::later);
  EXPECT_EQ(held("evidence"), Held::unneeded);
  registered();
  EXPECT_EQ(held("rights_notice"), Held::told);
  EXPECT_EQ(held("identity"), Held::lacking);
  attach("inform");
  EXPECT_EQ(held("rights_notice"), Held::held);
  session();
  agreed("排水沟出口被堵", clause("赔偿清掏费用1200元"));
  EXPECT_EQ(held("agreement"), Held::told);
  EXPECT_EQ(held("oral_agreement"), Held::later);
  EXPECT_EQ(held("authorisation"), Held::unneeded);
  med("sign", {{"signing_party", party(1)}, {"party_signed_on", "2026-09-01"}, {"signed_way", "proxy"}});
  EXPECT_EQ(held("authorisation"), Held::lacking) << "somebody signed for another";
}

TEST_F(DossierWalk, ADocumentOfTheProceedingCountsUntilItIsVoid) {
  Document one;
  one.proceeding = c.file.proceedings[1].id;
  one.paper = "dossier_note";
  documents.push_back(one);
  EXPECT_EQ(held("note"), Held::held);
  documents[0].voided_at = c.now;
  EXPECT_EQ(held("note"), Held::unneeded);
  documents[0] = one;
  documents[0].proceeding = c.file.proceedings[0].id;
  EXPECT_EQ(held("note"), Held::unneeded) << "of another proceeding";
}

TEST_F(DossierWalk, APaperToBeSignedIsThereWhenTheSignedOneIs) {
  registered();
  Document one;
  one.proceeding = c.file.proceedings[1].id;
  one.paper = "rights_notice";
  documents.push_back(one);
  EXPECT_EQ(held("rights_notice"), Held::told);
  EXPECT_TRUE(found("权利义务告知书：已经制作，签了字的那一份还没有收入"));
  attach("inform");
  EXPECT_EQ(held("rights_notice"), Held::held);
}

TEST_F(DossierWalk, AReasonStaysWithItsFinding) {
  registered();
  const auto before = found("当事人身份证明：卷里还没有");
  ASSERT_TRUE(before);
  const std::int64_t open = look().open;
  PastEvent event;
  event.row.kind = dossier_reason_event;
  event.row.actor_label = "甲镇人民调解委员会 调解员";
  event.told = std::make_shared<EventContent>(EventContent{"", "", "身份证遗失，村委会出具证明", 1, {{"proceeding", c.file.proceedings[1].id.text}, {"finding", before->key}}, {}});
  c.file.events.push_back(event);
  const auto after = found("当事人身份证明：卷里还没有");
  ASSERT_TRUE(after && after->reason);
  EXPECT_EQ(*after->reason, "身份证遗失，村委会出具证明");
  EXPECT_EQ(look().open, open - 1);
}

TEST_F(DossierWalk, WhoeverJoinedWithoutConsentBars) {
  registered();
  session();
  EXPECT_FALSE(look().barred);
  c.add_party(PartyRole::other);
  EXPECT_TRUE(look().barred);
  EXPECT_EQ(look().findings.front().weight, Weight::bar);
  EXPECT_TRUE(found("没有同意调解的记录"));
}

TEST_F(DossierWalk, AKindThatIsNotForMediationBars) {
  c.file.matter.category = "dispute.administrative";
  EXPECT_TRUE(look().barred);
}

TEST_F(DossierWalk, DaysStandInTheirOrder) {
  c.now = c.now.plus_ms(5LL * 86'400'000);
  registered("2026-09-03");
  EXPECT_TRUE(found("日期先后：有一方的同意早于告知权利义务"));
  session();
  EXPECT_FALSE(found("第一次调解早于"));
}

TEST_F(DossierWalk, AnAgreementIsReadWordByWord) {
  registered();
  session("化名张三");
  agreed("依照合同法，双方就定金、订金和瞻养发生争议", clause("尽快支付补偿款1300元（大写：壹仟贰佰元整）和赔偿款", ""));
  EXPECT_TRUE(found("协议第1条：没有写明履行方式"));
  EXPECT_TRUE(found("协议第1条：“尽快”没有写明"));
  EXPECT_TRUE(found("小写1300元与大写壹仟贰佰元整不一致"));
  EXPECT_FALSE(found("文字里写的是")) << "one of the two is the amount";
  EXPECT_TRUE(found("写成了“瞻养”"));
  EXPECT_TRUE(found("写有“定金”“订金”"));
  EXPECT_TRUE(found("写有“补偿”“赔偿”"));
  EXPECT_TRUE(found("已经废止的《合同法》"));
  EXPECT_TRUE(found("到场人里没有写化名李四"));
}

TEST_F(DossierWalk, ASoundAgreementHasNothingSaidOfItsWords) {
  registered();
  session();
  agreed("依照劳动合同法，排水沟出口被堵", clause("一次性支付清掏费用1200元（大写：壹仟贰佰元整）"));
  for (const DossierFinding& one : look().findings) EXPECT_TRUE(one.message.find("卷里还没有") != std::string::npos) << one.where << one.message;
}

TEST_F(DossierWalk, EachTalkWantsARecordOfItsOwn) {
  registered();
  session();
  session();
  const auto talks = [&] { return talk_records(*plan().item("session"), records, c.file.proceedings[1]); };
  const auto at_desk = [&](std::string_view kind, std::map<std::string, std::string> fields) {
    auto told = std::make_shared<EventContent>();
    told->fields = std::move(fields);
    PastEvent event = c.file.events.back();
    event.row.id = EventId{"event-" + std::to_string(c.file.events.size())};
    event.row.kind = kind;
    event.row.proceeding.reset();
    event.told = std::move(told);
    c.file.events.push_back(event);
    return event.row.id;
  };
  EXPECT_TRUE(found("第1次调解（2026年9月1日）缺记录"));
  EXPECT_TRUE(found("第2次调解（2026年9月1日）缺记录"));
  attach("session");  // photographed with the first
  EXPECT_FALSE(found("第1次调解"));
  EXPECT_TRUE(found("第2次调解（2026年9月1日）缺记录"));
  EXPECT_EQ(held("session"), Held::told) << "one of two is not the whole";
  records = whole();
  ASSERT_EQ(talks().size(), 2U);
  const std::string second = talks()[1].talk->row.id.text;
  EXPECT_EQ(next_to_record(talks())->ordinal, 2);
  // Printed for the second: made, and not yet signed.
  Document sheet;
  sheet.id = DocumentId{"sheet"};
  sheet.proceeding = c.file.proceedings[1].id;
  sheet.paper = "session_record";
  documents.push_back(sheet);
  at_desk(paper_issued_event, {{"document", "sheet"}, {"talk", second}});
  EXPECT_TRUE(found("第2次调解（2026年9月1日）的记录已经制作，签了字的那一份还没有收入"));
  EXPECT_EQ(found("第2次调解")->talk, second);
  // Filed for the first, it does not stand for the second; filed for the second, the line is whole.
  Attachment scan;
  scan.id = AttachmentId{"scan"};
  scan.event = at_desk(dossier_paper_event, {{"proceeding", c.file.proceedings[1].id.text}, {"item", "session"}, {"talk", talks()[0].talk->row.id.text}});
  attachments.push_back(scan);
  EXPECT_TRUE(found("第2次调解"));
  attachments.back().event = at_desk(dossier_paper_event, {{"proceeding", c.file.proceedings[1].id.text}, {"item", "session"}, {"talk", second}});
  EXPECT_FALSE(found("次调解"));
  EXPECT_EQ(held("session"), Held::held);
}

TEST_F(DossierWalk, AReceiptThatWasIssuedIsALineUntilItIsSigned) {
  EXPECT_EQ(held("receipt"), Held::unneeded);
  Document one;
  one.proceeding = c.file.proceedings[1].id;
  one.paper = "fulfilment_receipt";
  documents.push_back(one);
  EXPECT_EQ(held("receipt"), Held::told);
  EXPECT_TRUE(found("协议履行凭证：已经制作，签了字的那一份还没有收入"));
}

TEST_F(DossierWalk, AFingerprintNeedsAWitness) {
  registered();
  session();
  agreed("排水沟出口被堵", clause("支付清掏费用1200元"));
  EXPECT_EQ(c.act("tm_mediator", "sign", {{"signing_party", party(1)}, {"party_signed_on", "2026-09-01"}, {"signed_way", "fingerprint"}}, 0, 1), "invalid_fields");
  EXPECT_EQ(c.message, "只捺印的，请写明读给本人听的人，或者在下面写明见证人");
  med("sign", {{"signing_party", party(1)}, {"party_signed_on", "2026-09-01"}, {"signed_way", "fingerprint"}, {"reader", "化名代读人"}});
  EXPECT_FALSE(found("化名李四是捺印的"));
}

TEST(DossierWords, ANameWrittenTwoWaysIsLookedAt) {
  const std::vector<DossierText> texts{{"协议第1条", "由张小明付给李㛃华", true, {}}, {"协议第2条", "张小朋另付，李𬭎华收", true, {}}};
  const auto found = check_names({"张小明", "李㛃华", "王二"}, texts);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].message, "写有“张小朋”，当事人登记的是“张小明”");
  EXPECT_EQ(found[1].message, "写有“李𬭎华”，当事人登记的是“李㛃华”");
  EXPECT_TRUE(check_names({"张小明", "张小朋"}, texts).empty()) << "two people";
}

TEST(DossierPlan, FitsItsProcedureAndBlamesTheLine) {
  for (const DossierPlan& one : must(load_dossier_plans(resources()))) {
    for (const char* version : {"@1", "@2"}) EXPECT_EQ(misfit(one, *rules().procedures.find(one.procedure + version), *rules().procedures.latest(one.procedure)), "");
  }
  const auto fault = [](const std::string& text) { return parse_dossier_plan(text, "dossiers/x.toml").error().message; };
  const std::string head = "procedure = \"people_mediation\"\ntitle = \"卷\"\n";
  EXPECT_EQ(fault(head), "dossiers/x.toml第1行：至少写一个 [[item]]");
  const std::string item = "[[item]]\ncode = \"a\"\ntitle = \"申请书\"\nmend = \"补上\"\n";
  EXPECT_EQ(fault(head + item + item), "dossiers/x.toml第7行：“a”写了两次，请改名");
  EXPECT_EQ(fault(head + item + "ofter = []\n"), "dossiers/x.toml第7行：不认识“ofter”，请检查拼写或删去这一行");
  EXPECT_EQ(fault(head + item + "[[repealed]]\nname = \"合同法\"\nnow = \"民法典\"\n"), "dossiers/x.toml第7行：缺少“from”，请写明从哪一天起废止");
  auto wrong = must(parse_dossier_plan(head + item + "moves = [\"nothing\"]\n", "x"));
  EXPECT_EQ(misfit(wrong, *rules().procedures.find("people_mediation@5"), *rules().procedures.latest("people_mediation")), "“申请书”里的动作“nothing”不在人民调解里");
}

}  // namespace
}  // namespace lianhu::spine

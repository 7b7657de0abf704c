// A mediation is its mediator's: a colleague of the same committee reads it and acts by no door; the handler or the committee's head
// hands it over, and then it is the other's. On both engines.

#include <gtest/gtest.h>

#include "desk/bench_desk.h"
#include "desk/dossier_desk.h"
#include "desk/fulfilment_desk.h"
#include "desk/paper_desk.h"
#include "desk/spine_house.h"
#include "desk/working_paper.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

class Colleague : public testing::TestWithParam<Engine> {
 protected:
  Colleague() : taken(h.report()) {
    PartyInput other{"respondent", "natural", "化名李四", "19900005678", std::nullopt, std::nullopt, std::nullopt};
    EXPECT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), id(), other));
    EXPECT_EQ(h.act("tc_triage", id(), "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
  }
  void refer(spine::Fields fields) { EXPECT_EQ(h.act("tc_triage", id(), "refer_to_mediation", std::move(fields)), ""); }
  const MatterId& id() const { return taken.matter; }
  std::string by(const std::string& who, const std::string& move, spine::Fields fields = {}, std::vector<std::string> files = {}) {
    MoveOrder order = h.order(id(), move, std::move(fields), 1);
    order.attachments = std::move(files);
    const auto written = MatterDesk(*h.house).act_on(h.by(who), id(), order);
    return written ? "" : written.error().code + " " + written.error().message;
  }
  std::string informed(const std::string& who, const std::string& mediator) {
    return by(who, "inform", {{"mediator_post", mediator}, {"recusal", "none"}, {"informed_on", "2026-09-01"}});
  }
  std::string consent(const std::string& who, std::size_t n) {
    return by(who, "consent", {{"consenting_party", h.file(id()).parties.at(n).id.text}, {"consent_on", "2026-09-01"}, {"consent_way", "signed"}});
  }
  std::string session(const std::string& who) {
    return by(who, "session", {{"session_on", h.clock.now().text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "各述经过。"}});
  }
  void to_registered(const std::string& who) {
    ASSERT_EQ(informed(who, who), "");
    for (std::size_t n : {0U, 1U}) ASSERT_EQ(consent(who, n), "");
    ASSERT_EQ(by(who, "register", {{"dispute_kind", "dispute.neighbour"}}), "");
  }
  std::string upload(const std::string& login) {
    Attachment one;
    one.id = AttachmentId{h.ids.text()};
    one.matter = id();
    one.account = AccountId{login};
    one.sha256 = h.files.put("x");
    one.media_type = "image/png";
    one.bytes = 1;
    one.name = "记录.png";
    one.audience = Audience::handling;
    one.added_at = h.clock.now();
    h.db->commit([&](Session& session) { insert_attachment(session, h.region, one); });
    return one.id.text;
  }
  template <class T>
  static std::string refusal(const Result<T>& written) {
    return written ? "" : written.error().code + " " + written.error().message;
  }

  SpineHouse h{GetParam()};
  Taken taken;
  paper::RenderSlots slots{1};
  PaperDesk papers{*h.house, slots, "/no/such/program", ""};
  BenchDesk bench{*h.house};
  DossierDesk dossier{*h.house};
};

const std::string theirs = "not_yours 这件由化名tm_mediator办理，同一调委会的其他调解员只能查看；要由您办理的，请化名tm_mediator或者调委会负责人先用“更换或增加调解员”换成您";

TEST_P(Colleague, WhoeverIsFreeTakesACaseThatNamesNobody) {
  refer({{"lead_office", "tm"}});
  EXPECT_EQ(informed("tm_mediator2", "tm_mediator2"), "");
  EXPECT_EQ(consent("tm_mediator2", 0), "");
  EXPECT_EQ(consent("tm_mediator", 1).substr(0, 9), "not_yours") << "now it has its mediator";
}

TEST_P(Colleague, ReadsAndActsByNoDoor) {
  refer({{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}});
  EXPECT_EQ(informed("tm_mediator2", "tm_mediator2"), theirs) << "named at the referral";
  to_registered("tm_mediator");
  ASSERT_EQ(session("tm_mediator"), "");
  EXPECT_EQ(session("tm_mediator2"), theirs);
  EXPECT_EQ(by("tm_mediator2", "investigate", {{"record", "自己去问了"}}, {upload("tm_mediator2")}), theirs) << "not with a file either";
  EXPECT_EQ(by("tm_mediator2", "change_mediator", {{"mediator_post", "tm_mediator2"}, {"reason", "想自己办"}}), theirs) << "nobody takes a case over";

  const PaperOrder paper{"session_record", std::nullopt, true, {}};
  EXPECT_EQ(refusal(papers.issue(h.by("tm_mediator2"), id(), paper)), theirs);
  EXPECT_TRUE(spine::must(papers.offers(h.county.actor("tm_mediator2"), id())).items.empty());
  ASSERT_EQ(refusal(papers.issue(h.by("tm_mediator"), id(), paper)), "");
  const DocumentId made = load_matter(*h.house, id())->documents.back().id;
  EXPECT_EQ(refusal(papers.make_void(h.by("tm_mediator2"), id(), made, {"写坏了"})), theirs);

  const DossierFiling filing{h.file(id()).proceedings.at(1).id.text, "session", {upload("tm_mediator2")}, std::nullopt, std::nullopt, std::nullopt};
  EXPECT_EQ(refusal(dossier.file(h.by("tm_mediator2"), id(), filing)), theirs);
  EXPECT_FALSE(spine::must(dossier.of_matter(h.county.actor("tm_mediator2"), id())).items.at(0).may_file) << "and reads it as before";

  EXPECT_EQ(refusal(bench.save_talk(h.by("tm_mediator2"), id(), TalkPaper{})), theirs);
  EXPECT_EQ(refusal(bench.save_draft(h.by("tm_mediator2"), id(), DraftPaper{})), theirs);
  ASSERT_EQ(refusal(bench.save_talk(h.by("tm_mediator"), id(), TalkPaper{})), "");
  EXPECT_FALSE(spine::must(bench.open(h.county.actor("tm_mediator2"), id())).may_write);
  EXPECT_TRUE(spine::must(bench.open(h.county.actor("tm_mediator"), id())).may_write);

  PartyInput third{"respondent", "natural", "化名王五", std::nullopt, std::nullopt, std::nullopt, std::nullopt};
  EXPECT_EQ(refusal(MatterDesk(*h.house).add_party(h.by("tm_mediator2"), id(), third)), theirs);
  EXPECT_TRUE(spine::must(MatterDesk(*h.house).view(h.county.actor("tm_mediator2"), id())).moves.empty());
}

TEST_P(Colleague, TheHandlerHandsOverAndThenItIsTheOthers) {
  refer({{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}});
  to_registered("tm_mediator");
  ASSERT_EQ(by("tm_mediator", "change_mediator", {{"mediator_post", "tm_mediator2"}, {"reason", "外出学习"}}), "");
  EXPECT_EQ(session("tm_mediator").substr(0, 9), "not_yours");
  EXPECT_EQ(session("tm_mediator2"), "");
}

TEST_P(Colleague, TheCommitteesHeadActsAndHandsOverButKeepsNoRecordOfATalk) {
  refer({{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}});
  ASSERT_EQ(informed("tm_leader", "tm_mediator"), "");
  for (std::size_t n : {0U, 1U}) ASSERT_EQ(consent("tm_leader", n), "");
  ASSERT_EQ(by("tm_leader", "register", {{"dispute_kind", "dispute.neighbour"}}), "");
  EXPECT_EQ(session("tm_leader").substr(0, 9), "not_yours") << "what he writes there he could not read again";
  EXPECT_FALSE(bench.open(h.county.actor("tm_leader"), id()).ok());
  ASSERT_EQ(by("tm_leader", "change_mediator", {{"mediator_post", "tm_mediator2"}, {"reason", "原调解员请假"}}), "");
  EXPECT_EQ(session("tm_mediator2"), "");

  Actor both = h.county.actor("tm_leader");  // the head who mediates as well
  both.posts.push_back(h.county.actor("tm_mediator").posts.front());
  MoveOrder order = h.order(id(), "session", {{"session_on", h.clock.now().text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "再谈。"}}, 1);
  EXPECT_EQ(refusal(MatterDesk(*h.house).act_on(h.by(both), id(), order)), "");
  EXPECT_TRUE(spine::must(bench.open(both, id())).may_write);
}

INSTANTIATE_TEST_SUITE_P(Engines, Colleague, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

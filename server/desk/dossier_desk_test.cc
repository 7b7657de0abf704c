// The dossier at its desk: read by the committee that mediates and by nobody else, filled paper by paper, each refusal saying why.

#include "desk/dossier_desk.h"

#include <gtest/gtest.h>

#include "desk/binding_desk.h"
#include "desk/paper_desk.h"
#include "desk/spine_house.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

class DossierDeskTest : public testing::TestWithParam<Engine> {
 protected:
  DossierDeskTest() : taken(h.report()) {
    PartyInput other{"respondent", "natural", "化名李四", "19900005678", std::nullopt, std::nullopt, std::nullopt};
    EXPECT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), id(), other));
    EXPECT_EQ(h.act("tc_triage", id(), "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
    EXPECT_EQ(h.act("tc_triage", id(), "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
    proceeding = h.file(id()).proceedings.at(1).id.text;
  }
  const MatterId& id() const { return taken.matter; }
  std::string med(const std::string& move, spine::Fields fields) {
    const auto written = MatterDesk(*h.house).act_on(h.by("tm_mediator"), id(), h.order(id(), move, std::move(fields), 1));
    return written ? "" : written.error().message;
  }
  void registered() {
    EXPECT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", "2026-09-01"}}), "");
    for (const Party& party : h.file(id()).parties) {
      EXPECT_EQ(med("consent", {{"consenting_party", party.id.text}, {"consent_on", "2026-09-01"}, {"consent_way", "signed"}}), "");
    }
    EXPECT_EQ(med("register", {{"dispute_kind", "dispute.neighbour"}}), "");
  }
  std::string upload(const std::string& login) {
    Attachment one;
    one.id = AttachmentId{h.ids.text()};
    one.matter = id();
    one.account = AccountId{login};
    one.sha256 = h.files.put("x");
    one.media_type = "image/png";
    one.bytes = 1;
    one.name = "身份证.png";
    one.audience = Audience::handling;
    one.added_at = h.clock.now();
    h.db->commit([&](Session& session) { insert_attachment(session, h.region, one); });
    return one.id.text;
  }
  DossierView view(const std::string& login = "tm_mediator") { return spine::must(desk.of_matter(h.county.actor(login), id())).items.at(0); }
  DossierLineRow line(const std::string& code) {
    for (DossierLineRow& row : view().lines) {
      if (row.code == code) return row;
    }
    throw std::logic_error(code);
  }
  std::string filing(const std::string& login, DossierFiling one, const std::string& key = "") {
    const auto written = desk.file(h.by(login, key), id(), one);
    return written ? "" : written.error().code + (written.error().fields.empty() ? "" : written.error().fields[0].pointer);
  }
  std::string because(const std::string& login, const std::string& finding, const std::string& reason = "身份证遗失，村委会证明") {
    const auto written = desk.give_reason(h.by(login), id(), {proceeding, finding, reason});
    return written ? "" : written.error().code;
  }

  SpineHouse h{GetParam()};
  DossierDesk desk{*h.house};
  Taken taken;
  std::string proceeding;
};

TEST_P(DossierDeskTest, IsReadByTheCommitteeAlone) {
  EXPECT_EQ(view().title, "人民调解卷宗");
  EXPECT_EQ(view().office_name, "甲镇人民调解委员会");
  EXPECT_TRUE(view().may_file);
  EXPECT_TRUE(spine::must(desk.of_matter(h.county.actor("tc_triage"), id())).items.empty()) << "not even that there is one";
  EXPECT_EQ(desk.of_matter(h.county.actor("hb_handler"), id()).error().code, "not_found");
  EXPECT_EQ(filing("tc_triage", {proceeding, "identity", {"x"}, {}, {}, {}}), "not_found");
  EXPECT_EQ(because("hb_handler", "x"), "not_found");
}

TEST_P(DossierDeskTest, APaperFiledStandsInItsLineAndInTheMatter) {
  registered();
  EXPECT_EQ(line("identity").state, "lacking");
  const std::string fresh = upload("tm_mediator");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", {fresh}, Date::of(2026, 9, 1), "双方身份证", {}}, "key-1"), "");
  const DossierLineRow filed = line("identity");
  EXPECT_EQ(filed.state, "held");
  ASSERT_EQ(filed.papers.size(), 1U);
  EXPECT_EQ(filed.papers[0].name, "身份证.png");
  EXPECT_EQ(h.file(id()).events.back().row.title, "收入案卷：当事人身份证明");
  const std::size_t events = h.file(id()).events.size();
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", {fresh}, Date::of(2026, 9, 1), "双方身份证", {}}, "key-1"), "") << "once more the same";
  EXPECT_EQ(h.file(id()).events.size(), events);
  // What is in the matter already is filed by its id, into a second line as well.
  EXPECT_EQ(filing("tm_mediator", {proceeding, "application", {fresh}, {}, {}, {}}), "");
  EXPECT_EQ(line("application").state, "held");
}

TEST_P(DossierDeskTest, BadFilingsNameTheField) {
  const std::size_t events = h.file(id()).events.size();
  EXPECT_EQ(filing("tm_mediator", {"nothing", "identity", {"x"}, {}, {}, {}}), "not_found");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "nothing", {"x"}, {}, {}, {}}), "invalid_fields/item");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", {}, {}, {}, {}}), "invalid_fields/attachments");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", std::vector<std::string>(21, "x"), {}, {}, {}}), "invalid_fields/attachments");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", {"x"}, {}, {}, {}}), "attachment_unknown/attachments");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", {upload("tc_triage")}, {}, {}, {}}), "attachment_unknown/attachments") << "another's upload";
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", {upload("tm_mediator")}, Date::of(2026, 9, 2), {}, {}}), "invalid_fields/paper_on");
  EXPECT_EQ(h.file(id()).events.size(), events);
}

TEST_P(DossierDeskTest, ALineLeadsToThePapersThatFillItAndTakesABackComingForm) {
  const auto makes = [&](const std::string& code) {
    std::string out;
    for (const DossierMakeRow& one : line(code).makes) out += (out.empty() ? "" : " ") + one.id;
    return out;
  };
  EXPECT_EQ(makes("application"), "application registration_form");
  EXPECT_EQ(makes("agreement"), "") << "nobody has agreed to anything yet";
  registered();
  EXPECT_EQ(makes("session"), "session_record");
  paper::RenderSlots none;
  const PaperDesk papers(*h.house, none, "/bin/false", "");
  ASSERT_TRUE(papers.issue(h.by("tm_mediator"), id(), {"session_record", std::nullopt, true, {}}));
  ASSERT_TRUE(papers.issue(h.by("tm_mediator"), id(), {"session_record", std::nullopt, true, {}}));
  ASSERT_EQ(line("session").forms.size(), 2U);
  const std::string form = line("session").forms[0].id;
  EXPECT_EQ(filing("tm_mediator", {proceeding, "session", {upload("tm_mediator")}, {}, {}, "unknown"}), "invalid_fields/form");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", {upload("tm_mediator")}, {}, {}, form}), "invalid_fields/form");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "session", {upload("tm_mediator")}, {}, {}, form}), "");
  EXPECT_EQ(line("session").forms.size(), 1U);
  EXPECT_EQ(filing("tm_mediator", {proceeding, "session", {upload("tm_mediator")}, {}, {}, form}), "invalid_fields/form") << "it came back once";
  for (const DossierFindingRow& one : view().findings) {
    if (one.where == "当事人身份证明") EXPECT_EQ(one.line, "identity");
  }
}

TEST_P(DossierDeskTest, IsLookedAtByTheSevenPoints) {
  EXPECT_EQ(view().aspects.size(), 7U);
  registered();
  const auto point = [&](const std::string& code) -> DossierPointRow {
    for (DossierPointRow& one : view().aspects) {
      if (one.code == code) return one;
    }
    throw std::logic_error(code);
  };
  EXPECT_FALSE(point("rights").met);
  EXPECT_TRUE(point("rights").asks[0].met);
  EXPECT_EQ(filing("tm_mediator", {proceeding, "rights_notice", {upload("tm_mediator")}, {}, {}, {}}), "");
  EXPECT_TRUE(point("rights").met);
  EXPECT_EQ(view().number, "（2026）甲镇人调字第001号");
}

TEST_P(DossierDeskTest, IsBoundWhenItIsOverAndForAReason) {
  paper::RenderSlots none;
  const BindingDesk binding(*h.house, none, "/bin/false", "");
  const BindingOrder order{"化名调解员", "2026年9月1日", "化名立卷", "long", {}, {}, {}, {}};
  const auto refusal = [&](const std::string& login, const BindingOrder& one) {
    const auto written = binding.bind(h.by(login), id(), proceeding, one);
    return written ? "" : written.error().code + (written.error().fields.empty() ? "" : written.error().fields[0].pointer);
  };
  registered();
  EXPECT_EQ(refusal("tm_mediator", order), "still_open");
  EXPECT_TRUE(spine::must(binding.view(h.county.actor("tm_mediator"), id(), proceeding)).stopped);
  EXPECT_EQ(refusal("tc_triage", order), "not_found");
  EXPECT_EQ(binding.view(h.county.actor("hb_handler"), id(), proceeding).error().code, "not_found");
  EXPECT_EQ(med("fail", {{"reason", "分歧较大"}}), "");
  const BindingView now = spine::must(binding.view(h.county.actor("tm_mediator"), id(), proceeding));
  EXPECT_FALSE(now.stopped) << *now.stopped;
  EXPECT_EQ(now.number, "（2026）甲镇人调字第001号");
  EXPECT_EQ(now.title, "化名张三与化名李四的邻里纠纷");
  EXPECT_EQ(now.period, "2026年9月1日");
  EXPECT_EQ(now.keeps.size(), 3U);
  EXPECT_FALSE(now.gaps.empty());
  EXPECT_EQ(refusal("tm_mediator", order), "nothing_to_bind");
  const std::string identity = upload("tm_mediator");
  EXPECT_EQ(filing("tm_mediator", {proceeding, "identity", {identity}, {}, {}, {}}), "");
  BindingOrder wrong = order;
  wrong.keep = "forever";
  EXPECT_EQ(refusal("tm_mediator", wrong), "invalid_fields/keep");
  EXPECT_EQ(refusal("tm_mediator", order), "invalid_fields/reason") << "something is missing";
  wrong = order;
  wrong.left_out = {"unknown"};
  EXPECT_EQ(refusal("tm_mediator", wrong), "invalid_fields/left_out");
  wrong.left_out = {identity};
  EXPECT_EQ(refusal("tm_mediator", wrong), "nothing_to_bind");
  BindingOrder whole = order;
  whole.reason = "当事人都在外地，告知书由本人回来后补签";
  const std::size_t events = h.file(id()).events.size();
  EXPECT_EQ(refusal("tm_mediator", whole), "render_failed") << "the binding program is not here";
  EXPECT_EQ(h.file(id()).events.size(), events) << "and nothing was written";
}

TEST_P(DossierDeskTest, AReasonIsKeptAndABarTakesNone) {
  registered();
  const auto lacking = [&]() -> DossierFindingRow {
    for (DossierFindingRow& one : view().findings) {
      if (one.where == "当事人身份证明") return one;
    }
    throw std::logic_error("no finding");
  };
  const std::int64_t open = view().open;
  EXPECT_EQ(because("tm_mediator", lacking().key), "");
  EXPECT_EQ(lacking().reason, "身份证遗失，村委会证明");
  EXPECT_EQ(lacking().reason_by, "甲镇人民调解委员会 人民调解员");
  EXPECT_EQ(view().open, open - 1);
  EXPECT_EQ(because("tm_mediator", "0123456789abcdef"), "settled_finding");
  EXPECT_EQ(med("session", {{"session_on", h.clock.now().text()}, {"session_place", "村委会"}, {"session_kind", "together"}, {"present", "化名张三、化名李四"}, {"record", "各述经过"}}), "");
  PartyInput third{"respondent", "natural", "化名王五", "19900005679", std::nullopt, std::nullopt, std::nullopt};
  EXPECT_TRUE(MatterDesk(*h.house).add_party(h.by("tm_mediator"), id(), third));
  ASSERT_TRUE(view().barred);
  EXPECT_EQ(view().findings[0].weight, "bar");
  EXPECT_EQ(because("tm_mediator", view().findings[0].key), "barred");
}

INSTANTIATE_TEST_SUITE_P(Engines, DossierDeskTest, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

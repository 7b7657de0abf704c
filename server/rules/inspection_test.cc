// The points of an inspection over walks of a real mediation: each met by what is in the file, and the file's number by the rule of the plan.

#include "rules/inspection.h"

#include <gtest/gtest.h>

#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

const std::vector<DossierPlan>& plans() {
  static const std::vector<DossierPlan> all = must(load_dossier_plans(resources()));
  return all;
}

struct InspectionWalk : ::testing::Test {
  InspectionWalk() : c(county) {
    EXPECT_TRUE(c.report().ok());
    c.add_party(PartyRole::respondent);
    EXPECT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "complex"}}), "") << c.message;
    EXPECT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "") << c.message;
  }
  void med(const std::string& move, const Fields& fields = {}) { ASSERT_EQ(c.act("tm_mediator", move, fields, 0, 1), "") << move << c.message; }
  void registered() {
    med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", "2026-09-01"}});
    for (std::size_t n : {0U, 1U}) med("consent", {{"consenting_party", c.file.parties.at(n).id.text}, {"consent_on", "2026-09-01"}, {"consent_way", "signed"}});
    med("register", {{"dispute_kind", "dispute.neighbour"}});
  }
  void session(const std::string& record) {
    med("session", {{"session_on", c.now.text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", record}});
  }
  std::vector<PointSeen> points() const {
    const Proceeding& proceeding = c.file.proceedings[1];
    const WholeMatter whole{c.file, attachments, {}, {}};
    const Procedure& procedure = *rules().procedures.find(proceeding.procedure());
    return inspect(plans().front(), look_into(plans().front(), whole, proceeding, procedure, c.ground()), whole, proceeding);
  }
  bool met(const std::string& code) const {
    for (const PointSeen& seen : points()) {
      if (seen.point->code == code) return seen.met;
    }
    throw std::logic_error(code);
  }
  void attach(const std::string& kind) {
    for (const PastEvent& event : c.file.events) {
      const bool has = std::any_of(attachments.begin(), attachments.end(), [&](const Attachment& a) { return a.event == event.row.id; });
      if (event.row.kind != kind || has) continue;
      Attachment one;
      one.id = AttachmentId{"att-" + std::to_string(attachments.size())};
      one.event = event.row.id;
      attachments.push_back(one);
      return;
    }
    FAIL() << kind;
  }

  County county;
  Case c;
  std::vector<Attachment> attachments;
};

TEST_F(InspectionWalk, SevenPointsAndNoneIsMetByAnEmptyFile) {
  EXPECT_EQ(points().size(), 7u);
  for (const PointSeen& seen : points()) EXPECT_FALSE(seen.met) << seen.point->code;
}

TEST_F(InspectionWalk, APointIsMetByWhatTheRecordSays) {
  registered();
  session("双方都说了经过。");
  EXPECT_FALSE(met("present")) << "the principles are not in the record";
  EXPECT_FALSE(met("risk"));
  EXPECT_FALSE(met("verified"));
  session("调解员说明自愿、平等的原则，说明不履行的后果。双方对事实没有争议。");
  EXPECT_TRUE(met("present"));
  EXPECT_TRUE(met("risk"));
  EXPECT_TRUE(met("verified"));
  EXPECT_FALSE(met("accounts")) << "the signed record is not in the file";
  attach("session");
  EXPECT_FALSE(met("accounts")) << "each talk has its own record";
  attach("session");
  EXPECT_TRUE(met("accounts"));
  EXPECT_FALSE(met("rights"));
  attach("inform");
  EXPECT_TRUE(met("rights"));
}

TEST_F(InspectionWalk, AFailedMediationIsAskedForTheOtherWays) {
  registered();
  session("双方各述。");
  med("fail", {{"reason", "分歧较大"}});
  EXPECT_FALSE(met("outcome"));
  const auto asks = [&] {
    for (const PointSeen& seen : points()) {
      if (seen.point->code == "outcome") return seen.asks.size();
    }
    return std::size_t{0};
  };
  EXPECT_EQ(asks(), 2u) << "not for an agreement";
  ASSERT_EQ(c.act("tm_mediator", "tell_routes", {{"routes", "可以起诉"}, {"told_on", "2026-09-01"}, {"told_way", "face"}}, 1, 1), "") << c.message;
  EXPECT_TRUE(met("outcome"));
}

TEST(DossierNumbers, ReadAsTheirCommitteeWritesThem) {
  const DossierNumber& number = *plans().front().number;
  SeriesNumber made = series_number(number, "甲镇人民调解委员会", Date::of(2026, 9, 1));
  EXPECT_EQ(made.before + "001" + made.after, "（2026）甲镇人调字第001号");
  EXPECT_EQ(made.year, 2026);
  made = series_number(number, "人民调解委员会", Date::of(2027, 1, 1));
  EXPECT_EQ(made.before, "（2027）人民调解委员会人调字第") << "a name that is nothing else stays";
  made = series_number(number, "甲村调解室", Date::of(2027, 1, 1));
  EXPECT_EQ(made.before, "（2027）甲村调解室人调字第");
}

TEST(DossierNumbers, APlanThatCannotNumberSaysWhere) {
  const auto fault = [](const std::string& more) {
    const auto plan = parse_dossier_plan("procedure = \"p\"\ntitle = \"卷\"\n[[item]]\ncode = \"a\"\ntitle = \"甲\"\nmend = \"收\"\n" + more, "dossiers/p.toml");
    return plan ? std::string() : plan.error().message;
  };
  EXPECT_EQ(fault("[number]\non = [\"register\"]\nform = \"（{year}）{office}第{n}号\"\n"), "");
  EXPECT_NE(fault("[number]\non = [\"register\"]\nform = \"（{year}）第{n}号\"\n").find("{office}"), std::string::npos);
  EXPECT_NE(fault("[number]\non = []\nform = \"（{year}）{office}第{n}号\"\n").find("on"), std::string::npos);
  EXPECT_NE(fault("number = 3\n").find("number"), std::string::npos);
  EXPECT_NE(fault("[[point]]\ncode = \"x\"\ntitle = \"甲\"\nmend = \"补\"\nask = [{ says = \"有\", lines = [\"nothing\"] }]\n").find("nothing"), std::string::npos);
  EXPECT_NE(fault("[[point]]\ncode = \"x\"\ntitle = \"甲\"\nmend = \"补\"\nask = [{ says = \"有\" }]\n").find("lines"), std::string::npos);
  EXPECT_NE(fault("[[point]]\ncode = \"x\"\ntitle = \"甲\"\nmend = \"补\"\n").find("ask"), std::string::npos);
}

}  // namespace
}  // namespace lianhu::spine

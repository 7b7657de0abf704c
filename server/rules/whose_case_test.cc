// A mediation is its mediator's: colleagues of the committee read it and act in none of its steps, until it is handed over; its head may.

#include "rules/whose_case.h"

#include <gtest/gtest.h>

#include "rules/spine_fixture.h"

namespace lianhu {
namespace {

using namespace spine;

struct WhoseCase : ::testing::Test {
  WhoseCase() : c(county) {
    EXPECT_TRUE(c.report().ok());
    c.add_party(PartyRole::respondent);
    EXPECT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "complex"}}), "") << c.message;
  }
  void refer(const Fields& more = {}) {
    Fields fields{{"lead_office", "tm"}};
    fields.insert(more.begin(), more.end());
    ASSERT_EQ(c.act("tc_triage", "refer_to_mediation", fields), "") << c.message;
  }
  std::string by(const std::string& who, const std::string& move, const Fields& fields = {}) { return c.act(who, move, fields, 0, 1); }
  std::string inform(const std::string& who, const std::string& mediator) {
    return by(who, "inform", {{"mediator_post", mediator}, {"recusal", "none"}, {"informed_on", "2026-09-01"}});
  }
  std::string party(int n) const { return c.file.parties.at(static_cast<std::size_t>(n)).id.text; }
  void registered(const std::string& who) {
    ASSERT_EQ(inform(who, who), "") << c.message;
    for (int n : {0, 1}) ASSERT_EQ(by(who, "consent", {{"consenting_party", party(n)}, {"consent_on", "2026-09-01"}, {"consent_way", "signed"}}), "");
    ASSERT_EQ(by(who, "register", {{"dispute_kind", "dispute.neighbour"}}), "");
  }
  Fields session() const { return {{"session_on", c.now.text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "各述经过"}}; }
  bool reads(const std::string& who, Audience audience) { return may(c.actor(who), Action::read_item, {c.file, audience}); }

  County county;
  Case c;
};

TEST_F(WhoseCase, WhoeverIsFreeTakesOneThatNamesNobody) {
  refer();
  EXPECT_FALSE(whose_case(c.actor("tm_mediator2"), c.file));
  ASSERT_EQ(inform("tm_mediator2", "tm_mediator2"), "") << c.message;
  EXPECT_EQ(whose_case(c.actor("tm_mediator"), c.file), AccountId{"tm_mediator2"});
  EXPECT_FALSE(whose_case(c.actor("tm_mediator2"), c.file));
  EXPECT_FALSE(whose_case(c.actor("wb_handler"), c.file)) << "no mediator of that committee";
}

// Each step of the procedure, in each of its states: whoever may make it as the handler, the colleague may not.
TEST_F(WhoseCase, TheColleagueMakesNoMoveTheHandlerAndTheHeadMake) {
  refer({{"lead_receiver", "tm_mediator"}});
  registered("tm_mediator");
  const Proceeding& talk = c.file.proceedings.at(1);
  const Procedure& procedure = *rules().procedures.find(talk.procedure());
  int of_handler = 0, of_head = 0;
  for (const Move& move : procedure.moves) {
    if (move.starts) continue;
    const bool handler = may_make(move, c.actor("tm_mediator"), c.file, talk);
    const bool renews = move.name == "restart";  // a new round names its mediator
    EXPECT_EQ(may_make(move, c.actor("tm_mediator2"), c.file, talk), renews) << move.name;
    of_handler += handler ? 1 : 0;
    if (handler && move.audience != Audience::mediator) {
      EXPECT_TRUE(may_make(move, c.actor("tm_leader"), c.file, talk)) << move.name;
      ++of_head;
    }
  }
  EXPECT_GT(of_handler, 20);
  EXPECT_GT(of_head, 18);
  for (const Audience audience : {Audience::parties, Audience::staff, Audience::handling, Audience::mediator}) EXPECT_TRUE(reads("tm_mediator2", audience)) << "as before";
  EXPECT_EQ(by("tm_mediator2", "session", session()), "not_yours");
  EXPECT_NE(c.message.find("化名tm_mediator办理"), std::string::npos) << c.message;
  EXPECT_NE(c.message.find("更换或增加调解员"), std::string::npos) << c.message;
}

TEST_F(WhoseCase, IsHandedOverByTheHandlerOrTheHeadAndTakenByNobody) {
  refer({{"lead_receiver", "tm_mediator"}});
  registered("tm_mediator");
  const Fields to_second{{"mediator_post", "tm_mediator2"}, {"reason", "外出学习"}};
  EXPECT_EQ(by("tm_mediator2", "change_mediator", to_second), "not_yours");
  ASSERT_EQ(by("tm_mediator", "change_mediator", to_second), "") << c.message;
  EXPECT_EQ(by("tm_mediator", "session", session()), "not_yours");
  ASSERT_EQ(by("tm_mediator2", "session", session()), "") << c.message;
  ASSERT_EQ(by("tm_leader", "change_mediator", {{"mediator_post", "tm_mediator"}, {"reason", "请假"}}), "") << c.message;
  EXPECT_EQ(by("tm_mediator", "session", session()), "");
}

TEST_F(WhoseCase, TheHeadKeepsNoRecordThatOnlyMediatorsReadUnlessAMediatorToo) {
  refer({{"lead_receiver", "tm_mediator"}});
  registered("tm_mediator");
  EXPECT_EQ(by("tm_leader", "session", session()), "not_yours");
  EXPECT_FALSE(reads("tm_leader", Audience::mediator));
  Actor both = c.actor("tm_leader");
  both.posts.push_back(c.actor("tm_mediator2").posts.front());
  const Procedure& procedure = *rules().procedures.find(c.file.proceedings.at(1).procedure());
  for (const char* move : {"session", "caucus", "sign", "refuse"}) EXPECT_TRUE(may_make(*procedure.move(move), both, c.file, c.file.proceedings.at(1))) << move;
}

}  // namespace
}  // namespace lianhu

// What a mediation counts as, act by act (J1, J2): once, by its latest result, and nothing is taken away silently.

#include "rules/mediation_count.h"

#include <gtest/gtest.h>

#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

struct Counting : ::testing::Test {
  Counting() : c(county) {
    EXPECT_TRUE(c.report().ok());
    c.add_party(PartyRole::respondent);
    EXPECT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "complex"}}), "") << c.message;
    EXPECT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "") << c.message;
    count();
  }
  // What the desk does after each act.
  std::vector<MediationCount> count() {
    const Ground ground = c.ground();
    auto more = recount(stored, counted_mediations(c.file, ground), ground);
    stored.insert(stored.end(), more.begin(), more.end());
    return more;
  }
  std::vector<MediationCount> med(const std::string& move, const Fields& fields = {}, int files = 0) {
    EXPECT_EQ(c.act("tm_mediator", move, fields, files, 1), "") << move << " " << c.message;
    return count();
  }
  std::string party(int n) const { return c.file.parties.at(static_cast<std::size_t>(n)).id.text; }
  std::string today() const { return c.now.date().text(); }
  void consents(const std::string& move) {
    for (int n : {0, 1}) med(move, {{"consenting_party", party(n)}, {"consent_on", today()}, {"consent_way", "signed"}});
  }
  void session() { med("session", {{"session_on", c.now.text()}, {"session_place", "甲村村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "双方各述经过"}}); }
  void to_mediating() {
    med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", today()}});
    consents("consent");
    med("register", {{"dispute_kind", "dispute.neighbour"}});
    session();
  }
  Fields agreement() const {
    return {{"facts", "排水沟出口被堵"},
            {"clauses", R"([{"debtor":")" + party(1) + R"(","creditor":")" + party(0) + R"(","deed":"pay","text":"赔偿修补费用","quantity":120000,"due":"2026-10-01","method":"转账"}])"},
            {"last_due_on", "2026-10-01"}};
  }
  std::int64_t net() const {
    std::int64_t sum = 0;
    for (const MediationCount& row : stored) sum += row.delta;
    return sum;
  }

  County county;
  Case c;
  std::vector<MediationCount> stored;
};

TEST_F(Counting, NothingWhileItGoesOn) {
  to_mediating();
  EXPECT_TRUE(stored.empty());
}

TEST_F(Counting, AWrittenAgreementCountsOnItsDayWithItsSum) {
  to_mediating();
  const auto rows = med("succeed_written", agreement());
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].delta, 1);
  EXPECT_EQ(rows[0].result, "written");
  EXPECT_EQ(rows[0].month, today().substr(0, 7));
  EXPECT_EQ(rows[0].amount, 120'000);
  EXPECT_EQ(rows[0].parties, 2);
  EXPECT_EQ(rows[0].office.text, "tm");
  EXPECT_EQ(rows[0].category, "dispute.neighbour");
  EXPECT_EQ(rows[0].source, "application");
}

TEST_F(Counting, AnAgreementTakenBackCountsNoLonger) {
  to_mediating();
  med("succeed_written", agreement());
  const auto rows = med("back_to_session", {{"reason", "条款要改"}});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].delta, -1);
  EXPECT_EQ(rows[0].amount, 120'000);
  EXPECT_EQ(net(), 0);
}

TEST_F(Counting, ARefusalCountsAsFailedUntilTheNewAttemptHasAResult) {
  to_mediating();
  med("refuse", {{"refusing_party", party(1)}, {"refused_on", today()}, {"refuse_way", "oral"}});
  ASSERT_EQ(net(), 1);
  EXPECT_EQ(stored.back().result, "failed");
  EXPECT_EQ(stored.back().amount, 0);
  med("tell_routes", {{"routes", "可以向人民法院起诉"}, {"told_on", today()}, {"told_way", "face"}}, 1);
  consents("consent_again");
  EXPECT_TRUE(med("restart", {{"mediator_post", "tm_mediator"}}).empty()) << "the failure stands";
  session();
  EXPECT_EQ(net(), 1);
  const auto rows = med("succeed_written", agreement());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].delta, -1);
  EXPECT_EQ(rows[0].result, "failed");
  EXPECT_EQ(rows[1].delta, 1);
  EXPECT_EQ(rows[1].result, "written");
  EXPECT_EQ(net(), 1);
}

TEST_F(Counting, AnAgreementRefusedBeforeItTakesEffectCountsAsFailedWithoutItsSum) {
  to_mediating();
  med("succeed_written", agreement());
  const auto rows = med("refuse", {{"refusing_party", party(1)}, {"refused_on", today()}, {"refuse_way", "oral"}});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].amount, 120'000);
  EXPECT_EQ(rows[1].result, "failed");
  EXPECT_EQ(rows[1].amount, 0);
}

TEST_F(Counting, AMonthBetweenMovesNothingButTheNewResult) {
  to_mediating();
  med("fail", {{"reason", "分歧太大"}});
  const std::string first = stored.back().month;
  med("tell_routes", {{"routes", "可以向人民法院起诉"}, {"told_on", today()}, {"told_way", "face"}}, 1);
  c.now = c.now.plus_ms(45LL * 24 * 3'600'000);
  consents("consent_again");
  med("restart", {{"mediator_post", "tm_mediator"}});
  session();
  const auto rows = med("succeed_written", agreement());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].month, first) << "taken from the month it was counted in";
  EXPECT_EQ(rows[1].month, today().substr(0, 7));
}

TEST_F(Counting, AnotherCategoryIsCountedAnewInTheSameMonth) {
  to_mediating();
  med("succeed_written", agreement());
  c.file.matter.category = "dispute.house";
  const auto rows = count();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].category, "dispute.neighbour");
  EXPECT_EQ(rows[1].category, "dispute.house");
  EXPECT_EQ(rows[0].month, rows[1].month);
  EXPECT_TRUE(count().empty()) << "twice is once";
}

TEST_F(Counting, AMergedMatterCountsWithTheOther) {
  to_mediating();
  med("succeed_written", agreement());
  c.file.matter.root = MatterId{"another"};
  ASSERT_EQ(count().size(), 1U);
  EXPECT_EQ(net(), 0);
}

TEST_F(Counting, ACourtsLetterNamesTheSource) {
  to_mediating();
  ExternalReference letter;
  letter.id = "r";
  letter.system = "court";
  letter.received_at = c.now;
  c.file.external.push_back(letter);
  EXPECT_EQ(med("succeed_written", agreement()).at(0).source, "court");
}

TEST(CommitteeKind, FollowsTheBodyAboveIt) {
  County county;
  Office committee;
  const auto kind = [&](const std::string& above) {
    Office body;
    body.id = OfficeId{"above"};
    body.kind = above;
    Directory directory;
    directory.add(body);
    committee.parent = body.id;
    return committee_kind(committee, directory);
  };
  EXPECT_EQ(kind("village"), "village");
  EXPECT_EQ(kind("town_government"), "town");
  EXPECT_EQ(kind("public_body"), "enterprise");
  EXPECT_EQ(kind("mass_organisation"), "association");
  EXPECT_EQ(kind("department"), "other");
}

}  // namespace
}  // namespace lianhu::spine

// Signatures, recusal and quiet moves of people_mediation@4, and the library of clauses.

#include "rules/signing.h"

#include <set>

#include <gtest/gtest.h>

#include "rules/clause_library.h"
#include "rules/recusal.h"
#include "rules/signature.h"
#include "rules/spine_fixture.h"

namespace lianhu::spine {
namespace {

class Signing : public testing::Test {
 protected:
  Signing() : c(county) {
    EXPECT_TRUE(c.report().ok());
    c.add_party(PartyRole::respondent);
    EXPECT_EQ(c.act("tc_triage", "accept", {{"category", "dispute.neighbour"}, {"difficulty", "complex"}}), "") << c.message;
    EXPECT_EQ(c.act("tc_triage", "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "") << c.message;
  }
  std::string med(const std::string& move, const Fields& fields = {}, int files = 0) { return c.act("tm_mediator", move, fields, files, 1); }
  std::string party(std::size_t n) const { return c.file.parties.at(n).id.text; }
  std::string day(int plus = 0) const { return c.now.date().plus(plus).text(); }
  void registered(const Fields& informed = {}) {
    Fields fields{{"mediator_post", "tm_mediator"}, {"recusal", "none"}, {"informed_on", day()}};
    for (const auto& [name, value] : informed) fields[name] = value;
    ASSERT_EQ(med("inform", fields), "") << c.message;
    for (std::size_t n : {0u, 1u}) ASSERT_EQ(med("consent", {{"consenting_party", party(n)}, {"consent_on", day()}, {"consent_way", "signed"}}), "") << c.message;
    ASSERT_EQ(med("register", {{"dispute_kind", "dispute.neighbour"}}), "") << c.message;
  }
  std::string session() {
    return med("session", {{"session_on", c.now.text()}, {"session_place", "村委会"}, {"session_kind", "together"}, {"present", "双方"}, {"record", "各述经过"}});
  }
  std::string clauses() const {
    return R"([{"debtor":")" + party(1) + R"(","creditor":")" + party(0) + R"(","deed":"do","text":"疏通排水沟","method":"自行","due":")" + day(20) + "\"}]";
  }
  void agreed(const Fields& more = {}) {
    registered();
    ASSERT_EQ(session(), "") << c.message;
    Fields fields{{"facts", "排水沟被堵"}, {"clauses", clauses()}, {"last_due_on", day(20)}};
    for (const auto& [name, value] : more) fields[name] = value;
    ASSERT_EQ(med("succeed_written", fields), "") << c.message;
  }
  std::string sign(Fields more, std::size_t n = 0) {
    Fields fields{{"signing_party", party(n)}, {"party_signed_on", day()}, {"signed_way", "signature"}};
    for (const auto& [name, value] : more) fields[name] = value;
    return med("sign", fields);
  }
  Signatures now() const { return signatures_of(c.file, c.file.proceedings.at(1)); }

  County county;
  Case c;
};

TEST_F(Signing, NothingIsSignedBeforeItWasAgreed) {
  agreed();
  c.now = c.now.plus_ms(5 * std::int64_t{86'400'000});
  EXPECT_EQ(sign({{"party_signed_on", day(-6)}}), "invalid_fields");
  EXPECT_EQ(sign({{"party_signed_on", day(1)}}), "invalid_fields");
  EXPECT_EQ(awaited(now()), "待化名张三、化名李四签署");
  EXPECT_EQ(med("sign", {{"signing_party", party(0)}, {"party_signed_on", day(-1)}, {"signed_way", "signature"}}), "") << c.message;
  EXPECT_EQ(awaited(now()), "待化名李四签署");
  EXPECT_EQ(med("sign", {{"signing_party", party(1)}, {"party_signed_on", day(-2)}, {"signed_way", "both"}, {"scribe", "化名代书人"}}), "") << c.message;
  EXPECT_EQ(awaited(now()), "待调解员签字、盖章");
  EXPECT_EQ(med("take_effect", {{"mediator_signed_on", day(-1)}, {"sealed_on", day(-6)}}), "invalid_fields");
  EXPECT_EQ(med("take_effect", {{"mediator_signed_on", day(-2)}, {"sealed_on", day(-2)}}), "") << c.message;
  EXPECT_EQ(now().effective_on, c.now.date().plus(-1)) << "the last of signatures and seal";
  EXPECT_EQ(awaited(now()), "");
}

TEST_F(Signing, TheDayItWasReachedIsNotBeforeTheLastTalk) {
  registered();
  ASSERT_EQ(session(), "") << c.message;
  c.now = c.now.plus_ms(5 * std::int64_t{86'400'000});
  const Fields fields{{"facts", "排水沟被堵"}, {"clauses", clauses()}, {"last_due_on", day(20)}};
  Fields early = fields, right = fields;
  early["agreed_on"] = day(-6);
  right["agreed_on"] = day(-3);
  EXPECT_EQ(med("succeed_written", early), "invalid_fields");
  EXPECT_EQ(med("succeed_written", right), "") << c.message;
  EXPECT_EQ(med("sign", {{"signing_party", party(0)}, {"party_signed_on", day(-4)}, {"signed_way", "signature"}}), "invalid_fields") << "before it was reached";
  EXPECT_EQ(med("sign", {{"signing_party", party(0)}, {"party_signed_on", day(-3)}, {"signed_way", "signature"}}), "") << c.message;
}

TEST_F(Signing, WhoHelpsIsAskedOnlyWhereItFits) {
  agreed();
  const auto fault = [&](Fields more) {
    return sign(std::move(more)).empty() ? std::string("ok") : c.message;
  };
  EXPECT_EQ(fault({{"signed_way", "fingerprint"}}), "只捺印的，请写明读给本人听的人，或者在下面写明见证人");
  EXPECT_EQ(fault({{"reader", "化名代读人"}}), "“读给本人听的人”只在“签署方式”是“签名并捺印”或“只捺印”时填写，请删去");
  EXPECT_EQ(fault({{"capacity", "minor"}}), "请填写“法定代理人或者监护人”");
  EXPECT_EQ(fault({{"guardian", "化名王五"}}).find("“法定代理人或者监护人”只在"), 0u);
  EXPECT_EQ(fault({{"witness", "化名李四"}}), "对方当事人不能帮这一方签署或者作见证，请另写一人");
  EXPECT_EQ(fault({{"witness", "化名张三"}}), "这里写的是签署的当事人本人，请写帮助他签署的人");
  EXPECT_EQ(fault({{"capacity", "ward"}, {"guardian", "化名王五"}, {"signed_way", "fingerprint"}, {"witness", "化名赵六"}}), "ok");
  EXPECT_EQ(now().parties.at(0).guardian, "化名王五");
}

TEST_F(Signing, WhoAsksForAnotherMediatorHoldsEverythingUntilAnswered) {
  ASSERT_EQ(med("inform", {{"mediator_post", "tm_mediator"}, {"recusal", "asked"}, {"recusal_party", party(1)}, {"informed_on", day()}}), "") << c.message;
  const Fields consent{{"consenting_party", party(0)}, {"consent_on", day()}, {"consent_way", "signed"}};
  EXPECT_EQ(med("consent", consent), "need_missing");
  EXPECT_EQ(med("answer_recusal", {}), "invalid_fields") << "an answer has its reasons";
  EXPECT_EQ(med("answer_recusal", {{"recusal_answer", "没有应当更换的情形"}}), "") << c.message;
  EXPECT_EQ(med("answer_recusal", {{"recusal_answer", "再答一次"}}), "need_missing");
  EXPECT_EQ(med("consent", consent), "") << c.message;
  EXPECT_EQ(c.act("p0", "ask_recusal", {}, 0, 1), "") << c.message;
  EXPECT_EQ(med("register", {{"dispute_kind", "dispute.neighbour"}}), "need_missing");
  EXPECT_EQ(med("change_mediator", {{"mediator_post", "tm_mediator2"}, {"reason", "当事人要求"}}), "") << c.message;
  EXPECT_EQ(med("consent", {{"consenting_party", party(1)}, {"consent_on", day()}, {"consent_way", "signed"}}), "not_yours") << "it is the other's now";
  EXPECT_EQ(c.act("tm_mediator2", "consent", {{"consenting_party", party(1)}, {"consent_on", day()}, {"consent_way", "signed"}}, 0, 1), "") << c.message;
  EXPECT_EQ(c.act("tm_mediator2", "register", {{"dispute_kind", "dispute.neighbour"}}, 0, 1), "") << c.message;
}

TEST_F(Signing, ChangedOrRefusedWithReasonsAtOnceHoldsNothing) {
  registered({{"recusal", "kept"}, {"recusal_party", party(1)}, {"recusal_answer", "没有亲属关系"}});
  EXPECT_EQ(session(), "") << c.message;
}

TEST(ClauseLibrary, TheFileCoversTheEighteenKindsAndBlamesTheLine) {
  const auto plans = load_dossier_plans(resources());
  ASSERT_TRUE(plans);
  const auto libraries = load_clause_libraries(resources(), *plans);
  ASSERT_TRUE(libraries) << libraries.error().message;
  ASSERT_EQ(libraries->size(), 1u);
  std::set<std::string> kinds;
  for (const LibraryClause& clause : libraries->front().clauses) kinds.insert(clause.kinds.begin(), clause.kinds.end());
  EXPECT_EQ(kinds.size(), 18u);
  EXPECT_GE(libraries->front().clauses.size(), 25u);
  const std::string head = "procedure = \"people_mediation\"\n[[clause]]\ncode = \"a\"\ntitle = \"甲\"\n";
  const auto fault = [&](const std::string& more) {
    const auto read = parse_clause_library(head + more, "clauses/x.toml", *plans);
    return read ? std::string() : read.error().message;
  };
  EXPECT_EQ(fault("deed = \"pay\"\ntext = \"付{什么}\"\n"), "");
  EXPECT_NE(fault("deed = \"sing\"\ntext = \"付\"\n").find("deed"), std::string::npos);
  EXPECT_NE(fault("deed = \"pay\"\ntext = \"付{什么\"\n").find("不成对"), std::string::npos);
  EXPECT_NE(fault("deed = \"pay\"\ntext = \"付{}\"\n").find("不成对"), std::string::npos);
  EXPECT_NE(fault("deed = \"pay\"\ntext = \"{甲}付{甲}\"\n").find("同名"), std::string::npos);
  EXPECT_NE(fault("deed = \"do\"\ntext = \"做\"\nparts = true\n").find("分期"), std::string::npos);
  EXPECT_NE(fault("deed = \"pay\"\ntext = \"付\"\nkinds = [19]\n").find("1 至 18"), std::string::npos);
  EXPECT_NE(fault("deed = \"do\"\ntext = \"尽快做\"\n").find("尽快"), std::string::npos);
  EXPECT_NE(fault("deed = \"do\"\ntext = \"做\"\nbasis = \"物权法第1条\"\n").find("物权法"), std::string::npos);
  EXPECT_NE(fault("deed = \"pay\"\ntext = \"付\"\ncondition = \"办完\"\n").find("within_days"), std::string::npos);
}

}  // namespace
}  // namespace lianhu::spine

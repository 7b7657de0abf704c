// The register: who is in it for whom, and how their names stand.

#include "desk/register_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"
#include "paper/sheet_read.h"

namespace lianhu {
namespace {

class Registers : public testing::TestWithParam<Engine> {
 protected:
  MatterId mediation() {
    const MatterId id = h.report().matter;
    EXPECT_TRUE(MatterDesk(*h.house).add_party(h.by("tc_triage"), id, {"respondent", "natural", "化名李四", "19900005678", std::nullopt, std::nullopt, std::nullopt}));
    EXPECT_EQ(h.act("tc_triage", id, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
    EXPECT_EQ(h.act("tc_triage", id, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
    return id;
  }
  RegisterPage page(const std::string& login, bool names = false) { return spine::must(desk.page(h.county.actor(login), {"2026-09", std::nullopt, std::nullopt, names, 0})); }

  SpineHouse h{GetParam()};
  RegisterDesk desk{*h.house};
};

TEST_P(Registers, HoldTheMediationsOfThePeriodForEachReader) {
  const MatterId one = mediation();
  h.report();  // no mediation
  const RegisterPage mine = page("tm_mediator");
  ASSERT_EQ(mine.items.size(), 1U);
  EXPECT_EQ(mine.total, 1);
  EXPECT_EQ(mine.items[0].matter, one.text);
  EXPECT_EQ(mine.items[0].office_name, "甲镇人民调解委员会");
  EXPECT_EQ(mine.items[0].state_title, "已登记");
  EXPECT_EQ(page("tc_triage").total, 1);
  EXPECT_EQ(page("tc2_triage").total, 0);
  EXPECT_EQ(page("hb_handler").total, 0);
}

TEST_P(Registers, NamesAreWholeOnlyToTheCommitteeThatAsks) {
  mediation();
  EXPECT_EQ(page("tm_mediator", true).items[0].parties, "化名张三、化名李四");
  EXPECT_EQ(page("tm_mediator").items[0].parties.find("张三"), std::string::npos);
  EXPECT_EQ(page("cc_leader", true).items[0].parties.find("张三"), std::string::npos);
}

TEST_P(Registers, ArePagedByFifty) {
  for (int n = 0; n < 51; ++n) mediation();
  const RegisterPage first = page("tm_mediator");
  EXPECT_EQ(first.items.size(), 50U);
  ASSERT_EQ(first.next, 50);
  const RegisterPage rest = spine::must(desk.page(h.county.actor("tm_mediator"), {"2026-09", std::nullopt, std::nullopt, false, 50}));
  EXPECT_EQ(rest.items.size(), 1U);
  EXPECT_FALSE(rest.next);
  const auto book = spine::must(paper::read_sheets(spine::must(desk.sheet(h.county.actor("tm_mediator"), {"2026-09", {}, {}, false, 0})).bytes));
  EXPECT_EQ(book.sheets.at(0).rows.size(), 53U) << "the whole of it, under two rows of headings";
}

TEST_P(Registers, ATextThatLooksLikeAFormulaIsText) {
  const MatterId one = mediation();
  h.db->commit([&](Session& session) { session.run("UPDATE matter SET title = '=1+1' WHERE region = :region AND id = :id", {{"region", std::string(h.region)}, {"id", one.text}}); });
  const auto book = spine::must(paper::read_sheets(spine::must(desk.sheet(h.county.actor("tm_mediator"), {"2026-09", {}, {}, false, 0})).bytes));
  EXPECT_EQ(book.sheets.at(0).rows.at(2).at(9), paper::Cell::words("=1+1"));
}

TEST_P(Registers, BadQuestionsNameTheField) {
  const auto refused = [&](const RegisterRequest& request) { return desk.page(h.county.actor("tm_mediator"), request).error().fields.at(0).pointer; };
  EXPECT_EQ(refused({"x", {}, {}, false, 0}), "/from");
  EXPECT_EQ(refused({"2026-09", {}, "nowhere", false, 0}), "/place");
}

INSTANTIATE_TEST_SUITE_P(Engines, Registers, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

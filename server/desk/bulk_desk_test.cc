// Many rows at once: each stands alone, a lost answer loses nothing, and what changed meanwhile is told.

#include <gtest/gtest.h>

#include "desk/bulk_desk.h"
#include "desk/spine_house.h"

namespace lianhu {
namespace {

class Bulk : public ::testing::TestWithParam<Engine> {
 protected:
  BulkRow row(const MatterId& id) { return {id.text, etag_of(h.file(id).matter.acted_version)}; }
  BulkOrder assigning(std::vector<BulkRow> rows) const { return {"assign", {{"lead_office", "wb"}, {"lead_receiver", "wb_handler"}}, std::move(rows)}; }
  std::string outcomes(const BulkResult& result) {
    std::string out;
    for (const BulkRowResult& one : result.rows) out += (out.empty() ? "" : " ") + one.outcome;
    return out;
  }
  std::string state(const MatterId& id) { return h.file(id).proceedings.at(0).state; }

  SpineHouse h{GetParam()};
  MatterDesk matters{*h.house};
  BulkDesk desk{*h.house, matters};
};
INSTANTIATE_TEST_SUITE_P(Engines, Bulk, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Bulk, ARefusedRowStopsNoOther) {
  const MatterId ready = h.report().matter, not_ready = h.report("水管坏了。").matter, also = h.report("路灯坏了。").matter;
  h.accept(ready);
  h.accept(also);
  const BulkRow stale = row(also);
  EXPECT_EQ(h.act("tc_triage", also, "urge"), "");
  const auto result = spine::must(desk.act(h.by("tc_triage", "batch"), assigning({row(not_ready), {"00000000-0000-7000-8000-000000000000", "v1"}, stale, row(ready)})));
  EXPECT_EQ(outcomes(result), "refused refused changed done");
  EXPECT_EQ(result.done, 1);
  EXPECT_EQ(result.refused, 2);
  EXPECT_EQ(result.changed, 1);
  EXPECT_EQ(state(ready), "assigned");
  EXPECT_EQ(state(also), "accepted");
  EXPECT_FALSE(result.rows[1].number) << "an unknown matter and another's look the same";
  EXPECT_NE(result.rows[0].message, "");
}

TEST_P(Bulk, TheSameBatchSentAgainDoesOnlyWhatIsMissing) {
  const MatterId one = h.report().matter, two = h.report("水管坏了。").matter;
  h.accept(one);
  h.accept(two);
  const BulkOrder order = assigning({row(one), row(two)});
  EXPECT_EQ(outcomes(spine::must(desk.act(h.by("tc_triage", "batch"), order))), "done done");
  const std::size_t events = h.file(one).events.size();
  EXPECT_EQ(outcomes(spine::must(desk.act(h.by("tc_triage", "batch"), order))), "done done");
  EXPECT_EQ(h.file(one).events.size(), events);
  EXPECT_EQ(outcomes(spine::must(desk.act(h.by("tc_triage", "batch", "another body"), order))), "refused refused");
}

TEST_P(Bulk, AMatterInMediationIsRefusedWithItsStateNotAsUnknown) {
  const MatterId id = h.report().matter;
  PartyInput other{"respondent", "natural", "化名李四", "19900005678", std::nullopt, std::nullopt, std::nullopt};
  ASSERT_TRUE(matters.add_party(h.by("tc_triage"), id, other));
  ASSERT_EQ(h.act("tc_triage", id, "accept", {{"category", "dispute.neighbour"}, {"difficulty", "ordinary"}}), "");
  ASSERT_EQ(h.act("tc_triage", id, "refer_to_mediation", {{"lead_office", "tm"}, {"lead_receiver", "tm_mediator"}}), "");
  const auto result = spine::must(desk.act(h.by("tc_triage", "b"), assigning({row(id)})));
  EXPECT_EQ(outcomes(result), "refused");
  EXPECT_NE(result.rows[0].message.find("状态"), std::string::npos) << result.rows[0].message;
}

TEST_P(Bulk, WhoMayNotKnowIsToldNothing) {
  const MatterId id = h.report().matter;
  h.accept(id);
  const auto result = spine::must(desk.act(h.by("tc2_triage", "b"), assigning({row(id)})));
  EXPECT_EQ(outcomes(result), "refused");
  EXPECT_FALSE(result.rows[0].title);
  EXPECT_EQ(outcomes(spine::must(desk.act(h.by("wb_handler", "b"), assigning({row(id)})))), "refused");
}

TEST_P(Bulk, OnlyWhatSaysTheSameToAllIsDoneInBulk) {
  const MatterId id = h.report().matter;
  EXPECT_EQ(desk.act(h.by("tc_triage"), {"accept", {}, {row(id)}}).error().fields.at(0).pointer, "/move");
  EXPECT_EQ(desk.act(h.by("tc_triage"), {"urge", {}, {row(id), row(id)}}).error().fields.at(0).pointer, "/rows/1");
  const auto without = spine::must(desk.act(h.by("tc_triage"), {"urge", {}, {{id.text, "x"}}}));
  EXPECT_EQ(outcomes(without), "refused");
  std::vector<std::string> moves;
  for (const BulkMove& move : desk.moves()) moves.push_back(move.move);
  EXPECT_EQ(moves, (std::vector<std::string>{"assign", "urge"}));
}

TEST_P(Bulk, TheDocketsTellWhoAndByWhenAndNoTelephone) {
  const MatterId one = h.report().matter, two = h.report("水管坏了。").matter;
  h.accept(one);
  h.assign(one);
  const DocketSheet sheet = spine::must(desk.dockets(h.county.actor("tc_triage"), {{one.text, two.text}}));
  ASSERT_EQ(sheet.dockets.size(), 2u);
  EXPECT_EQ(sheet.dockets[0].duties.at(0).office_name, "水务局");
  EXPECT_TRUE(sheet.dockets[0].due_at);
  EXPECT_EQ(write_json(sheet).find("19900001234"), std::string::npos);
  const DocketSheet other = spine::must(desk.dockets(h.county.actor("tc2_triage"), {{one.text, two.text}}));
  EXPECT_TRUE(other.dockets.empty());
  EXPECT_EQ(other.rows.at(0).outcome, "refused");
  EXPECT_EQ(desk.dockets(h.county.actor("tc_triage"), {{one.text, one.text}}).error().fields.at(0).pointer, "/matters/1");
}

}  // namespace
}  // namespace lianhu

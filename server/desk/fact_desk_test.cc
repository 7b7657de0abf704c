// Corrections through the desk and the database: replays, two at once, search, counts, lists, views.

#include "desk/fact_desk.h"

#include <gtest/gtest.h>

#include <thread>

#include "desk/notice_desk.h"
#include "desk/spine_house.h"
#include "store/count_store.h"
#include "store/verify_store.h"

namespace lianhu {
namespace {

class Facts : public testing::TestWithParam<Engine> {
 protected:
  static std::string uuid(int n) {
    char text[40];
    std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012d", n);
    return text;
  }
  FactsInput of(std::vector<FactEdit> edits) { return {std::move(edits), uuid(++ids), uuid(0), ids, h.clock.now()}; }
  // "" or the refusal's code.
  std::string send(const std::string& login, const MatterId& id, const FactsInput& input, const std::string& key = "") {
    const auto written = desk.correct(h.by(login, key), id, input);
    return written ? "" : written.error().code;
  }
  std::string edit(const std::string& login, const MatterId& id, const std::string& fact, const std::string& base, const std::string& value) {
    return send(login, id, of({{fact, base, value}}));
  }
  MatterView view(const std::string& login, const MatterId& id) { return spine::must(MatterDesk(*h.house).view(h.county.actor(login), id)); }
  std::vector<std::string> box(const std::string& login, const std::string& name) {
    std::vector<std::string> ids_of;
    for (const WorkItem& item : spine::must(WorkDesk(*h.house).work(h.county.actor(login), {name, {}, {}})).items) ids_of.push_back(item.matter);
    return ids_of;
  }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = 0;
    h.db->read([&](Session& session) { session.query(sql, {}, [&](const Row& row) { n = row.i64(0); }); });
    return n;
  }
  std::string phone_of(const MatterId& id) { return "parties/" + h.file(id).parties.front().id.text + "/phone"; }

  SpineHouse h{GetParam()};
  FactDesk desk{*h.house};
  int ids = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, Facts, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Facts, TheSameKeyOrClientIdIsTakenOnce) {
  const MatterId id = h.report().matter;
  const FactsInput input = of({{"place_detail", "", "桥头"}, {"title", "看错的", "改了的标题"}});
  EXPECT_EQ(send("tc_triage", id, input, "k1"), "");
  const auto events = h.file(id).events.size();
  EXPECT_EQ(send("tc_triage", id, input, "k1"), "");
  EXPECT_EQ(send("tc_triage", id, input, "k2"), "");
  EXPECT_EQ(h.file(id).events.size(), events);
  EXPECT_EQ(h.file(id).discrepancies.size(), 1u);
  // Whatever the matter became meanwhile, the answer to the edits is what became of them.
  EXPECT_EQ(edit("tc_triage", id, "place_detail", "桥头", "桥尾"), "");
  const FactsReply reply = desk.reply(h.county.actor("tc_triage"), id, input);
  ASSERT_EQ(reply.results.size(), 2u);
  EXPECT_EQ(reply.results[0].result, "applied");
  EXPECT_EQ(reply.results[1].result, "kept");
  EXPECT_EQ(reply.results[1].label, "标题");
  ASSERT_TRUE(reply.view);
  EXPECT_EQ(reply.view->place_detail, "桥尾");
  // Another content under the same id, and under the same key.
  FactsInput other = input;
  other.edits[0].value = "别处";
  EXPECT_EQ(send("tc_triage", id, other, "k3"), "key_reused");
  EXPECT_EQ(desk.correct(h.by("tc_triage", "k1", "another body"), id, other).error().code, "key_reused");
}

TEST_P(Facts, NothingToDoIsRememberedUnderItsKey) {
  const MatterId id = h.report().matter;
  ASSERT_EQ(edit("tc_triage", id, "place_detail", "", "桥头"), "");
  const FactsInput same = of({{"place_detail", "", "桥头"}});
  const auto acted = h.file(id).matter.acted_version;
  EXPECT_EQ(send("cc_triage", id, same, "k"), "");
  EXPECT_EQ(h.file(id).matter.acted_version, acted) << "no act: nobody's page is out of date";
  ASSERT_EQ(edit("tc_triage", id, "place_detail", "桥头", "桥尾"), "");
  EXPECT_EQ(send("cc_triage", id, same, "k"), "") << "the lost answer asked for again";
  EXPECT_TRUE(h.file(id).discrepancies.empty());
}

TEST_P(Facts, TwoAtOnceKeepBoth) {
  const MatterId id = h.report().matter;
  std::vector<std::thread> hands;
  for (int n = 0; n < 6; ++n) {
    hands.emplace_back([&, input = of({{"place_detail", "", "第" + std::to_string(n) + "处"}})] { EXPECT_EQ(send("tc_triage", id, input), ""); });
  }
  for (std::thread& hand : hands) hand.join();
  const MatterFile file = h.file(id);
  EXPECT_EQ(file.discrepancies.size(), 5u);
  EXPECT_EQ(file.matter.differing, 5);
  std::set<std::string> all{*file.matter.place_detail};
  for (const Discrepancy& d : file.discrepancies) all.insert(*d.offered);
  EXPECT_EQ(all.size(), 6u);
  // The shelf's copy is what a fresh reading gives.
  EXPECT_EQ(load_matter(*h.house, id)->file.discrepancies.size(), 5u);
}

TEST_P(Facts, SearchAndCountsFollow) {
  const MatterId id = h.report().matter;
  ASSERT_EQ(edit("tc_triage", id, "place_detail", "", "老槐树东侧"), "");
  ListRequest find;
  find.q = "老槐树";
  EXPECT_EQ(spine::must(WorkDesk(*h.house).matters(h.county.actor("tc_triage"), find)).items.size(), 1u);
  ASSERT_EQ(edit("tc_triage", id, "category", "facility.drain", "dispute.neighbour"), "");
  std::map<std::string, std::int64_t> sums;
  h.db->read([&](Session& session) {
    for (const CountFact& fact : load_counts(session, SpineHouse::region, id)) sums[fact.category] += fact.delta;
  });
  EXPECT_EQ(sums["facility.drain"], 0);
  EXPECT_EQ(sums["dispute.neighbour"], 1);
  ListRequest kind;
  kind.category = "dispute.neighbour";
  EXPECT_EQ(spine::must(WorkDesk(*h.house).matters(h.county.actor("tc_triage"), kind)).items.size(), 1u);
  // A move that gives another category takes the counts along as well.
  ASSERT_EQ(h.act("tc_triage", id, "accept", {{"category", "facility.drain"}, {"difficulty", "ordinary"}}), "");
  sums.clear();
  h.db->read([&](Session& session) {
    for (const CountFact& fact : load_counts(session, SpineHouse::region, id)) sums[fact.category] += fact.delta;
  });
  EXPECT_EQ(sums["facility.drain"], 1);
  EXPECT_EQ(sums["dispute.neighbour"], 0);
}

TEST_P(Facts, OneHumanIsAskedInTheirListAndByANotice) {
  const MatterId id = h.report().matter;
  h.accept(id);
  h.assign(id);
  ASSERT_EQ(h.act("wb_handler", id, "sign"), "");
  EXPECT_TRUE(box("wb_handler", "differing").empty());
  ASSERT_EQ(edit("gs_worker", id, "place_detail", "看错的", "桥尾"), "");
  EXPECT_EQ(box("wb_handler", "differing"), std::vector<std::string>{id.text});
  for (const char* other : {"wb_handler2", "wb_leader", "tc_triage", "cc_triage", "gs_worker"}) EXPECT_TRUE(box(other, "differing").empty()) << other;
  const auto counts = spine::must(WorkDesk(*h.house).work(h.county.actor("wb_handler"), {"mine", {}, {}})).counts;
  EXPECT_EQ(counts.back().box, "differing");
  EXPECT_EQ(counts.back().open, 1);
  const auto notices = NoticeDesk(*h.house).list(h.county.actor("wb_handler"), {})->items;
  EXPECT_EQ(notices.front().text, "“详细地点”两处记录不一样，请核对");
  // Both values, who and when.
  const MatterView seen = view("wb_handler", id);
  ASSERT_EQ(seen.discrepancies.size(), 1u);
  const DiscrepancyView& d = seen.discrepancies.front();
  EXPECT_EQ(d.label, "详细地点");
  EXPECT_EQ(d.current.text, "（没有）");
  EXPECT_EQ(d.offered.text, "桥尾");
  EXPECT_EQ(d.offered.by, "甲村第一网格 网格员");
  ASSERT_TRUE(d.other);
  EXPECT_EQ(d.other->name, "place_detail");
  EXPECT_TRUE(view("gs_worker", id).discrepancies.empty()) << "only for whoever handles it";
  // The choice, by the version that was seen.
  Entry stale = h.by("wb_handler");
  stale.if_version = h.file(id).matter.acted_version - 1;
  EXPECT_EQ(desk.choose(stale, id, d.id, {"offered", {}, {}}).error().code, "stale_version");
  EXPECT_EQ(desk.choose(h.by("wb_handler"), id, d.id, {"neither", {}, {}}).error().code, "invalid_fields");
  EXPECT_EQ(desk.choose(h.by("tc2_triage"), id, d.id, {"offered", {}, {}}).error().code, "not_found");
  ASSERT_TRUE(desk.choose(h.by("wb_handler", "choice"), id, d.id, {"offered", {}, {}}).ok());
  ASSERT_TRUE(desk.choose(h.by("wb_handler", "choice"), id, d.id, {"offered", {}, {}}).ok()) << "the lost answer asked for again";
  EXPECT_EQ(desk.choose(h.by("wb_handler"), id, d.id, {"offered", {}, {}}).error().code, "not_found");
  EXPECT_EQ(h.file(id).matter.place_detail, "桥尾");
  EXPECT_EQ(h.file(id).matter.differing, 0);
  EXPECT_TRUE(box("wb_handler", "differing").empty());
  EXPECT_EQ(count("SELECT COUNT(*) FROM discrepancy WHERE offered IS NOT NULL OR base IS NOT NULL"), 0) << "the values left the row";
  EXPECT_EQ(view("wb_handler", id).timeline.back().title, "核对两处记录");
}

TEST_P(Facts, APhoneCorrectedIsFoundByItsKeyAndNotToldToAll) {
  const MatterId id = h.report().matter;
  const auto before = h.file(id).parties.front().phone_key;
  ASSERT_EQ(edit("tc_triage", id, phone_of(id), "19900001234", "19900005678"), "");
  const auto after = h.file(id).parties.front().phone_key;
  ASSERT_TRUE(after);
  EXPECT_NE(after, before);
  const std::string worker = write_json(view("gs_worker", id)), leader = write_json(view("cc_leader", id));
  EXPECT_EQ(worker.find("19900005678"), std::string::npos);
  EXPECT_EQ(leader.find("19900001234") == std::string::npos, leader.find("19900005678") == std::string::npos) << "a leader of the centre reads both or none";
}

TEST_P(Facts, TheOfferHoldsTheBases) {
  const MatterId id = h.report().matter;
  const MatterView seen = view("tc_triage", id);
  ASSERT_EQ(seen.facts.size(), 2u);
  EXPECT_EQ(seen.facts[0].title, "事项");
  EXPECT_EQ(seen.facts[1].title, "反映人 化名张三");
  std::map<std::string, std::string> bases;
  for (const FactGroup& group : seen.facts) {
    for (const FieldOffer& field : group.fields) bases[field.name] = field.value.value_or("?");
  }
  EXPECT_EQ(bases["category"], "facility.drain");
  EXPECT_EQ(bases[phone_of(id)], "19900001234");
  EXPECT_EQ(bases["people"], "");
  EXPECT_TRUE(view("vl_leader", id).facts.empty());
  // Every base as it stands: nothing to do.
  FactsInput same = of({});
  for (const auto& [fact, base] : bases) same.edits.push_back({fact, base, base});
  const auto events = h.file(id).events.size();
  EXPECT_EQ(send("tc_triage", id, same), "");
  EXPECT_EQ(h.file(id).events.size(), events);
}

TEST_P(Facts, WhoMayNoLongerSeeItIsTold404) {
  const MatterId id = h.report().matter;
  // The worker's own edit seals it: what became of the edit is told, the matter is not.
  const FactsInput sealing = of({{"category", "facility.drain", "dispute.family.violence"}});
  ASSERT_EQ(send("gs_worker", id, sealing, "k"), "");
  const FactsReply reply = desk.reply(h.county.actor("gs_worker"), id, sealing);
  EXPECT_EQ(reply.results.front().result, "applied");
  EXPECT_FALSE(reply.view);
  EXPECT_EQ(edit("gs_worker", id, "place_detail", "", "桥头"), "not_found");
  EXPECT_EQ(send("gs_worker", id, sealing, "k"), "not_found");
  EXPECT_EQ(edit("tc_triage", MatterId{"nonesuch"}, "place_detail", "", "桥头"), "not_found");
}

}  // namespace
}  // namespace lianhu

// Stubs: number, state, day and place of what is held elsewhere; never a matter, never a name.

#include "desk/stub_desk.h"

#include <gtest/gtest.h>

#include "desk/reference_desk.h"
#include "desk/slip_desk.h"
#include "desk/spine_house.h"
#include "paper/sheet_read.h"

namespace lianhu {
namespace {

class Stubs : public testing::TestWithParam<Engine> {
 protected:
  StubInput input(const std::string& number = "（2026）黔0422民初9号") const {
    return {"court", number, spine::village_place, "已立案", Date::of(2026, 9, 20), Date::of(2026, 8, 31)};
  }
  std::string fault(const StubInput& in, const std::string& login = "tc_triage") {
    const auto added = desk.add(h.by(login), in);
    return added ? "taken" : added.error().fields.empty() ? added.error().code : added.error().fields.front().pointer;
  }
  StubView add(const StubInput& in, const std::string& key = "") { return spine::must(desk.add(h.by("tc_triage", key), in)); }
  StubList list(const std::string& login = "tc_triage") { return spine::must(desk.list(h.county.actor(login), "court")); }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = 0;
    h.db->read([&](Session& session) { session.query(sql, {}, [&](const Row& row) { n = row.i64(0); }); });
    return n;
  }

  SpineHouse h{GetParam()};
  StubDesk desk{*h.house};
};

TEST_P(Stubs, IsNoMatterAndCountsNowhere) {
  const std::int64_t matters = count("SELECT COUNT(*) FROM matter"), facts = count("SELECT COUNT(*) FROM count_fact");
  const StubView stub = add(input(), "k1");
  EXPECT_EQ(add(input(), "k1").id, stub.id) << "the same key";
  EXPECT_EQ(stub.number, "(2026)黔0422民初9号");
  EXPECT_EQ(stub.lamp, "green");
  EXPECT_EQ(count("SELECT COUNT(*) FROM matter"), matters);
  EXPECT_EQ(count("SELECT COUNT(*) FROM count_fact"), facts);
  h.clock.set(Time::at(Date::of(2026, 9, 18), 9));
  EXPECT_EQ(list().items.at(0).lamp, "yellow");
  h.clock.set(Time::at(Date::of(2026, 9, 21), 9));
  EXPECT_EQ(list().items.at(0).lamp, "red");
  // Of the day, not of the court: nobody is called late.
  EXPECT_EQ(list().items.at(0).due_text.find("超期"), std::string::npos);
}

TEST_P(Stubs, BadInputIsNamed) {
  EXPECT_EQ(fault({"nonesuch", "1", spine::village_place, {}, {}, {}}), "/system");
  EXPECT_EQ(fault({"court", " 　", spine::village_place, {}, {}, {}}), "/number");
  EXPECT_EQ(fault({"court", "1", {}, {}, {}, {}}), "/place");
  EXPECT_EQ(fault({"court", "1", "nowhere", {}, {}, {}}), "/place");
  EXPECT_EQ(fault({"court", "1", spine::grid_place, {}, {}, {}}), "/place") << "no deeper than the village";
  EXPECT_EQ(fault({"court", "1", spine::other_town_place, {}, {}, {}}), "/place");
  EXPECT_EQ(fault({"court", "1", spine::village_place, "联系原告19900001234", {}, {}}), "/state");
  EXPECT_EQ(fault({"court", "1", spine::village_place, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", {}, {}}), "/state");
  EXPECT_EQ(fault({"court", "1", spine::village_place, {}, {}, Date::of(2026, 9, 2)}), "/heard_on");
  EXPECT_EQ(fault({"court", "1", spine::village_place, {}, {}, Date::of(2024, 9, 2)}), "/heard_on");
  EXPECT_EQ(fault({"court", "1", spine::village_place, {}, Date::of(2036, 9, 2), {}}), "/due_on");
  EXPECT_TRUE(list().items.empty());
  add(input());
  EXPECT_EQ(fault(input()), "/number");
  EXPECT_EQ(desk.list(h.county.actor("tc_triage"), "nonesuch").error().code, "invalid_fields");
}

TEST_P(Stubs, AnotherTownDoesNotKnowIt) {
  const StubView stub = add(input());
  EXPECT_TRUE(list("tc2_triage").items.empty());
  EXPECT_EQ(list("cc_triage").items.size(), 1u);
  EXPECT_EQ(desk.view(h.county.actor("tc2_triage"), stub.id).error().code, "not_found");
  EXPECT_EQ(desk.change(h.by("tc2_triage"), stub.id, input()).error().code, "not_found");
  EXPECT_EQ(desk.end(h.by("wb_handler"), stub.id, {"judged", Date::of(2026, 9, 1)}).error().code, "not_found");
  EXPECT_EQ(desk.view(h.county.actor("tc_triage"), "nonesuch").error().code, "not_found");
}

TEST_P(Stubs, IsKeptUpEndedAndTakenUpAgainWithItsHistory) {
  const StubView stub = add(input());
  StubInput now = input();
  now.place.reset();
  now.state = "已开庭";
  Entry stale = h.by("tc_triage");
  stale.if_version = 7;
  EXPECT_EQ(desk.change(stale, stub.id, now).error().code, "stale_version");
  EXPECT_EQ(spine::must(desk.change(h.by("tc_triage"), stub.id, now)).state, "已开庭");
  now.system = "police";
  EXPECT_EQ(desk.change(h.by("tc_triage"), stub.id, now).error().fields.at(0).pointer, "/system");
  EXPECT_EQ(desk.end(h.by("tc_triage"), stub.id, {"nonesuch", Date::of(2026, 9, 1)}).error().fields.at(0).pointer, "/outcome");
  EXPECT_EQ(desk.end(h.by("tc_triage"), stub.id, {"judged", Date::of(2026, 9, 2)}).error().fields.at(0).pointer, "/ended_on");
  const StubView ended = spine::must(desk.end(h.by("tc_triage"), stub.id, {"judged", Date::of(2026, 9, 1)}));
  EXPECT_EQ(ended.outcome_title, "已裁判");
  EXPECT_EQ(ended.lamp, "none");
  EXPECT_EQ(desk.end(h.by("tc_triage"), stub.id, {"judged", Date::of(2026, 9, 1)}).error().code, "stub_ended");
  EXPECT_EQ(desk.change(h.by("tc_triage"), stub.id, input()).error().code, "stub_ended");
  EXPECT_FALSE(spine::must(desk.reopen(h.by("tc_triage"), stub.id)).outcome);
  const StubView whole = spine::must(desk.view(h.county.actor("tc_triage"), stub.id));
  ASSERT_EQ(whole.history.size(), 4u);
  EXPECT_EQ(whole.history[1].text, "办理状态由“已立案”改为“已开庭”");
}

TEST_P(Stubs, TiedToAMatterItIsThatMattersNumber) {
  const StubView stub = add(input());
  const MatterId id = h.report().matter;
  const std::string number = h.file(id).matter.number;
  EXPECT_EQ(desk.tie(h.by("tc_triage"), stub.id, {"PD2026-999999"}).error().fields.at(0).pointer, "/matter");
  EXPECT_EQ(desk.tie(h.by("tc2_triage"), stub.id, {number}).error().code, "not_found");
  const std::int64_t facts = count("SELECT COUNT(*) FROM count_fact");
  ASSERT_TRUE(desk.tie(h.by("tc_triage", "t1"), stub.id, {number}));
  ASSERT_TRUE(desk.tie(h.by("tc_triage", "t1"), stub.id, {number})) << "the same key";
  ASSERT_EQ(h.file(id).external.size(), 1u);
  EXPECT_EQ(h.file(id).external[0].number, stub.number);
  EXPECT_EQ(h.file(id).external[0].state, "已立案");
  EXPECT_EQ(count("SELECT COUNT(*) FROM count_fact"), facts) << "counted once";
  const StubView now = list().items.at(0);
  EXPECT_TRUE(now.tied);
  EXPECT_EQ(now.matter_number, number);
  EXPECT_EQ(desk.change(h.by("tc_triage"), stub.id, input()).error().code, "stub_tied");
  // And a number that a matter has already becomes no stub.
  EXPECT_EQ(fault({"court", stub.number, spine::village_place, {}, {}, {}}), "/number");
}

TEST_P(Stubs, ASheetEntersThemAndASecondTimeNothing) {
  const std::string csv = "编号,乡镇和村,办理状态,期限\n（2026）黔0422民初20号,甲镇甲村,已立案,2026-12-1\n,甲镇甲村,,\nX-1,火星,,\nX-2,甲镇甲村,电话19900001234,\nX-3,甲镇甲村,,下月\n";
  const ImportReport tried = spine::must(desk.examine(h.county.actor("tc_triage"), "court", csv));
  EXPECT_EQ(tried.fresh, 1);
  EXPECT_EQ(tried.faulty, 4);
  EXPECT_TRUE(list().items.empty());
  EXPECT_EQ(spine::must(desk.take_in(h.by("tc_triage", "s1", csv), "court", csv)).fresh, 1);
  EXPECT_EQ(spine::must(desk.take_in(h.by("tc_triage", "s2", csv), "court", csv)).known, 1);
  EXPECT_EQ(desk.take_in(h.by("tc_triage", "s1", "other"), "court", csv).error().code, "key_reused");
  const std::string later = "编号,乡镇和村,办理状态\n（2026）黔0422民初20号,甲镇甲村,已开庭\n";
  EXPECT_EQ(spine::must(desk.take_in(h.by("tc_triage"), "court", later)).changed, 1);
  ASSERT_EQ(list().items.size(), 1u);
  EXPECT_EQ(list().items[0].state, "已开庭");
  EXPECT_EQ(list().items[0].due_on, Date::of(2026, 12, 1)) << "what the sheet does not say stays";
  EXPECT_EQ(desk.examine(h.county.actor("tc_triage"), "court", "甲,乙\n1,2\n").error().code, "sheet_columns");
  EXPECT_EQ(spine::must(desk.examine(h.county.actor("tc2_triage"), "court", csv)).fresh, 0);
  EXPECT_FALSE(spine::must(desk.template_sheet("court")).empty());
}

TEST_P(Stubs, SlipsGoOutAndComeBackForThemToo) {
  add(input("A-9"));
  SlipDesk slips(*h.house);
  const auto book = spine::must(paper::read_sheets(spine::must(slips.sheet(h.county.actor("tc_triage"), "court"))));
  ASSERT_EQ(book.sheets[0].rows.size(), 2u);
  EXPECT_EQ(book.sheets[0].rows[1][1].text, "A-9");
  const auto take = [&](const std::string& csv) { return spine::must(slips.take_in(h.by("tc_triage", "", csv), "court", csv)); };
  EXPECT_EQ(take("对方编号,办理状态,期限,办理结果\nA-9,已开庭,2026-10-8,\n").changed, 1);
  EXPECT_EQ(list().items[0].state, "已开庭");
  EXPECT_EQ(list().items[0].due_on, Date::of(2026, 10, 8));
  EXPECT_EQ(take("对方编号,办理状态,期限,办理结果\nA-9,已开庭,2026-10-8,\n").known, 1);
  const ImportReport wrong = take("对方编号,办理结果\nA-9,张某胜诉\n");
  EXPECT_EQ(wrong.faulty, 1) << "a word of the list, never a story";
  EXPECT_EQ(take("对方编号,办理结果\nA-9,已裁判\n").changed, 1);
  EXPECT_EQ(list().items[0].outcome, "judged");
}

INSTANTIATE_TEST_SUITE_P(Engines, Stubs, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

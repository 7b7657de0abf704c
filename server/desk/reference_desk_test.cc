// A matter's numbers in other systems: entered by the desk, counted once, refused twice, found again.

#include "desk/reference_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"

namespace lianhu {
namespace {

class References : public testing::TestWithParam<Engine> {
 protected:
  ReferenceInput hotline(const std::string& number = "GD2026-0001") const { return {"hotline", number, Date::of(2026, 8, 31), Date::of(2026, 9, 5), {}, {}, {}}; }
  std::string add(const std::string& login, const MatterId& id, const ReferenceInput& input) {
    const auto written = desk.add(h.by(login), id, input);
    return written ? "" : written.error().code + " " + written.error().message;
  }
  std::int64_t count(const std::string& sql) {
    std::int64_t n = 0;
    h.db->read([&](Session& session) { session.query(sql, {}, [&](const Row& row) { n = row.i64(0); }); });
    return n;
  }

  SpineHouse h{GetParam()};
  ReferenceDesk desk{*h.house};
};

TEST_P(References, ManyOnOneMatterAreCountedOnce) {
  const MatterId id = h.report().matter;
  const std::int64_t facts = count("SELECT COUNT(*) FROM count_fact");
  EXPECT_EQ(add("tc_triage", id, hotline()), "");
  EXPECT_EQ(add("cc_triage", id, {"petition", "信2026-7", {}, {}, {}, {}, {}}), "");
  EXPECT_EQ(add("tc_triage", id, {"court", "（2026）黔0422诉前调12号", Date::of(2026, 8, 31), {}, "pre_filing", {}, {}}), "");
  EXPECT_EQ(count("SELECT COUNT(*) FROM count_fact"), facts);
  const auto view = MatterDesk(*h.house).view(h.county.actor("tc_triage"), id);
  ASSERT_TRUE(view);
  ASSERT_EQ(view->references.size(), 3u);
  const auto named = [&](const std::string& system) {
    for (const ReferenceView& r : view->references) {
      if (r.system == system) return r;
    }
    throw std::logic_error("no such reference");
  };
  const ReferenceView first = named("hotline");
  EXPECT_EQ(first.system_title, "12345热线");
  EXPECT_EQ(first.due_on, Date::of(2026, 9, 5));
  EXPECT_EQ(first.received_on, Date::of(2026, 8, 31));
  EXPECT_EQ(first.reply_title, "待答复");
  const ReferenceView letter = named("court");
  EXPECT_EQ(letter.due_on, Date::of(2026, 9, 30));
  EXPECT_NE(letter.due_reason->find("30日"), std::string::npos) << *letter.due_reason;
  EXPECT_FALSE(view->reference_systems.empty());
  EXPECT_EQ(view->timeline.back().title, "登记对方编号");
  // The shelf's copy is what a fresh reading gives.
  EXPECT_EQ(h.file(id).external.size(), 3u);
  EXPECT_EQ(load_matter(*h.house, id)->file.external.back().number, h.file(id).external.back().number);
}

TEST_P(References, TheSameNumberTwiceIsRefusedAndTheMatterNamed) {
  const MatterId id = h.report().matter, other = h.report("又一件事，路灯不亮了。").matter;
  ASSERT_EQ(add("tc_triage", id, hotline()), "");
  const std::string refused = add("tc_triage", other, hotline("gd2026－0001"));
  EXPECT_TRUE(refused.starts_with("reference_known")) << refused;
  EXPECT_NE(refused.find(h.file(id).matter.number), std::string::npos);
  EXPECT_TRUE(add("tc_triage", id, hotline()).starts_with("reference_known"));
  EXPECT_EQ(add("tc_triage", other, {"petition", "GD2026-0001", {}, {}, {}, {}, {}}), "");  // another system's number
  const auto answer = desk.look_up(h.county.actor("tc_triage"), {"hotline", " gd2026-0001"});
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->known);
  EXPECT_EQ(answer->matter->matter, id.text);
  // Another town learns that the number is taken, and nothing of the matter.
  const auto far = desk.look_up(h.county.actor("tc2_triage"), {"hotline", "GD2026-0001"});
  EXPECT_TRUE(far->known);
  EXPECT_FALSE(far->matter);
  EXPECT_FALSE(desk.look_up(h.county.actor("tc_triage"), {"hotline", "GD2026-9999"})->known);
  EXPECT_FALSE(desk.look_up(h.county.actor("tc_triage"), {"nonesuch", "1"}));
}

TEST_P(References, OnlyTheDeskEntersThem) {
  const MatterId id = h.report().matter;
  h.accept(id);
  h.assign(id);
  EXPECT_TRUE(add("wb_handler", id, hotline()).starts_with("not_yours"));
  EXPECT_TRUE(add("tc2_triage", id, hotline()).starts_with("not_found"));
  EXPECT_TRUE(add("cc_admin", id, hotline()).starts_with("not_found"));
  EXPECT_TRUE(MatterDesk(*h.house).view(h.county.actor("wb_handler"), id)->reference_systems.empty());
  EXPECT_EQ(add("cc_triage", id, hotline()), "");
}

TEST_P(References, AWrongOneIsRefusedByItsField) {
  const MatterId id = h.report().matter;
  const auto field = [&](ReferenceInput input) {
    const auto written = desk.add(h.by("tc_triage"), id, input);
    return written ? std::string("taken") : written.error().fields.empty() ? written.error().code : written.error().fields.front().pointer;
  };
  EXPECT_EQ(field({"nonesuch", "1", {}, {}, {}, {}, {}}), "/system");
  EXPECT_EQ(field({"hotline", " 　", {}, {}, {}, {}, {}}), "/number");
  EXPECT_EQ(field({"hotline", "1", Date::of(2026, 9, 2), {}, {}, {}, {}}), "/received_on");
  EXPECT_EQ(field({"hotline", "1", Date::of(2024, 9, 2), {}, {}, {}, {}}), "/received_on");
  EXPECT_EQ(field({"hotline", "1", Date::of(2026, 8, 31), Date::of(2026, 8, 30), {}, {}, {}}), "/due_on");
  EXPECT_EQ(field({"hotline", "1", {}, {}, "pre_filing", {}, {}}), "/kind");
  EXPECT_EQ(field({"court", "1", {}, {}, "nonesuch", {}, {}}), "/kind");
  EXPECT_TRUE(h.file(id).external.empty());
}

TEST_P(References, ACorrectionIsAnEventWithBothValues) {
  const MatterId id = h.report().matter;
  ASSERT_EQ(add("tc_triage", id, hotline()), "");
  const std::string reference = h.file(id).external.front().id;
  ReferenceInput input = hotline("GD2026-0002");
  input.due_on = Date::of(2026, 9, 8);
  Entry entry = h.by("tc_triage", "key-1");
  ASSERT_TRUE(desk.change(entry, id, reference, input));
  EXPECT_TRUE(desk.change(entry, id, reference, input)) << "the same again";
  const MatterFile file = h.file(id);
  EXPECT_EQ(file.external.front().number, "GD2026-0002");
  EXPECT_EQ(file.events.back().told->text, "12345热线 GD2026-0001：编号由“GD2026-0001”改为“GD2026-0002”；对方期限由“2026年9月5日”改为“2026年9月8日”");
  const std::size_t events = file.events.size();
  ASSERT_TRUE(desk.change(h.by("tc_triage"), id, reference, input));
  EXPECT_EQ(h.file(id).events.size(), events) << "nothing changed, nothing told";
  EXPECT_EQ(desk.change(h.by("tc_triage"), id, "nonesuch", input).error().code, "not_found");
  EXPECT_EQ(desk.change(h.by("tc_triage"), id, reference, {"petition", "1", {}, {}, {}, {}, {}}).error().fields.front().pointer, "/system");
}

TEST_P(References, TheCounterTakesANumberAtOnceAndSearchFindsIt) {
  StaffReport report;
  report.channel = "letter";
  report.text = "信访局转来：村口的路灯不亮。";
  report.place = spine::grid_place;
  report.client_id = "c1";
  report.reference = ReferenceInput{"petition", "黔信2026-88", Date::of(2026, 8, 31), {}, {}, {}, {}};
  const IntakeDesk intake(*h.house);
  const auto taken = intake.collect(h.by("tc_triage", "k1"), report);
  ASSERT_TRUE(taken) << taken.error().message;
  const MatterFile file = h.file(taken->matter);
  ASSERT_EQ(file.external.size(), 1u);
  EXPECT_EQ(file.matter.received_at.date(), Date::of(2026, 8, 31)) << "received yesterday, entered today";
  EXPECT_EQ(file.deadlines.front().start_day, Date::of(2026, 8, 31));
  report.client_id = "c2";
  const auto twice = intake.collect(h.by("tc_triage", "k2"), report);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "reference_known");
  EXPECT_EQ(twice.error().fields.front().pointer, "/reference/number");
  const auto found = [&](const std::string& login, const std::string& words) {
    ListRequest request;
    request.q = words;
    std::vector<std::string> out;
    const auto page = WorkDesk(*h.house).matters(h.county.actor(login), request);
    for (const WorkItem& item : page->items) out.push_back(item.matter);
    return out;
  };
  EXPECT_EQ(found("tc_triage", "黔信2026-88"), (std::vector<std::string>{taken->matter.text}));
  EXPECT_EQ(found("tc_triage", "黔信2026"), (std::vector<std::string>{taken->matter.text}));
  EXPECT_TRUE(found("tc2_triage", "黔信2026-88").empty());
}

TEST_P(References, AMatterSentBackToWhomItCameFromKeepsOneNumber) {
  const MatterId id = h.report().matter;
  ASSERT_EQ(add("tc_triage", id, hotline("A-1")), "");
  h.accept(id);
  EXPECT_EQ(h.act("tc_triage", id, "refer_out", {{"other_system", "hotline"}, {"other_number", "a－1"}, {"reason", "不归本县管辖"}}), "");
  ASSERT_EQ(h.file(id).external.size(), 1u);
  EXPECT_EQ(h.file(id).external.front().direction, "in");
}

INSTANTIATE_TEST_SUITE_P(Engines, References, testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

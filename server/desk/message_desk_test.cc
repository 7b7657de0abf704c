#include "desk/message_desk.h"

#include <set>

#include "desk/spine_house.h"
#include "store/message_store.h"
#include "store/office_store.h"

namespace lianhu {
namespace {

struct MessageHouse : SpineHouse {
  explicit MessageHouse(Engine engine) : SpineHouse(engine) {
    db->commit([&](Session& session) {
      for (const char* id : {"520422100201-g1-l1", "520422100201-g1-l2"}) {
        insert_place(session, region, {PlaceId{id}, Date::of(2020, 1, 1), std::nullopt, PlaceKind::group, id, "第几联户", PlaceId{spine::grid_place},
                                       spine::path_of(spine::grid_place) + id + "/", std::string("甲村第一网格") + id, std::nullopt, "联户"});
      }
      insert_responsibility(session, region, {"r9", PlaceId{spine::group_place}, "group_head", OfficeId{"vl"}, PostId{"post-vl_head"}, Date::of(2020, 1, 1), std::nullopt});
    });
  }
  NewMessage message(const std::string& place = spine::town_place) const {
    NewMessage out;
    out.place = place;
    out.title = "本周停水";
    out.text = "周三上午检修，请提前储水。";
    out.until_day = clock_day().plus(7);
    return out;
  }
  Date clock_day() const { return Date::of(2026, 9, 1); }
  std::string fault(const Result<MessageView>& result) const { return result ? "" : result.error().fields.empty() ? result.error().code : result.error().fields[0].pointer; }
  Result<TaskView> answer(const std::string& id, const std::string& state, std::optional<std::string> how = {}, std::optional<std::int64_t> households = {},
                          const std::string& login = "vl_head", const std::string& place = spine::group_place) {
    return MessageDesk(*house).receipt(by(login), id, {place, state, std::move(how), households});
  }
};

class MessageDeskTest : public ::testing::TestWithParam<Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, MessageDeskTest, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(MessageDeskTest, ReachesEveryGroupAndCountsByPlaces) {
  MessageHouse h(GetParam());
  const MessageDesk desk(*h.house);
  const MessageView sent = spine::must(desk.send(h.by("tc_triage", "k"), h.message()));
  EXPECT_EQ(sent.groups, 2);
  EXPECT_EQ(sent.headless, 1);
  EXPECT_EQ(spine::must(desk.send(h.by("tc_triage", "k"), h.message())).id, sent.id);
  const TaskList tasks = desk.tasks(h.county.actor("vl_head"));
  ASSERT_EQ(tasks.items.size(), 1u);
  EXPECT_EQ(tasks.open, 1);
  EXPECT_EQ(spine::must(h.answer(sent.id, "read")).state, "read");
  EXPECT_EQ(spine::must(h.answer(sent.id, "read")).state, "read");
  EXPECT_EQ(spine::must(h.answer(sent.id, "relayed", "visit", 9)).households, 9);
  EXPECT_EQ(spine::must(h.answer(sent.id, "read")).state, "relayed");  // a late tap takes nothing back
  EXPECT_EQ(spine::must(h.answer(sent.id, "relayed", "call", 10)).households, 10);
  const Actor triage = h.county.actor("tc_triage");
  const MessagePage village = spine::must(desk.page(triage, sent.id, ""));
  ASSERT_EQ(village.places.size(), 1u);
  EXPECT_EQ(village.places[0].place, spine::village_place);
  EXPECT_EQ(village.places[0].groups, 2);
  EXPECT_EQ(village.places[0].read, 1);
  EXPECT_EQ(village.places[0].households, 10);
  const MessagePage grid = spine::must(desk.page(triage, sent.id, spine::grid_place));
  ASSERT_EQ(grid.places.size(), 2u);
  EXPECT_EQ(grid.places[0].state_title, "没有联户长");  // the open one first, and why it stays so
  EXPECT_EQ(grid.places[1].state_title, "已传达（电话）");
  EXPECT_EQ(grid.above, spine::village_place);
  // Places, never people: whoever answered is nowhere in what the sender sees.
  EXPECT_EQ(write_json(grid).find("vl_head"), std::string::npos);
  EXPECT_EQ(write_json(desk.sent(triage)).find("vl_head"), std::string::npos);
}

TEST_P(MessageDeskTest, SaysBeforehandHowFarItReachesAndWhoIsMissing) {
  MessageHouse h(GetParam());
  const MessageDesk desk(*h.house);
  const Actor triage = h.county.actor("tc_triage");
  const auto reach = desk.reach(triage, spine::town_place);
  ASSERT_TRUE(reach);
  EXPECT_EQ(reach->groups, 2);
  EXPECT_EQ(reach->headless, 1);
  EXPECT_EQ(desk.reach(triage, spine::group_place)->headless, 0);
  EXPECT_EQ(desk.reach(triage, "520422100201-g1-l2")->headless, 1);
  const MessageView sent = spine::must(desk.send(h.by("tc_triage"), h.message()));
  EXPECT_EQ(sent.groups, reach->groups);
  EXPECT_EQ(sent.headless, reach->headless);
  EXPECT_EQ(desk.reach(triage, "nowhere").error().fields[0].pointer, "/place");
  EXPECT_EQ(desk.reach(triage, "").error().fields[0].pointer, "/place");
  EXPECT_EQ(desk.reach(triage, spine::county_place).error().code, "not_yours") << "the county is not below the town's centre";
  EXPECT_EQ(desk.reach(h.county.actor("wb_handler"), spine::town_place).error().code, "not_yours");
  h.db->commit([&](Session& session) { end_responsibility(session, h.region, "r9", h.clock_day()); });
  h.clock.set(Time::at(h.clock_day().plus(1), 9));
  EXPECT_EQ(desk.reach(triage, spine::town_place)->headless, 2);
}

TEST_P(MessageDeskTest, AGroupThatAnsweredIsNotHeadlessWhenItsHeadHasGone) {
  MessageHouse h(GetParam());
  const MessageDesk desk(*h.house);
  const MessageView sent = spine::must(desk.send(h.by("tc_triage"), h.message()));
  EXPECT_TRUE(h.answer(sent.id, "relayed", "call", 10));
  h.db->commit([&](Session& session) { end_responsibility(session, h.region, "r9", h.clock_day()); });
  h.clock.set(Time::at(h.clock_day().plus(1), 9));
  const Actor triage = h.county.actor("tc_triage");
  const MessageView row = desk.sent(triage).items.at(0);
  EXPECT_EQ(std::tuple(row.groups, row.read, row.relayed, row.households, row.headless), std::tuple(2, 1, 1, 10, 1));
  // The page counts group by group: the same sums.
  const MessagePlace below = spine::must(desk.page(triage, sent.id, "")).places.at(0);
  EXPECT_EQ(std::tuple(below.groups, below.read, below.relayed, below.households, below.headless), std::tuple(2, 1, 1, 10, 1));
}

TEST_P(MessageDeskTest, OnlyDownTheOwnTreeAndOnlyTheOwnGroup) {
  MessageHouse h(GetParam());
  const MessageDesk desk(*h.house);
  EXPECT_EQ(h.fault(desk.send(h.by("tc_triage"), h.message(spine::county_place))), "not_yours");
  EXPECT_EQ(h.fault(desk.send(h.by("tc_triage"), h.message(spine::other_town_place))), "not_yours");
  EXPECT_EQ(h.fault(desk.send(h.by("wb_handler"), h.message())), "not_yours");
  EXPECT_EQ(h.fault(desk.send(h.by("vl_head"), h.message(spine::group_place))), "not_yours");
  EXPECT_EQ(h.fault(desk.send(h.by("gs_worker"), h.message(spine::grid_place))), "");
  EXPECT_EQ(h.fault(desk.send(h.by("tc_triage"), h.message("nowhere"))), "/place");
  NewMessage past = h.message();
  past.until_day = h.clock_day().plus(-1);
  EXPECT_EQ(h.fault(desk.send(h.by("tc_triage"), past)), "/until_day");
  past.until_day = h.clock_day().plus(400);
  EXPECT_EQ(h.fault(desk.send(h.by("tc_triage"), past)), "/until_day");
  const std::string id = spine::must(desk.send(h.by("tc_triage"), h.message())).id;
  EXPECT_EQ(h.answer(id, "read", {}, {}, "vl_head", "520422100201-g1-l2").error().code, "not_found");
  EXPECT_EQ(h.answer(id, "read", {}, {}, "tc_triage").error().code, "not_found");
  EXPECT_EQ(h.answer(id, "seen").error().fields.at(0).pointer, "/state");
  EXPECT_EQ(h.answer(id, "relayed").error().fields.at(0).pointer, "/how");
  EXPECT_EQ(h.answer(id, "relayed", "pigeon", 3).error().fields.at(0).pointer, "/how");
  EXPECT_EQ(h.answer(id, "relayed", "chat").error().fields.at(0).pointer, "/households");
  EXPECT_EQ(desk.page(h.county.actor("tc2_triage"), id, "").error().code, "not_found");
  EXPECT_EQ(desk.page(h.county.actor("tc_triage"), id, spine::other_town_place).error().code, "not_found");
  EXPECT_TRUE(desk.page(h.county.actor("cc_triage"), id, ""));
  const std::string elsewhere = spine::must(desk.send(h.by("tc2_triage"), h.message(spine::other_town_place))).id;
  EXPECT_EQ(h.answer(elsewhere, "read").error().code, "not_found");
}

TEST_P(MessageDeskTest, RecallAndCorrectionEndIt) {
  MessageHouse h(GetParam());
  const MessageDesk desk(*h.house);
  const std::string first = spine::must(desk.send(h.by("tc_triage"), h.message())).id;
  spine::must(h.answer(first, "read"));
  NewMessage better = h.message();
  better.title = "本周四停水";
  better.corrects = first;
  EXPECT_EQ(h.fault(desk.send(h.by("cc_triage"), better)), "/corrects");
  const std::string second = spine::must(desk.send(h.by("tc_triage"), better)).id;
  EXPECT_EQ(h.fault(desk.send(h.by("tc_triage"), better)), "message_ended");
  TaskList tasks = desk.tasks(h.county.actor("vl_head"));
  ASSERT_EQ(tasks.items.size(), 2u);  // what was read shows that it was put right
  EXPECT_EQ(tasks.open, 1);
  EXPECT_EQ(desk.recall(h.by("tc2_triage"), second, {"不停水了"}).error().code, "not_found");
  EXPECT_EQ(spine::must(desk.recall(h.by("tc_triage", "r"), second, {"不停水了"})).state, "recalled");
  EXPECT_EQ(spine::must(desk.recall(h.by("tc_triage", "r"), second, {"不停水了"})).reason, "不停水了");
  EXPECT_EQ(desk.recall(h.by("tc_triage"), second, {"不停水了"}).error().code, "message_ended");
  EXPECT_EQ(h.answer(second, "read").error().code, "message_ended");
  EXPECT_EQ(desk.tasks(h.county.actor("vl_head")).items.size(), 1u);  // the second was never read: gone
}

TEST_P(MessageDeskTest, ResidentsSeeWhatIsForAllAndStillHolds) {
  MessageHouse h(GetParam());
  const MessageDesk desk(*h.house);
  NewMessage open = h.message();
  open.open_to_all = true;
  spine::must(desk.send(h.by("tc_triage"), h.message()));
  spine::must(desk.send(h.by("tc_triage"), open));
  EXPECT_EQ(spine::must(desk.open_to_all({spine::grid_place, {}})).items.size(), 1u);
  EXPECT_TRUE(spine::must(desk.open_to_all({spine::other_town_place, {}})).items.empty());
  EXPECT_TRUE(spine::must(desk.open_to_all({"nowhere", {}})).items.empty());
  EXPECT_FALSE(spine::must(desk.open_to_all({"nowhere", {}})).place_name);
  h.clock.advance(8 * 86'400'000LL);
  EXPECT_TRUE(spine::must(desk.open_to_all({spine::grid_place, {}})).items.empty());
}

TEST_P(MessageDeskTest, ResidentsReadTheNewestFirstPageByPage) {
  MessageHouse h(GetParam());
  const MessageDesk desk(*h.house);
  NewMessage open = h.message();
  open.open_to_all = true;
  for (int n = 1; n <= 23; ++n) {
    open.title = "第" + std::to_string(n) + "条";
    open.until_day = h.clock_day().plus(24 - n);  // the newest ends first
    spine::must(desk.send(h.by(n % 2 == 0 ? "tc_triage" : "cc_triage"), open));
    if (n % 3 != 0) h.clock.advance(1'000);  // some in the same moment
    spine::must(desk.send(h.by("tc_triage"), h.message()));  // not for everybody
  }
  std::vector<std::string> seen;
  std::optional<std::string> cursor;
  do {
    const PublicMessages page = spine::must(desk.open_to_all({spine::group_place, cursor}));
    for (const PublicMessage& one : page.items) seen.push_back(one.title);
    cursor = page.next;
  } while (cursor);
  ASSERT_EQ(seen.size(), 23u);
  EXPECT_EQ(seen.front(), "第23条");
  EXPECT_EQ(seen.back(), "第1条");
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 23u);
  for (const char* bad : {"x", "-", "12", "12-", "99999999999999999999-a", "1x-a"}) EXPECT_EQ(desk.open_to_all({spine::grid_place, bad}).error().code, "bad_cursor") << bad;
}

}  // namespace
}  // namespace lianhu

#include "desk/duty_list_desk.h"

#include <gtest/gtest.h>

#include "desk/directory_desk.h"
#include "desk/spine_house.h"
#include "store/row.h"

namespace lianhu {
namespace {

template <class T>
std::string code(const Result<T>& result) {
  return result ? "ok" : result.error().code;
}
template <class T>
std::string pointer(const Result<T>& result) {
  return result || result.error().fields.empty() ? "" : result.error().fields[0].pointer;
}

class DutyListTest : public ::testing::TestWithParam<Engine> {
 protected:
  Actor admin() const { return h.county.actor("cc_admin"); }
  Date today() { return h.clock.now().date(); }
  DutyInput input(const std::string& text, Date from) { return {"hb", "facility.drain", text, "化名文件〔2026〕3号", from}; }
  CommandKey key(const std::string& of) { return {of, of}; }
  void rule(const std::string& id, const MatterId& matter) {
    h.db->commit([&](Session& session) {
      insert_row(session, "ruling", SpineHouse::region,
                 Ruling{RulingId{id}, matter, AssignmentId{"a-" + id}, "facility.drain", spine::path_of(spine::grid_place), OfficeId{"wb"}, "duty-wb-1", true,
                        OfficeId{"hb"}, "城区的排水归住建。", AccountId{"cc_leader"}, h.clock.now()});
    });
  }

  SpineHouse h{GetParam()};
  DutyListDesk desk{*h.house};
  PrecedentDesk precedents{*h.house};
};

TEST_P(DutyListTest, ARowIsAddedChangedAndEndedFromADayOn) {
  const auto all = desk.list(admin(), {})->total;
  const auto made = desk.add(admin(), input("负责城区排水管网", today()), key("key-1"));
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(desk.add(admin(), input("负责城区排水管网", today()), key("key-1"))->id, made->id) << "the same command again";
  EXPECT_EQ(desk.add(admin(), input("别的", today()), {"key-1", "other"}).error().code, "key_reused");
  EXPECT_EQ(pointer(desk.add(admin(), input("负责城区排水管网", today()), key("key-2"))), "/text");
  EXPECT_EQ(desk.list(admin(), {})->total, all + 1);
  EXPECT_NE(h.house->directory()->duty(made->id), nullptr);

  const auto changed = desk.change(admin(), made->id, input("负责城区和集镇排水管网", today().plus(2)), key("key-3"));
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_NE(changed->id, made->id) << "what was cited keeps its words";
  EXPECT_NE(h.house->directory()->duty(made->id), nullptr);
  EXPECT_EQ(h.house->directory()->duty(changed->id), nullptr);
  h.clock.set(Time::at(today().plus(2), 1));
  EXPECT_EQ(h.house->directory()->duty(made->id), nullptr);
  EXPECT_NE(h.house->directory()->duty(changed->id), nullptr);
  EXPECT_EQ(code(desk.change(admin(), made->id, input("再改旧的一条", today()), key("key-4"))), "stale_version");

  ASSERT_EQ(code(desk.end(admin(), changed->id, {today(), "清单修订"})), "ok");
  EXPECT_EQ(h.house->directory()->duty(changed->id), nullptr);
  EXPECT_EQ(code(desk.end(admin(), changed->id, {today(), "清单修订"})), "stale_version");
  EXPECT_EQ(code(desk.end(admin(), "nowhere", {today(), "清单修订"})), "not_found");
  EXPECT_EQ(pointer(desk.add(admin(), input("过去的", today().plus(-1)), key("key-5"))), "/from");
  DutyInput wrong = input("不对的机构", today());
  wrong.office = "nowhere";
  EXPECT_EQ(pointer(desk.add(admin(), wrong, key("key-6"))), "/office");
  wrong = input("不对的类别", today());
  wrong.category = "nowhere";
  EXPECT_EQ(pointer(desk.add(admin(), wrong, key("key-7"))), "/category");
}

TEST_P(DutyListTest, PagesHoldEveryRowOnce) {
  std::set<std::string> seen;
  DutyListQuery query;
  query.limit = 30;
  std::int64_t total = 0;
  do {
    const auto page = desk.list(admin(), query);
    ASSERT_TRUE(page);
    total = page->total;
    for (const DutyListRow& row : page->items) EXPECT_TRUE(seen.insert(row.id).second);
    query.cursor = page->next;
  } while (query.cursor);
  EXPECT_EQ(static_cast<std::int64_t>(seen.size()), total);
  query.cursor = "nowhere";
  EXPECT_EQ(code(desk.list(admin(), query)), "bad_cursor");
  EXPECT_EQ(desk.list(admin(), {std::nullopt, "hb", "职责第7项", std::nullopt, false, 100})->total, 1);
  EXPECT_EQ(code(desk.list(h.county.actor("cc_leader"), {})), "admin_role_needed");
}

TEST_P(DutyListTest, APrecedentIsFoundByKindAndPlaceAndWithdrawnWithAReason) {
  const Taken taken = h.report();
  rule("r-1", taken.matter);
  const Actor leader = h.county.actor("cc_leader"), triage = h.county.actor("tc_triage");
  const auto found = [&](const Actor& actor, PrecedentQuery query) { return precedents.list(actor, query)->items.size(); };
  EXPECT_EQ(found(triage, {}), 1u);
  EXPECT_EQ(found(triage, {"facility", spine::village_place, {}, false, 50}), 1u);
  EXPECT_EQ(found(triage, {"dispute", {}, {}, false, 50}), 0u);
  EXPECT_EQ(found(triage, {{}, spine::other_town_place, {}, false, 50}), 0u);
  const DirectoryDesk offices(*h.house);
  const auto suggested = [&] { return offices.offices("", "facility.drain", spine::grid_place).at(0).reason.value_or(""); };
  EXPECT_NE(suggested().find("裁定先例"), std::string::npos);

  EXPECT_EQ(code(precedents.withdraw(triage, "r-1", {"不再适用"})), "role_needed");
  EXPECT_EQ(code(precedents.withdraw(leader, "nowhere", {"不再适用"})), "not_found");
  ASSERT_EQ(code(precedents.withdraw(leader, "r-1", {"三定方案修订"})), "ok");
  EXPECT_EQ(code(precedents.withdraw(leader, "r-1", {"三定方案修订"})), "withdrawn_already");
  EXPECT_EQ(found(triage, {}), 0u);
  const auto kept = precedents.list(leader, {{}, {}, {}, true, 50});
  ASSERT_EQ(kept->items.size(), 1u);
  EXPECT_NE(kept->items[0].withdrawn->find("三定方案修订"), std::string::npos);
  EXPECT_EQ(suggested().find("裁定先例"), std::string::npos) << "no longer cited";
}

TEST_P(DutyListTest, WhatIsNotOpenToAllIsNoPrecedentToRead) {
  const Taken taken = h.report();
  rule("r-1", taken.matter);
  h.db->commit([&](Session& session) { session.run("UPDATE matter SET seal = 'confidential' WHERE id = :id", {{"id", taken.matter.text}}); });
  EXPECT_TRUE(precedents.list(h.county.actor("cc_leader"), {})->items.empty());
  EXPECT_EQ(code(precedents.withdraw(h.county.actor("cc_leader"), "r-1", {"不再适用"})), "not_found");
  for (const char* who : {"cc_admin", "wb_handler", "gs_worker"}) EXPECT_EQ(code(precedents.list(h.county.actor(who), {})), "role_needed");
}

INSTANTIATE_TEST_SUITE_P(Engines, DutyListTest, ::testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

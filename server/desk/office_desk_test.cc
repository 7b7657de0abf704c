#include "desk/office_desk.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "desk/responsibility_desk.h"
#include "desk/session_desk.h"
#include "desk/spine_house.h"
#include "store/access_store.h"

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

class OfficeDeskTest : public ::testing::TestWithParam<Engine> {
 protected:
  static Actor admin(Role role = Role::system_admin) {
    Actor actor;
    actor.account = AccountId{"tc_triage"};
    ActorPost post;
    post.office = OfficeId{"tc"};
    post.role = role;
    actor.posts.push_back(post);
    return actor;
  }
  Date today() { return h.clock.now().date(); }
  static OfficeInput input(const std::string& name, Date from) { return {name, name, spine::town_place, "local", true, std::nullopt, from}; }
  std::string tag(const std::string& id) { return desk.detail(admin(), OfficeId{id})->office.etag; }
  std::string make(const std::string& name, const std::string& key) {
    const auto made = desk.create(admin(), {"department", "cc", false, input(name, today())}, {key, name});
    return made ? made->id : made.error().code;
  }
  std::size_t audits(const std::string& kind) {
    std::size_t n = 0;
    h.db->read([&](Session& session) { n = load_audits(session, SpineHouse::region, kind, Time{INT64_MAX}, 100).size(); });
    return n;
  }

  SpineHouse h{GetParam()};
  OfficeDesk desk{*h.house};
  ResponsibilityDesk answers{*h.house};
};

TEST_P(OfficeDeskTest, AnOfficeIsMadeOnceAndStandsInTheTree) {
  const std::string id = make("甲镇水管所", "key-1");
  EXPECT_EQ(make("甲镇水管所", "key-1"), id) << "the same command again";
  EXPECT_EQ(desk.create(admin(), {"department", "cc", false, input("别的", today())}, {"key-1", "other"}).error().code, "key_reused");
  const Office* office = h.house->directory()->office(OfficeId{id});
  ASSERT_NE(office, nullptr);
  EXPECT_EQ(office->path, "/cc/" + id + "/");
  const auto below = desk.tree(admin(), {"cc", std::nullopt, false});
  EXPECT_TRUE(std::any_of(below->items.begin(), below->items.end(), [&](const OfficeRow& row) { return row.id == id && row.state == "standing"; }));
  EXPECT_EQ(desk.tree(admin(), {std::nullopt, "水管", false})->total, 1);
  EXPECT_EQ(audits("office_made"), 1u);
  EXPECT_EQ(pointer(desk.create(admin(), {"department", "cc", false, input("甲镇水管所", today())}, {"key-2", "b"})), "/office/name");
  EXPECT_EQ(pointer(desk.create(admin(), {"kingdom", "cc", false, input("乙", today())}, {"key-3", "b"})), "/kind");
  EXPECT_EQ(pointer(desk.create(admin(), {"department", "nowhere", false, input("乙", today())}, {"key-4", "b"})), "/parent");
  EXPECT_EQ(pointer(desk.create(admin(), {"department", "cc", false, input("乙", today().plus(-1))}, {"key-5", "b"})), "/office/from");
  EXPECT_EQ(pointer(desk.create(admin(), {"court", "cc", false, input("乙", today())}, {"key-6", "b"})), "");
  OfficeInput nowhere = input("丙", today());
  nowhere.place = "000000";
  EXPECT_EQ(pointer(desk.create(admin(), {"department", "cc", false, nowhere}, {"key-7", "b"})), "/office/place");
  nowhere = input("丙", today());
  nowhere.presence = "sometimes";
  EXPECT_EQ(pointer(desk.create(admin(), {"department", "cc", false, nowhere}, {"key-8", "b"})), "/office/presence");
}

TEST_P(OfficeDeskTest, ANewNameHoldsFromItsDay) {
  const std::string before = h.house->directory()->office_name(OfficeId{"wb"});
  const std::string seen = tag("wb");
  OfficeInput next = input("某县水务局（新）", today().plus(3));
  next.place = spine::county_place;
  ASSERT_EQ(code(desk.change(admin(), OfficeId{"wb"}, next, seen)), "ok");
  EXPECT_EQ(code(desk.change(admin(), OfficeId{"wb"}, next, seen)), "stale_version");
  EXPECT_EQ(h.house->directory()->office_name(OfficeId{"wb"}), before);
  h.clock.set(Time::at(today().plus(3), 0, 1));
  EXPECT_EQ(h.house->directory()->office_name(OfficeId{"wb"}), "某县水务局（新）");
  const auto detail = desk.detail(admin(), OfficeId{"wb"});
  ASSERT_EQ(detail->versions.size(), 2u);
  EXPECT_EQ(detail->versions[1].name, before);
  // A second version of the same day replaces the first.
  next = input("某县水务局（再改）", today());
  next.place = spine::county_place;
  ASSERT_EQ(code(desk.change(admin(), OfficeId{"wb"}, next, tag("wb"))), "ok");
  EXPECT_EQ(desk.detail(admin(), OfficeId{"wb"})->versions.size(), 2u);
  EXPECT_EQ(h.house->directory()->office_name(OfficeId{"wb"}), "某县水务局（再改）");
  next.logs_in = false;
  EXPECT_EQ(pointer(desk.change(admin(), OfficeId{"wb"}, next, tag("wb"))), "/logs_in");
  EXPECT_EQ(code(desk.change(admin(), OfficeId{"nowhere"}, next, "x")), "not_found");
}

TEST_P(OfficeDeskTest, AnOfficeWithSomethingInItsHandsIsNotClosed) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.assign(taken.matter);
  const auto refused = desk.close(admin(), OfficeId{"wb"}, {today(), "机构改革"}, tag("wb"));
  ASSERT_EQ(code(refused), "office_in_use");
  const std::string number = h.file(taken.matter).matter.number;
  std::string all;
  for (const FieldFault& fault : refused.error().fields) all += fault.message + "\n";
  EXPECT_NE(all.find(number + "（主办）：请分流台或承办机构改派"), std::string::npos) << all;
  EXPECT_NE(all.find("经办人：请在“账号与岗位”里改任别的岗位"), std::string::npos) << all;
  EXPECT_NE(all.find("职责清单"), std::string::npos) << all;
  // The desk's own office holds the matter as its desk, and the village's answers for a grid.
  EXPECT_GT(desk.detail(admin(), OfficeId{"tc"})->holds_total, 0);
  EXPECT_GT(desk.detail(admin(), OfficeId{"gs"})->holds_total, 0);
  h.db->commit([&](Session& session) { session.run("UPDATE matter SET seal = 'confidential' WHERE id = :id", {{"id", taken.matter.text}}); });
  const auto sealed = desk.detail(admin(), OfficeId{"wb"});
  for (const OfficeHold& hold : sealed->holds) EXPECT_EQ(hold.text.find(number), std::string::npos);

  const std::string empty = make("空机构", "key-1");
  EXPECT_EQ(pointer(desk.close(admin(), OfficeId{empty}, {today().plus(2), "撤"}, tag(empty))), "/from");
  EXPECT_EQ(code(desk.close(admin(), OfficeId{empty}, {today(), "撤"}, "old")), "stale_version");
  ASSERT_EQ(code(desk.close(admin(), OfficeId{empty}, {today(), "机构改革"}, tag(empty))), "ok");
  EXPECT_EQ(h.house->directory()->office(OfficeId{empty}), nullptr);
  EXPECT_EQ(desk.detail(admin(), OfficeId{empty})->office.state, "closed") << "it is never deleted";
  EXPECT_EQ(code(desk.change(admin(), OfficeId{empty}, input("又改", today()), tag(empty))), "office_in_use");
}

TEST_P(OfficeDeskTest, APostThatHoldsWorkOrAPlaceIsNotEnded) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.assign(taken.matter);
  PasswordPool pool(h.random, {.memory_kib = 64, .passes = 1, .lanes = 1});
  SessionDesk sessions(*h.house, pool);
  AccountDesk accounts(*h.house, pool, sessions);
  const auto ends = [&](const char* login, std::vector<PostInput> posts) {
    const Actor actor = [] { Actor one = admin(); one.account = AccountId{"cc_triage"}; return one; }();
    return accounts.change(actor, AccountId{login}, {login, "化名", std::nullopt, std::move(posts)}, 1);
  };
  const auto work = ends("wb_handler", {{"tc", "handler"}});
  EXPECT_EQ(code(work), "post_in_use");
  EXPECT_NE(work.error().fields.at(0).message.find(h.file(taken.matter).matter.number), std::string::npos);
  const auto place = ends("gs_worker", {});
  EXPECT_EQ(code(place), "post_in_use");
  EXPECT_NE(place.error().fields.at(0).message.find("甲村第一网格由此岗位负责"), std::string::npos);
  EXPECT_EQ(code(ends("wb_handler", {{"wb", "handler"}, {"tc", "handler"}})), "ok");
}

TEST_P(OfficeDeskTest, WhoAnswersChangesFromADayOn) {
  const auto one = [&](std::optional<Date> day = std::nullopt) { return answers.list(admin(), {"grid", std::string(spine::village_place), day})->items.at(0); };
  EXPECT_EQ(one().state, "held");
  EXPECT_EQ(answers.list(admin(), {"grid", std::nullopt, std::nullopt})->gaps, 0);
  const auto candidates = answers.candidates(admin(), {"grid", spine::grid_place});
  ASSERT_TRUE(candidates);
  ASSERT_GE(candidates->items.size(), 1u);
  // Nobody from the day after tomorrow on; before that as it was.
  const std::string seen = one().etag;
  ASSERT_EQ(code(answers.set(admin(), {spine::grid_place, "grid", std::nullopt, today().plus(2)}, seen)), "ok");
  EXPECT_EQ(code(answers.set(admin(), {spine::grid_place, "grid", std::nullopt, today().plus(2)}, seen)), "stale_version");
  EXPECT_EQ(one().state, "held");
  EXPECT_EQ(one(today().plus(2)).state, "gap");
  // From above: the town says how many of its grids have somebody, and so does the county.
  const auto county = answers.list(admin(), {"grid", std::string(spine::county_place), today().plus(2)});
  const auto town = std::find_if(county->items.begin(), county->items.end(), [](const PlaceResponsible& row) { return row.place == spine::town_place; });
  ASSERT_NE(town, county->items.end());
  EXPECT_EQ(town->gaps_below, 1);
  EXPECT_EQ(county->gaps, answers.list(admin(), {"grid", std::nullopt, today().plus(2)})->gaps);
  EXPECT_EQ(county->held + county->gaps, answers.list(admin(), {"grid", std::nullopt, today()})->held);
  EXPECT_EQ(answers.list(admin(), {"grid", std::nullopt, today().plus(2)})->items.at(0).place, spine::grid_place);
  // Somebody again from the fifth day; a row for the time between ends where that one begins.
  const std::string who = candidates->items[0].value;
  ASSERT_EQ(code(answers.set(admin(), {spine::grid_place, "grid", who, today().plus(5)}, one().etag)), "ok");
  ASSERT_EQ(code(answers.set(admin(), {spine::grid_place, "grid", who, today().plus(3)}, one().etag)), "ok");
  EXPECT_EQ(one(today().plus(2)).state, "gap");
  EXPECT_EQ(one(today().plus(4)).now.size(), 1u);
  EXPECT_EQ(one(today().plus(6)).now.size(), 1u);
  EXPECT_EQ(audits("responsibility_changed"), 3u);
  // Two at once, as an import could leave them, are seen.
  h.db->commit([&](Session& session) {
    insert_responsibility(session, SpineHouse::region, {"twice", PlaceId{spine::grid_place}, "grid", OfficeId{"gs"}, PostId{"post-gs_worker"}, today(), std::nullopt});
  });
  EXPECT_EQ(one().state, "overlap");

  EXPECT_EQ(pointer(answers.set(admin(), {spine::grid_place, "king", who, today()}, "x")), "/duty");
  EXPECT_EQ(pointer(answers.set(admin(), {"000000", "grid", who, today()}, "x")), "/place");
  EXPECT_EQ(pointer(answers.set(admin(), {spine::village_place, "grid", std::nullopt, today()}, "x")), "/place");
  EXPECT_EQ(pointer(answers.set(admin(), {spine::grid_place, "grid", "nobody", today()}, "x")), "/holder");
  EXPECT_EQ(pointer(answers.set(admin(), {spine::grid_place, "grid", who, today().plus(-1)}, "x")), "/from");
}

TEST_P(OfficeDeskTest, OnlyTheSystemAdministratorKeepsTheTree) {
  for (const Role role : {Role::security_admin, Role::audit_admin, Role::triage, Role::leader}) {
    EXPECT_EQ(code(desk.tree(admin(role), {})), "admin_role_needed");
    EXPECT_EQ(code(desk.detail(admin(role), OfficeId{"wb"})), "admin_role_needed");
    EXPECT_EQ(code(desk.create(admin(role), {"department", "cc", false, input("x", today())}, {"k", "b"})), "admin_role_needed");
    EXPECT_EQ(code(desk.change(admin(role), OfficeId{"wb"}, input("x", today()), "x")), "admin_role_needed");
    EXPECT_EQ(code(desk.close(admin(role), OfficeId{"wb"}, {today(), "x"}, "x")), "admin_role_needed");
    EXPECT_EQ(code(answers.list(admin(role), {})), "admin_role_needed");
    EXPECT_EQ(code(answers.candidates(admin(role), {"grid", spine::grid_place})), "admin_role_needed");
    EXPECT_EQ(code(answers.set(admin(role), {spine::grid_place, "grid", std::nullopt, today()}, "x")), "admin_role_needed");
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, OfficeDeskTest, ::testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

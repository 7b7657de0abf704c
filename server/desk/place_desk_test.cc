// Grids and groups edited while the county works: new, renamed, split with what hangs on them, closed. On both engines.

#include "desk/place_desk.h"

#include <gtest/gtest.h>

#include "desk/grid_locator.h"
#include "desk/spine_house.h"
#include "rules/scope.h"
#include "store/office_store.h"

namespace lianhu {
namespace {

class Places : public ::testing::TestWithParam<Engine> {
 protected:
  Places() {
    h.db->commit([&](Session& session) {
      for (const char* n : {"1", "2", "3"}) {
        const std::string group = std::string(spine::grid_place) + "-l" + n;
        Place row{PlaceId{group}, Date::of(2020, 1, 1), std::nullopt, PlaceKind::group, group, std::string("甲村第一网格") + n + "联户", PlaceId{spine::grid_place},
                  spine::path_of(spine::grid_place) + group + "/", std::string("某县甲村第一网格") + n + "联户", std::nullopt, "联户"};
        insert_place(session, h.region, row);
        for (const char* m : {"01", "02"}) {
          Place home = row;
          home.id = PlaceId{group + "-" + m};
          home.kind = PlaceKind::household;
          home.parent = row.id;
          home.path = row.path + home.id.text + "/";
          home.name = row.name + m + "户";
          home.full_name = row.full_name + m + "户";
          insert_place(session, h.region, home);
        }
      }
      insert_responsibility(session, h.region, {"r9", PlaceId{spine::group_place}, "group_head", OfficeId{"vl"}, PostId{"post-vl_head"}, Date::of(2020, 1, 1), std::nullopt});
    });
    h.house->reload_directory();
  }
  Actor admin() const { return h.county.actor("cc_admin"); }
  Actor security() const {
    Actor actor = h.county.actor("cc_leader");
    actor.posts[0].role = Role::security_admin;
    return actor;
  }
  static std::string group(int n) { return std::string(spine::grid_place) + "-l" + std::to_string(n); }
  Taken reported(const std::string& place) {
    Report one = h.words();
    one.place = place;
    return spine::must(IntakeDesk(*h.house).report(h.by(""), one));
  }
  Result<PlaceChangeRow> split(std::vector<std::string> groups, const std::string& name = "甲村第二网格", const std::string& key = "k") {
    const PlaceMoveInput move{std::move(groups), {}, name};
    const auto check = desk.check(admin(), PlaceId{spine::grid_place}, move);
    if (!check) return check.error();
    return desk.submit(admin(), PlaceId{spine::grid_place}, {move, "人多了", check->seen}, {key, "b"});
  }
  Place place(const std::string& id, Date on) {
    std::optional<Place> out;
    h.db->read([&](Session& session) { out = find_place(session, h.region, PlaceId{id}, on); });
    return out.value();
  }
  std::string etag(const std::string& id) { return spine::must(desk.detail(admin(), PlaceId{id})).place.etag; }
  template <class T>
  static std::string code(const Result<T>& result) { return result ? "" : result.error().fields.empty() ? result.error().code : result.error().fields[0].pointer; }

  SpineHouse h{GetParam()};
  PlaceDesk desk{*h.house};
  const Date today = Date::of(2026, 9, 1);
};
INSTANTIATE_TEST_SUITE_P(Engines, Places, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Places, ANewGridHasTheNextCodeAndBeginsOnItsDay) {
  const auto made = spine::must(desk.add(admin(), {spine::village_place, "甲村第二网格", today.plus(3)}, {"k", "b"}));
  EXPECT_EQ(made.id, std::string(spine::village_place) + "001");
  EXPECT_EQ(made.state, "planned");
  EXPECT_EQ(spine::must(desk.add(admin(), {spine::village_place, "甲村第二网格", today.plus(3)}, {"k", "b"})).id, made.id) << "the same once more";
  EXPECT_EQ(code(desk.add(admin(), {spine::village_place, "别的", today.plus(3)}, {"k", "other"})), "key_reused");
  EXPECT_EQ(code(desk.add(admin(), {spine::village_place, "甲村第二网格", today.plus(5)}, {"k2", "b"})), "/name");
  EXPECT_EQ(code(desk.add(admin(), {spine::town_place, "甲镇新村", today}, {"k3", "b"})), "/parent") << "villages come from the national list";
  EXPECT_EQ(code(desk.add(admin(), {"nowhere", "某网格", today}, {"k4", "b"})), "/parent");
  EXPECT_EQ(code(desk.add(admin(), {spine::village_place, "昨天的网格", today.plus(-1)}, {"k5", "b"})), "/from");
  const auto below = spine::must(desk.add(admin(), {spine::grid_place, "甲村第一网格4联户", today}, {"k6", "b"}));
  EXPECT_EQ(below.kind, "group");
  EXPECT_EQ(below.full_name, "某县甲村第一网格4联户");
}

TEST_P(Places, ARenamedGridTakesTheNamesBelowAlongAndLeavesMattersAlone) {
  const MatterId before = reported(group(1)).matter;
  ASSERT_TRUE(desk.rename(admin(), PlaceId{spine::grid_place}, {"甲村月亮湾网格", today.plus(2)}, etag(spine::grid_place)));
  EXPECT_EQ(place(group(1), today).name, "甲村第一网格1联户");
  EXPECT_EQ(place(group(1), today.plus(2)).name, "甲村月亮湾网格1联户");
  EXPECT_EQ(place(group(1) + "-01", today.plus(2)).full_name, "某县甲村月亮湾网格1联户01户");
  EXPECT_EQ(h.file(before).matter.place_name, "某县甲村第一网格1联户");
  EXPECT_EQ(code(desk.rename(admin(), PlaceId{spine::grid_place}, {"甲村别名网格", today}, etag(spine::grid_place))), "place_planned");
  EXPECT_EQ(code(desk.rename(admin(), PlaceId{spine::grid_place}, {"甲村别名网格", today}, "old")), "stale_version");
  EXPECT_EQ(code(desk.rename(admin(), PlaceId{spine::village_place}, {"乙村", today}, etag(spine::village_place))), "place_in_use");
  EXPECT_EQ(code(desk.rename(admin(), PlaceId{"nowhere"}, {"乙村", today}, "x")), "not_found");
}

TEST_P(Places, ASplitWithoutOpenMattersHoldsAtOnce) {
  const auto check = spine::must(desk.check(admin(), PlaceId{spine::grid_place}, {{group(2), group(3)}, {}, "甲村第二网格"}));
  EXPECT_EQ(check.groups, 2);
  EXPECT_EQ(check.households, 4);
  EXPECT_FALSE(check.second);
  const auto done = spine::must(split({group(2), group(3)}));
  EXPECT_EQ(done.state, "done");
  EXPECT_EQ(spine::must(split({group(1)}, "甲村第三网格", "k2")).state, "done");
  const std::string fresh = std::string(spine::village_place) + "001";
  EXPECT_EQ(place(group(2), today).parent->text, fresh);
  EXPECT_EQ(place(group(2), today).name, "甲村第二网格2联户");
  EXPECT_EQ(place(group(2) + "-01", today).path, place(fresh, today).path + group(2) + "/" + group(2) + "-01/");
  EXPECT_EQ(place(group(2), today.plus(-1)).parent->text, spine::grid_place) << "yesterday stays";
  h.db->read([&](Session& session) {
    const auto answers = responsibilities_at(session, h.region, PlaceId{fresh}, "grid");
    ASSERT_EQ(answers.size(), 1u) << "nobody's for not a day";
    EXPECT_EQ(answers[0].post->text, "post-gs_worker");
  });
}

TEST_P(Places, OpenMattersFollowOnlyAfterASecondAdministrator) {
  const MatterId open = reported(group(2)).matter, deep = reported(group(2) + "-01").matter, stays = reported(group(1)).matter, loose = reported(spine::grid_place).matter;
  const MatterId gone = reported(group(2)).matter;
  h.db->commit([&](Session& session) {
    session.run("UPDATE matter SET open = 0, version = version + 1 WHERE region = :region AND id = :id", {{"region", std::string(h.region)}, {"id", gone.text}});
  });
  const auto waiting = spine::must(split({group(2)}));
  EXPECT_EQ(waiting.state, "waiting");
  ASSERT_TRUE(waiting.check);
  EXPECT_EQ(waiting.check->matters, 2);
  EXPECT_EQ(waiting.check->staying, 2);
  EXPECT_EQ(place(group(2), today).parent->text, spine::grid_place) << "nothing moves yet";
  EXPECT_EQ(code(split({group(3)}, "甲村第九网格", "k9")), "place_waiting");
  EXPECT_EQ(code(desk.rename(admin(), PlaceId{group(2)}, {"某联户", today}, etag(group(2)))), "place_waiting");
  Actor both = security();
  both.account = admin().account;
  EXPECT_EQ(code(desk.decide(both, waiting.id, {true, waiting.check->seen, {}})), "own_account");
  EXPECT_EQ(code(desk.decide(admin(), waiting.id, {true, waiting.check->seen, {}})), "admin_role_needed");
  const MatterId late = reported(group(2)).matter;
  EXPECT_EQ(code(desk.decide(security(), waiting.id, {true, waiting.check->seen, {}})), "stale_version") << "another one came in since it was looked at";
  const auto now = spine::must(desk.changes(security())).items.at(0);
  ASSERT_TRUE(now.check);
  EXPECT_EQ(now.check->matters, 3);
  const auto done = spine::must(desk.decide(security(), waiting.id, {true, now.check->seen, {}}));
  EXPECT_EQ(done.state, "done");
  EXPECT_TRUE(done.finished);
  EXPECT_EQ(done.moved, 3);
  const std::string fresh = std::string(spine::village_place) + "001";
  for (const MatterId& id : {open, deep, late}) {
    const MatterFile file = h.file(id);
    EXPECT_NE(file.matter.place_path.find("/" + fresh + "/"), std::string::npos);
    EXPECT_NE(file.matter.place_name.find("甲村第二网格"), std::string::npos);
    int told = 0;
    for (const PastEvent& event : file.events) told += event.row.kind == "place_moved" ? 1 : 0;
    EXPECT_EQ(told, 1);
    std::int64_t scoped = 0;
    h.db->read([&](Session& session) {
      session.query("SELECT COUNT(*) FROM matter_scope WHERE region = :region AND matter = :matter AND token = :token",
                    {{"region", std::string(h.region)}, {"matter", id.text}, {"token", "p:" + fresh}}, [&](const Row& row) { scoped = row.i64(0); });
    });
    EXPECT_EQ(scoped, 1) << "the new grid's worker finds it";
  }
  for (const MatterId& id : {stays, loose, gone}) EXPECT_EQ(h.file(id).matter.place_path.find("/" + fresh + "/"), std::string::npos);
  EXPECT_EQ(h.file(gone).matter.place_name, "某县甲村第一网格2联户") << "what is closed keeps the name of its day";
  EXPECT_EQ(finish_place_changes(*h.house), 0) << "once is enough";
  EXPECT_EQ(code(desk.decide(security(), waiting.id, {true, now.check->seen, {}})), "stale_version");
}

TEST_P(Places, AServerStoppedInBetweenGoesOn) {
  const MatterId open = reported(group(2)).matter;
  const auto waiting = spine::must(split({group(2)}));
  ASSERT_TRUE(desk.decide(security(), waiting.id, {true, waiting.check->seen, {}}));
  // As if it had stopped right after the decision, before the matter was reached.
  const std::string old_path = spine::path_of(spine::grid_place) + group(2) + "/";
  h.db->commit([&](Session& session) {
    session.run("UPDATE place_change SET finished_at = NULL", {});
    session.run("UPDATE matter SET place_path = :path, version = version + 1 WHERE id = :id", {{"path", old_path}, {"id", open.text}});
  });
  House anew{World{*h.db, h.clock, h.random, h.files, h.ids, h.vault}};
  EXPECT_EQ(finish_place_changes(anew), 1);
  EXPECT_EQ(h.file(open).matter.place_path, place(group(2), today).path);
  EXPECT_EQ(finish_place_changes(anew), 0);
}

TEST_P(Places, ADeclinedSplitChangesNothingAndFreesTheGrid) {
  reported(group(2));
  const auto waiting = spine::must(split({group(2)}));
  EXPECT_EQ(code(desk.decide(security(), waiting.id, {false, waiting.check->seen, {}})), "/reason");
  EXPECT_EQ(spine::must(desk.decide(security(), waiting.id, {false, waiting.check->seen, "先和村里商量"})).state, "declined");
  EXPECT_EQ(place(group(2), today).parent->text, spine::grid_place);
  EXPECT_EQ(spine::must(split({group(3)}, "甲村第二网格", "k2")).state, "done");
}

TEST_P(Places, AGridIsClosedWhenNothingHangsOnItAnyMore) {
  const auto close = [&](Date from) { return desk.close(admin(), PlaceId{spine::grid_place}, {from, "并入"}, etag(spine::grid_place)); };
  const auto refused = close(today);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "place_in_use");
  EXPECT_GE(refused.error().fields.size(), 5u) << "three groups, who answers for it, the station";
  spine::must(split({group(1), group(2), group(3)}));
  h.db->commit([&](Session& session) {
    end_responsibility(session, h.region, "r3", today.plus(-1));
    end_office(session, h.region, OfficeId{"gs"}, today.plus(-1));
  });
  h.house->reload_directory();
  EXPECT_EQ(code(close(today.plus(2))), "/from");
  const auto closed = close(today.plus(1));
  ASSERT_TRUE(closed) << closed.error().message << (closed.error().fields.empty() ? "" : closed.error().fields[0].message);
  EXPECT_EQ(closed->state, "closing");
  h.clock.advance(86'400'000);
  EXPECT_EQ(spine::must(desk.detail(admin(), PlaceId{spine::grid_place})).place.state, "closed");
  EXPECT_TRUE(IntakeDesk(*h.house).report(h.by(""), [&] { Report one = h.words(); one.place = spine::grid_place; return one; }()).error().kind == Kind::invalid);
  bool listed = false;
  for (const PlaceEditRow& row : spine::must(desk.tree(admin(), {spine::village_place, false})).items) listed = listed || row.id == spine::grid_place;
  EXPECT_FALSE(listed);
}

TEST_P(Places, APointInASplitGridIsKnownToTheVillageOnly) {
  h.db->commit([&](Session& session) {
    session.run("UPDATE place SET geometry = :geometry WHERE id = :id",
                {{"geometry", std::string(R"({"type":"Polygon","coordinates":[[[105.70,26.30],[105.71,26.30],[105.71,26.31],[105.70,26.31],[105.70,26.30]]]})")}, {"id", std::string(spine::grid_place)}});
  });
  const GridLocator locator(*h.house);
  const Point inside{105'705'000, 26'305'000}, outside{105'800'000, 26'305'000};
  EXPECT_EQ(locator.find(*h.house, inside)->id.text, spine::grid_place);
  spine::must(split({group(3)}));
  h.clock.advance(1'000);
  h.house->catch_up();
  EXPECT_EQ(locator.find(*h.house, inside)->id.text, spine::village_place);
  EXPECT_FALSE(locator.find(*h.house, outside));
  EXPECT_EQ(spine::must(desk.detail(admin(), PlaceId{spine::grid_place})).place.outline_title, "划分前的边界归到村：定位只到村");
}

TEST_P(Places, RefuseWhoIsNoAdministratorAndWhatDoesNotFit) {
  for (const char* login : {"cc_triage", "wb_handler", "gs_worker"}) {
    EXPECT_EQ(code(desk.tree(h.county.actor(login), {})), "admin_role_needed");
    EXPECT_EQ(code(desk.changes(h.county.actor(login))), "role_needed");
  }
  EXPECT_EQ(code(desk.tree(security(), {})), "admin_role_needed");
  const auto check = [&](PlaceMoveInput move) { return code(desk.check(admin(), PlaceId{spine::grid_place}, std::move(move))); };
  EXPECT_EQ(check({{group(1), group(1)}, {}, "甲村第二网格"}), "/move/groups/1");
  EXPECT_EQ(check({{"nowhere"}, {}, "甲村第二网格"}), "/move/groups/0");
  EXPECT_EQ(check({{group(1)}, {}, {}}), "/move/name");
  EXPECT_EQ(check({{group(1)}, std::string(spine::grid_place), {}}), "/move/target");
  EXPECT_EQ(check({{group(1)}, {}, "甲村第一网格"}), "/move/name");
  EXPECT_EQ(code(desk.check(admin(), PlaceId{spine::village_place}, {{group(1)}, {}, "甲村第二网格"})), "not_found");
  EXPECT_EQ(code(desk.submit(admin(), PlaceId{spine::grid_place}, {{{group(1)}, {}, "甲村第二网格"}, "人多了", std::string(64, '0')}, {"k", "b"})), "stale_version");
}

}  // namespace
}  // namespace lianhu

#include "desk/calendar_desk.h"

#include <gtest/gtest.h>

#include "desk/spine_house.h"
#include "store/access_store.h"

namespace lianhu {
namespace {

class CalendarDeskTest : public ::testing::TestWithParam<Engine> {
 protected:
  static Actor admin(Role role = Role::system_admin) {
    Actor actor;
    actor.account = AccountId{"tc_triage"};  // a name for the log; the post is what counts
    ActorPost post;
    post.office = OfficeId{"tc"};
    post.role = role;
    actor.posts.push_back(post);
    return actor;
  }
  static std::string year(const std::string& more) { return std::string(resource("calendar/2026.toml")) + more; }
  std::string tag(std::int32_t of) { return desk.texts(admin(), of)->etag; }
  Result<CalendarSaved> save(std::int32_t of, std::optional<std::string> text, const std::string& key) {
    return desk.save(admin(), {of, text}, tag(of), {key, sha256_hex(text.value_or("-"))});
  }
  std::vector<Audit> audits(const std::string& kind) {
    std::vector<Audit> rows;
    h.db->read([&](Session& session) { rows = load_audits(session, SpineHouse::region, kind, Time{INT64_MAX}, 100); });
    return rows;
  }
  std::string due(const MatterId& id) { return h.file(id).matter.due_at->date().text(); }

  const std::string moved = year("\n[[holiday]]\nname = \"临时放假\"\noff = [2026-09-02, 2026-09-08]\n");
  SpineHouse h{GetParam()};
  CalendarDesk desk{*h.house};
};

TEST_P(CalendarDeskTest, TriedThenSavedThenPutBack) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  const std::string before = due(taken.matter);
  const auto events = h.file(taken.matter).events.size();

  const auto check = desk.check(admin(), {2026, moved});
  ASSERT_TRUE(check) << check.error().message;
  EXPECT_EQ(check->moved, 2);
  ASSERT_EQ(check->items.size(), 2u);
  EXPECT_EQ(check->items[0].number, h.file(taken.matter).matter.number);
  EXPECT_LT(check->items[0].from, check->items[0].to);
  EXPECT_NE(check->items[0].sentence.find("按新的放假安排改为"), std::string::npos);
  EXPECT_EQ(check->items[0].days, std::vector<std::string>{"2026年9月2日改为放假（临时放假）"});
  EXPECT_EQ(due(taken.matter), before) << "nothing was written";
  EXPECT_EQ(h.file(taken.matter).events.size(), events);

  const auto saved = save(2026, moved, "key-1");
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_EQ(saved->moved, 2);
  EXPECT_TRUE(saved->finished);
  EXPECT_NE(due(taken.matter), before);
  const MatterFile after = h.file(taken.matter);
  EXPECT_EQ(after.events.size(), events + 2);
  EXPECT_EQ(after.events.back().row.kind, "deadline_rederived");
  EXPECT_EQ(after.events.back().row.actor_label, "系统管理员");
  EXPECT_EQ(audits("calendar_saved").size(), 1u);
  EXPECT_EQ(audits("deadlines_rederived").at(0).detail, "按新的放假安排重算未了期限 2 个");
  // A matter that begins now counts by the new table, and so does a house opened anew.
  EXPECT_TRUE(h.house->calendar()->is_off(Date::of(2026, 9, 8)));
  EXPECT_TRUE(House(World{*h.db, h.clock, h.random, h.files, h.ids, h.vault}).calendar()->is_off(Date::of(2026, 9, 8)));
  // The same command again writes nothing.
  EXPECT_EQ(desk.save(admin(), {2026, moved}, "any", {"key-1", sha256_hex(moved)})->moved, 2);
  EXPECT_EQ(desk.save(admin(), {2026, moved}, "any", {"key-1", "other"}).error().code, "key_reused");
  EXPECT_EQ(h.file(taken.matter).events.size(), events + 2);

  // The former table stands there to be put back, and taking the county's own back does the same.
  const auto texts = desk.texts(admin(), 2026);
  ASSERT_EQ(texts->former.size(), 1u);
  EXPECT_EQ(texts->former[0].text, resource("calendar/2026.toml"));
  EXPECT_TRUE(texts->saved);
  ASSERT_TRUE(save(2026, std::nullopt, "key-2"));
  EXPECT_EQ(due(taken.matter), before);
  EXPECT_FALSE(desk.texts(admin(), 2026)->saved);
  EXPECT_EQ(desk.texts(admin(), 2026)->former.at(0).text, moved);
}

TEST_P(CalendarDeskTest, ALocalDayOffMovesWhatItMeets) {
  const Taken taken = h.report();
  const std::string before = due(taken.matter);
  const std::string local = std::string(resource("calendar/local.toml")) + "\n[[holiday]]\nname = \"四月八\"\nbasis = \"县人民政府通知\"\noff = [" + before + "]\n";
  EXPECT_EQ(desk.check(admin(), {0, local})->moved, 1);
  ASSERT_TRUE(save(0, local, "key-1"));
  EXPECT_GT(due(taken.matter), before);
  EXPECT_EQ(desk.view(admin())->local_days.at(0).name, "四月八");
  ASSERT_TRUE(save(0, std::nullopt, "key-2"));
  EXPECT_EQ(due(taken.matter), before);
  EXPECT_TRUE(desk.view(admin())->local_days.empty());
}

TEST_P(CalendarDeskTest, ADayThatHasPassedMeanwhileIsMissedByTheClock) {
  const std::string off = year("\n[[holiday]]\nname = \"临时放假\"\noff = [2026-09-02, 2026-09-03, 2026-09-04]\n");
  ASSERT_TRUE(save(2026, off, "key-1"));
  const Taken taken = h.report();  // one working day: the seventh
  h.clock.set(Time::at(Date::of(2026, 9, 5), 9));
  ASSERT_TRUE(save(2026, std::nullopt, "key-2"));
  EXPECT_EQ(due(taken.matter), "2026-09-02");
  const auto missed = [&] {
    int n = 0;
    for (const PastEvent& event : h.file(taken.matter).events) n += event.row.kind == "deadline_missed" ? 1 : 0;
    return n;
  };
  EXPECT_EQ(missed(), 0);
  tick(*h.house, h.clock.now());
  EXPECT_EQ(missed(), 1);
  // And the other way round: what was late under the old table is not late under the new.
  ASSERT_TRUE(save(2026, off, "key-3"));
  EXPECT_EQ(due(taken.matter), "2026-09-07");
  for (const Deadline& one : h.file(taken.matter).deadlines) EXPECT_NE(one.state, DeadlineState::missed) << one.title;
}

TEST_P(CalendarDeskTest, AStoppedServerGoesOn) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.db->commit([&](Session& session) {
    save_calendar_year(session, 2026, moved, h.clock.now(), "化名");
    insert_calendar_text(session, SpineHouse::region, {"t1", 2026, moved, h.clock.now(), AccountId{"tc_triage"}, 0, std::nullopt});
  });
  const House anew(World{*h.db, h.clock, h.random, h.files, h.ids, h.vault});
  EXPECT_EQ(finish_calendars(anew), 2);
  EXPECT_EQ(finish_calendars(anew), 0);
  EXPECT_FALSE(desk.view(admin())->unfinished);
}

TEST_P(CalendarDeskTest, WhatIsNotOpenToAllIsToldWithoutItsNumber) {
  const Taken taken = h.report();
  h.accept(taken.matter);
  h.db->commit([&](Session& session) { session.run("UPDATE matter SET seal = 'confidential' WHERE id = :id", {{"id", taken.matter.text}}); });
  House anew(World{*h.db, h.clock, h.random, h.files, h.ids, h.vault});
  const auto check = CalendarDesk(anew).check(admin(), {2026, moved});
  EXPECT_EQ(check->moved, 2);
  for (const CalendarMove& move : check->items) EXPECT_FALSE(move.number);
}

TEST_P(CalendarDeskTest, WhatCannotBeIsRefused) {
  const auto code = [](const auto& result) { return result ? std::string("ok") : result.error().code; };
  EXPECT_EQ(code(desk.check(admin(), {2026, std::string(resource("calendar/2026.toml"))})), "calendar_same");
  EXPECT_EQ(code(desk.check(admin(), {2026, std::nullopt})), "calendar_same");
  EXPECT_EQ(desk.check(admin(), {2027, moved}).error().fields.at(0).pointer, "/year");
  EXPECT_EQ(code(desk.check(admin(), {2072, "year = 2072\nnotice = \"x\"\n[[holiday]]\nname = \"元旦、春节、清明、劳动、端午、中秋、国庆\"\noff = [2072-01-01]"})), "invalid_fields");
  const auto bad = desk.check(admin(), {2026, year("\n[[holiday]]\nname = \"x\"\nof = [2026-09-02]\n")});
  EXPECT_EQ(code(bad), "calendar_file");
  EXPECT_NE(bad.error().message.find("不认识“of”"), std::string::npos);
  EXPECT_EQ(bad.error().fields.at(0).pointer, "/text");
  EXPECT_EQ(code(desk.check(admin(), {0, "[[holiday]]\nname = \"无依据\"\noff = [2026-09-02]"})), "calendar_file");
  const std::string before = tag(2026);
  ASSERT_TRUE(save(2026, moved, "key-1"));
  EXPECT_EQ(code(desk.save(admin(), {2026, year("# x\n")}, before, {"key-2", "b"})), "stale_version");
  for (const Role role : {Role::security_admin, Role::audit_admin, Role::triage, Role::leader}) {
    EXPECT_EQ(code(desk.view(admin(role))), "admin_role_needed");
    EXPECT_EQ(code(desk.texts(admin(role), 2026)), "admin_role_needed");
    EXPECT_EQ(code(desk.check(admin(role), {2026, moved})), "admin_role_needed");
    EXPECT_EQ(code(desk.save(admin(role), {2026, moved}, before, {"key-3", "b"})), "admin_role_needed");
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, CalendarDeskTest, ::testing::ValuesIn(test_engines()), engine_name);

}  // namespace
}  // namespace lianhu

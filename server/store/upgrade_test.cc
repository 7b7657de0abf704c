// A database of the first schema, with rows in it, under today's program.

#include <gtest/gtest.h>

#include "base/resource.h"
#include "store/account_store.h"
#include "store/matter_store.h"
#include "store/migrate.h"
#include "store/test_db.h"

namespace lianhu {
namespace {

constexpr int first_schema = 2;  // 0001-spine, 0002-search
const Time kNow = Time::at(Date::of(2026, 9, 1), 9);

class Upgrade : public ::testing::TestWithParam<Engine> {
 protected:
  Upgrade() : steps(migrations(resources(), GetParam())) {
    EXPECT_EQ(migrate(*db, steps, kNow, first_schema), first_schema);
    db->commit([](Session& session) { session.script(rows); });
    EXPECT_EQ(migrate(*db, steps, kNow), steps.back().number);
  }
  Account account(const std::string& login) {
    Account found;
    db->read([&](Session& session) { found = find_login(session, "520422", login).value(); });
    return found;
  }

  // As the first schema held them: matters sent to another system, to mediation, and to an office that handles it; an account with its own password, one waiting for its first login (given
  // twice), one of the installation, one without a password.
  static constexpr std::string_view rows = R"(
INSERT INTO matter (region, id, ordinal, version, number, title, summary, category, scale, urgent, place, place_path, place_name, channel, seal,
  received_at, entered_at, root, status, status_title, open, month) VALUES
  ('520422', 'm1', 1, 1, 'PD2026-000001', '排水沟', '排水沟堵了', 'facility.drain', 'individual', 0, '520422', '/520422/', '某县', 'phone_page', 'open',
   1, 1, 'm1', '登记', '已登记', 1, '2026-09'),
  ('520422', 'm2', 2, 17, 'PD2026-000002', '路灯', '路灯不亮', 'facility.drain', 'individual', 0, '520422', '/520422/', '某县', 'phone_page', 'open',
   1, 1, 'm2', '办理', '办理中', 1, '2026-09'),
  ('520422', 'm3', 3, 4, 'PD2026-000003', '井盖', '井盖坏了', 'facility.drain', 'individual', 0, '520422', '/520422/', '某县', 'phone_page', 'open',
   1, 1, 'm3', '办理', '办理中', 1, '2026-09'),
  ('520422', 'm4', 4, 9, 'PD2026-000004', '水管', '水管裂了', 'facility.drain', 'individual', 0, '520422', '/520422/', '某县', 'phone_page', 'open',
   1, 1, 'm4', '结案', '核查通过，待结案', 1, '2026-09');
UPDATE matter SET due_at = 50 WHERE id = 'm4';
INSERT INTO deadline (region, id, matter, subject_kind, subject, clock, rule, title, internal, start_day, due_at, state, lamp, provisional, sentence, derivation, version) VALUES
  ('520422', 'd1', 'm4', 'proceeding', 'p5', 'closing', 'grid.closing', '结案期限（内部期限）', 1, '2026-09-01', 50, 'armed', 'green', 0, '', '', 1),
  ('520422', 'd2', 'm4', 'proceeding', 'p5', 'overall', 'centre.ordinary', '办结期限（内部期限）', 1, '2026-09-01', 90, 'armed', 'green', 0, '', '', 1),
  ('520422', 'd3', 'm4', 'proceeding', 'p5', 'verify', 'grid.verify', '核查期限（内部期限）', 1, '2026-09-01', 50, 'met', 'green', 0, '', '', 1);
INSERT INTO proceeding (region, id, matter, version, procedure_name, procedure_version, state, parent, desk_office, round, opened_at) VALUES
  ('520422', 'p1', 'm1', 1, 'grid_matter', 1, 'referred', NULL, 'tc', 1, 1), ('520422', 'p2', 'm2', 1, 'grid_matter', 1, 'referred', NULL, 'tc', 1, 1),
  ('520422', 'p3', 'm2', 1, 'people_mediation', 1, 'closed', 'p2', 'tc', 1, 1),
  ('520422', 'p4', 'm3', 1, 'grid_matter', 1, 'handling', NULL, 'tc', 1, 1),
  ('520422', 'p5', 'm4', 1, 'grid_matter', 1, 'verified', NULL, 'tc', 1, 1);
INSERT INTO assignment (region, id, matter, proceeding, office, kind, state, given_at, open, lamp) VALUES
  ('520422', 's1', 'm1', 'p1', 'tc', 'desk', 'accepted', 1, 1, 'green'), ('520422', 's2', 'm2', 'p2', 'tc', 'desk', 'accepted', 1, 1, 'green'),
  ('520422', 's3', 'm3', 'p4', 'tc', 'desk', 'accepted', 1, 1, 'green'),
  ('520422', 's4', 'm4', 'p5', 'tc', 'desk', 'accepted', 1, 1, 'green');
UPDATE assignment SET due_at = 50 WHERE id = 's4';
INSERT INTO event (region, id, matter, seq, leaf_index, kind, title, actor_label, audience, happened_at, entered_at, leaf, previous, hash) VALUES
  ('520422', 'e1', 'm3', 1, 1, 'accept', '受理', 'x', 'parties', 5, 5, 'x', 'x', 'x'), ('520422', 'e2', 'm3', 2, 2, 'sign', '签收', 'x', 'parties', 8, 8, 'x', 'x', 'x');
INSERT INTO account (region, id, login, name, password, state, created_at, password_at, version) VALUES
  ('520422', 'a1', 'own', '化名甲', 'hash', 'active', 1, 5, 3), ('520422', 'a2', 'waits', '化名乙', 'hash', 'active', 1, NULL, 3),
  ('520422', 'a3', 'installed', '化名丙', 'hash', 'active', 1, NULL, 1), ('520422', 'a4', 'none', '化名丁', NULL, 'active', 1, NULL, 1);
INSERT INTO audit_log (region, id, at, account, kind, subject, detail) VALUES
  ('520422', 'l1', 2, 's', 'password_reset', 'a1', ''), ('520422', 'l2', 3, 's', 'password_reset', 'a2', ''),
  ('520422', 'l3', 7, 's', 'password_reset', 'a2', ''), ('520422', 'l4', 9, 's', 'account_unlocked', 'a2', ''),
  ('520423', 'l5', 99, 's', 'password_reset', 'a2', '');
)";

  TestDb db{GetParam()};
  std::vector<Migration> steps;
};
INSTANTIATE_TEST_SUITE_P(Engines, Upgrade, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(Upgrade, TheTagsHandedOutStayGood) {
  db->read([&](Session& session) {
    for (const auto& [id, version] : {std::pair("m1", 1), std::pair("m2", 17)}) {
      const auto file = load_matter_head(session, "520422", MatterId{id});
      ASSERT_TRUE(file) << id;
      EXPECT_EQ(file->matter.version, version);
      EXPECT_EQ(file->matter.acted_version, version);
    }
  });
}

// What waits on another system becomes tracked; the result of a mediation is still the desk's to take back.
TEST_P(Upgrade, WhatWasSentAwayIsTracked) {
  db->read([&](Session& session) {
    EXPECT_EQ(load_matter_head(session, "520422", MatterId{"m1"})->assignments.at(0).kind, AssignmentKind::track);
    EXPECT_EQ(load_matter_head(session, "520422", MatterId{"m2"})->assignments.at(0).kind, AssignmentKind::desk);
    const Assignment handled = load_matter_head(session, "520422", MatterId{"m3"})->assignments.at(0);
    EXPECT_FALSE(handled.open) << "the office's, not the desk's";
    EXPECT_EQ(handled.state, AssignmentState::ended);
    EXPECT_EQ(handled.ended_at, Time{8});
  });
}

TEST_P(Upgrade, WhatIsToBeClosedIsKeptApartAndEveryDateNamesItsClock) {
  db->read([&](Session& session) {
    const MatterFile file = load_matter_head(session, "520422", MatterId{"m4"}).value();
    EXPECT_EQ(file.assignments.at(0).kind, AssignmentKind::closing);
    EXPECT_EQ(file.assignments.at(0).due_title, "结案期限（内部期限）");
    EXPECT_EQ(file.matter.due_title, "结案期限（内部期限）");
    EXPECT_EQ(load_matter_head(session, "520422", MatterId{"m1"})->matter.due_title, std::nullopt);
  });
}

TEST_P(Upgrade, AWaitingOneTimePasswordGetsTheHourOfTheLog) {
  EXPECT_EQ(account("waits").one_time_at, Time{7});
  EXPECT_EQ(account("own").one_time_at, std::nullopt);
  EXPECT_EQ(account("installed").one_time_at, std::nullopt) << "nobody could give it anew";
  EXPECT_EQ(account("none").one_time_at, std::nullopt);
}

}  // namespace
}  // namespace lianhu

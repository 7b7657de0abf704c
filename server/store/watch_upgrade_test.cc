// A county that ran before the lamp was kept with a matter's date: the migration "watch" gives it the lamp of that date.

#include <algorithm>

#include <gtest/gtest.h>

#include "base/resource.h"
#include "store/migrate.h"
#include "store/test_db.h"

namespace lianhu {
namespace {

class WatchUpgrade : public ::testing::TestWithParam<Engine> {};
INSTANTIATE_TEST_SUITE_P(Engines, WatchUpgrade, ::testing::ValuesIn(test_engines()), engine_name);

constexpr const char* region = "520422";

void matter(Session& session, const std::string& id, std::int64_t ordinal) {
  session.run("INSERT INTO matter (region, id, ordinal, version, number, title, summary, category, scale, urgent, place, place_path, place_name, channel,"
              " seal, received_at, entered_at, root, status, status_title, open, due_at, month) VALUES (:region, :id, :ordinal, 1, :id, '', '', 'other',"
              " 'individual', 0, 'p', '/p/', '', 'call', 'open', 1, 1, :id, '', '', 1, 1000, '2026-09')",
              {{"region", std::string(region)}, {"id", id}, {"ordinal", ordinal}});
}
void deadline(Session& session, const std::string& of, const std::string& id, std::int64_t due, const std::string& lamp, const std::string& state) {
  session.run("INSERT INTO deadline (region, id, matter, subject_kind, subject, clock, rule, title, internal, start_day, due_at, state, lamp, provisional,"
              " sentence, derivation, version) VALUES (:region, :id, :matter, 'proceeding', 'p', 'c', 'r', '', 1, '2026-09-01', :due, :state, :lamp, 0, '', '', 1)",
              {{"region", std::string(region)}, {"id", id}, {"matter", of}, {"due", due}, {"state", state}, {"lamp", lamp}});
}
void led_by(Session& session, const std::string& of, const std::string& office, std::int64_t independent) {
  session.run("INSERT INTO office (region, id, kind, name, short_name, path, place, presence, independent, logs_in, valid_from)"
              " VALUES (:region, :office, 'court', '', '', '/', 'p', 'resident', :independent, 1, '2020-01-01')",
              {{"region", std::string(region)}, {"office", office}, {"independent", independent}});
  session.run("INSERT INTO assignment (region, id, matter, proceeding, office, kind, state, given_at, open, lamp)"
              " VALUES (:region, :office, :matter, 'p', :office, 'lead', 'given', 1, 1, 'none')",
              {{"region", std::string(region)}, {"office", office}, {"matter", of}});
}

TEST_P(WatchUpgrade, EachOpenMatterGetsTheLampOfItsDate) {
  TestDb db(GetParam());
  const auto steps = migrations(resources(), db->engine());
  const auto watch = std::find_if(steps.begin(), steps.end(), [](const Migration& step) { return step.name.ends_with("-watch.sql"); });
  ASSERT_NE(watch, steps.end());
  migrate(*db, steps, Time{1}, watch->number - 1);
  db->commit([](Session& session) {
    matter(session, "late", 1);
    deadline(session, "late", "d1", 1000, "red", "missed");
    deadline(session, "late", "d2", 9000, "green", "armed");
    led_by(session, "late", "bureau", 0);
    matter(session, "court", 2);
    deadline(session, "court", "d3", 1000, "red", "missed");
    led_by(session, "court", "court", 1);
    matter(session, "paused", 3);
    deadline(session, "paused", "d4", 1000, "yellow", "paused");
  });
  migrate(*db, steps, Time{2});
  std::string found;
  db->read([&](Session& session) {
    session.query("SELECT id, lamp FROM matter ORDER BY ordinal", {}, [&](const Row& row) { found += row.text(0) + "=" + row.text(1) + " "; });
  });
  EXPECT_EQ(found, "late=red court=none paused=none ");
}

}  // namespace
}  // namespace lianhu

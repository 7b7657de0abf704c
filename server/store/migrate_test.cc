#include "store/migrate.h"

#include <gtest/gtest.h>

#include "store/test_db.h"

namespace lianhu {
namespace {

const Time kNow = Time::at(Date::of(2026, 9, 1), 8);

const std::vector<Resource> kFiles{
    {"papers/x.toml", "x", "x"},
    {"schema/0002-two.postgres.sql", "CREATE TABLE two_pg (a BIGINT);", "h2p"},
    {"schema/0001-one.sql", "CREATE TABLE one (a BIGINT); INSERT INTO one (a) VALUES (1);", "h1"},
    {"schema/0002-two.sql", "CREATE TABLE two (a BIGINT); INSERT INTO one (a) VALUES (2);", "h2"},
    {"schema/0002-two.sqlite.sql", "CREATE VIRTUAL TABLE two_words USING fts5 (words);", "h2s"},
    {"schema/reference.txt", "one", "r"},
};

class MigrateTest : public ::testing::TestWithParam<Engine> {
 protected:
  std::vector<Migration> steps(std::vector<Resource> files) { return migrations(files, GetParam()); }
  std::string refusal(const std::vector<Resource>& files) {
    try {
      migrate(*db, steps(files), kNow);
      return "";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }
  std::int64_t rows_of_one() {
    std::int64_t n = 0;
    db->read([&](Session& session) { session.query("SELECT COUNT(*) FROM one", {}, [&](const Row& row) { n = row.i64(0); }); });
    return n;
  }
  TestDb db{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, MigrateTest, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(MigrateTest, TakesTheCommonTextFirstAndTheOwnEnginesOnly) {
  const auto found = steps(kFiles);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].name, "0001-one.sql");
  EXPECT_EQ(found[1].name, "0002-two.sql");
  EXPECT_EQ(found[2].name, GetParam() == Engine::sqlite ? "0002-two.sqlite.sql" : "0002-two.postgres.sql");
}

TEST_P(MigrateTest, AppliesOnceAndInSteps) {
  EXPECT_EQ(schema_version(*db), 0);
  EXPECT_EQ(migrate(*db, steps(kFiles), kNow, 1), 1);
  EXPECT_EQ(schema_version(*db), 1);
  EXPECT_EQ(migrate(*db, steps(kFiles), kNow), 2);
  EXPECT_EQ(migrate(*db, steps(kFiles), kNow), 2);
  db.reopen();
  EXPECT_EQ(schema_version(*db), 2);
  EXPECT_EQ(rows_of_one(), 2);
}

TEST_P(MigrateTest, ANewerDatabaseIsRefused) {
  migrate(*db, steps(kFiles), kNow);
  EXPECT_EQ(refusal({kFiles[2]}), "数据库版本 2 比本程序新（本程序到 1），请换用新版程序。");
}

TEST_P(MigrateTest, AChangedReleasedTextIsRefused) {
  migrate(*db, steps(kFiles), kNow, 1);
  auto changed = kFiles;
  changed[2].sha256 = "other";
  EXPECT_NE(refusal(changed).find("0001-one.sql"), std::string::npos);
  EXPECT_EQ(schema_version(*db), 1);
}

TEST_P(MigrateTest, ATextAddedUnderAReleasedNumberIsRefused) {
  migrate(*db, steps(kFiles), kNow, 1);
  auto more = kFiles;
  more.push_back({"schema/0001-also.sql", "CREATE TABLE also (a BIGINT);", "h"});
  EXPECT_NE(refusal(more).find("0001-also.sql"), std::string::npos);
}

TEST_P(MigrateTest, AGapIsRefused) {
  EXPECT_NE(refusal({kFiles[3]}).find("不连续"), std::string::npos);
  EXPECT_NE(refusal({{"schema/first.sql", "", "h"}}).find("文件名"), std::string::npos);
}

TEST_P(MigrateTest, AStepThatFailsLeavesNothing) {
  auto broken = kFiles;
  broken[3].bytes = "CREATE TABLE two (a BIGINT); INSERT INTO one (a) VALUES (2); INSERT INTO nowhere (a) VALUES (1);";
  EXPECT_ANY_THROW(migrate(*db, steps(broken), kNow));
  EXPECT_EQ(schema_version(*db), 1);
  EXPECT_EQ(rows_of_one(), 1);
  EXPECT_EQ(migrate(*db, steps(kFiles), kNow), 2);
}

// The program's own texts apply on this engine.
TEST_P(MigrateTest, TheReleasedTextsApply) {
  const auto own = steps({resources().begin(), resources().end()});
  if (own.empty()) GTEST_SKIP() << "no schema texts";
  EXPECT_EQ(migrate(*db, own, kNow), own.back().number);
  EXPECT_EQ(migrate(*db, own, kNow), own.back().number);
}

}  // namespace
}  // namespace lianhu

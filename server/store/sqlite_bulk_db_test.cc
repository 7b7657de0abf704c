#include "store/sqlite_bulk_db.h"

#include <gtest/gtest.h>

#include "store/test_db.h"

namespace lianhu {
namespace {

std::int64_t rows(Db& db) {
  std::int64_t n = -1;
  db.read([&](Session& session) { session.query("SELECT COUNT(*) FROM t", {}, [&](const Row& row) { n = row.i64(0); }); });
  return n;
}
void add(Db& db, std::int64_t n) {
  db.commit([&](Session& session) { session.run("INSERT INTO t (n) VALUES (:n)", {{"n", n}}); });
}

class Bulk : public ::testing::Test {
 protected:
  Bulk() { open({.bulk = true})->commit([](Session& session) { session.script("CREATE TABLE t (n BIGINT NOT NULL PRIMARY KEY)"); }); }
  std::unique_ptr<Db> open(DbOptions options) { return open_db(folder.path() + "/lianhu.db", options); }
  TestFolder folder;
};

TEST_F(Bulk, SeesItsOwnRowsAndLeavesThemToAServer) {
  {
    const auto db = open({.bulk = true});
    for (std::int64_t n = 0; n < 2'500; ++n) add(*db, n);
    EXPECT_EQ(rows(*db), 2'500);
    EXPECT_THROW(open({}), DbBroken) << "one process has the file";
  }
  EXPECT_EQ(rows(*open({})), 2'500);
}

TEST_F(Bulk, AJobThatThrowsLeavesNothingBehind) {
  const auto db = open({.bulk = true});
  add(*db, 1);
  EXPECT_THROW(db->commit([](Session& session) {
    session.run("INSERT INTO t (n) VALUES (:n)", {{"n", std::int64_t{2}}});
    session.run("INSERT INTO t (n) VALUES (:n)", {{"n", std::int64_t{1}}});
  }),
               DuplicateKey);
  EXPECT_EQ(rows(*db), 1);
  EXPECT_THROW(db->commit([](Session& session) {
    try {
      session.run("INSERT INTO t (n) VALUES (:n)", {{"n", std::int64_t{1}}});
    } catch (const DuplicateKey&) {
    }
  }),
               std::logic_error)
      << "a job may not go on after a failure, here as little as in a server";
  add(*db, 3);
  EXPECT_EQ(rows(*db), 2);
}

TEST_F(Bulk, KeepsWhatWasCommittedEveryThousand) {
  const auto db = open({.bulk = true});
  for (std::int64_t n = 0; n < 1'700; ++n) add(*db, n);
  // Another process that only reads sees the last commit, as one would after a crash.
  EXPECT_EQ(rows(*open({.read_only = true})), 1'000);
}

}  // namespace
}  // namespace lianhu

#include "store/pg_db.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "store/test_db.h"

namespace lianhu {
namespace {

constexpr const char* kAdd = "UPDATE stone SET n = n + 1 WHERE id = :id";

class PgDbTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (test_engines().size() < 2) GTEST_SKIP() << "LIANHU_PG_URL is not set";
    db = std::make_unique<TestDb>(Engine::postgres, DbOptions{.readers = 2});
    (*db)->commit([](Session& session) {
      session.script("CREATE TABLE stone (id BIGINT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (id)); INSERT INTO stone (id, n) VALUES (1, 0)");
    });
  }
  std::int64_t n() {
    std::int64_t out = -1;
    (*db)->read([&](Session& session) { session.query("SELECT n FROM stone WHERE id = 1", {}, [&](const Row& row) { out = row.i64(0); }); });
    return out;
  }
  static void add(Session& session) { session.run(kAdd, {{"id", std::int64_t{1}}}); }
  static std::int64_t pid(Session& session) {
    std::int64_t out = 0;
    session.query("SELECT pg_backend_pid()", {}, [&](const Row& row) { out = row.i64(0); });
    return out;
  }
  // Ends that backend and waits until it is gone.
  static void end_backend(Db& other, std::int64_t pid) {
    other.read([&](Session& session) {
      session.query("SELECT pg_terminate_backend(CAST(:pid AS INTEGER), 5000)", {{"pid", pid}}, [](const Row& row) { ASSERT_EQ(row.i64(0), 1); });
    });
  }
  std::unique_ptr<TestDb> db;
};

TEST_F(PgDbTest, TwoProcessesOnOneRowLoseNothing) {
  const auto other = open_db(db->where(), {.readers = 1});
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) (t % 2 == 0 ? **db : *other).commit(add);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(n(), 200);
}

TEST_F(PgDbTest, AConnectionLostWhileIdleIsMadeAgain) {
  const auto other = open_db(db->where(), {.readers = 1});
  std::int64_t writer = 0;
  (*db)->commit([&](Session& session) { writer = pid(session); });
  end_backend(*other, writer);
  (*db)->commit(add);
  std::int64_t reader = 0;
  (*db)->read([&](Session& session) { reader = pid(session); });
  end_backend(*other, reader);
  EXPECT_EQ(n(), 1);
  EXPECT_EQ((*db)->unready(), "");
}

TEST_F(PgDbTest, AConnectionLostInsideAJobRunsTheJobAgainOnce) {
  const auto other = open_db(db->where(), {.readers = 1});
  int runs = 0;
  (*db)->commit([&](Session& session) {
    add(session);
    if (++runs == 1) end_backend(*other, pid(session));
    add(session);
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(n(), 2);
}

TEST_F(PgDbTest, AConnectionLostAtCommitIsNeitherTriedAgainNorCalledSaved) {
  const auto other = open_db(db->where(), {.readers = 1});
  int runs = 0;
  EXPECT_THROW((*db)->commit([&](Session& session) {
    ++runs;
    add(session);
    end_backend(*other, pid(session));
  }),
               DbBroken);
  EXPECT_EQ(runs, 1);
  (*db)->commit(add);
  EXPECT_EQ(n(), 1);
}

TEST_F(PgDbTest, AServerThatIsNotThereIsSaidPlainly) {
  try {
    open_db("postgresql://lianhu@/x?host=/nonexistent", {});
    FAIL();
  } catch (const DbBroken& broken) {
    EXPECT_NE(std::string(broken.what()).find("连接不上数据库服务器"), std::string::npos);
  }
}

TEST_F(PgDbTest, ADatabaseThatSortsOtherwiseIsRefused) {
  const auto admin = open_db(std::getenv("LIANHU_PG_URL"), {.readers = 1});
  std::string name;
  admin->read([&](Session& session) {
    session.query("SELECT collname FROM pg_collation WHERE collname = 'und-x-icu'", {}, [&](const Row& row) { name = row.text(0); });
  });
  if (name.empty()) GTEST_SKIP() << "this PostgreSQL has no ICU";
  const std::string base = std::getenv("LIANHU_PG_URL");
  const std::size_t slash = base.rfind('/', base.find('?')), query = base.find('?');
  const std::string other = "lianhu_icu_" + std::to_string(::getpid());
  // CREATE DATABASE runs outside any transaction: the libpq program does it.
  const std::string psql = "psql --quiet --no-psqlrc '" + base + "' --command=";
  ASSERT_EQ(std::system((psql + "\"CREATE DATABASE " + other + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh' ENCODING 'UTF8'\"").c_str()), 0);
  EXPECT_THROW(open_db(base.substr(0, slash + 1) + other + base.substr(query), {}), DbBroken);
  EXPECT_EQ(std::system((psql + "\"DROP DATABASE " + other + "\"").c_str()), 0);
}

}  // namespace
}  // namespace lianhu

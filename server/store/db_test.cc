#include "store/db.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <limits>
#include <semaphore>
#include <thread>

#include "store/test_db.h"

namespace lianhu {
namespace {

constexpr const char* kSchema =
    "CREATE TABLE stone (region TEXT NOT NULL, id TEXT NOT NULL, n BIGINT, d DOUBLE PRECISION, note TEXT, body TEXT, PRIMARY KEY (region, id));"
    "CREATE UNIQUE INDEX stone_note ON stone (region, note);";
constexpr const char* kInsert = "INSERT INTO stone (region, id, n, d, note) VALUES (:region, :id, :n, :d, :note)";

void insert(Session& session, const std::string& id, Value n = nullptr, Value d = nullptr, Value note = nullptr) {
  session.run(kInsert, {{"region", std::string("520000")}, {"id", id}, {"n", std::move(n)}, {"d", std::move(d)}, {"note", std::move(note)}});
}

std::int64_t count(Session& session, const std::string& where = "1 = 1") {
  std::int64_t n = -1;
  session.query("SELECT COUNT(*) FROM stone WHERE " + where, {}, [&](const Row& row) { n = row.i64(0); });
  return n;
}

std::int64_t count(Db& db, const std::string& where = "1 = 1") {
  std::int64_t n = -1;
  db.read([&](Session& session) { n = count(session, where); });
  return n;
}

class DbTest : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    db->commit([](Session& session) { session.script(kSchema); });
  }

  // Holds the writer inside a job until `jobs` more wait in the queue, so that they become one group.
  template <class Job>
  void as_one_group(int jobs, Job job) {
    std::binary_semaphore inside{0}, go_on{0};
    std::atomic<bool> held = false;
    std::thread blocker([&] {
      db->commit([&](Session&) {
        if (held.exchange(true)) return;
        inside.release();
        go_on.acquire();
      });
    });
    inside.acquire();
    std::atomic<int> starting = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < jobs; ++i) {
      threads.emplace_back([&, i] {
        ++starting;
        job(i);
      });
    }
    while (starting < jobs) std::this_thread::yield();
    go_on.release();
    blocker.join();
    for (std::thread& thread : threads) thread.join();
  }

  TestDb db{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, DbTest, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(DbTest, ValuesComeBackAsTheyWent) {
  const std::int64_t low = std::numeric_limits<std::int64_t>::min(), high = std::numeric_limits<std::int64_t>::max();
  const double tiny = std::numeric_limits<double>::denorm_min(), third = 1.0 / 3;
  db->commit([&](Session& session) {
    insert(session, "a", low, tiny, std::string("联户 ‘引号’ \"'; DROP TABLE stone; -- 𠮷"));
    insert(session, "b", high, third, std::string());
    insert(session, "c");
  });
  db.reopen();
  std::vector<std::string> seen;
  db->read([&](Session& session) {
    session.query("SELECT id, n, d, note FROM stone WHERE region = :region ORDER BY id", {{"region", std::string("520000")}}, [&](const Row& row) {
      seen.push_back(row.text(0));
      if (row.text(0) == "a") {
        EXPECT_EQ(row.i64(1), low);
        EXPECT_EQ(row.real(2), tiny);
        EXPECT_EQ(row.text(3), "联户 ‘引号’ \"'; DROP TABLE stone; -- 𠮷");
      } else if (row.text(0) == "b") {
        EXPECT_EQ(row.i64(1), high);
        EXPECT_EQ(row.real(2), third);
        EXPECT_FALSE(row.null(3));
        EXPECT_EQ(row.text(3), "");
      } else {
        EXPECT_TRUE(row.null(1) && row.null(2) && row.null(3));
        EXPECT_EQ(row.i64_or(1, 7), 7);
        EXPECT_EQ(row.text_or(3, "none"), "none");
      }
    });
  });
  EXPECT_EQ(seen, (std::vector<std::string>{"a", "b", "c"}));
}

TEST_P(DbTest, AskingForTheWrongTypeIsABug) {
  db->commit([](Session& session) { insert(session, "a", std::int64_t{1}, 1.5); });
  const auto read = [&](auto ask) {
    db->read([&](Session& session) { session.query("SELECT id, n, d, note FROM stone", {}, [&](const Row& row) { ask(row); }); });
  };
  EXPECT_THROW(read([](const Row& row) { row.i64(0); }), std::logic_error);
  EXPECT_THROW(read([](const Row& row) { row.text(1); }), std::logic_error);
  EXPECT_THROW(read([](const Row& row) { row.i64(2); }), std::logic_error);
  EXPECT_THROW(read([](const Row& row) { row.text(3); }), std::logic_error);
  EXPECT_THROW(read([](const Row& row) { row.i64(4); }), std::logic_error);
  EXPECT_NO_THROW(read([](const Row& row) { row.real(2); }));
}

TEST_P(DbTest, OneJobOfAGroupFailsAloneAndTheOthersStay) {
  std::atomic<int> refused = 0, kept = 0;
  as_one_group(20, [&](int i) {
    try {
      db->commit([&](Session& session) {
        insert(session, "job" + std::to_string(i), std::int64_t{i});
        if (i % 5 == 3) throw StaleRow("changed");
      });
      ++kept;
    } catch (const StaleRow&) {
      ++refused;
    }
  });
  EXPECT_EQ(refused, 4);
  EXPECT_EQ(kept, 16);
  EXPECT_EQ(count(*db), 16);
  EXPECT_EQ(count(*db, "id IN ('job3', 'job8', 'job13', 'job18')"), 0);
}

TEST_P(DbTest, ADuplicateInAGroupNamesItsKeyAndSparesTheOthers) {
  db->commit([](Session& session) { insert(session, "a", nullptr, nullptr, std::string("same")); });
  std::atomic<int> duplicates = 0;
  as_one_group(10, [&](int i) {
    try {
      db->commit([&](Session& session) {
        insert(session, "x" + std::to_string(i), nullptr, nullptr, i == 4 ? Value(std::string("same")) : Value(nullptr));
      });
    } catch (const DuplicateKey& duplicate) {
      EXPECT_NE(std::string(duplicate.what()).find("stone.region, stone.note"), std::string::npos) << duplicate.what();
      EXPECT_EQ(std::string(duplicate.what()).find("same"), std::string::npos) << "no values in error texts";
      ++duplicates;
    }
  });
  EXPECT_EQ(duplicates, 1);
  EXPECT_EQ(count(*db), 10);
}

TEST_P(DbTest, AJobThatSwallowsAFailureIsUndone) {
  db->commit([](Session& session) { insert(session, "a"); });
  const auto swallow = [&](bool go_on) {
    db->commit([&](Session& session) {
      insert(session, "b");
      try {
        insert(session, "a");
      } catch (const DuplicateKey&) {
      }
      if (go_on) insert(session, "c");
    });
  };
  EXPECT_THROW(swallow(false), std::logic_error);
  EXPECT_THROW(swallow(true), std::logic_error);
  EXPECT_EQ(count(*db), 1);
  db->commit([](Session& session) { insert(session, "d"); });
  EXPECT_EQ(count(*db), 2);
}

TEST_P(DbTest, WrongSqlIsABugOfOneJobOnly) {
  EXPECT_THROW(db->commit([](Session& session) { session.run("INSERT INTO nowhere (a) VALUES (:a)", {{"a", std::int64_t{1}}}); }), std::logic_error);
  EXPECT_THROW(db->commit([](Session& session) { session.run(kInsert, {{"region", std::string("520000")}}); }), std::logic_error);
  EXPECT_THROW(db->read([](Session& session) { session.query("SELECT :x", {}, [](const Row&) {}); }), std::logic_error);
  EXPECT_THROW(db->commit([](Session& session) { insert(session, "a", nullptr, nullptr, nullptr), session.run("UPDATE stone SET region = :x", {{"x", nullptr}}); }),
               std::logic_error);
  EXPECT_THROW(db->commit([&](Session&) { db->commit([](Session&) {}); }), std::logic_error);
  EXPECT_EQ(count(*db), 0);
  EXPECT_EQ(db->unready(), "");
}

TEST_P(DbTest, AReaderMayNotWrite) {
  EXPECT_ANY_THROW(db->read([](Session& session) { insert(session, "a"); }));
  EXPECT_EQ(count(*db), 0);
}

TEST_P(DbTest, ASecondProcessMayReadBesideTheServingOne) {
  const auto beside = open_db(db.where(), {.readers = 1, .read_only = true});
  for (int i = 0; i < 3; ++i) {
    db->commit([&](Session& session) { insert(session, std::to_string(i)); });
    EXPECT_EQ(count(*beside), i + 1);
  }
  EXPECT_THROW(beside->commit([](Session&) {}), std::logic_error);
}

TEST_P(DbTest, AReadIsOneSnapshot) {
  db->commit([](Session& session) { insert(session, "a"); });
  db->read([&](Session& session) {
    EXPECT_EQ(count(session), 1);
    std::thread([&] { db->commit([](Session& writing) { insert(writing, "b"); }); }).join();
    EXPECT_EQ(count(session), 1);
  });
  EXPECT_EQ(count(*db), 2);
}

TEST_P(DbTest, RunTellsHowManyRowsChanged) {
  db->commit([](Session& session) {
    const auto update = [&](const std::string& id) {
      return session.run("UPDATE stone SET n = :n WHERE region = :region AND id = :id", {{"n", std::int64_t{1}}, {"region", std::string("520000")}, {"id", id}});
    };
    EXPECT_EQ(update("a"), 0);
    insert(session, "a");
    insert(session, "b");
    EXPECT_EQ(update("a"), 1);
    EXPECT_EQ(update("a"), 1);
    EXPECT_EQ(session.run("DELETE FROM stone WHERE id = :id", {{"id", std::string("z")}}), 0);
    EXPECT_EQ(session.run("DELETE FROM stone", {}), 2);
  });
}

TEST_P(DbTest, ManyThreadsCountExactly) {
  db->commit([](Session& session) { insert(session, "counter", std::int64_t{0}); });
  std::vector<std::thread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        db->commit([&](Session& session) {
          session.run("UPDATE stone SET n = n + 1 WHERE id = :id", {{"id", std::string("counter")}});
          insert(session, "t" + std::to_string(t) + "-" + std::to_string(i));
        });
        if (i % 10 == 0) {
          db->read([&](Session& session) {
            std::int64_t n = -1;
            session.query("SELECT n FROM stone WHERE id = :id", {{"id", std::string("counter")}}, [&](const Row& row) { n = row.i64(0); });
            EXPECT_EQ(count(session), n + 1) << "counter and rows are of one snapshot";
          });
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count(*db, "n = 800"), 1);
  EXPECT_EQ(count(*db), 801);
}

TEST_P(DbTest, OneTextServesManyTypesAndNests) {
  db->commit([](Session& session) {
    for (int i = 0; i < 5; ++i) insert(session, "i" + std::to_string(i), i % 2 == 0 ? Value(nullptr) : Value(std::int64_t{i}));
    insert(session, "late", nullptr, 2.5, std::string("note"));
  });
  int pairs = 0;
  db->read([&](Session& session) {
    constexpr const char* sql = "SELECT id FROM stone WHERE n > :low ORDER BY id";
    session.query(sql, {{"low", std::int64_t{0}}}, [&](const Row& outer) {
      EXPECT_FALSE(outer.text(0).empty());
      session.query(sql, {{"low", std::int64_t{1}}}, [&](const Row&) { ++pairs; });
    });
    int none = 0;
    session.query(sql, {{"low", nullptr}}, [&](const Row&) { ++none; });
    EXPECT_EQ(none, 0);
    session.query(sql, {{"low", 1.5}}, [&](const Row& row) { EXPECT_EQ(row.text(0), "i3"); });
  });
  EXPECT_EQ(pairs, 2);
}

TEST_P(DbTest, ManyDifferentTextsFitTheCache) {
  db->commit([](Session& session) { insert(session, "a", std::int64_t{5}); });
  db->read([&](Session& session) {
    for (int i = 0; i < 1'200; ++i) {
      std::int64_t n = 0;
      session.query("SELECT n + " + std::to_string(i) + " FROM stone WHERE id = :id", {{"id", std::string("a")}}, [&](const Row& row) { n = row.i64(0); });
      ASSERT_EQ(n, 5 + i);
    }
  });
}

TEST_P(DbTest, TextThatCannotBeStoredIsRefusedAndBigTextIsNot) {
  EXPECT_THROW(db->commit([](Session& session) { insert(session, std::string("a\0b", 3)); }), std::invalid_argument);
  EXPECT_THROW(db->commit([](Session& session) { insert(session, "a\xff"); }), std::invalid_argument);
  std::string big;
  while (big.size() < 5'000'000) big += "长文字";
  db->commit([&](Session& session) {
    insert(session, "big");
    session.run("UPDATE stone SET body = :body WHERE id = :id", {{"body", big}, {"id", std::string("big")}});
  });
  db->read([&](Session& session) { session.query("SELECT body FROM stone", {}, [&](const Row& row) { EXPECT_TRUE(row.text(0) == big); }); });
}

TEST_P(DbTest, BothEnginesSortAndCompareAlike) {
  db->commit([](Session& session) {
    for (const char* id : {"b", "B", "a-1", "a1", "啊", "一", "Z", "~", " "}) insert(session, id, std::int64_t{3});
  });
  std::string order;
  db->read([&](Session& session) {
    session.query("SELECT id FROM stone ORDER BY id", {}, [&](const Row& row) { order += row.text(0) + "|"; });
    EXPECT_EQ(count(session, "id LIKE 'b%'"), 1);
    session.query("SELECT SUM(n), COUNT(*), MAX(n), SUM(n) * 1.5, 7 / 2 FROM stone", {}, [](const Row& row) {
      EXPECT_EQ(row.i64(0), 27);
      EXPECT_EQ(row.i64(1), 9);
      EXPECT_EQ(row.i64(2), 3);
      EXPECT_EQ(row.real(3), 40.5);
      EXPECT_EQ(row.i64(4), 3);
    });
  });
  EXPECT_EQ(order, " |B|Z|a-1|a1|b|~|一|啊|");
}

TEST_P(DbTest, GroupedCommitRate) {
  constexpr int kThreads = 64, kEach = 40;
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        db->commit([&](Session& session) { insert(session, std::to_string(t * 1'000 + i), std::int64_t{i}, 1.5, std::to_string(t * 1'000 + i)); });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("information: %.0f durable commits a second from %d threads\n", kThreads * kEach / seconds, kThreads);
  EXPECT_EQ(count(*db), kThreads * kEach);
}

}  // namespace
}  // namespace lianhu

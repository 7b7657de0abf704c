#include "store/sqlite_db.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <semaphore>
#include <thread>

#include "store/test_db.h"

namespace {

// The disk as the test wants it: SQLite's own calls go through here.
std::atomic<int> syncs = 0;
std::atomic<int> failing_sync = 0;   // the errno, or 0
std::atomic<int> failing_write = 0;  // the errno, or 0

bool write_fails() {
  if (failing_write == 0) return false;
  errno = failing_write;
  return true;
}
ssize_t disk_write(int file, const void* bytes, std::size_t size) { return write_fails() ? -1 : ::write(file, bytes, size); }
ssize_t disk_write_at(int file, const void* bytes, std::size_t size, off_t at) { return write_fails() ? -1 : ::pwrite(file, bytes, size, at); }

// Which of the calls SQLite uses is a matter of how it was compiled.
void hold_disk(bool held) {
  sqlite3_vfs* disk = sqlite3_vfs_find(nullptr);
  disk->xSetSystemCall(disk, "write", held ? reinterpret_cast<sqlite3_syscall_ptr>(&disk_write) : nullptr);
  disk->xSetSystemCall(disk, "pwrite", held ? reinterpret_cast<sqlite3_syscall_ptr>(&disk_write_at) : nullptr);
  disk->xSetSystemCall(disk, "pwrite64", held ? reinterpret_cast<sqlite3_syscall_ptr>(&disk_write_at) : nullptr);
}

}  // namespace

// In an executable this one is found before the C library's.
extern "C" int fsync(int file) {
  ++syncs;
  if (failing_sync != 0) {
    errno = failing_sync;
    return -1;
  }
  return static_cast<int>(::syscall(SYS_fsync, file));
}

namespace lianhu {
namespace {

namespace fs = std::filesystem;

void insert(Db& db, std::int64_t n, const std::string& note = "") {
  db.commit([&](Session& session) { session.run("INSERT INTO stone (n, note) VALUES (:n, :note)", {{"n", n}, {"note", note}}); });
}

std::int64_t count(Db& db) {
  std::int64_t n = -1;
  db.read([&](Session& session) { session.query("SELECT COUNT(*) FROM stone", {}, [&](const Row& row) { n = row.i64(0); }); });
  return n;
}

class SqliteDbTest : public ::testing::Test {
 protected:
  void SetUp() override {
    hold_disk(true);
    make_table(*db);
  }
  void TearDown() override {
    failing_sync = failing_write = 0;
    hold_disk(false);
  }
  static void make_table(Db& on) {
    on.commit([](Session& session) { session.script("CREATE TABLE stone (n BIGINT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (n))"); });
  }
  TestDb db{Engine::sqlite};
};

// What a crash right after the answer leaves: the files as they are now.
TEST_F(SqliteDbTest, AnAnsweredCommitIsInTheFilesAlready) {
  for (int i = 0; i < 50; ++i) {
    insert(*db, i);
    if (i % 10 != 0) continue;
    TestFolder copy;
    for (const char* end : {"", "-wal"}) fs::copy_file(db.where() + end, copy.path() + "/lianhu.db" + end);
    const auto after_crash = open_db(copy.path() + "/lianhu.db", {});
    EXPECT_EQ(count(*after_crash), i + 1);
  }
}

TEST_F(SqliteDbTest, EachAnswerWasSyncedAndNotWhenSwitchedOff) {
  insert(*db, 1);
  const int before = syncs;
  insert(*db, 2);
  EXPECT_EQ(syncs - before, 1);

  TestDb careless(Engine::sqlite, {.synchronous = false});
  make_table(*careless);
  insert(*careless, 1);
  const int without = syncs;
  insert(*careless, 2);
  EXPECT_EQ(syncs - without, 0);
}

TEST_F(SqliteDbTest, AGroupSharesOneSync) {
  insert(*db, -1);
  std::binary_semaphore inside{0}, go_on{0};
  std::thread blocker([&] {
    db->commit([&](Session&) {
      inside.release();
      go_on.acquire();
    });
  });
  inside.acquire();
  std::atomic<int> starting = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 30; ++i) {
    threads.emplace_back([&, i] {
      ++starting;
      insert(*db, i);
    });
  }
  while (starting < 30) std::this_thread::yield();
  const int before = syncs;
  go_on.release();
  blocker.join();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count(*db), 31);
  EXPECT_LT(syncs - before, 15);
}

TEST_F(SqliteDbTest, AFailedSyncIsNeverAcknowledgedAndStopsTheWriterForGood) {
  insert(*db, 1);
  failing_sync = EIO;
  EXPECT_THROW(insert(*db, 2), DbBroken);
  failing_sync = 0;
  EXPECT_NE(db->unready(), "");
  const int before = syncs;
  EXPECT_THROW(insert(*db, 3), DbBroken);
  EXPECT_EQ(syncs, before);
  EXPECT_EQ(count(*db), 1);
  db.reopen();
  EXPECT_EQ(db->unready(), "");
  insert(*db, 4);
  db->read([](Session& session) {
    session.query("SELECT COUNT(*) FROM stone WHERE n IN (1, 4)", {}, [](const Row& row) { EXPECT_EQ(row.i64(0), 2); });
    session.query("SELECT COUNT(*) FROM stone WHERE n = 3", {}, [](const Row& row) { EXPECT_EQ(row.i64(0), 0); });
    session.query("PRAGMA integrity_check", {}, [](const Row& row) { EXPECT_EQ(row.text(0), "ok"); });
  });
}

TEST_F(SqliteDbTest, AFailedWriteIsNeverAcknowledged) {
  insert(*db, 1);
  failing_write = EIO;
  EXPECT_THROW(insert(*db, 2), DbBroken);
  failing_write = 0;
  EXPECT_THROW(insert(*db, 3), DbBroken);
  db.reopen();
  EXPECT_EQ(count(*db), 1);
}

TEST_F(SqliteDbTest, AFullDiskRefusesWritesServesReadsAndHeals) {
  insert(*db, 1);
  failing_write = ENOSPC;
  for (int i = 0; i < 3; ++i) EXPECT_THROW(insert(*db, 2, std::string(100'000, 'x')), DbFull);
  EXPECT_EQ(count(*db), 1);
  EXPECT_EQ(db->unready(), "");
  failing_write = 0;
  insert(*db, 2);
  EXPECT_EQ(count(*db), 2);
}

TEST_F(SqliteDbTest, AFullDiskInsideAJobFailsTheWholeGroup) {
  insert(*db, 1);
  const auto limit = [&](const char* pages) {
    db->commit([&](Session& session) { session.script("PRAGMA max_page_count=" + std::string(pages)); });
  };
  limit("10");
  EXPECT_THROW(insert(*db, 2, std::string(1'000'000, 'x')), DbFull);
  EXPECT_EQ(count(*db), 1);
  limit("1000000");
  insert(*db, 2, std::string(1'000'000, 'x'));
  EXPECT_EQ(count(*db), 2);
}

TEST_F(SqliteDbTest, ASecondProcessIsToldWho) {
  try {
    open_db(db.where(), {});
    FAIL() << "two writers on one file";
  } catch (const DbBroken& broken) {
    EXPECT_NE(std::string(broken.what()).find("另一个进程"), std::string::npos);
    EXPECT_NE(std::string(broken.what()).find(std::to_string(::getpid())), std::string::npos);
  }
}

TEST_F(SqliteDbTest, ReadingBesideNeedsAFile) { EXPECT_THROW(open_db(db.where() + "-none", {.read_only = true}), DbBroken); }

TEST_F(SqliteDbTest, AFileThatIsNoDatabaseIsRefused) {
  TestFolder folder;
  std::ofstream(folder.path() + "/lianhu.db") << std::string(8'192, 'x');
  EXPECT_THROW(open_db(folder.path() + "/lianhu.db", {}), DbBroken);
}

TEST_F(SqliteDbTest, TheLogIsEmptiedAndALongReaderOnlyDelaysIt) {
  const std::string big(200'000, 'x');
  for (int i = 0; i < 100; ++i) insert(*db, i, big);
  EXPECT_LT(fs::file_size(db.where() + "-wal"), 12'000'000u);
  db->read([&](Session& session) {
    session.query("SELECT COUNT(*) FROM stone", {}, [](const Row& row) { EXPECT_EQ(row.i64(0), 100); });
    for (int i = 100; i < 150; ++i) insert(*db, i, big);
    session.query("SELECT COUNT(*) FROM stone", {}, [](const Row& row) { EXPECT_EQ(row.i64(0), 100); });
  });
  EXPECT_EQ(count(*db), 150);
}

TEST_F(SqliteDbTest, ClosingLeavesOneWholeFile) {
  insert(*db, 1);
  const std::string where = db.where();
  db.reopen();
  EXPECT_EQ(count(*db), 1);
  EXPECT_EQ(fs::status(where).permissions() & fs::perms::others_all, fs::perms::none);
}

}  // namespace
}  // namespace lianhu

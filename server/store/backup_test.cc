#include "store/backup.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <fstream>
#include <limits>
#include <map>
#include <thread>

#include "base/disk.h"
#include "base/hash.h"
#include "base/test_world.h"
#include "store/test_db.h"

namespace lianhu {
namespace {

namespace fs = std::filesystem;

const Time kNow = Time::at(Date::of(2026, 9, 1), 3);

const std::vector<Resource> kFiles{
    {"schema/0001-one.sql",
     "CREATE TABLE place (id TEXT NOT NULL, parent TEXT, PRIMARY KEY (id), FOREIGN KEY (parent) REFERENCES place (id));"
     "CREATE TABLE stone (region TEXT NOT NULL, id TEXT NOT NULL, n BIGINT, d DOUBLE PRECISION, note TEXT, place TEXT, photo TEXT,"
     " PRIMARY KEY (region, id), FOREIGN KEY (place) REFERENCES place (id));"
     "CREATE TABLE bead (id TEXT NOT NULL, PRIMARY KEY (id));"
     "INSERT INTO place (id, parent) VALUES ('seed', NULL);",
     "h1"},
    {"schema/0002-words.sqlite.sql", "CREATE VIRTUAL TABLE words USING fts5 (body, content='', contentless_delete=1);", "h2s"},
    {"schema/0002-words.postgres.sql",
     "CREATE TABLE words (id TEXT NOT NULL, body TSVECTOR NOT NULL, PRIMARY KEY (id));", "h2p"},
    {"schema/0003-later.sql", "CREATE TABLE later (id TEXT NOT NULL, PRIMARY KEY (id));", "h3"},
};

std::vector<Migration> steps(Engine engine) { return migrations(kFiles, engine); }

void fill(Db& db, Files& files) {
  const std::string photo = files.put("photo bytes");
  files.put("");
  db.commit([&](Session& session) {
    for (const char* id : {"b", "a", "seed2"}) session.run("INSERT INTO place (id, parent) VALUES (:id, :p)", {{"id", std::string(id)}, {"p", std::string("seed")}});
    // A child that sorts before its parent.
    session.run("INSERT INTO place (id, parent) VALUES ('0', :p)", {{"p", std::string("b")}});
    const auto stone = [&](const std::string& id, Value n, Value d, Value note) {
      session.run("INSERT INTO stone (region, id, n, d, note, place, photo) VALUES (:r, :id, :n, :d, :note, :place, :photo)",
                  {{"r", std::string("520000")}, {"id", id}, {"n", n}, {"d", d}, {"note", note}, {"place", std::string("a")}, {"photo", photo}});
    };
    stone("max", std::numeric_limits<std::int64_t>::max(), 1.0 / 3, std::string("引号\" 反斜\\ 换行\n𠮷"));
    stone("min", std::numeric_limits<std::int64_t>::min(), 5e-324, std::string());
    stone("none", nullptr, nullptr, nullptr);
    stone("whole", std::int64_t{0}, 3.0, std::string("\x01\x7f"));
  });
}

std::string hashes(const BackupManifest& manifest) {
  std::string out;
  for (const BackupTable& table : manifest.tables) out += table.shape.name + ' ' + std::to_string(table.rows) + ' ' + table.sha256 + '\n';
  for (const BackupFile& file : manifest.files) out += file.sha256 + '\n';
  return out;
}

class BackupTest : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    migrate(*db, steps(GetParam()), kNow);
    fill(*db, files);
  }
  std::string name(const char* leaf) { return folder.path() + "/" + leaf; }

  TestFolder folder;
  MemoryFiles files;
  TestDb db{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, BackupTest, ::testing::ValuesIn(test_engines()), engine_name);

TEST_P(BackupTest, RestoresIntoEitherEngineEqual) {
  const auto made = backup(*db, files, name("first"), kNow, {"SELECT DISTINCT photo FROM stone"});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->schema_number, 3);
  EXPECT_EQ(made->files.size(), 2u);
  ASSERT_EQ(made->tables.size(), 4u);
  for (const Engine engine : test_engines()) {
    TestDb target(engine);
    MemoryFiles target_files;
    std::int64_t loaded = 0;
    const auto restored = restore(name("first"), *target, target_files, steps(engine), kNow, [&](Session& session) {
      session.query("SELECT COUNT(*) FROM stone", {}, [&](const Row& row) { loaded = row.i64(0); });
    });
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(loaded, 4) << "the search index is made from loaded rows";
    EXPECT_EQ(target_files.get(sha256_hex("photo bytes")), "photo bytes");
    const std::string again = name(engine == Engine::sqlite ? "again-s" : "again-p");
    const auto second = backup(*target, target_files, again, kNow);
    ASSERT_TRUE(second);
    EXPECT_EQ(hashes(*second), hashes(*made));
    // References hold again after the load.
    EXPECT_ANY_THROW(target->commit([](Session& session) {
      session.run("INSERT INTO place (id, parent) VALUES ('x', :p)", {{"p", std::string("nowhere")}});
    }));
    EXPECT_EQ(migrate(*target, steps(engine), kNow), 3);
  }
}

TEST_P(BackupTest, AnOlderBackupComesBackIntoANewerProgram) {
  TestDb old(GetParam());
  MemoryFiles none;
  migrate(*old, steps(GetParam()), kNow, 2);
  ASSERT_TRUE(backup(*old, none, name("old"), kNow));
  TestDb target(GetParam());
  ASSERT_TRUE(restore(name("old"), *target, none, steps(GetParam()), kNow));
  EXPECT_EQ(schema_version(*target), 2);
  EXPECT_EQ(migrate(*target, steps(GetParam()), kNow), 3);
}

TEST_P(BackupTest, RefusesToOverwrite) {
  ASSERT_TRUE(backup(*db, files, name("first"), kNow));
  EXPECT_EQ(backup(*db, files, name("first") + "/", kNow).error().code, "backup_exists");
  MemoryFiles none;
  EXPECT_EQ(restore(name("first"), *db, none, steps(GetParam()), kNow).error().code, "target_not_empty");
  TestDb target(GetParam());
  EXPECT_EQ(restore(name("first"), *target, files, steps(GetParam()), kNow).error().code, "target_not_empty");
  EXPECT_EQ(schema_version(*target), 0);
}

TEST_P(BackupTest, RefusesABackupOfANewerOrOtherProgram) {
  ASSERT_TRUE(backup(*db, files, name("first"), kNow));
  TestDb target(GetParam());
  MemoryFiles none;
  const auto all = steps(GetParam());
  EXPECT_EQ(restore(name("first"), *target, none, std::span(all).first(2), kNow).error().code, "backup_newer");
  auto changed = all;
  changed[0].sha256 = "other";
  EXPECT_EQ(restore(name("first"), *target, none, changed, kNow).error().code, "schema_changed");
}

TEST_P(BackupTest, AnyFlippedBitIsFound) {
  ASSERT_TRUE(backup(*db, files, name("first"), kNow));
  SeededRandom random(7);
  int flips = 0;
  for (const auto& entry : fs::recursive_directory_iterator(name("first"))) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().string(), good = read_file(path);
    for (int i = 0; i < 20 && !good.empty(); ++i, ++flips) {
      std::array<std::byte, 4> at{};
      random.fill(at);
      std::string bad = good;
      bad[(std::to_integer<std::size_t>(at[0]) << 8 | std::to_integer<std::size_t>(at[1])) % bad.size()] ^= static_cast<char>(1 << (std::to_integer<int>(at[2]) % 8));
      std::ofstream(path, std::ios::binary) << bad;
      EXPECT_FALSE(verify_backup(name("first"))) << path;
    }
    std::ofstream(path, std::ios::binary) << good;
  }
  EXPECT_GE(flips, 100);
  EXPECT_TRUE(verify_backup(name("first")));
  fs::remove(file_path(name("first"), sha256_hex("")));
  EXPECT_EQ(verify_backup(name("first")).error().code, "backup_damaged");
  TestDb target(GetParam());
  MemoryFiles none;
  EXPECT_EQ(restore(name("first"), *target, none, steps(GetParam()), kNow).error().code, "backup_damaged");
  EXPECT_FALSE(verify_backup(name("nothing")));
}

TEST_P(BackupTest, AMissingOrRottenFileFailsTheBackupAndLeavesNoFolder) {
  const std::string photo = sha256_hex("photo bytes");
  files.spoil(photo, "Photo bytes");
  EXPECT_THROW((void)backup(*db, files, name("rotten"), kNow), std::runtime_error);
  files.drop(photo);
  EXPECT_EQ(backup(*db, files, name("missing"), kNow, {"SELECT DISTINCT photo FROM stone"}).error().code, "file_missing");
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST_P(BackupTest, IsOfOneInstantWhileOthersWrite) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (std::int64_t i = 0; !stop; ++i) {
      db->commit([&](Session& session) {
        const std::string id = "live" + std::to_string(i);
        session.run("INSERT INTO bead (id) VALUES (:id)", {{"id", id}});
        session.run("INSERT INTO stone (region, id, n) VALUES ('live', :id, 1)", {{"id", id}});
      });
    }
  });
  for (int round = 0; round < 5; ++round) {
    const auto made = backup(*db, files, name(("live" + std::to_string(round)).c_str()), kNow);
    EXPECT_TRUE(made);
    std::map<std::string, std::int64_t> rows;
    for (const BackupTable& table : made->tables) rows[table.shape.name] = table.rows;
    EXPECT_EQ(rows["stone"], rows["bead"] + 4);
  }
  stop = true;
  writer.join();
}

}  // namespace
}  // namespace lianhu

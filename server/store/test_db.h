#pragma once
// A fresh, empty database for one test, on either engine. Only tests include this header.
//
// Invariant: SQLite lives in a folder of its own, PostgreSQL in a schema of its own inside the database that
// LIANHU_PG_URL names; both go away with the object.
// Thread rule: as Db.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/db.h"

namespace lianhu {

inline std::vector<Engine> test_engines() {
  if (std::getenv("LIANHU_PG_URL") != nullptr) return {Engine::sqlite, Engine::postgres};
  std::fputs("LIANHU_PG_URL is not set: the PostgreSQL part is skipped\n", stderr);
  return {Engine::sqlite};
}

inline std::string engine_name(const ::testing::TestParamInfo<Engine>& info) { return info.param == Engine::sqlite ? "Sqlite" : "Postgres"; }

class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lianhu-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class TestDb {
 public:
  explicit TestDb(Engine engine, DbOptions options = {}) : engine_(engine), options_(options) {
    if (engine == Engine::sqlite) {
      where_ = folder_.path() + "/lianhu.db";
    } else {
      const std::string base = std::getenv("LIANHU_PG_URL");
      static int serial = 0;
      schema_ = "t" + std::to_string(::getpid()) + "_" + std::to_string(++serial);
      admin("CREATE SCHEMA " + schema_);
      where_ = base + (base.find('?') == std::string::npos ? '?' : '&') + "options=-csearch_path%3D" + schema_;
    }
    reopen();
  }
  ~TestDb() {
    db_.reset();
    if (engine_ == Engine::postgres) admin("DROP SCHEMA " + schema_ + " CASCADE");
  }
  TestDb(const TestDb&) = delete;
  TestDb& operator=(const TestDb&) = delete;

  Db& operator*() { return *db_; }
  Db* operator->() { return db_.get(); }
  // Closes and opens again, as a restart does.
  void reopen() {
    db_.reset();
    db_ = open_db(where_, options_);
  }
  // For a while nobody has it open: another process may.
  void close() { db_.reset(); }
  const std::string& where() const { return where_; }

 private:
  static void admin(const std::string& sql) {
    open_db(std::getenv("LIANHU_PG_URL"), {.readers = 1})->commit([&](Session& session) { session.script(sql); });
  }

  TestFolder folder_;
  Engine engine_;
  DbOptions options_;
  std::string schema_;
  std::string where_;
  std::unique_ptr<Db> db_;
};

}  // namespace lianhu

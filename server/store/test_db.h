#pragma once
// A fresh, empty database for one test, on either engine. Only tests include this header.
//
// Invariant: SQLite lives in a folder of its own, PostgreSQL in a schema of its own inside the database that
// LIANHU_PG_URL names, or, where the program's schema stands in it already, in a database of its own; all go away with the object.
// Thread rule: as Db.

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/resource.h"
#include "store/db.h"
#include "store/migrate.h"

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

// One statement outside of a transaction: making and dropping databases.
inline void pg_alone(const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(std::getenv("LIANHU_PG_URL")), PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(connection.get(), sql.c_str()), PQclear);
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
}
inline std::string pg_database_url(const std::string& name) {
  const std::string base = std::getenv("LIANHU_PG_URL");
  const std::size_t query = std::min(base.find('?'), base.size());
  return base.substr(0, base.rfind('/', query) + 1) + name + base.substr(query);
}

// The program's schema, made once a process; each test copies it.
class SchemaToCopy {
 public:
  static const SchemaToCopy& of(Engine engine) {
    static const SchemaToCopy sqlite(Engine::sqlite);
    if (engine == Engine::sqlite) return sqlite;
    static const SchemaToCopy postgres(Engine::postgres);
    return postgres;
  }
  void copy_file(const std::string& to) const { std::filesystem::copy_file(file(), to); }
  void copy_database(const std::string& name) const { pg_alone("CREATE DATABASE " + name + " TEMPLATE " + name_); }
  ~SchemaToCopy() {
    if (engine_ == Engine::postgres) pg_alone("DROP DATABASE " + name_);
  }

 private:
  explicit SchemaToCopy(Engine engine) : engine_(engine) {
    if (engine == Engine::postgres) pg_alone("CREATE DATABASE " + name_);
    const auto db = open_db(engine == Engine::sqlite ? file() : pg_database_url(name_), {.readers = 1});
    migrate(*db, migrations(resources(), engine), Time{0});
  }
  std::string file() const { return folder_.path() + "/lianhu.db"; }

  TestFolder folder_;
  Engine engine_;
  std::string name_ = "t" + std::to_string(::getpid()) + "_schema";
};

struct WithSchema {};

class TestDb {
 public:
  TestDb(Engine engine, WithSchema) {
    if (engine == Engine::sqlite) {
      where_ = folder_.path() + "/lianhu.db";
      SchemaToCopy::of(engine).copy_file(where_);
    } else {
      database_ = fresh_name();
      SchemaToCopy::of(engine).copy_database(database_);
      where_ = pg_database_url(database_);
    }
    reopen();
  }
  explicit TestDb(Engine engine, DbOptions options = {}) : options_(options) {
    if (engine == Engine::sqlite) {
      where_ = folder_.path() + "/lianhu.db";
    } else {
      const std::string base = std::getenv("LIANHU_PG_URL");
      schema_ = fresh_name();
      admin("CREATE SCHEMA " + schema_);
      where_ = base + (base.find('?') == std::string::npos ? '?' : '&') + "options=-csearch_path%3D" + schema_;
    }
    reopen();
  }
  ~TestDb() {
    db_.reset();
    if (!schema_.empty()) admin("DROP SCHEMA " + schema_ + " CASCADE");
    if (!database_.empty()) pg_alone("DROP DATABASE " + database_);
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
  static std::string fresh_name() {
    static int serial = 0;
    return "t" + std::to_string(::getpid()) + "_" + std::to_string(++serial);
  }
  static void admin(const std::string& sql) {
    open_db(std::getenv("LIANHU_PG_URL"), {.readers = 1})->commit([&](Session& session) { session.script(sql); });
  }

  TestFolder folder_;
  DbOptions options_;
  std::string schema_, database_;  // PostgreSQL: one of the two
  std::string where_;
  std::unique_ptr<Db> db_;
};

}  // namespace lianhu

#include "store/sqlite_bulk_db.h"

#include "store/sqlite_connection.h"
#include "store/sqlite_lock.h"

namespace lianhu {
namespace {

constexpr int kJobs = 1'000;             // in one transaction
constexpr int kCheckpointPages = 4'000;  // 16 MB of log

class SqliteBulkDb : public Db {
 public:
  SqliteBulkDb(const std::string& path, const DbOptions& options) : lock_(path), session_(path, SqliteConnection::Use::writer, options) {
    session_.script("PRAGMA cache_size=-65536");
    session_.control("BEGIN IMMEDIATE");
  }
  ~SqliteBulkDb() override {
    try {
      session_.control("COMMIT");
    } catch (...) {
      session_.leave_log_alone();
    }
  }

  void read(const std::function<void(Session&)>& job) override {
    session_.forget_failure();
    job(session_);
  }

  void commit(const std::function<void(Session&)>& job) override {
    session_.forget_failure();
    session_.control("SAVEPOINT job");
    try {
      job(session_);
      if (session_.failed()) throw std::logic_error("a job went on after one of its statements failed");
      session_.control("RELEASE job");
    } catch (...) {
      session_.control("ROLLBACK TO job");
      session_.control("RELEASE job");
      throw;
    }
    if (++jobs_ % kJobs == 0) make_durable();
  }

  Engine engine() const override { return Engine::sqlite; }
  std::string unready() override { return ""; }

 private:
  void make_durable() {
    session_.control("COMMIT");
    if (session_.wal_pages() >= kCheckpointPages) session_.checkpoint(true);
    session_.control("BEGIN IMMEDIATE");
  }

  SqliteLock lock_;
  SqliteConnection session_;
  std::int64_t jobs_ = 0;
};

}  // namespace

std::unique_ptr<Db> open_sqlite_bulk(const std::string& path, const DbOptions& options) { return std::make_unique<SqliteBulkDb>(path, options); }

}  // namespace lianhu

#include "store/sqlite_db.h"

#include <atomic>
#include <exception>
#include <stdexcept>
#include <utility>
#include <vector>

#include "store/commit_queue.h"
#include "store/reader_pool.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_lock.h"

namespace lianhu {
namespace {

// Each time the log has grown by so much its pages move into the file; far above, the log waits for readers to let go
// of it. A long reader (a backup) then holds up one group in 16,000 pages, not every group.
constexpr int kCheckpointPages = 1'000;
constexpr int kTooManyPages = 16'000;

std::vector<std::unique_ptr<SqliteConnection>> open_readers(const std::string& path, const DbOptions& options) {
  std::vector<std::unique_ptr<SqliteConnection>> readers;
  for (int i = 0; i < options.readers; ++i) readers.push_back(std::make_unique<SqliteConnection>(path, SqliteConnection::Use::reader, options));
  return readers;
}

void read_snapshot(ReaderPool<SqliteConnection>& readers, const std::function<void(Session&)>& job) {
  readers.with([&](SqliteConnection& session) {
    session.forget_failure();
    session.control("BEGIN");
    try {
      job(session);
      session.control("COMMIT");
    } catch (...) {
      if (session.in_transaction()) session.control("ROLLBACK");
      throw;
    }
  });
}

// Beside the process that serves the file: takes no lock, writes nothing, moves no pages.
class SqliteReader : public Db {
 public:
  SqliteReader(const std::string& path, const DbOptions& options) : readers_(open_readers(path, options)) {}
  void read(const std::function<void(Session&)>& job) override { read_snapshot(readers_, job); }
  void commit(const std::function<void(Session&)>&) override { throw std::logic_error("commit() on a database opened for reading"); }
  Engine engine() const override { return Engine::sqlite; }
  std::string unready() override { return ""; }

 private:
  ReaderPool<SqliteConnection> readers_;
};

class SqliteDb : public Db {
 public:
  SqliteDb(const std::string& path, const DbOptions& options)
      : lock_(path),
        writer_(path, SqliteConnection::Use::writer, options),
        readers_(open_readers(path, options)),
        queue_(
            static_cast<std::size_t>(options.max_group), [this](CommitQueue::Group group) { run_group(group); }, [this] { checkpoint(); }) {}

  void commit(const std::function<void(Session&)>& job) override { queue_.submit(job); }

  void read(const std::function<void(Session&)>& job) override { read_snapshot(readers_, job); }

  Engine engine() const override { return Engine::sqlite; }
  std::string unready() override { return broken_ ? "数据库写入出错，已停止受理；请检查磁盘后重新启动。" : ""; }

 private:
  void run_group(CommitQueue::Group group) {
    if (broken_) return fail_all(group, std::make_exception_ptr(DbBroken(unready())));
    try {
      writer_.control("BEGIN IMMEDIATE");
      for (WaitingJob* waiting : group) run_job(*waiting);
      writer_.control("COMMIT");
    } catch (const DbFull&) {
      fail_all(group, std::current_exception());
      roll_back();
    } catch (const DbBroken&) {
      fail_all(group, std::current_exception());
      break_down();
    } catch (const std::bad_alloc&) {
      fail_all(group, std::make_exception_ptr(DbBroken("内存不足，这一次没有保存，请稍后重试。")));
      roll_back();
    } catch (...) {
      fail_all(group, std::current_exception());
      roll_back();
    }
  }

  // A job's own exception stays its own; what concerns the whole group is thrown on.
  void run_job(WaitingJob& waiting) {
    writer_.forget_failure();
    writer_.control("SAVEPOINT job");
    try {
      waiting.work(writer_);
      if (writer_.failed()) throw std::logic_error("a job went on after one of its statements failed");
      writer_.control("RELEASE job");
      return;
    } catch (const DbBroken&) {
      throw;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (...) {
      waiting.failure = std::current_exception();
    }
    if (!writer_.in_transaction()) throw DbBroken("数据库撤销了整组写入，这一次没有保存，请重试。");
    writer_.control("ROLLBACK TO job");
    writer_.control("RELEASE job");
  }

  void roll_back() {
    try {
      if (writer_.in_transaction()) writer_.control("ROLLBACK");
    } catch (...) {
      break_down();
    }
  }

  // What the group's jobs saw of each other is gone, so their own refusals are too.
  static void fail_all(CommitQueue::Group group, const std::exception_ptr& failure) {
    for (WaitingJob* waiting : group) waiting->failure = failure;
  }

  void checkpoint() {
    const int pages = writer_.wal_pages();
    if (pages < last_pages_) next_checkpoint_ = kCheckpointPages, next_emptying_ = kTooManyPages;
    last_pages_ = pages;
    if (broken_ || pages < next_checkpoint_) return;
    try {
      writer_.checkpoint(pages >= next_emptying_);
      next_checkpoint_ = pages + kCheckpointPages;
      if (pages >= next_emptying_) next_emptying_ = pages + kTooManyPages;
    } catch (...) {
      break_down();
    }
  }

  void break_down() {
    broken_ = true;
    writer_.leave_log_alone();
  }

  SqliteLock lock_;
  SqliteConnection writer_;
  ReaderPool<SqliteConnection> readers_;
  std::atomic<bool> broken_ = false;
  int last_pages_ = 0;  // pages in the log after the last group
  int next_checkpoint_ = kCheckpointPages;
  int next_emptying_ = kTooManyPages;
  CommitQueue queue_;  // last: its thread uses everything above
};

}  // namespace

std::unique_ptr<Db> open_sqlite(const std::string& path, const DbOptions& options) {
  if (options.read_only) return std::make_unique<SqliteReader>(path, options);
  return std::make_unique<SqliteDb>(path, options);
}

}  // namespace lianhu

#include "store/pg_db.h"

#include <chrono>
#include <exception>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "store/commit_queue.h"
#include "store/pg_connection.h"
#include "store/reader_pool.h"

namespace lianhu {
namespace {

using Trouble = PgConnection::Trouble;

constexpr int kMostTries = 8;
constexpr int kMostConnects = 5;
constexpr int kFirstWaitMs = 5;

std::vector<std::unique_ptr<PgConnection>> open_readers(const std::string& url, int count) {
  std::vector<std::unique_ptr<PgConnection>> readers;
  for (int i = 0; i < count; ++i) readers.push_back(std::make_unique<PgConnection>(url, PgConnection::Use::reader, true));
  return readers;
}

class PgDb : public Db {
 public:
  PgDb(const std::string& url, const DbOptions& options)
      : read_only_(options.read_only),
        writer_(url, PgConnection::Use::writer, options.synchronous),
        readers_(open_readers(url, options.readers)),
        queue_(
            static_cast<std::size_t>(options.max_group), [this](CommitQueue::Group group) { run_group(group); }, [] {}) {}

  void commit(const std::function<void(Session&)>& job) override {
    if (read_only_) throw std::logic_error("commit() on a database opened for reading");
    queue_.submit(job);
  }

  void read(const std::function<void(Session&)>& job) override {
    readers_.with([&](PgConnection& session) {
      begin_reading(session);
      try {
        job(session);
        session.commit();
      } catch (...) {
        session.roll_back();
        throw;
      }
    });
  }

  Engine engine() const override { return Engine::postgres; }

  std::string unready() override {
    try {
      read([](Session& session) { session.query("SELECT 1", {}, [](const Row&) {}); });
      return "";
    } catch (const DbBroken& broken) {
      return broken.what();
    }
  }

 private:
  enum class Outcome { committed, undone, unknown, no_connection };
  struct Attempt {
    Outcome outcome;
    std::exception_ptr failure;
    Trouble trouble = Trouble::none;
  };

  // An idle connection may have died long ago; nothing has been read yet, so this may be tried again.
  static void begin_reading(PgConnection& session) {
    try {
      if (!session.connected()) session.connect();
      session.begin();
    } catch (const DbBroken&) {
      session.connect();
      session.begin();
    }
  }

  void run_group(CommitQueue::Group group) {
    if (group.size() > 1) {
      const Attempt whole = attempt(group);
      if (whole.outcome == Outcome::committed) return;
      if (whole.outcome != Outcome::undone) return fail_all(group, whole.failure);
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
      const Attempt alone = run_alone(group[i]);
      group[i]->failure = alone.failure;
      if (alone.outcome == Outcome::no_connection) return fail_all(group.subspan(i), alone.failure);
    }
  }

  static void fail_all(CommitQueue::Group group, const std::exception_ptr& failure) {
    for (WaitingJob* waiting : group) waiting->failure = failure;
  }

  Attempt run_alone(WaitingJob* waiting) {
    for (int tries = 1;; ++tries) {
      const Attempt one = attempt({&waiting, 1});
      if (one.outcome != Outcome::undone) return one;
      if (one.trouble != Trouble::conflict && one.trouble != Trouble::lost) return one;
      if (tries == kMostTries) {
        return {Outcome::undone, std::make_exception_ptr(DbBroken("与其他写入反复冲突，这一次没有保存，请稍后重试。")), one.trouble};
      }
      wait(tries);
    }
  }

  Attempt attempt(CommitQueue::Group group) {
    try {
      connect();
    } catch (...) {
      return {Outcome::no_connection, std::current_exception()};
    }
    try {
      writer_.begin();
      for (WaitingJob* waiting : group) {
        waiting->work(writer_);
        if (writer_.trouble() != Trouble::none) throw std::logic_error("a job went on after one of its statements failed");
      }
    } catch (...) {
      const Attempt undone{Outcome::undone, std::current_exception(), writer_.trouble()};
      writer_.roll_back();
      return undone;
    }
    try {
      writer_.commit();
      return {Outcome::committed, nullptr};
    } catch (...) {
      if (writer_.trouble() == Trouble::lost) {
        return {Outcome::unknown, std::make_exception_ptr(DbBroken("提交时与数据库的连接中断，不知道是否已保存，请查看后再决定是否重试。"))};
      }
      const Attempt undone{Outcome::undone, std::current_exception(), writer_.trouble()};
      writer_.roll_back();
      return undone;
    }
  }

  // Bounded: about a second of waiting on a server that refuses at once.
  void connect() {
    for (int tries = 1; !writer_.connected() || writer_.trouble() == Trouble::lost; ++tries) {
      try {
        writer_.connect();
      } catch (const DbBroken&) {
        if (tries == kMostConnects) throw;
        wait(tries + 3);
      }
    }
  }

  // Doubles each time, with a random half so that two processes do not meet again.
  void wait(int tries) {
    const int most = kFirstWaitMs << tries;
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<int>(most / 2, most)(jitter_)));
  }

  const bool read_only_;
  std::minstd_rand jitter_{std::random_device{}()};
  PgConnection writer_;
  ReaderPool<PgConnection> readers_;
  CommitQueue queue_;  // last: its thread uses everything above
};

}  // namespace

std::unique_ptr<Db> open_postgres(const std::string& url, const DbOptions& options) { return std::make_unique<PgDb>(url, options); }

}  // namespace lianhu

#pragma once
// A fixed set of connections that take turns.
//
// Invariant: a connection is in one caller's hands at a time and comes back whatever happens.
// Errors: those of the job. Asking for a second connection while holding one may wait for ever.
// Thread rule: any thread.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace lianhu {

template <class Connection>
class ReaderPool {
 public:
  explicit ReaderPool(std::vector<std::unique_ptr<Connection>> connections) : free_(std::move(connections)) {}

  template <class Job>
  void with(Job job) {
    Lease lease(*this);
    job(*lease.connection);
  }

 private:
  struct Lease {
    explicit Lease(ReaderPool& from) : pool(from) {
      std::unique_lock lock(pool.guard_);
      pool.returned_.wait(lock, [this] { return !pool.free_.empty(); });
      connection = std::move(pool.free_.back());
      pool.free_.pop_back();
    }
    ~Lease() {
      {
        const std::lock_guard lock(pool.guard_);
        pool.free_.push_back(std::move(connection));
      }
      pool.returned_.notify_one();
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ReaderPool& pool;
    std::unique_ptr<Connection> connection;
  };

  std::mutex guard_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> free_;
};

}  // namespace lianhu

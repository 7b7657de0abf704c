#pragma once
// The real clock, random source and executors. Built by main and handed down as the interfaces of world.h.
//
// Invariant: this is the only place that reads the machine's clock and its entropy.
// Thread rule: every class here is for any thread.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/disk_files.h"
#include "base/world.h"

namespace lianhu {

class SystemClock : public Clock {
 public:
  Time now() override;
  std::int64_t steady_ms() override;
};

class SystemRandom : public Random {
 public:
  void fill(std::span<std::byte> out) override;  // throws std::system_error when the kernel has none
};

// A fixed number of threads and a bounded queue. Work must not throw: an exception that leaves it ends the process.
// The destructor finishes what is queued.
class PoolExecutor : public Executor {
 public:
  PoolExecutor(std::size_t threads, std::size_t max_queued);
  ~PoolExecutor() override;
  bool post(std::function<void()> work) override;

 private:
  void serve();

  const std::size_t max_queued_;
  std::mutex guard_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

// Runs the work in the caller's thread.
class InlineExecutor : public Executor {
 public:
  bool post(std::function<void()> work) override {
    work();
    return true;
  }
};

}  // namespace lianhu

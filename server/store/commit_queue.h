#pragma once
// The writer's queue: many threads wait, one thread commits what has queued as one group.
//
// Invariant: a group is what queued while the last one was committed (no timer); run_group() sets `failure` of the
// jobs that failed, and every job is answered exactly once, after run_group() returned.
// Errors: submit() throws its own job's failure; std::logic_error when called from inside a job.
// Thread rule: submit() from any thread; run_group() and after_group() run on the queue's own thread only.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <span>
#include <thread>

#include "store/db.h"

namespace lianhu {

struct WaitingJob {
  explicit WaitingJob(const std::function<void(Session&)>& job) : work(job) {}
  const std::function<void(Session&)>& work;
  std::exception_ptr failure;
  // Not a semaphore: the standard library's spins before it sleeps, and a commit lasts longer than any spinning.
  std::mutex guard;
  std::condition_variable told;
  bool answered = false;
};

class CommitQueue {
 public:
  using Group = std::span<WaitingJob* const>;

  // after_group: housekeeping when nobody waits for its result; must not throw.
  CommitQueue(std::size_t max_group, std::function<void(Group)> run_group, std::function<void()> after_group);
  ~CommitQueue();  // finishes what is queued
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  void submit(const std::function<void(Session&)>& work);

 private:
  void serve();

  const std::size_t max_group_;
  const std::function<void(Group)> run_group_;
  const std::function<void()> after_group_;
  std::mutex guard_;
  std::condition_variable wake_;
  std::deque<WaitingJob*> queue_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace lianhu

#include "store/commit_queue.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace lianhu {

CommitQueue::CommitQueue(std::size_t max_group, std::function<void(Group)> run_group, std::function<void()> after_group)
    : max_group_(std::max<std::size_t>(max_group, 1)),
      run_group_(std::move(run_group)),
      after_group_(std::move(after_group)),
      thread_([this] { serve(); }) {}

CommitQueue::~CommitQueue() {
  {
    const std::lock_guard lock(guard_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void CommitQueue::submit(const std::function<void(Session&)>& work) {
  if (std::this_thread::get_id() == thread_.get_id()) throw std::logic_error("commit() called from inside a job");
  WaitingJob waiting(work);
  {
    const std::lock_guard lock(guard_);
    queue_.push_back(&waiting);
  }
  wake_.notify_one();
  {
    std::unique_lock lock(waiting.guard);
    waiting.told.wait(lock, [&] { return waiting.answered; });
  }
  if (waiting.failure) std::rethrow_exception(waiting.failure);
}

void CommitQueue::serve() {
  std::vector<WaitingJob*> group;
  for (;;) {
    group.clear();
    {
      std::unique_lock lock(guard_);
      wake_.wait(lock, [this] { return closing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      const std::size_t size = std::min(queue_.size(), max_group_);
      group.assign(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
    }
    run_group_(group);
    for (WaitingJob* waiting : group) {
      // Told under the lock: the moment it is free the waiting thread may take the job away.
      const std::lock_guard lock(waiting->guard);
      waiting->answered = true;
      waiting->told.notify_one();
    }
    after_group_();
  }
}

}  // namespace lianhu

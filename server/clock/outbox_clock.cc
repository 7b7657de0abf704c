#include "clock/outbox_clock.h"

#include <algorithm>
#include <chrono>

namespace lianhu {
namespace {

constexpr std::int64_t kMostSleepMs = 30'000, kLeastSleepMs = 1'000;

}  // namespace

void OutboxClock::start() {
  thread_ = std::thread([this] { run(); });
}

void OutboxClock::stop() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  bell_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void OutboxClock::wake() {
  const std::lock_guard lock(guard_);
  if (woken_) return;
  woken_ = true;
  bell_.notify_all();
}

void OutboxClock::run() {
  for (;;) {
    std::int64_t sleep = kMostSleepMs;
    try {
      const Swept swept = outbox_.sweep(house_.now());
      if (swept.more) {
        sleep = 0;
      } else if (swept.next_at) {
        sleep = std::clamp<std::int64_t>(swept.next_at->ms - house_.now().ms, kLeastSleepMs, kMostSleepMs);
      }
    } catch (const std::exception& broken) {
      log_(std::string("outbox: ") + broken.what());
    }
    std::unique_lock lock(guard_);
    if (sleep > 0 && !stopping_) {
      // Not at once: what comes within this second goes along.
      bell_.wait_for(lock, std::chrono::milliseconds(kLeastSleepMs), [this] { return stopping_; });
      if (sleep > kLeastSleepMs) bell_.wait_for(lock, std::chrono::milliseconds(sleep - kLeastSleepMs), [this] { return stopping_ || woken_; });
    }
    woken_ = false;
    if (!stopping_) continue;
    lock.unlock();
    try {
      outbox_.let_go(house_.now());
    } catch (const std::exception& broken) {
      log_(std::string("outbox: ") + broken.what());
    }
    return;
  }
}

}  // namespace lianhu

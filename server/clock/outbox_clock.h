#pragma once
// One thread that sweeps the outbox: when a notice may have come, when a delivery is due, at least every half minute.
//
// Invariant: never more than one sweep a second, however many changes wake it: notices of many changes are planned together.
// Thread rule: start() and stop() by main; wake() from any thread.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "desk/outbox_desk.h"

namespace lianhu {

class OutboxClock {
 public:
  OutboxClock(const House& house, Outbox& outbox, std::function<void(const std::string&)> log) : house_(house), outbox_(outbox), log_(std::move(log)) {}
  ~OutboxClock() { stop(); }

  void start();
  void stop();
  void wake();

 private:
  void run();

  const House& house_;
  Outbox& outbox_;
  std::function<void(const std::string&)> log_;
  std::mutex guard_;
  std::condition_variable bell_;
  bool stopping_ = false, woken_ = false;
  std::thread thread_;
};

}  // namespace lianhu

#pragma once
// One thread that sleeps until the next deadline is due, draws the lots and makes the reminders of the week, and keeps house once an hour.
//
// Invariant: firing is a conditional write (the deadline's version), so twice or after a crash it still happens once.
// It sleeps by the steady clock, never longer than a minute, so a wall clock that jumps is noticed; a jump of more than
// five minutes is logged and automatic acts wait one round (reliability: a clock may lie).
// Thread rule: start() and stop() by main; wake() from any thread.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "desk/clock_desk.h"

namespace lianhu {

class DeadlineClock {
 public:
  DeadlineClock(House& house, std::function<void(const std::string&)> log) : house_(house), log_(std::move(log)) {}
  ~DeadlineClock() { stop(); }

  void start();
  void stop();
  void wake();  // a change may have made an earlier deadline

 private:
  void run();
  void keep_house(Time now);

  House& house_;
  std::function<void(const std::string&)> log_;
  bool counted_earlier_ = false;
  std::mutex guard_;
  std::condition_variable bell_;
  bool stopping_ = false, woken_ = false;
  Date drawn_for_;     // the Monday whose draws are done
  Date reminded_for_;  // the Monday whose reminders are made
  std::thread thread_;
};

}  // namespace lianhu

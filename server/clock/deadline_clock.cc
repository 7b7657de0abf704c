#include "clock/deadline_clock.h"

#include <algorithm>
#include <chrono>

#include "desk/court_catchup.h"
#include "desk/draw_desk.h"
#include "desk/file_desk.h"
#include "desk/place_desk.h"
#include "desk/prevention_desk.h"
#include "desk/statistics_desk.h"
#include "desk/upload_desk.h"
#include "store/account_store.h"
#include "store/change_store.h"

namespace lianhu {
namespace {

constexpr std::int64_t kMostSleepMs = 60'000;
constexpr std::int64_t kJumpMs = 5 * 60'000;
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kKeyLifeMs = 30LL * 86'400'000;

}  // namespace

void DeadlineClock::start() {
  thread_ = std::thread([this] { run(); });
}

void DeadlineClock::stop() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  bell_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void DeadlineClock::wake() {
  {
    const std::lock_guard lock(guard_);
    woken_ = true;
  }
  bell_.notify_all();
}

void DeadlineClock::keep_house(Time now) {
  house_.db().commit([&](Session& session) {
    forget_replays(session, house_.region(), now.plus_ms(-kKeyLifeMs));
    drop_expired_sessions(session, house_.region(), now);
  });
  sweep_uploads(house_, now);
  if (const std::int64_t moved = finish_calendars(house_); moved > 0) log_("deadlines derived again under a saved calendar: " + std::to_string(moved));
  if (const std::int64_t begun = finish_court_terms(house_); begun > 0) log_("letters of courts that got their term: " + std::to_string(begun));
  if (const std::int64_t moved = finish_place_changes(house_); moved > 0) log_("open matters that followed to their new grid: " + std::to_string(moved));
  sweep_unfinished(house_, now);
  if (counted_earlier_) return;
  if (const std::int64_t counted = count_earlier_mediations(house_); counted > 0) log_("mediations that ended before they were counted: " + std::to_string(counted));
  counted_earlier_ = true;
}

void DeadlineClock::run() {
  std::int64_t kept_at = house_.clock().steady_ms() - kHourMs;
  std::int64_t last_wall = house_.now().ms, last_steady = house_.clock().steady_ms();
  for (;;) {
    std::int64_t sleep = kMostSleepMs;
    try {
      const Time now = house_.now();
      const std::int64_t steady = house_.clock().steady_ms();
      const std::int64_t jump = (now.ms - last_wall) - (steady - last_steady);
      last_wall = now.ms;
      last_steady = steady;
      if (std::abs(jump) > kJumpMs) {
        log_("wall clock jumped by " + std::to_string(jump / 1000) + " s; automatic acts wait one round");
      } else {
        const Ticked ticked = tick(house_, now);
        if (ticked.more) {
          sleep = 0;
        } else if (ticked.next_at) {
          sleep = std::clamp<std::int64_t>(ticked.next_at->ms - house_.now().ms, 0, kMostSleepMs);
        }
        if (const Date monday = monday_of(now.date()); monday != drawn_for_) {
          const Drew drew = draw_lots_of_week(house_, now);
          if (!drew.more) drawn_for_ = monday;
          if (drew.draws > 0) log_("draws of " + monday.text() + ": " + std::to_string(drew.draws) + " towns, " + std::to_string(drew.given) + " to check");
        }
        if (const Date monday = monday_of(now.date()); monday != reminded_for_) {
          if (const int fresh = remind_offices(house_, now); fresh > 0) log_("reminders of " + monday.text() + ": " + std::to_string(fresh));
          reminded_for_ = monday;
        }
        if (steady - kept_at >= kHourMs) {
          keep_house(now);
          kept_at = steady;
        }
      }
    } catch (const std::exception& broken) {
      log_(std::string("clock: ") + broken.what());
    }
    std::unique_lock lock(guard_);
    if (sleep > 0 && !stopping_ && !woken_) bell_.wait_for(lock, std::chrono::milliseconds(sleep), [this] { return stopping_ || woken_; });
    if (stopping_) return;
    woken_ = false;
  }
}

}  // namespace lianhu

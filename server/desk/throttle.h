#pragma once
// Brakes against guessing: token buckets, and a pause that doubles with every failure in a row.
//
// Invariant: both tables hold at most max_keys keys; when full, the key longest not seen is forgotten. They live in
// memory: a restart forgets them, and each process of several keeps its own.
// Units: milliseconds of Clock::steady_ms, so a changed wall clock neither frees nor locks anybody.
// Thread rule: any thread.

#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/world.h"

namespace lianhu {

// A bounded table that forgets the key longest not seen. Not thread-safe by itself.
template <class T>
class RecentTable {
 public:
  explicit RecentTable(std::size_t max_keys) : max_keys_(max_keys) {}

  // The key's value, `fresh` when it is new.
  T& at(const std::string& key, const T& fresh) {
    if (T* held = find(key)) return *held;
    if (order_.size() >= max_keys_) {
      places_.erase(order_.back().first);
      order_.pop_back();
    }
    order_.emplace_front(key, fresh);
    places_.emplace(key, order_.begin());
    return order_.front().second;
  }
  T* find(const std::string& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->second;
  }
  void erase(const std::string& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return;
    order_.erase(found->second);
    places_.erase(found);
  }
  std::size_t size() const { return order_.size(); }

 private:
  using Order = std::list<std::pair<std::string, T>>;
  const std::size_t max_keys_;
  Order order_;  // the latest first
  std::unordered_map<std::string, typename Order::iterator> places_;
};

// `burst` at once, then one more every `refill_ms`.
class Throttle {
 public:
  Throttle(Clock& clock, int burst, std::int64_t refill_ms, std::size_t max_keys = 20'000)
      : clock_(clock), burst_(burst), refill_ms_(refill_ms), buckets_(max_keys) {}

  // 0: taken, go on. Otherwise nothing is taken and this many ms are to be waited.
  std::int64_t take(const std::string& key);
  // What was taken was well used: it costs nothing.
  void give_back(const std::string& key);

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t at_ms = 0;
  };
  Bucket& refilled(const std::string& key);

  Clock& clock_;
  const double burst_;
  const std::int64_t refill_ms_;
  std::mutex guard_;
  RecentTable<Bucket> buckets_;
};

// The first `free` failures in a row cost nothing; each further one doubles the pause, from first_ms to longest_ms.
// A key that has been quiet for a day begins anew.
class Backoff {
 public:
  Backoff(Clock& clock, int free, std::int64_t first_ms, std::int64_t longest_ms, std::size_t max_keys = 20'000)
      : clock_(clock), free_(free), first_ms_(first_ms), longest_ms_(longest_ms), failures_(max_keys) {}

  std::int64_t wait_ms(const std::string& key);  // 0: not paused
  // The pause that begins now; 0 when there is none yet.
  std::int64_t failed(const std::string& key);
  void clear(const std::string& key);

 private:
  struct Failures {
    int count = 0;
    std::int64_t last_ms = 0;
    std::int64_t until_ms = 0;
  };
  Clock& clock_;
  const int free_;
  const std::int64_t first_ms_, longest_ms_;
  std::mutex guard_;
  RecentTable<Failures> failures_;
};

}  // namespace lianhu

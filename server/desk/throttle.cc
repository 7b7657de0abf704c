#include "desk/throttle.h"

#include <algorithm>
#include <cmath>

namespace lianhu {
namespace {

constexpr std::int64_t forgiven_after_ms = 24 * 3'600'000LL;

}  // namespace

Throttle::Bucket& Throttle::refilled(const std::string& key) {
  const std::int64_t now = clock_.steady_ms();
  Bucket& bucket = buckets_.at(key, {burst_, now});
  bucket.tokens = std::min(burst_, bucket.tokens + static_cast<double>(now - bucket.at_ms) / static_cast<double>(refill_ms_));
  bucket.at_ms = now;
  return bucket;
}

std::int64_t Throttle::take(const std::string& key) {
  const std::lock_guard lock(guard_);
  Bucket& bucket = refilled(key);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) * static_cast<double>(refill_ms_))));
}

void Throttle::give_back(const std::string& key) {
  const std::lock_guard lock(guard_);
  Bucket& bucket = refilled(key);
  bucket.tokens = std::min(burst_, bucket.tokens + 1);
}

std::int64_t Backoff::wait_ms(const std::string& key) {
  const std::lock_guard lock(guard_);
  const Failures* held = failures_.find(key);
  return held == nullptr ? 0 : std::max<std::int64_t>(0, held->until_ms - clock_.steady_ms());
}

std::int64_t Backoff::failed(const std::string& key) {
  const std::int64_t now = clock_.steady_ms();
  const std::lock_guard lock(guard_);
  Failures& held = failures_.at(key, {0, now, 0});
  if (now - held.last_ms > forgiven_after_ms) held = {0, now, 0};
  ++held.count;
  held.last_ms = now;
  if (held.count <= free_) return 0;
  std::int64_t pause = first_ms_;
  for (int i = free_ + 1; i < held.count && pause < longest_ms_; ++i) pause *= 2;
  pause = std::min(pause, longest_ms_);
  held.until_ms = now + pause;
  return pause;
}

void Backoff::clear(const std::string& key) {
  const std::lock_guard lock(guard_);
  failures_.erase(key);
}

}  // namespace lianhu

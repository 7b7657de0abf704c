#include "http/rate_limit.h"

#include <algorithm>

namespace lianhu::http {

void RateLimit::refill(Bucket& bucket, std::int64_t now) const {
  bucket.tokens = std::min(burst_, bucket.tokens + static_cast<double>(now - bucket.at_ms) * per_minute_ / 60'000);
  bucket.at_ms = now;
}

bool RateLimit::take(std::string_view key) {
  const std::int64_t now = clock_.steady_ms();
  const std::lock_guard lock(guard_);
  std::string name(key);
  const bool crowded = buckets_.size() >= max_keys_ && !buckets_.contains(name);
  // Sweeping costs a walk over the table: once a second is often enough.
  if (crowded && now - swept_ms_ >= 1000) forget_full(now);
  if (buckets_.size() >= max_keys_ && !buckets_.contains(name)) name.clear();
  const auto [entry, fresh] = buckets_.try_emplace(std::move(name), Bucket{burst_, now});
  Bucket& bucket = entry->second;
  refill(bucket, now);
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

void RateLimit::forget_full(std::int64_t now) {
  swept_ms_ = now;
  std::erase_if(buckets_, [&](const auto& entry) {
    Bucket bucket = entry.second;
    refill(bucket, now);
    return bucket.tokens >= burst_;
  });
}

}  // namespace lianhu::http

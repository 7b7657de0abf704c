#pragma once
// Token buckets by key (an address, an account): `burst` at once, then `per_minute` evenly.
//
// Invariant: at most max_keys buckets; when full, those that have refilled are forgotten, and if none has, a new key
// shares one common bucket, so that a flood of addresses cannot grow the table or free itself of the limit.
// Thread rule: any thread.

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/world.h"

namespace lianhu::http {

class RateLimit {
 public:
  RateLimit(Clock& clock, int burst, int per_minute, std::size_t max_keys = 20'000)
      : clock_(clock), burst_(burst), per_minute_(per_minute), max_keys_(max_keys) {}

  // False when the key has used up its share.
  bool take(std::string_view key);

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t at_ms = 0;
  };
  void forget_full(std::int64_t now);
  void refill(Bucket& bucket, std::int64_t now) const;

  Clock& clock_;
  const double burst_;
  const double per_minute_;
  const std::size_t max_keys_;
  std::mutex guard_;
  std::unordered_map<std::string, Bucket> buckets_;
  std::int64_t swept_ms_ = 0;
};

}  // namespace lianhu::http

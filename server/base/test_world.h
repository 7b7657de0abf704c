#pragma once
// The world as a test holds it: a clock that moves when told, bytes from a seed, files in memory.
//
// Only tests and the deterministic simulation include this header.
// Thread rule: any thread.

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>

#include "base/hash.h"
#include "base/world.h"

namespace lianhu {

class FixedClock : public Clock {
 public:
  explicit FixedClock(Time now) : wall_ms_(now.ms) {}
  Time now() override { return Time{wall_ms_.load()}; }
  std::int64_t steady_ms() override { return steady_ms_.load(); }

  // Moves the wall clock only, either way: somebody changed it.
  void set(Time now) { wall_ms_ = now.ms; }
  // Lets real time pass: both clocks go on.
  void advance(std::int64_t ms) {
    wall_ms_ += ms;
    steady_ms_ += ms;
  }

 private:
  std::atomic<std::int64_t> wall_ms_;
  std::atomic<std::int64_t> steady_ms_ = 0;
};

// SplitMix64: the same seed gives the same bytes on every machine.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::byte> out) override {
    const std::lock_guard lock(guard_);
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (i % 8 == 0) word = next();
      out[i] = static_cast<std::byte>(word >> (i % 8 * 8));
    }
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::mutex guard_;
  std::uint64_t state_;
};

class MemoryFiles : public Files {
 public:
  std::string put(std::string_view bytes) override {
    const std::lock_guard lock(guard_);
    std::string hash = sha256_hex(bytes);
    held_[hash] = std::string(bytes);
    return hash;
  }
  std::optional<std::string> get(const std::string& sha256) override {
    const std::lock_guard lock(guard_);
    const auto found = held_.find(sha256);
    if (found == held_.end()) return std::nullopt;
    if (sha256_hex(found->second) != sha256) throw std::runtime_error("文件内容与校验值不符，已停止使用：" + sha256);
    return found->second;
  }
  bool has(const std::string& sha256) override {
    const std::lock_guard lock(guard_);
    return held_.count(sha256) > 0;
  }
  void drop(const std::string& sha256) override {
    const std::lock_guard lock(guard_);
    held_.erase(sha256);
  }
  void each(const std::function<void(const std::string& sha256)>& visit) override {
    std::vector<std::string> names;
    {
      const std::lock_guard lock(guard_);
      for (const auto& [name, bytes] : held_) names.push_back(name);
    }
    for (const std::string& name : names) visit(name);
  }
  // Flips bytes on the "disk", for tests of what happens then.
  void spoil(const std::string& sha256, std::string bytes) {
    const std::lock_guard lock(guard_);
    held_[sha256] = std::move(bytes);
  }

 private:
  std::mutex guard_;
  std::map<std::string, std::string> held_;
};

}  // namespace lianhu

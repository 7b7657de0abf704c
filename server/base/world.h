#pragma once
// The edge of the world: the only virtual interfaces besides Db (store/db.h). Everything the program
// does not decide itself comes through here, so a test can hold it in its hand.
//
// main builds the real ones (base/real_world.h); tests build base/test_world.h.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace lianhu {

// Wall time. Thread rule: any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() = 0;
  // Milliseconds that never go back, for leases, throttles and durations.
  virtual std::int64_t steady_ms() = 0;
};

// Unpredictable bytes. Thread rule: any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> out) = 0;
};

// Stored files, addressed by the SHA-256 of their bytes (hex). Thread rule: any thread.
// put() returns only when the bytes are durable (temporary name, fsync, rename, fsync of the folder).
// Broken disks throw.
class Files {
 public:
  virtual ~Files() = default;
  virtual std::string put(std::string_view bytes) = 0;                       // returns the hash
  virtual std::optional<std::string> get(const std::string& sha256) = 0;     // nothing if absent; throws if the bytes do not match the hash
  virtual bool has(const std::string& sha256) = 0;
  virtual void drop(const std::string& sha256) = 0;                          // no error if absent
  virtual void each(const std::function<void(const std::string& sha256)>& visit) = 0;
};

// A message to the world outside (SMS, mail, webhook, printed batch). At least once, one stable delivery id.
struct Delivery {
  std::string id;
  std::string channel;  // "webhook" "smtp" "sms" "print"
  std::string to;
  std::string body;
};
class Gateway {
 public:
  virtual ~Gateway() = default;
  virtual Result<Done> send(const Delivery& delivery) = 0;  // Error::unavailable to try again later
};

// Runs work: a bounded pool in the server, inline in tests. Thread rule: any thread may post.
class Executor {
 public:
  virtual ~Executor() = default;
  virtual bool post(std::function<void()> work) = 0;  // false when the queue is full
};

}  // namespace lianhu

#pragma once
// Passwords: Argon2id strings, how many may be computed at once, and what a new password must be like.
//
// Invariant: a stored password is a PHC string "$argon2id$v=19$m=…,t=…,p=…$salt$hash" (RFC 9106). At most `at_once`
// hashes are computed at the same time (each takes `memory_kib`), at most `waiting` callers wait for a turn.
// Verifying takes the same time for a wrong password as for a login that does not exist (verify_nobody).
// Errors: a full queue is Kind::unavailable "password_queue_full"; a stored string that is none throws.
// Source of the rules for new passwords: GB/T 22239-2019 (identity authentication: complexity).
// Thread rule: PasswordPool is for any thread; the rest are pure functions.

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/world.h"

namespace lianhu {

struct PasswordCost {
  std::uint32_t memory_kib = 19 * 1024;
  std::uint32_t passes = 2;
  std::uint32_t lanes = 1;
};

struct PasswordLimits {
  int at_once = 2;
  int waiting = 32;
};

class PasswordPool {
 public:
  explicit PasswordPool(Random& random, PasswordCost cost = {}, PasswordLimits limits = {});

  Result<std::string> hash(std::string_view password);
  Result<bool> verify(const std::string& stored, std::string_view password);
  // As long as a verify(), and always false: for a login nobody has.
  Result<bool> verify_nobody(std::string_view password);

 private:
  class Turn;

  Random& random_;
  const PasswordCost cost_;
  const PasswordLimits limits_;
  const std::string nobody_;  // the hash of no password
  std::mutex guard_;
  std::condition_variable freed_;
  int running_ = 0;
  int waiting_ = 0;
};

// What a new password must be. `classes`: at least three of capital letters, small letters, digits and other
// characters, as the third grade of classified protection (等保三级) asks; on by default.
struct PasswordPolicy {
  std::size_t min_chars = 10;
  std::size_t max_chars = 128;
  bool classes = true;
};
// What is wrong with it and how to mend it, in plain Chinese; nothing when it is fit.
std::optional<std::string> password_fault(std::string_view password, std::string_view login, const PasswordPolicy& policy = {});

// Twelve letters and digits in three groups, none of which is mistaken for another when read aloud: 68 bits.
std::string one_time_password(Random& random);

}  // namespace lianhu

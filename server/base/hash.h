#pragma once
// SHA-256, HMAC-SHA-256 and hexadecimal text.
//
// Invariant: digests are 32 raw bytes in a std::string; hex is lower case. Secrets are compared with equal_in_constant_time.
// Errors: a failing crypto library throws std::runtime_error.
// Thread rule: free functions are for any thread; one Sha256 belongs to one thread.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lianhu {

std::string sha256(std::string_view bytes);      // 32 raw bytes
std::string sha256_hex(std::string_view bytes);  // 64 characters
std::string hmac_sha256(std::string_view key, std::string_view bytes);  // 32 raw bytes

std::string hex(std::string_view bytes);
std::optional<std::string> unhex(std::string_view text);  // lower case only, even length

bool is_sha256_hex(std::string_view text);
bool equal_in_constant_time(std::string_view a, std::string_view b);

// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  std::string finish_hex();  // once

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;
};

}  // namespace lianhu

#pragma once
// The secrets that do not lie in the database (settled 22): one key file outside DATA, and what is made with it.
//
// Invariant: the key never leaves this class. Fields of the highest class are sealed (AES-256-GCM, fresh nonce, bound to
// their purpose); look-ups across matters use a keyed hash; tracking secrets are derived, so they are stored nowhere.
// Errors: a missing or malformed key file throws; open() of a text that was not sealed here gives nothing.
// Thread rule: any thread after construction.

#include <optional>
#include <string>
#include <string_view>

#include "base/world.h"

namespace lianhu {

class Vault {
 public:
  // `key`: 32 raw bytes.
  Vault(std::string key, Random& random);

  std::string keyed_hash(std::string_view purpose, std::string_view text) const;  // 64 hex digits
  // 160 bits, base64url, for one party; one more `round` makes another.
  std::string tracking_secret(std::string_view region, std::string_view party, std::int64_t round) const;
  std::string seal(std::string_view purpose, std::string_view text) const;
  std::optional<std::string> open(std::string_view purpose, std::string_view sealed) const;

 private:
  std::string subkey(std::string_view purpose) const;
  std::string key_;
  Random& random_;
};

// Reads 64 hex digits from the file; makes it (mode 0600) when it does not exist and `create` is set.
std::string load_key(const std::string& path, bool create, Random& random);

}  // namespace lianhu

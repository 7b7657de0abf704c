#pragma once
// Strong identifiers: a UUIDv7 in canonical lower-case text, one type per noun.
//
// Invariant: an Id made by IdMaker or parse() is 36 characters, lower case, version 7, variant 10. A default Id is empty
// and means "none"; reading a row may fill `text` directly because the store only holds what was parsed before.
// Source: RFC 9562 section 5.7; the 12 bits after the time are a counter (section 6.2, method 1).
// Thread rule: Id is a plain value; IdMaker is for any thread.

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/world.h"

namespace lianhu {

bool is_id_text(std::string_view text);  // canonical UUID of version 7

template <class Tag>
struct Id {
  std::string text;

  static std::optional<Id> parse(std::string_view text) {
    if (!is_id_text(text)) return std::nullopt;
    return Id{std::string(text)};
  }
  bool empty() const { return text.empty(); }
  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;
};

// Makes ids that only grow within the process, even when the wall clock goes back.
class IdMaker {
 public:
  IdMaker(Clock& clock, Random& random) : clock_(clock), random_(random) {}

  template <class Tag>
  Id<Tag> make() {
    return Id<Tag>{text()};
  }
  std::string text();

 private:
  Clock& clock_;
  Random& random_;
  std::mutex guard_;
  std::int64_t last_ms_ = 0;
  std::uint32_t counter_ = 0;  // 12 bits
};

}  // namespace lianhu

template <class Tag>
struct std::hash<lianhu::Id<Tag>> {
  std::size_t operator()(const lianhu::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text); }
};

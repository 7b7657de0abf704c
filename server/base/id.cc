#include "base/id.h"

#include <array>

#include "base/hash.h"

namespace lianhu {
namespace {

constexpr std::uint32_t kCounterEnd = 1 << 12;
// A fresh millisecond starts in the lower half, which leaves at least 2048 ids before the time must be borrowed from.
constexpr std::uint32_t kCounterSeed = kCounterEnd / 2 - 1;

}  // namespace

bool is_id_text(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return false;
    } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      return false;
    }
  }
  return text[14] == '7' && (text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b');
}

std::string IdMaker::text() {
  std::array<std::byte, 10> noise;
  random_.fill(noise);
  const std::int64_t now = clock_.now().ms;
  std::int64_t ms;
  std::uint32_t counter;
  {
    const std::lock_guard lock(guard_);
    if (now > last_ms_) {
      last_ms_ = now;
      counter_ = (std::to_integer<std::uint32_t>(noise[8]) << 8 | std::to_integer<std::uint32_t>(noise[9])) & kCounterSeed;
    } else if (++counter_ == kCounterEnd) {
      ++last_ms_;
      counter_ = 0;
    }
    ms = last_ms_;
    counter = counter_;
  }
  std::string raw(16, '\0');
  for (int i = 0; i < 6; ++i) raw[static_cast<std::size_t>(i)] = static_cast<char>(ms >> (40 - 8 * i));
  raw[6] = static_cast<char>(0x70 | counter >> 8);
  raw[7] = static_cast<char>(counter);
  for (std::size_t i = 0; i < 8; ++i) raw[8 + i] = static_cast<char>(noise[i]);
  raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80);
  const std::string digits = hex(raw);
  return digits.substr(0, 8) + '-' + digits.substr(8, 4) + '-' + digits.substr(12, 4) + '-' + digits.substr(16, 4) + '-' + digits.substr(20);
}

}  // namespace lianhu

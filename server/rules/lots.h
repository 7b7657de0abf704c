#pragma once
// Which of a week's matters are looked at: by lot, so that nobody chooses (抽查).
//
// The rule, for whoever works it out again: the hash of a matter is the SHA-256 of "<seed>|<number>" in hexadecimal; the
// lots are ordered by hash; the first n are drawn, n being `share` in a hundred of all, rounded up, and at least `least`.
//   printf '%s|%s' SEED NUMBER | sha256sum
// Thread rule: pure functions.

#include <cstdint>
#include <string>
#include <vector>

namespace lianhu {

struct LotRule {
  std::int64_t share = 10;  // in a hundred
  std::int64_t least = 1;
};

struct Lot {
  std::string number, hash;
  bool drawn = false;
};

std::string lot_hash(const std::string& seed, const std::string& number);
std::int64_t sample_size(std::int64_t population, const LotRule& rule);
// In the order of their hashes.
std::vector<Lot> draw_lots(const std::string& seed, const std::vector<std::string>& numbers, const LotRule& rule);
// "每周按乡镇抽查……", for the page and for whoever asks.
std::string rule_text(const LotRule& rule);

}  // namespace lianhu

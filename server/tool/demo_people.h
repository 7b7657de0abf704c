#pragma once
// People who do not exist: names, telephone numbers and identity numbers that nobody can mistake for real ones.
//
// Invariant: a name is 化名 with one heavenly stem and one to three digits; a telephone number is 1990000 and four
// digits; an identity number fails its check digit (GB 11643).
// Thread rule: pure functions.

#include <cstdint>
#include <string>
#include <string_view>

namespace lianhu {

// The n-th of 100 names of one digit, then of 1,000 of two, then of 10,000 of three; after that they come again.
std::string invented_name(std::uint64_t n);
bool is_invented_name(std::string_view name);
std::string invented_phone(std::uint64_t n);
std::string invented_id_number(std::uint64_t n);

}  // namespace lianhu

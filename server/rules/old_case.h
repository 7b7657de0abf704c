#pragma once
// Old registers: who may take one in, who may read its rows, and for how long a whole import can be taken back.
//
// Invariant: a row is read by the committee's own office and by the centres above it. Villages and group heads do not: nobody has
// looked yet whether such a row ought to be sealed.
// Thread rule: pure functions.

#include <string>
#include <vector>

#include "base/time.h"
#include "model/account.h"
#include "model/directory.h"
#include "model/old_case.h"

namespace lianhu {

inline constexpr int undo_days = 7;
inline constexpr std::string_view old_channel = "旧台账";

// The committee's mediators and leader, and the desk of a centre above it.
bool imports_old_cases(const Actor& actor, const Office& committee, const std::string& committee_path);

struct OldReader {
  std::vector<std::string> offices;  // committees the reader works at
  std::vector<std::string> paths;    // place paths of the centres the reader answers at
};
OldReader old_reader(const Actor& actor);

// Nothing, or why it cannot be taken back (any more), in Chinese.
std::string undo_refused(const OldRegister& import, const Actor& actor, Time now);

// "成功"、"书面协议"、"不成功" … as registers write it; nothing: not understood.
std::optional<std::string> old_result(std::string_view words);

}  // namespace lianhu

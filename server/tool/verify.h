#pragma once
// lianhu verify: that nothing in the history was changed, removed or put in, and that every file is what it was.
//
// Each fault names the matter and the event's place in it. An erased content (by law) is no fault: its leaf stays.

#include <string>
#include <vector>

#include "base/world.h"
#include "store/db.h"

namespace lianhu {

struct Verified {
  std::int64_t events = 0, erased = 0, matters = 0, files = 0;
  std::string last_hash;
  std::vector<std::string> faults;  // Chinese
};
Verified verify(Db& db, Files& files, const std::string& region);

}  // namespace lianhu

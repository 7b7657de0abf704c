#pragma once
// From what a sheet says of a place to a place of the county: "定南街道塔山社区", a full address, or a code.
//
// Invariant: found only when it is one; the deepest of town and village that the words name. A village's name alone is
// enough when no other village has it.
// Thread rule: one import, one thread.

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk/house.h"
#include "model/place.h"

namespace lianhu {

class PlaceFinder {
 public:
  explicit PlaceFinder(const House& house);

  // The place, or what is wrong in words for the row. The pointer holds as long as the finder.
  Result<const Place*> find(const std::string& words);

 private:
  struct Named {
    const Place* place;
    std::vector<std::string> names;  // the long one first
  };
  Result<const Place*> look(const std::string& words) const;

  std::vector<Place> rows_;
  std::vector<Named> towns_, villages_;
  std::map<std::string, const Place*> by_code_;
  std::map<std::string, Result<const Place*>> seen_;
};

}  // namespace lianhu

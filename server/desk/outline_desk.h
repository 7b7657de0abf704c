#pragma once
// New outlines of grids, uploaded by the system administrator: tried first, then in force from today.
//
// Invariant: an outline is a new row of its grid from today on, ids and codes stand (settled 4); nothing overlaps, the grids that were
// not uploaded included. In a village whose grids were divided, the old outline that was left to the village ends only when every
// grid there that stands on has one of its own. What was tried is what is put: anything that changed in between asks to try again.
// Refusals: forbidden "admin_role_needed"; invalid "grid_map" (what is wrong with the file, by feature), "invalid_fields",
// "key_reused"; conflict "stale_version", "place_planned". Thread rule: any thread.

#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"
#include "rules/outline_file.h"

namespace lianhu {

struct OutlineRow {
  std::string place, name, what;  // what: 新画 更新 没有变化
};
LIANHU_DESCRIBE(OutlineRow, (place, name, what))

struct OutlineCheck {
  std::int64_t fresh = 0, changed = 0, same = 0, without = 0;  // without: standing grids that will still have none
  std::vector<OutlineRow> items;                               // the first of them
  std::vector<std::string> notes;
  std::string seen;
  bool written = false;
};
LIANHU_DESCRIBE(OutlineCheck, (fresh, changed, same, without, items, notes, seen, written))

class OutlineDesk {
 public:
  explicit OutlineDesk(const House& house) : house_(house) {}

  Result<OutlineCheck> check(const Actor& actor, std::string_view geojson) const;
  Result<OutlineCheck> put(const Actor& actor, std::string_view geojson, const std::string& seen, const CommandKey& key) const;

 private:
  struct Plan {
    OutlineCheck check;
    std::vector<Place> places;      // as they will be from today on
    std::vector<PlaceId> released;  // grids whose old outline was the village's until now
  };
  Result<Plan> plan(Session& session, const OutlineFile& file, std::string_view geojson) const;

  const House& house_;
};

}  // namespace lianhu

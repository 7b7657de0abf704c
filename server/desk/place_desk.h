#pragma once
// Grids and household groups as the system administrator keeps them: new, renamed or closed from a day on; groups of a grid to a new
// grid (split) or to another one of the village.
//
// Invariant: ids and codes are never re-keyed, rows never changed but for their last day (settled 4); county, town and village come
// from the national list and are not edited here. What takes open matters along is submitted by the system administrator and
// confirmed by another, the security administrator, on figures as of that moment; open matters then follow to the new grid, each
// with an event, and closed ones keep the place's name of their day. A grid split without new outlines leaves its outline to the
// village (desk/grid_locator.h). Every act leaves an audit row in its transaction.
// Refusals: forbidden "admin_role_needed", "role_needed", "own_account"; not_found; conflict "stale_version", "place_in_use",
// "place_planned", "place_waiting"; invalid "invalid_fields", "key_reused". Thread rule: any thread.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"
#include "store/place_change_store.h"

namespace lianhu {

struct PlaceEditRow {
  std::string id, kind, kind_title, name, full_name, code;
  Date valid_from;
  std::optional<Date> valid_to;
  std::string state, state_title;  // standing planned closing closed
  std::int64_t below = 0;          // grids of a village, groups of a grid, households of a group
  std::optional<std::string> outline_title;  // of a grid
  bool edited = false;             // a grid or a group
  std::string etag;
};
LIANHU_DESCRIBE(PlaceEditRow, (id, kind, kind_title, name, full_name, code, valid_from, valid_to, state, state_title, below, outline_title, edited, etag))

struct PlaceTreeQuery {
  std::optional<std::string> parent;
  bool closed = false;
};
LIANHU_DESCRIBE(PlaceTreeQuery, (parent, closed), {"parent", {.label = "上级地点", .max = 40}}, {"closed", {.label = "连同已撤销的", .optional = true}})

struct PlaceTree {
  std::optional<PlaceEditRow> parent;
  std::vector<PlaceEditRow> items;
};
LIANHU_DESCRIBE(PlaceTree, (parent, items))

struct PlaceSpanRow {
  Date from;
  std::optional<Date> to;
  std::string name, full_name;
};
LIANHU_DESCRIBE(PlaceSpanRow, (from, to, name, full_name))

// What must be gone before a place can be closed, with what to do about it.
struct PlaceHold {
  std::string kind, text, remedy;  // kind: matter place post office
};
LIANHU_DESCRIBE(PlaceHold, (kind, text, remedy))

struct PlaceDetail {
  PlaceEditRow place;
  std::vector<PlaceSpanRow> spans;  // newest first
  std::vector<PlaceHold> holds;
};
LIANHU_DESCRIBE(PlaceDetail, (place, spans, holds))

struct NewPlaceInput {
  std::string parent, name;
  Date from;
};
LIANHU_DESCRIBE(NewPlaceInput, (parent, name, from), {"parent", {.label = "所属的村或网格", .max = 40}}, {"name", {.label = "名称", .min = 2, .max = 40}}, {"from", {.label = "从哪天起"}})

struct PlaceNameInput {
  std::string name;
  Date from;
};
LIANHU_DESCRIBE(PlaceNameInput, (name, from), {"name", {.label = "名称", .min = 2, .max = 40}}, {"from", {.label = "从哪天起"}})

struct PlaceEndInput {
  Date from;
  std::string reason;
};
LIANHU_DESCRIBE(PlaceEndInput, (from, reason), {"from", {.label = "从哪天起撤销"}}, {"reason", {.label = "依据或原因", .min = 2, .max = 200}})

// Groups of one grid to another: to `target`, or to a new grid of that name.
struct PlaceMoveInput {
  std::vector<std::string> groups;
  std::optional<std::string> target, name;
};
LIANHU_DESCRIBE(PlaceMoveInput, (groups, target, name), {"groups", {.label = "划出的联户", .max = 40, .min_items = 1, .max_items = 500}}, {"target", {.label = "划入的网格", .max = 40}},
                {"name", {.label = "新网格的名称", .min = 2, .max = 40}})

struct PlaceMoveSubmit {
  PlaceMoveInput move;
  std::string reason, seen;
};
LIANHU_DESCRIBE(PlaceMoveSubmit, (move, reason, seen), {"move", {.label = "怎样划分"}}, {"reason", {.label = "依据或原因", .min = 2, .max = 200}},
                {"seen", {.label = "核对过的变化", .min = 64, .max = 64, .format = Format::hex}})

// What would move, as of now. Nothing is written.
struct PlaceMoveCheck {
  std::string source_name, target_name;
  std::int64_t groups = 0, households = 0, matters = 0, staying = 0, heads = 0;  // matters: open, that follow; staying: open, of the grid itself; heads: 联户长
  std::vector<std::string> numbers, notes;  // numbers: some of the matters that are open to all
  bool second = false;                      // another administrator has to confirm
  std::string seen;
};
LIANHU_DESCRIBE(PlaceMoveCheck, (source_name, target_name, groups, households, matters, staying, heads, numbers, notes, second, seen))

struct PlaceChangeRow {
  std::string id, kind_title, source_name, target_name, reason, state, state_title, submitted_by;
  std::vector<std::string> groups;
  Time submitted_at;
  std::optional<Time> decided_at;
  std::optional<std::string> decided_by, answer;
  std::int64_t moved = 0;
  bool finished = true, may_decide = false;
  std::optional<PlaceMoveCheck> check;  // while it waits
};
LIANHU_DESCRIBE(PlaceChangeRow, (id, kind_title, source_name, target_name, reason, state, state_title, submitted_by, groups, submitted_at, decided_at, decided_by, answer, moved,
                                 finished, may_decide, check))
struct PlaceChangeList {
  std::vector<PlaceChangeRow> items;
};
LIANHU_DESCRIBE(PlaceChangeList, (items))

struct PlaceDecision {
  bool confirm = false;
  std::string seen;
  std::optional<std::string> reason;  // needed to decline
};
LIANHU_DESCRIBE(PlaceDecision, (confirm, seen, reason), {"confirm", {.label = "确认", .doc = "false 为退回"}}, {"seen", {.label = "核对过的变化", .min = 64, .max = 64, .format = Format::hex}},
                {"reason", {.label = "原因", .max = 200}})

class PlaceDesk {
 public:
  explicit PlaceDesk(const House& house) : house_(house) {}

  // Of the system administrator.
  Result<PlaceTree> tree(const Actor& actor, const PlaceTreeQuery& query) const;
  Result<PlaceDetail> detail(const Actor& actor, const PlaceId& id) const;
  Result<PlaceEditRow> add(const Actor& actor, const NewPlaceInput& input, const CommandKey& key) const;
  Result<PlaceEditRow> rename(const Actor& actor, const PlaceId& id, const PlaceNameInput& input, const std::string& if_match) const;
  Result<PlaceEditRow> close(const Actor& actor, const PlaceId& id, const PlaceEndInput& input, const std::string& if_match) const;
  Result<PlaceMoveCheck> check(const Actor& actor, const PlaceId& source, const PlaceMoveInput& input) const;
  Result<PlaceChangeRow> submit(const Actor& actor, const PlaceId& source, const PlaceMoveSubmit& input, const CommandKey& key) const;
  // Of the system and the security administrator.
  Result<PlaceChangeList> changes(const Actor& actor) const;
  // Of the security administrator.
  Result<PlaceChangeRow> decide(const Actor& actor, const std::string& id, const PlaceDecision& decision) const;

 private:
  using Act = std::function<Result<std::string>(Session& session, const Place& place, const std::vector<Place>& spans)>;
  Result<PlaceEditRow> edit(const Actor& actor, const PlaceId& id, const std::string& if_match, std::string kind, const Act& act) const;
  PlaceEditRow row(Session& session, const Place& place, const std::vector<Place>& spans) const;
  std::vector<PlaceHold> holds(Session& session, const Place& place) const;
  // The change as it would be now: what is wrong with it, or the figures.
  struct Plan {
    PlaceMoveCheck check;
    Place source, target;
    std::vector<Place> groups;  // that go
  };
  Result<Plan> plan(Session& session, const PlaceId& source, const std::vector<std::string>& groups, const std::optional<std::string>& target, const std::string& name) const;
  void apply(Session& session, const Plan& plan, Date today) const;
  PlaceChangeRow change_row(Session& session, const Actor& actor, const PlaceChange& change) const;

  const House& house_;
};

// Open matters follow the changes in force; a server stopped in between goes on. How many followed.
std::int64_t finish_place_changes(const House& house);
// Whether a change that waits for its confirmation concerns this place.
bool place_waits(Session& session, const std::string& region, const Place& place);

}  // namespace lianhu

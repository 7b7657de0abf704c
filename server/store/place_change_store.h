#pragma once
// Grids and household groups as administration edits them: rows ended and begun, changes that wait, outlines that no longer fit.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "model/place.h"
#include "store/db.h"

namespace lianhu {

struct PlaceChange {
  std::string id, kind;  // split move
  PlaceId source, target;
  std::string target_name, groups, reason, seen;
  std::string state = "waiting";  // waiting done declined
  Time submitted_at;
  AccountId submitted_by;
  std::optional<Time> decided_at;
  std::optional<AccountId> decided_by;
  std::optional<std::string> answer;
  std::int64_t moved = 0;
  std::optional<Time> finished_at;
};
BOOST_DESCRIBE_STRUCT(PlaceChange, (), (id, kind, source, target, target_name, groups, reason, seen, state, submitted_at, submitted_by, decided_at, decided_by, answer, moved, finished_at))

void insert_place_change(Session& session, const std::string& region, const PlaceChange& change);
std::optional<PlaceChange> find_place_change(Session& session, const std::string& region, const std::string& id);
std::vector<PlaceChange> latest_place_changes(Session& session, const std::string& region, int limit);  // newest first
// In force, but not all open matters have followed.
std::vector<PlaceChange> unfinished_place_changes(Session& session, const std::string& region);
// False when it waits no more.
bool decide_place_change(Session& session, const std::string& region, const PlaceChange& change);
void note_place_change(Session& session, const std::string& region, const std::string& id, std::int64_t moved, std::optional<Time> finished_at);

// All rows of a place, the oldest first; of a place and everything below its path that hold on a day or later.
std::vector<Place> rows_of_place(Session& session, const std::string& region, const PlaceId& id);
std::vector<Place> places_from(Session& session, const std::string& region, const std::string& path, Date day);
// All rows that ever had this parent, by id and day; how many places have it on a day.
std::vector<Place> place_rows_below(Session& session, const std::string& region, const PlaceId& parent);
std::int64_t count_places_below(Session& session, const std::string& region, const PlaceId& parent, Date on);
// Whether a row below a path begins after that day: something is planned there.
bool place_planned(Session& session, const std::string& region, const std::string& path, Date day);
// The place is so from that day on: the row before ends the day before; one that began the same day is replaced.
void put_place(Session& session, const std::string& region, const Place& place);
void end_place(Session& session, const std::string& region, const PlaceId& id, Date last);
// The greatest id of that many digits under a prefix that any place ever had; nothing when none.
std::optional<std::string> last_place_code(Session& session, const std::string& region, const std::string& prefix, std::size_t digits);

struct SharedOutline {
  PlaceId id, village;
  std::string geometry;
  Date valid_from;
  std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(SharedOutline, (), (id, village, geometry, valid_from, valid_to))
std::vector<SharedOutline> shared_outlines(Session& session, const std::string& region, Date on);
void insert_shared_outline(Session& session, const std::string& region, const SharedOutline& outline);
void end_shared_outline(Session& session, const std::string& region, const PlaceId& id, Date last);

// Open matters at or below a path, in order of number; nobody's rights are asked.
struct OpenAt {
  MatterId matter;
  std::string number, title, place_path;
  std::string seal;
};
std::vector<OpenAt> open_matters_at(Session& session, const std::string& region, const std::string& path, const MatterId& after, int limit);
std::int64_t count_open_matters_at(Session& session, const std::string& region, const std::string& path);

}  // namespace lianhu

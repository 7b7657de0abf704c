#pragma once
// Places and offices as stored (schema 0001). Plain values.

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "model/words.h"

namespace lianhu {

// A division, grid, household group or household during one span of time. `path` is every id from the county down, "/a/b/".
struct Place {
  PlaceId id;
  Date valid_from;
  std::optional<Date> valid_to;
  PlaceKind kind{};
  std::string code, name;
  std::optional<PlaceId> parent;
  std::string path, full_name;
  std::optional<std::string> geometry;
  std::string search;
};
BOOST_DESCRIBE_STRUCT(Place, (), (id, valid_from, valid_to, kind, code, name, parent, path, full_name, geometry, search))

// How many levels from the county down two paths share: 3 means the same village.
inline int shared_levels(std::string_view a, std::string_view b) {
  int levels = -1;
  for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i) levels += a[i] == '/' ? 1 : 0;
  return levels < 0 ? 0 : levels;
}

struct Office {
  OfficeId id;
  std::string kind, name, short_name;
  std::optional<OfficeId> parent;
  std::string path;         // ids from the top, "/a/b/"
  PlaceId place;            // answers for this place and everything below
  std::string presence;     // resident rotating on_call local
  bool independent = false; // courts, procuratorates, criminal police: no ruling, card or instruction is possible
  bool logs_in = true;
  std::optional<std::string> phone;
  Date valid_from;
  std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(Office, (), (id, kind, name, short_name, parent, path, place, presence, independent, logs_in, phone, valid_from, valid_to))

// Who answers for a place, as what, since when.
struct Responsibility {
  std::string id;
  PlaceId place;
  std::string duty;  // triage grid group_head mediation
  OfficeId office;
  std::optional<PostId> post;
  Date valid_from;
  std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(Responsibility, (), (id, place, duty, office, post, valid_from, valid_to))

// One row of the duty list: whose job a kind of matter is, and on what ground.
struct Duty {
  DutyId id;
  OfficeId office;
  std::string category, text, basis;
  Date valid_from;
  std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(Duty, (), (id, office, category, text, basis, valid_from, valid_to))

}  // namespace lianhu

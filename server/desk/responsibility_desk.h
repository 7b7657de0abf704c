#pragma once
// Who answers for a place, as what, on a day: the grid worker of a grid, the head of a group, the desk of a town.
//
// Invariant: rows are never re-keyed nor changed before today; a new answer ends the old one the day before it begins, and ends
// itself the day before one already planned. Nobody is listed by person: the list goes by place.
// Refusals: forbidden "admin_role_needed"; invalid "invalid_fields", "key_reused"; conflict "stale_version".
// Thread rule: any thread.

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"
#include "desk/account_desk.h"
#include "desk/house.h"
#include "desk/office_desk.h"

namespace lianhu {

struct ResponsibleView {
  std::string office_name;
  std::optional<std::string> name;  // of who holds the post
  Date from;
  std::optional<Date> to;
  bool standing = true;             // the post and the account stand
};
LIANHU_DESCRIBE(ResponsibleView, (office_name, name, from, to, standing))

struct PlaceResponsible {
  std::string place, place_name, duty, duty_title;
  std::vector<ResponsibleView> now, later;
  std::string state, state_title;   // held gap overlap
  bool below = false;
  std::int64_t held_below = 0, gaps_below = 0, overlaps_below = 0;  // of the places beneath it that must have one
  std::string etag;
};
LIANHU_DESCRIBE(PlaceResponsible, (place, place_name, duty, duty_title, now, later, state, state_title, below, held_below, gaps_below, overlaps_below, etag))

struct PlaceResponsibleList {
  std::vector<PlaceResponsible> items;
  std::int64_t held = 0, gaps = 0, overlaps = 0;  // of all that must have one, at every level beneath
  Date day;
};
LIANHU_DESCRIBE(PlaceResponsibleList, (items, held, gaps, overlaps, day))

// By place: the children of `place`. Without: every place of the duty's kind that has a gap or an overlap.
struct ResponsibleQuery {
  std::string duty = "grid";
  std::optional<std::string> place;
  std::optional<Date> day;
};
LIANHU_DESCRIBE(ResponsibleQuery, (duty, place, day), {"duty", {.label = "职责", .format = Format::code, .optional = true}}, {"place", {.label = "地点", .max = 40}},
                {"day", {.label = "哪一天"}})

// Who may be chosen: posts for a grid or a group, offices for the rest.
struct CandidateQuery {
  std::string duty, place;
};
LIANHU_DESCRIBE(CandidateQuery, (duty, place), {"duty", {.label = "职责", .format = Format::code}}, {"place", {.label = "地点", .max = 40}})
struct Candidate {
  std::string value, title;
};
LIANHU_DESCRIBE(Candidate, (value, title))
struct CandidateList {
  std::vector<Candidate> items;
};
LIANHU_DESCRIBE(CandidateList, (items))

struct ResponsibleInput {
  std::string place, duty;
  std::optional<std::string> holder;  // a post for a grid or a group, else an office; none: nobody from that day
  Date from;
};
LIANHU_DESCRIBE(ResponsibleInput, (place, duty, holder, from), {"place", {.label = "地点", .max = 40}}, {"duty", {.label = "职责", .format = Format::code}},
                {"holder", {.label = "由谁负责", .max = 60}}, {"from", {.label = "从哪天起"}})

class ResponsibilityDesk {
 public:
  explicit ResponsibilityDesk(const House& house) : house_(house) {}

  std::vector<NamedWord> duties() const;
  Result<PlaceResponsibleList> list(const Actor& actor, const ResponsibleQuery& query) const;
  Result<CandidateList> candidates(const Actor& actor, const CandidateQuery& query) const;
  Result<PlaceResponsible> set(const Actor& actor, const ResponsibleInput& input, const std::string& if_match);

 private:
  PlaceResponsible view(const Directory& directory, const Place& place, const std::string& duty, const std::vector<Responsibility>& rows, Date day) const;

  const House& house_;
};

}  // namespace lianhu

#pragma once
// Offices, their versions and who answers for a place, as administration reads and writes them.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "model/directory.h"
#include "store/db.h"

namespace lianhu {

// What an office is from a day on; until its first version, its own row says it.
struct OfficeVersion {
  std::string id;
  OfficeId office;
  Date valid_from;
  std::string name, short_name;
  PlaceId place;
  std::string presence;
  bool logs_in = true;
  std::optional<std::string> phone;
  Time saved_at;
  AccountId saved_by;
};
BOOST_DESCRIBE_STRUCT(OfficeVersion, (), (id, office, valid_from, name, short_name, place, presence, logs_in, phone, saved_at, saved_by))

void apply(const OfficeVersion& version, Office& office);

// Rows as first written, whatever their days; with `id` one alone.
std::vector<Office> all_offices(Session& session, const std::string& region);
std::optional<Office> find_office(Session& session, const std::string& region, const OfficeId& id);
std::vector<Office> offices_below(Session& session, const std::string& region, const OfficeId& parent);
// Oldest first; of one office, or of all up to a day.
std::vector<OfficeVersion> versions_of(Session& session, const std::string& region, const OfficeId& office);
std::vector<OfficeVersion> versions_until(Session& session, const std::string& region, Date on);
void insert_office_version(Session& session, const std::string& region, const OfficeVersion& version);
void drop_office_version(Session& session, const std::string& region, const std::string& id);
void end_office(Session& session, const std::string& region, const OfficeId& office, Date last_day);

// What still hangs on an office.
struct OpenAssignment {
  MatterId matter;
  std::string number;
  Seal seal{};
  AssignmentKind kind{};
};
std::vector<OpenAssignment> open_assignments(Session& session, const std::string& region, const OfficeId& office, const std::optional<AccountId>& receiver,
                                             int limit);
// Open matters of which a proceeding under way has this office as its desk or its lead; `kind` says desk or lead.
std::vector<OpenAssignment> open_matters_of(Session& session, const std::string& region, const OfficeId& office, int limit);
std::vector<Post> posts_from(Session& session, const std::string& region, const OfficeId& office, Date on);          // that hold on the day or later
std::vector<Duty> duties_from(Session& session, const std::string& region, const OfficeId& office, Date on);
std::vector<Responsibility> responsibilities_of_office(Session& session, const std::string& region, const OfficeId& office, Date on);
std::vector<Responsibility> responsibilities_of_post(Session& session, const std::string& region, const PostId& post, Date on);

// Who answers for one place as what; every row, oldest first.
std::vector<Responsibility> responsibilities_at(Session& session, const std::string& region, const PlaceId& place, const std::string& duty);
// Of all places as one thing, on a day.
std::vector<Responsibility> responsibilities_on(Session& session, const std::string& region, const std::string& duty, Date on);
void end_responsibility(Session& session, const std::string& region, const std::string& id, Date last_day);

// Posts of one role that stand on the day, of accounts in use.
struct PostHolder {
  PostId post;
  AccountId account;
  std::string name;
  OfficeId office;
  Role role{};
};
std::vector<PostHolder> holders(Session& session, const std::string& region, const std::string& role, Date on);

}  // namespace lianhu

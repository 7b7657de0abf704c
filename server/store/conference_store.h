#pragma once
// The lists of the weekly conferences, and the rota of bodies that sit at a centre by turns.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "store/db.h"

namespace lianhu {

struct ConferenceItem {
  std::string id;
  OfficeId office;
  std::string week;
  MatterId matter;
  std::string reason;
  AccountId added_by;
  Time added_at;
  std::optional<std::string> conclusion;
  std::optional<Time> concluded_at;
  std::optional<EventId> event;
};
BOOST_DESCRIBE_STRUCT(ConferenceItem, (), (id, office, week, matter, reason, added_by, added_at, conclusion, concluded_at, event))

std::vector<ConferenceItem> conference_items(Session& session, const std::string& region, const OfficeId& office, const std::string& week);
std::optional<ConferenceItem> find_conference_item(Session& session, const std::string& region, const std::string& id);
// Throws DuplicateKey when the matter is on that list already.
void insert_conference_item(Session& session, const std::string& region, const ConferenceItem& item);
// Only while nothing was concluded; false otherwise.
bool drop_conference_item(Session& session, const std::string& region, const std::string& id);
bool conclude_item(Session& session, const std::string& region, const std::string& id, const std::string& conclusion, Time at, const EventId& event);

struct RotaDay {
  std::string id;
  OfficeId centre;
  Date day;
  OfficeId office;
  std::optional<std::string> window_name, phone;
};
BOOST_DESCRIBE_STRUCT(RotaDay, (), (id, centre, day, office, window_name, phone))

std::vector<RotaDay> rota_days(Session& session, const std::string& region, const OfficeId& centre, Date from, Date until);
// The same centre, day and office again changes the row.
void put_rota_day(Session& session, const std::string& region, const RotaDay& day);
void drop_rota_day(Session& session, const std::string& region, const OfficeId& centre, Date day, const OfficeId& office);

}  // namespace lianhu

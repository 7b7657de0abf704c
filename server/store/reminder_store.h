#pragma once
// Reminders to offices, and the figures they are made from.
//
// Thread rule: within the caller's session.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "store/db.h"

namespace lianhu {

struct ReminderRow {
  std::string id;
  OfficeId office;
  std::string kind, subject;  // schema 0015
  std::string week, title, reason;
  std::optional<PlaceId> place;
  std::optional<std::string> category;
  Date from_day, until_day;
  std::int64_t matters = 0;
  Time made_at;
  std::string state = "open";  // open arranged needless
  std::optional<std::string> answer;
  std::optional<Time> answered_at;
  std::optional<AccountId> answered_by;
};
BOOST_DESCRIBE_STRUCT(ReminderRow, (), (id, office, kind, subject, week, title, reason, place, category, from_day, until_day, matters, made_at, state, answer,
                                        answered_at, answered_by))

// Throws DuplicateKey for a second one of the same office, kind, subject and week.
void insert_reminder(Session& session, const std::string& region, const ReminderRow& row);
std::optional<ReminderRow> find_reminder(Session& session, const std::string& region, const std::string& id);
// The latest one of this office about this; of any week.
std::optional<ReminderRow> last_reminder(Session& session, const std::string& region, const OfficeId& office, const std::string& kind, const std::string& subject);
// What is still to be answered stays one row: with the newer figures and days.
void renew_reminder(Session& session, const std::string& region, const ReminderRow& row);
// Newest first: open ones, or those answered since a day.
std::vector<ReminderRow> reminders(Session& session, const std::string& region, bool open, Time since, int limit);
// False when it was answered before.
bool answer_reminder(Session& session, const std::string& region, const std::string& id, const std::string& state, const std::string& answer, Time at,
                     const AccountId& by);

// Open promises of agreements that fall due on these days, with who answers for the proceeding.
struct DuePromise {
  MatterId matter;
  std::optional<OfficeId> office;
  Date due_day;
  std::string text;
};
std::vector<DuePromise> promises_due(Session& session, const std::string& region, Date from, Date until);

// Received, by kind and month, of matters that are not sealed.
std::map<std::string, std::map<std::string, std::int64_t>> received_by_month(Session& session, const std::string& region, const std::string& from_month);

}  // namespace lianhu

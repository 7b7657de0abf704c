#include "store/reminder_store.h"

#include "store/row.h"

namespace lianhu {

void insert_reminder(Session& session, const std::string& region, const ReminderRow& row) { insert_row(session, "reminder", region, row); }

std::optional<ReminderRow> find_reminder(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<ReminderRow>(session, "reminder", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::optional<ReminderRow> last_reminder(Session& session, const std::string& region, const OfficeId& office, const std::string& kind, const std::string& subject) {
  auto rows = select_rows<ReminderRow>(session, "reminder", region, "office = :office AND kind = :kind AND subject = :subject ORDER BY week DESC LIMIT 1",
                                       {{"office", office.text}, {"kind", kind}, {"subject", subject}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

void renew_reminder(Session& session, const std::string& region, const ReminderRow& row) {
  session.run("UPDATE reminder SET title = :title, reason = :reason, from_day = :from_day, until_day = :until_day, matters = :matters, week = :week"
              " WHERE region = :region AND id = :id AND state = 'open'",
              {{"region", region}, {"id", row.id}, {"title", row.title}, {"reason", row.reason}, {"from_day", row.from_day.text()},
               {"until_day", row.until_day.text()}, {"matters", row.matters}, {"week", row.week}});
}

std::vector<ReminderRow> reminders(Session& session, const std::string& region, bool open, Time since, int limit) {
  const std::string which = open ? "state = 'open'" : "state <> 'open'";
  return select_rows<ReminderRow>(session, "reminder", region, which + " AND made_at >= :since ORDER BY made_at DESC, id LIMIT :limit",
                                  {{"since", since.ms}, {"limit", static_cast<std::int64_t>(limit)}});
}

bool answer_reminder(Session& session, const std::string& region, const std::string& id, const std::string& state, const std::string& answer, Time at,
                     const AccountId& by) {
  return session.run("UPDATE reminder SET state = :state, answer = :answer, answered_at = :at, answered_by = :by WHERE region = :region AND id = :id AND state = 'open'",
                     {{"region", region}, {"id", id}, {"state", state}, {"answer", answer}, {"at", at.ms}, {"by", by.text}}) > 0;
}

std::vector<DuePromise> promises_due(Session& session, const std::string& region, Date from, Date until) {
  std::vector<DuePromise> out;
  session.query("SELECT o.matter, p.lead_office, o.due_day, o.text FROM obligation o JOIN proceeding p ON p.region = o.region AND p.id = o.subject"
                " WHERE o.region = :region AND o.due_day >= :from AND o.due_day <= :until AND o.state IN ('open', 'late') ORDER BY o.due_day, o.matter, o.ordinal",
                {{"region", region}, {"from", from.text()}, {"until", until.text()}}, [&](const Row& row) {
                  DuePromise one{MatterId{row.text(0)}, std::nullopt, *Date::parse(row.text(2)), row.text(3)};
                  if (const std::string office = row.text_or(1, ""); !office.empty()) one.office = OfficeId{office};
                  out.push_back(std::move(one));
                });
  return out;
}

std::map<std::string, std::map<std::string, std::int64_t>> received_by_month(Session& session, const std::string& region, const std::string& from_month) {
  std::map<std::string, std::map<std::string, std::int64_t>> out;
  session.query("SELECT category, month, SUM(delta) FROM count_fact WHERE region = :region AND figure = 'received' AND month >= :month AND seal = 'open'"
                " GROUP BY category, month",
                {{"region", region}, {"month", from_month}}, [&](const Row& row) { out[row.text(0)][row.text(1)] = row.i64(2); });
  return out;
}

}  // namespace lianhu

#include "store/conference_store.h"

#include "store/row.h"

namespace lianhu {

std::vector<ConferenceItem> conference_items(Session& session, const std::string& region, const OfficeId& office, const std::string& week) {
  return select_rows<ConferenceItem>(session, "conference_item", region, "office = :office AND week = :week ORDER BY added_at, id", {{"office", office.text}, {"week", week}});
}

std::optional<ConferenceItem> find_conference_item(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<ConferenceItem>(session, "conference_item", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

void insert_conference_item(Session& session, const std::string& region, const ConferenceItem& item) { insert_row(session, "conference_item", region, item); }

bool drop_conference_item(Session& session, const std::string& region, const std::string& id) {
  return session.run("DELETE FROM conference_item WHERE region = :region AND id = :id AND conclusion IS NULL", {{"region", region}, {"id", id}}) > 0;
}

bool conclude_item(Session& session, const std::string& region, const std::string& id, const std::string& conclusion, Time at, const EventId& event) {
  return session.run("UPDATE conference_item SET conclusion = :conclusion, concluded_at = :at, event = :event WHERE region = :region AND id = :id AND conclusion IS NULL",
                     {{"region", region}, {"id", id}, {"conclusion", conclusion}, {"at", at.ms}, {"event", event.text}}) > 0;
}

std::vector<RotaDay> rota_days(Session& session, const std::string& region, const OfficeId& centre, Date from, Date until) {
  return select_rows<RotaDay>(session, "rota_day", region, "centre = :centre AND day >= :from AND day <= :until ORDER BY day, office",
                              {{"centre", centre.text}, {"from", from.text()}, {"until", until.text()}});
}

void put_rota_day(Session& session, const std::string& region, const RotaDay& day) {
  const auto changed = session.run("UPDATE rota_day SET window_name = :window_name, phone = :phone WHERE region = :region AND centre = :centre AND day = :day AND office = :office",
                                   {{"region", region}, {"centre", day.centre.text}, {"day", day.day.text()}, {"office", day.office.text},
                                    {"window_name", row_detail::to_value(day.window_name)}, {"phone", row_detail::to_value(day.phone)}});
  if (changed == 0) insert_row(session, "rota_day", region, day);
}

void drop_rota_day(Session& session, const std::string& region, const OfficeId& centre, Date day, const OfficeId& office) {
  session.run("DELETE FROM rota_day WHERE region = :region AND centre = :centre AND day = :day AND office = :office",
              {{"region", region}, {"centre", centre.text}, {"day", day.text()}, {"office", office.text}});
}

}  // namespace lianhu

#include "store/calendar_store.h"

#include "store/row.h"

namespace lianhu {
namespace {

constexpr std::string_view kTable = "calendar_text";

}  // namespace

void insert_calendar_text(Session& session, const std::string& region, const CalendarText& row) { insert_row(session, kTable, region, row); }

std::optional<CalendarText> find_calendar_text(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<CalendarText>(session, kTable, region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<CalendarText> calendar_texts(Session& session, const std::string& region, std::int64_t year, int limit) {
  return select_rows<CalendarText>(session, kTable, region, "year = :year ORDER BY saved_at DESC, id DESC LIMIT :limit",
                                   {{"year", year}, {"limit", static_cast<std::int64_t>(limit)}});
}

std::vector<CalendarText> unfinished_calendar_texts(Session& session, const std::string& region) {
  return select_rows<CalendarText>(session, kTable, region, "done_at IS NULL ORDER BY saved_at, id");
}

void count_moved(Session& session, const std::string& region, const std::string& id, std::int64_t moved, Time done_at) {
  session.run("UPDATE calendar_text SET moved = moved + :moved, done_at = :done WHERE region = :region AND id = :id",
              {{"region", region}, {"id", id}, {"moved", moved}, {"done", done_at.ms}});
}

std::optional<std::string> local_days_text(Session& session, const std::string& region) {
  auto rows = calendar_texts(session, region, 0, 1);
  return rows.empty() ? std::nullopt : std::move(rows.front().text);
}

std::vector<SavedYear> saved_years(Session& session) {
  std::vector<SavedYear> out;
  session.query("SELECT year, text, entered_at, entered_by FROM calendar_year ORDER BY year", {},
                [&](const Row& row) { out.push_back({row.i64(0), row.text(1), Time{row.i64(2)}, row.text(3)}); });
  return out;
}

void drop_calendar_year(Session& session, std::int64_t year) { session.run("DELETE FROM calendar_year WHERE year = :year", {{"year", year}}); }

std::int64_t count_provisional_deadlines(Session& session, const std::string& region) {
  std::int64_t n = 0;
  session.query("SELECT COUNT(*) FROM deadline WHERE region = :region AND state = 'armed' AND provisional = 1", {{"region", region}},
                [&](const Row& row) { n = row.i64(0); });
  return n;
}

}  // namespace lianhu

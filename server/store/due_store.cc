#include "store/due_store.h"

#include <algorithm>
#include <tuple>

namespace lianhu {
namespace {

// Open matters by the index matter_due; closed ones that a court still waits for by matter_closed_due, few and far between.
constexpr const char* kOpen = " FROM matter WHERE region = :region AND open = 1 AND due_at >= :from AND due_at <= :until AND lamp <> 'none'";
constexpr const char* kClosed =
    " FROM matter WHERE region = :region AND open = 0 AND lamp IN ('green', 'yellow', 'red') AND due_at >= :from AND due_at <= :until";

Readable within(const char* which, const std::string& region, const MatterReader& reader) {
  Readable out = readable(reader);
  out.sql = which + out.sql;
  out.binds.push_back({"region", region});
  return out;
}

}  // namespace

std::vector<DueKey> due_matters(Session& session, const std::string& region, const DueQuery& query) {
  std::vector<DueKey> found;
  if (query.reader.tokens.empty()) return found;
  const Time from = query.after ? std::max(query.from, Time{query.after->due_at}) : query.from;
  for (const char* which : {kOpen, kClosed}) {
    Readable where = within(which, region, query.reader);
    where.binds.insert(where.binds.end(), {{"from", from.ms}, {"until", query.until.ms}, {"limit", static_cast<std::int64_t>(query.limit)}});
    if (query.after) {
      where.sql += " AND (due_at > :due OR ordinal > :ordinal)";
      where.binds.insert(where.binds.end(), {{"due", query.after->due_at}, {"ordinal", query.after->ordinal}});
    }
    session.query("SELECT due_at, ordinal, id" + where.sql + " ORDER BY due_at, ordinal LIMIT :limit", std::span<const Bind>(where.binds),
                  [&](const Row& row) { found.push_back({row.i64(0), row.i64(1), MatterId{row.text(2)}}); });
  }
  std::sort(found.begin(), found.end(), [](const DueKey& a, const DueKey& b) { return std::tie(a.due_at, a.ordinal) < std::tie(b.due_at, b.ordinal); });
  if (found.size() > static_cast<std::size_t>(query.limit)) found.resize(static_cast<std::size_t>(query.limit));
  return found;
}

DueCount count_due(Session& session, const std::string& region, const MatterReader& reader, Time now, Time end_of_today, Time until) {
  DueCount count;
  if (reader.tokens.empty()) return count;
  for (const char* which : {kOpen, kClosed}) {
    Readable where = within(which, region, reader);
    where.binds.insert(where.binds.end(), {{"from", std::int64_t{INT64_MIN}}, {"until", until.ms}, {"now", now.ms}, {"today", end_of_today.ms}});
    session.query("SELECT COUNT(*), COALESCE(SUM(CASE WHEN due_at < :now THEN 1 ELSE 0 END), 0),"
                  " COALESCE(SUM(CASE WHEN due_at >= :now AND due_at <= :today THEN 1 ELSE 0 END), 0)" + where.sql,
                  std::span<const Bind>(where.binds), [&](const Row& row) {
                    count.all += row.i64(0);
                    count.overdue += row.i64(1);
                    count.today += row.i64(2);
                  });
  }
  return count;
}

}  // namespace lianhu

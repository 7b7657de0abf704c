#include "store/span_store.h"

#include <algorithm>

namespace lianhu {
namespace {

std::string_view column(SpanOf of) { return of == SpanOf::received ? "received_at" : "closed_at"; }

Readable within(const std::string& region, const MatterReader& reader, SpanOf of, Time from, Time until) {
  Readable out = readable(reader);
  const std::string at(column(of));
  out.sql = " FROM matter WHERE region = :region AND root = id AND " + at + " >= :from AND " + at + " <= :until" + out.sql;
  out.binds.insert(out.binds.end(), {{"region", region}, {"from", from.ms}, {"until", until.ms}});
  return out;
}

}  // namespace

std::vector<SpanKey> span_matters(Session& session, const std::string& region, const SpanQuery& query) {
  std::vector<SpanKey> found;
  if (query.reader.tokens.empty()) return found;
  const Time until = query.before ? std::min(query.until, Time{query.before->at}) : query.until;
  Readable where = within(region, query.reader, query.of, query.from, until);
  const std::string at(column(query.of));
  if (query.before) {
    where.sql += " AND (" + at + " < :at OR ordinal < :ordinal)";
    where.binds.insert(where.binds.end(), {{"at", query.before->at}, {"ordinal", query.before->ordinal}});
  }
  where.binds.push_back({"limit", static_cast<std::int64_t>(query.limit)});
  session.query("SELECT " + at + ", ordinal, id" + where.sql + " ORDER BY " + at + " DESC, ordinal DESC LIMIT :limit", std::span<const Bind>(where.binds),
                [&](const Row& row) { found.push_back({row.i64(0), row.i64(1), MatterId{row.text(2)}}); });
  return found;
}

std::vector<SpanCount> count_span(Session& session, const std::string& region, const MatterReader& reader, SpanOf of, Time from, Time until) {
  std::vector<SpanCount> counts;
  if (reader.tokens.empty()) return counts;
  const Readable where = within(region, reader, of, from, until);
  const std::string kind = of == SpanOf::closed ? "COALESCE(close_kind, '')" : "''";
  session.query("SELECT place_path, category, " + kind + ", COUNT(*)" + where.sql + " GROUP BY place_path, category" + (of == SpanOf::closed ? ", close_kind" : ""),
                std::span<const Bind>(where.binds),
                [&](const Row& row) { counts.push_back({row.text(0), row.text(1), row.text(2), row.i64(3)}); });
  return counts;
}

std::vector<OpenCount> count_open(Session& session, const std::string& region, const MatterReader& reader, Time now, Time end_of_today) {
  std::vector<OpenCount> counts;
  if (reader.tokens.empty()) return counts;
  Readable where = readable(reader);
  where.binds.insert(where.binds.end(), {{"region", region}, {"now", now.ms}, {"today", end_of_today.ms}});
  session.query("SELECT place_path, category, COUNT(*), COALESCE(SUM(CASE WHEN lamp <> 'none' AND due_at < :now THEN 1 ELSE 0 END), 0),"
                " COALESCE(SUM(CASE WHEN lamp <> 'none' AND due_at >= :now AND due_at <= :today THEN 1 ELSE 0 END), 0)"
                " FROM matter WHERE region = :region AND open = 1" + where.sql + " GROUP BY place_path, category",
                std::span<const Bind>(where.binds),
                [&](const Row& row) { counts.push_back({row.text(0), row.text(1), row.i64(2), row.i64(3), row.i64(4)}); });
  return counts;
}

}  // namespace lianhu

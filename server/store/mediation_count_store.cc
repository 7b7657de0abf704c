#include "store/mediation_count_store.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "store/row.h"

namespace lianhu {

std::vector<MediationCount> load_mediation_counts(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<MediationCount>(session, "mediation_count", region, "matter = :matter ORDER BY recorded_at, id", {{"matter", matter.text}});
}

void add_mediation_counts(Session& session, const std::string& region, const std::vector<MediationCount>& rows) {
  for (const MediationCount& row : rows) insert_row(session, "mediation_count", region, row);
}

std::vector<MediationCount> list_mediation_counts(Session& session, const std::string& region, const MatterReader& reader, const CountSpan& span) {
  if (reader.tokens.empty()) return {};
  Readable where = readable(reader);
  where.binds.insert(where.binds.end(), {{"from", span.from}, {"to", span.to}, {"as_of", span.as_of.ms}});
  return select_rows<MediationCount>(session, "mediation_count", region,
                                     "month >= :from AND month <= :to AND recorded_at <= :as_of AND EXISTS (SELECT 1 FROM matter WHERE matter.region = mediation_count.region"
                                     " AND matter.id = mediation_count.matter" + where.sql + ") ORDER BY month, concluded, recorded_at, id",
                                     std::move(where.binds));
}

std::vector<FrozenMonth> load_frozen_months(Session& session, const std::string& region, const std::string& figure, const std::string& from, const std::string& to) {
  return select_rows<FrozenMonth>(session, "frozen_month", region, "figure = :figure AND month >= :from AND month <= :to ORDER BY month",
                                  {{"figure", figure}, {"from", from}, {"to", to}});
}

bool freeze_month(Session& session, const std::string& region, FrozenMonth month) {
  if (!load_frozen_months(session, region, month.figure, month.month, month.month).empty()) return false;
  boost::json::array ids;
  session.query("SELECT id FROM mediation_count WHERE region = :region AND month = :month ORDER BY recorded_at", {{"region", region}, {"month", month.month}},
                [&](const Row& row) { ids.emplace_back(row.text(0)); });
  month.list = boost::json::serialize(ids);
  insert_row(session, "frozen_month", region, month);
  return true;
}

std::vector<MatterId> unreported_mediations_of(Session& session, const std::string& region, const std::string& figure, const OfficeId& office) {
  std::string reported;
  session.query("SELECT MAX(month) FROM frozen_month WHERE region = :region AND figure = :figure", {{"region", region}, {"figure", figure}}, [&](const Row& row) { reported = row.null(0) ? "" : row.text(0); });
  std::vector<MatterId> out;
  session.query("SELECT DISTINCT matter FROM mediation_count WHERE region = :region AND month > :reported AND office = :office ORDER BY matter",
                {{"region", region}, {"reported", reported}, {"office", office.text}}, [&](const Row& row) { out.push_back(MatterId{row.text(0)}); });
  return out;
}

std::vector<MatterId> uncounted_mediations(Session& session, const std::string& region, const std::string& after, int limit) {
  std::vector<MatterId> out;
  session.query("SELECT DISTINCT matter FROM proceeding WHERE region = :region AND matter > :after AND outcome IN"
                " ('success_written', 'success_oral', 'failed', 'fulfilled', 'not_fulfilled') AND NOT EXISTS"
                " (SELECT 1 FROM mediation_count c WHERE c.region = proceeding.region AND c.matter = proceeding.matter) ORDER BY matter LIMIT :limit",
                {{"region", region}, {"after", after}, {"limit", static_cast<std::int64_t>(limit)}}, [&](const Row& row) { out.push_back(MatterId{row.text(0)}); });
  return out;
}

}  // namespace lianhu

#include "store/work_store.h"

#include "model/procedure_words.h"
#include "store/in_list.h"
#include "store/row.h"

namespace lianhu {
namespace {

std::string kind_list(const std::vector<AssignmentKind>& kinds) {
  std::string out;
  for (const AssignmentKind kind : kinds) out += (out.empty() ? "'" : ", '") + word(kind) + "'";
  return "(" + out + ")";
}

}  // namespace

std::vector<WorkKey> open_work(Session& session, const std::string& region, const WorkQuery& query) {
  std::string sql = "SELECT COALESCE(due_at, :never), id, matter FROM assignment WHERE region = :region AND office = :office AND open = 1 AND kind IN " +
                    kind_list(query.kinds);
  std::vector<Bind> binds{{"region", region}, {"office", query.office.text}, {"never", std::int64_t{INT64_MAX}}, {"limit", static_cast<std::int64_t>(query.limit)}};
  if (query.receiver) {
    sql += " AND receiver = :receiver";
    binds.push_back({"receiver", query.receiver->text});
  }
  if (query.after) {
    sql += " AND (COALESCE(due_at, :never) > :due OR (COALESCE(due_at, :never) = :due AND id > :id))";
    binds.push_back({"due", query.after->due_at});
    binds.push_back({"id", query.after->assignment.text});
  }
  sql += " ORDER BY COALESCE(due_at, :never), id LIMIT :limit";
  std::vector<WorkKey> found;
  session.query(sql, std::span<const Bind>(binds),
                [&](const Row& row) { found.push_back({row.i64(0), AssignmentId{row.text(1)}, MatterId{row.text(2)}}); });
  return found;
}

WorkCount count_open_work(Session& session, const std::string& region, const OfficeId& office, const std::vector<AssignmentKind>& kinds,
                          const std::optional<AccountId>& receiver, const Barred& barred, Time now, Time end_of_today) {
  std::string sql = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN due_at < :now THEN 1 ELSE 0 END), 0),"
                    " COALESCE(SUM(CASE WHEN due_at >= :now AND due_at <= :today THEN 1 ELSE 0 END), 0)"
                    " FROM assignment WHERE region = :region AND office = :office AND open = 1 AND kind IN " +
                    kind_list(kinds);
  std::vector<Bind> binds{{"region", region}, {"office", office.text}, {"now", now.ms}, {"today", end_of_today.ms}};
  if (receiver) {
    sql += " AND receiver = :receiver";
    binds.push_back({"receiver", receiver->text});
  }
  std::string through;
  std::vector<std::string> names;  // a bind only looks at its name
  for (std::size_t i = 0; i < barred.offices.size(); ++i) names.push_back("barred" + std::to_string(i));
  if (barred.account) {
    through = "b.account = :account";
    binds.push_back({"account", barred.account->text});
  }
  for (std::size_t i = 0; i < barred.offices.size(); ++i) {
    through += (through.empty() ? "b.office = :" : " OR b.office = :") + names[i];
    binds.push_back({names[i], barred.offices[i].text});
  }
  if (!through.empty()) sql += " AND NOT EXISTS (SELECT 1 FROM bar b WHERE b.region = assignment.region AND b.matter = assignment.matter AND (" + through + "))";
  WorkCount count;
  session.query(sql, std::span<const Bind>(binds), [&](const Row& row) { count = {row.i64(0), row.i64(1), row.i64(2)}; });
  return count;
}

std::vector<OrdinalKey> newest_with_token(Session& session, const std::string& region, const std::string& token, std::int64_t before, int limit) {
  std::vector<OrdinalKey> found;
  session.query("SELECT ordinal, matter FROM matter_scope WHERE region = :region AND token = :token AND ordinal < :before ORDER BY ordinal DESC LIMIT :limit",
                {{"region", region}, {"token", token}, {"before", before > 0 ? before : INT64_MAX}, {"limit", static_cast<std::int64_t>(limit)}},
                [&](const Row& row) { found.push_back({row.i64(0), MatterId{row.text(1)}}); });
  return found;
}

std::vector<OrdinalKey> matters_at(Session& session, const std::string& region, const std::vector<std::int64_t>& ordinals) {
  std::vector<OrdinalKey> found;
  for (const std::int64_t ordinal : ordinals) {
    session.query("SELECT id FROM matter WHERE region = :region AND ordinal = :ordinal", {{"region", region}, {"ordinal", ordinal}},
                  [&](const Row& row) { found.push_back({ordinal, MatterId{row.text(0)}}); });
  }
  return found;
}

std::int64_t count_matters(Session& session, const std::string& region) {
  std::int64_t n = 0;
  session.query("SELECT COUNT(*) FROM matter WHERE region = :region", {{"region", region}}, [&](const Row& row) { n = row.i64(0); });
  return n;
}

void each_matter_id(Session& session, const std::string& region, const std::function<void(const MatterId&)>& visit) {
  session.query("SELECT id FROM matter WHERE region = :region ORDER BY ordinal", {{"region", region}}, [&](const Row& row) { visit(MatterId{row.text(0)}); });
}

std::vector<std::string> load_scope(Session& session, const std::string& region, const MatterId& matter) {
  std::vector<std::string> tokens;
  session.query("SELECT token FROM matter_scope WHERE region = :region AND matter = :matter ORDER BY token", {{"region", region}, {"matter", matter.text}},
                [&](const Row& row) { tokens.push_back(row.text(0)); });
  return tokens;
}

std::map<std::string, std::map<Audience, std::int64_t>> count_attachments(Session& session, const std::string& region, const std::vector<std::string>& matters) {
  std::map<std::string, std::map<Audience, std::int64_t>> counts;
  in_pieces(matters, [&](InList list) {
    list.binds.push_back({"region", region});
    session.query("SELECT matter, audience, COUNT(*) FROM attachment WHERE region = :region AND matter IN " + list.text + " AND event IS NOT NULL GROUP BY matter, audience",
                  std::span<const Bind>(list.binds), [&](const Row& row) {
                    if (const auto audience = value_of(audience_words, row.text(1))) counts[row.text(0)][*audience] = row.i64(2);
                  });
  });
  return counts;
}

}  // namespace lianhu

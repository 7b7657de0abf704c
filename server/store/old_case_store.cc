#include "store/old_case_store.h"

#include <stdexcept>
#include <string_view>

#include "store/in_list.h"
#include "store/like.h"
#include "store/row.h"

namespace lianhu {
namespace {

struct Where {
  std::string sql;
  std::vector<Bind> binds;
};

// Paths are ids between slashes: what lies below one stands between it and the same with the sign after the slash.
std::string after_path(const std::string& path) { return path.substr(0, path.size() - 1) + "0"; }

constexpr std::size_t kMostPaths = 8;  // places of one reader's posts
constexpr std::string_view kLow[kMostPaths] = {"low0", "low1", "low2", "low3", "low4", "low5", "low6", "low7"};
constexpr std::string_view kHigh[kMostPaths] = {"high0", "high1", "high2", "high3", "high4", "high5", "high6", "high7"};

Where where_of(const OldCaseQuery& query) {
  const InList offices = in_list(query.offices.empty() ? std::vector<std::string>{""} : query.offices);
  Where out{"received_day >= :from AND received_day <= :to AND (office IN " + offices.text, offices.binds};
  out.binds.insert(out.binds.end(), {{"from", query.from.text()}, {"to", query.to.text()}});
  if (query.paths.size() > kMostPaths) throw std::logic_error("old cases of too many places");
  for (std::size_t i = 0; i < query.paths.size(); ++i) {
    out.sql.append(" OR (office_path >= :").append(kLow[i]).append(" AND office_path < :").append(kHigh[i]).append(")");
    out.binds.insert(out.binds.end(), {{kLow[i], query.paths[i]}, {kHigh[i], after_path(query.paths[i])}});
  }
  out.sql += ")";
  const auto only = [&](const char* condition, const char* name, std::string value) {
    out.sql += condition;
    out.binds.push_back({name, std::move(value)});
  };
  if (query.office) only(" AND office = :office", "office", *query.office);
  if (query.kind) only(" AND kind = :kind", "kind", *query.kind);
  if (query.place_path) {
    only(" AND place_path >= :place", "place", *query.place_path);
    only(" AND place_path < :beyond", "beyond", after_path(*query.place_path));
  }
  if (!query.words.empty()) only(" AND (number LIKE :words ESCAPE '\\' OR summary LIKE :words ESCAPE '\\' OR place_name LIKE :words ESCAPE '\\')", "words", containing(query.words));
  return out;
}

bool reads_none(const OldCaseQuery& query) { return query.offices.empty() && query.paths.empty(); }

}  // namespace

std::int64_t count_old_cases(Session& session, const std::string& region, const OldCaseQuery& query) {
  if (reads_none(query)) return 0;
  Where where = where_of(query);
  where.binds.push_back({"region", region});
  std::int64_t count = 0;
  session.query("SELECT COUNT(*) FROM old_case WHERE region = :region AND " + where.sql, std::span<const Bind>(where.binds), [&](const Row& row) { count = row.i64(0); });
  return count;
}

std::vector<OldCase> old_cases(Session& session, const std::string& region, const OldCaseQuery& query, std::int64_t offset, std::int64_t limit) {
  if (reads_none(query)) return {};
  Where where = where_of(query);
  where.binds.insert(where.binds.end(), {{"offset", offset}, {"limit", limit}});
  return select_rows<OldCase>(session, "old_case", region, where.sql + " ORDER BY received_day DESC, id DESC LIMIT :limit OFFSET :offset", std::move(where.binds));
}

std::vector<OldCase> old_cases_numbered(Session& session, const std::string& region, const OfficeId& office, const std::vector<std::string>& numbers) {
  std::vector<OldCase> out;
  in_pieces(numbers, [&](InList list) {
    list.binds.push_back({"office", office.text});
    for (OldCase& row : select_rows<OldCase>(session, "old_case", region, "office = :office AND number IN " + list.text, list.binds)) out.push_back(std::move(row));
  });
  return out;
}

std::vector<std::string> file_numbers_of(Session& session, const std::string& region, const OfficeId& office) {
  std::vector<std::string> out;
  session.query("SELECT number FROM proceeding WHERE region = :region AND procedure_name = 'people_mediation' AND lead_office = :office AND number IS NOT NULL",
                {{"region", region}, {"office", office.text}}, [&](const Row& row) { out.push_back(row.text(0)); });
  return out;
}

void insert_old_register(Session& session, const std::string& region, const OldRegister& import, const std::vector<OldCase>& cases) {
  insert_row(session, "old_register", region, import);
  for (const OldCase& one : cases) insert_row(session, "old_case", region, one);
}

std::optional<OldRegister> find_old_register(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<OldRegister>(session, "old_register", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<OldRegister> latest_old_registers(Session& session, const std::string& region, std::int64_t limit) {
  return select_rows<OldRegister>(session, "old_register", region, "imported_at > 0 ORDER BY imported_at DESC, id DESC LIMIT :limit", {{"limit", limit}});
}

bool undo_old_register(Session& session, const std::string& region, const std::string& id, Time now) {
  if (session.run("UPDATE old_register SET undone_at = :now WHERE region = :region AND id = :id AND undone_at IS NULL", {{"region", region}, {"id", id}, {"now", now.ms}}) != 1) return false;
  session.run("DELETE FROM old_case WHERE region = :region AND old_register = :id", {{"region", region}, {"id", id}});
  return true;
}

}  // namespace lianhu

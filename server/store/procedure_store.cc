#include "store/procedure_store.h"

#include "store/row.h"

namespace lianhu {

std::vector<ReleasedProcedure> released_procedures(Session& session) {
  std::vector<ReleasedProcedure> out;
  session.query("SELECT name, version, sha256, text, released_at, released_by FROM procedure_release ORDER BY name, version", {}, [&](const Row& row) {
    out.push_back({row.text(0), row.i64(1), row.text(2), row.text(3), Time{row.i64(4)}, row.null(5) ? std::nullopt : std::optional(AccountId{row.text(5)})});
  });
  return out;
}

void insert_release(Session& session, const ReleasedProcedure& release) {
  session.run("INSERT INTO procedure_release (name, version, sha256, text, released_at, released_by) VALUES (:name, :version, :sha256, :text, :at, :by)",
              {{"name", release.name},
               {"version", release.version},
               {"sha256", release.sha256},
               {"text", release.text},
               {"at", release.released_at.ms},
               {"by", release.released_by ? Value{release.released_by->text} : Value{nullptr}}});
}

void insert_draft(Session& session, const std::string& region, const ProcedureDraft& draft) { insert_row(session, "procedure_draft", region, draft); }

std::optional<ProcedureDraft> find_draft(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<ProcedureDraft>(session, "procedure_draft", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<ProcedureDraft> latest_drafts(Session& session, const std::string& region, int limit) {
  return select_rows<ProcedureDraft>(session, "procedure_draft", region, "1 = 1 ORDER BY submitted_at DESC, id DESC LIMIT :limit",
                                     {{"limit", static_cast<std::int64_t>(limit)}});
}

bool decide_draft(Session& session, const std::string& region, const ProcedureDraft& draft) {
  return update_row(session, "procedure_draft", region, draft, " AND state = 'waiting'") == 1;
}

std::vector<OpenState> open_states(Session& session, const std::string& region, const std::string& name) {
  std::vector<OpenState> out;
  session.query("SELECT procedure_version, state, COUNT(*) FROM proceeding WHERE region = :region AND procedure_name = :name AND closed_at IS NULL"
                " GROUP BY procedure_version, state ORDER BY procedure_version, state",
                {{"region", region}, {"name", name}}, [&](const Row& row) { out.push_back({row.i64(0), row.text(1), row.i64(2)}); });
  return out;
}

std::vector<std::string> open_numbers(Session& session, const std::string& region, const std::string& name, const OpenState& where, int limit) {
  std::vector<std::string> out;
  session.query("SELECT m.number FROM proceeding p JOIN matter m ON m.region = p.region AND m.id = p.matter WHERE p.region = :region AND p.procedure_name = :name"
                " AND p.procedure_version = :version AND p.state = :state AND p.closed_at IS NULL AND m.seal = 'open' ORDER BY m.number LIMIT :limit",
                {{"region", region}, {"name", name}, {"version", where.version}, {"state", where.state}, {"limit", static_cast<std::int64_t>(limit)}},
                [&](const Row& row) { out.push_back(row.text(0)); });
  return out;
}

}  // namespace lianhu

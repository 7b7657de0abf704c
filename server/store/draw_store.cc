#include "store/draw_store.h"

#include "store/row.h"

namespace lianhu {

std::vector<Waiting> waiting_for_draw(Session& session, const std::string& region, const std::string& procedure, std::int64_t version, const std::string& state,
                                      Time cutoff) {
  std::vector<Waiting> out;
  session.query(
      "SELECT m.id, m.number, m.place_path FROM proceeding p JOIN matter m ON m.region = p.region AND m.id = p.matter "
      "WHERE p.region = :region AND p.procedure_name = :procedure AND p.procedure_version = :version AND p.state = :state AND p.opened_at < :cutoff "
      "ORDER BY m.number",
      {{"region", region}, {"procedure", procedure}, {"version", version}, {"state", state}, {"cutoff", cutoff.ms}},
      [&](const Row& row) { out.push_back({MatterId{row.text(0)}, row.text(1), row.text(2)}); });
  return out;
}

void insert_draw(Session& session, const std::string& region, const DrawRow& draw, const std::vector<LotRow>& lots) {
  insert_row(session, "draw", region, draw);
  for (const LotRow& lot : lots) insert_row(session, "draw_lot", region, lot);
}

std::optional<DrawRow> find_draw(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<DrawRow>(session, "draw", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::optional<DrawRow> find_draw_of(Session& session, const std::string& region, const PlaceId& town, Date week) {
  auto rows = select_rows<DrawRow>(session, "draw", region, "week = :week AND town = :town", {{"week", week.text()}, {"town", town.text}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<DrawRow> latest_draws(Session& session, const std::string& region, int limit) {
  return select_rows<DrawRow>(session, "draw", region, "week > '' ORDER BY week DESC, town LIMIT :limit", {{"limit", static_cast<std::int64_t>(limit)}});
}

std::vector<LotRow> lots_of(Session& session, const std::string& region, const std::string& draw) {
  return select_rows<LotRow>(session, "draw_lot", region, "draw = :draw ORDER BY hash", {{"draw", draw}});
}

std::vector<LotRow> waiting_lots(Session& session, const std::string& region, const std::string& after, int limit) {
  return select_rows<LotRow>(session, "draw_lot", region, "state = 'waiting' AND id > :after ORDER BY id LIMIT :limit",
                             {{"after", after}, {"limit", static_cast<std::int64_t>(limit)}});
}

void settle_lot(Session& session, const std::string& region, const std::string& lot, const std::string& state, Time at) {
  session.run("UPDATE draw_lot SET state = :state, done_at = :at WHERE region = :region AND id = :id AND state = 'waiting'",
              {{"region", region}, {"id", lot}, {"state", state}, {"at", at.ms}});
}

}  // namespace lianhu

#include "store/place_store.h"

#include "store/like.h"
#include "store/row.h"

namespace lianhu {
namespace {

const std::string kValid = "valid_from <= :on AND (valid_to IS NULL OR valid_to >= :on)";

}  // namespace

std::optional<Place> find_place(Session& session, const std::string& region, const PlaceId& id, Date on) {
  auto rows = select_rows<Place>(session, "place", region, "id = :id AND " + kValid, {{"id", id.text}, {"on", on.text()}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<Place> places_below(Session& session, const std::string& region, const PlaceId& parent, Date on) {
  return select_rows<Place>(session, "place", region, "parent = :parent AND " + kValid + " ORDER BY code LIMIT 500",
                            {{"parent", parent.text}, {"on", on.text()}});
}

bool has_places_below(Session& session, const std::string& region, const PlaceId& parent, Date on) {
  bool any = false;
  session.query("SELECT 1 FROM place WHERE region = :region AND parent = :parent AND " + kValid + " LIMIT 1",
                {{"region", region}, {"parent", parent.text}, {"on", on.text()}}, [&](const Row&) { any = true; });
  return any;
}

std::vector<Place> search_places(Session& session, const std::string& region, const std::string& text, Date on, int limit) {
  const std::string pattern = containing(text);
  std::vector<Place> found;
  for (const PlaceKind kind : {PlaceKind::town, PlaceKind::village, PlaceKind::grid}) {
    const auto room = static_cast<std::int64_t>(limit) - static_cast<std::int64_t>(found.size());
    if (room <= 0) break;
    auto rows = select_rows<Place>(session, "place", region,
                                   "kind = :kind AND search LIKE :pattern ESCAPE '\\' AND " + kValid + " ORDER BY code LIMIT :room",
                                   {{"kind", word(kind)}, {"pattern", pattern}, {"on", on.text()}, {"room", room}});
    found.insert(found.end(), rows.begin(), rows.end());
  }
  return found;
}

std::vector<Place> places_of_kind(Session& session, const std::string& region, PlaceKind kind, Date on) {
  return select_rows<Place>(session, "place", region, "kind = :kind AND " + kValid + " ORDER BY code", {{"kind", word(kind)}, {"on", on.text()}});
}

void insert_place(Session& session, const std::string& region, const Place& place) { insert_row(session, "place", region, place); }

std::int64_t count_places(Session& session, const std::string& region, PlaceKind kind) {
  std::int64_t n = 0;
  session.query("SELECT COUNT(*) FROM place WHERE region = :region AND kind = :kind", {{"region", region}, {"kind", word(kind)}},
                [&](const Row& row) { n = row.i64(0); });
  return n;
}

void save_division(Session& session, const DivisionRow& row) {
  const Value parent = row.parent.empty() ? Value{nullptr} : Value{row.parent};
  const std::vector<Bind> binds{{"code", row.code}, {"name", row.name}, {"kind", row.kind}, {"parent", parent}};
  if (session.run("UPDATE division SET name = :name, kind = :kind, parent = :parent WHERE code = :code", binds) == 0) {
    session.run("INSERT INTO division (code, name, kind, parent) VALUES (:code, :name, :kind, :parent)", binds);
  }
}

std::int64_t count_divisions(Session& session) {
  std::int64_t n = 0;
  session.query("SELECT COUNT(*) FROM division", {}, [&](const Row& row) { n = row.i64(0); });
  return n;
}

}  // namespace lianhu

#include "store/place_change_store.h"

#include "store/row.h"

namespace lianhu {
namespace {

constexpr std::string_view kHere = "place_path >= :path AND place_path < :end AND open = 1";

}  // namespace

void insert_place_change(Session& session, const std::string& region, const PlaceChange& change) { insert_row(session, "place_change", region, change); }

std::optional<PlaceChange> find_place_change(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<PlaceChange>(session, "place_change", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<PlaceChange> latest_place_changes(Session& session, const std::string& region, int limit) {
  return select_rows<PlaceChange>(session, "place_change", region, "id <> '' ORDER BY submitted_at DESC, id DESC LIMIT :limit", {{"limit", static_cast<std::int64_t>(limit)}});
}

std::vector<PlaceChange> unfinished_place_changes(Session& session, const std::string& region) {
  return select_rows<PlaceChange>(session, "place_change", region, "state = 'done' AND finished_at IS NULL ORDER BY submitted_at, id", {});
}

bool decide_place_change(Session& session, const std::string& region, const PlaceChange& change) {
  return update_row(session, "place_change", region, change, " AND state = 'waiting'") == 1;
}

void note_place_change(Session& session, const std::string& region, const std::string& id, std::int64_t moved, std::optional<Time> finished_at) {
  session.run("UPDATE place_change SET moved = moved + :moved, finished_at = :at WHERE region = :region AND id = :id",
              {{"region", region}, {"id", id}, {"moved", moved}, {"at", row_detail::to_value(finished_at)}});
}

std::vector<Place> rows_of_place(Session& session, const std::string& region, const PlaceId& id) {
  return select_rows<Place>(session, "place", region, "id = :id ORDER BY valid_from", {{"id", id.text}});
}

std::vector<Place> places_from(Session& session, const std::string& region, const std::string& path, Date day) {
  return select_rows<Place>(session, "place", region, "path >= :path AND path < :end AND (valid_to IS NULL OR valid_to >= :day) ORDER BY path, valid_from",
                            {{"path", path}, {"end", path + "~"}, {"day", day.text()}});
}

std::vector<Place> place_rows_below(Session& session, const std::string& region, const PlaceId& parent) {
  return select_rows<Place>(session, "place", region, "parent = :parent ORDER BY id, valid_from", {{"parent", parent.text}});
}

std::int64_t count_places_below(Session& session, const std::string& region, const PlaceId& parent, Date on) {
  std::int64_t n = 0;
  session.query("SELECT COUNT(*) FROM place WHERE region = :region AND parent = :parent AND valid_from <= :on AND (valid_to IS NULL OR valid_to >= :on)",
                {{"region", region}, {"parent", parent.text}, {"on", on.text()}}, [&](const Row& row) { n = row.i64(0); });
  return n;
}

bool place_planned(Session& session, const std::string& region, const std::string& path, Date day) {
  bool planned = false;
  session.query("SELECT 1 FROM place WHERE region = :region AND path >= :path AND path < :end AND (valid_from > :day OR valid_to >= :day) LIMIT 1",
                {{"region", region}, {"path", path}, {"end", path + "~"}, {"day", day.text()}}, [&](const Row&) { planned = true; });
  return planned;
}

void put_place(Session& session, const std::string& region, const Place& place) {
  session.run("DELETE FROM place WHERE region = :region AND id = :id AND valid_from = :from", {{"region", region}, {"id", place.id.text}, {"from", place.valid_from.text()}});
  end_place(session, region, place.id, place.valid_from.plus(-1));
  insert_row(session, "place", region, place);
}

void end_place(Session& session, const std::string& region, const PlaceId& id, Date last) {
  session.run("UPDATE place SET valid_to = :last WHERE region = :region AND id = :id AND valid_to IS NULL", {{"region", region}, {"id", id.text}, {"last", last.text()}});
}

std::optional<std::string> last_place_code(Session& session, const std::string& region, const std::string& prefix, std::size_t digits) {
  std::optional<std::string> last;
  session.query("SELECT MAX(id) FROM place WHERE region = :region AND id > :low AND id <= :high AND LENGTH(id) = :length",
                {{"region", region}, {"low", prefix}, {"high", prefix + std::string(digits, '9')}, {"length", static_cast<std::int64_t>(prefix.size() + digits)}},
                [&](const Row& row) {
                  if (!row.null(0)) last = row.text(0);
                });
  return last;
}

std::vector<SharedOutline> shared_outlines(Session& session, const std::string& region, Date on) {
  return select_rows<SharedOutline>(session, "shared_outline", region, "valid_from <= :on AND (valid_to IS NULL OR valid_to >= :on) ORDER BY id", {{"on", on.text()}});
}

void insert_shared_outline(Session& session, const std::string& region, const SharedOutline& outline) { insert_row(session, "shared_outline", region, outline); }

void end_shared_outline(Session& session, const std::string& region, const PlaceId& id, Date last) {
  session.run("UPDATE shared_outline SET valid_to = :last WHERE region = :region AND id = :id AND valid_to IS NULL", {{"region", region}, {"id", id.text}, {"last", last.text()}});
}

std::vector<OpenAt> open_matters_at(Session& session, const std::string& region, const std::string& path, const MatterId& after, int limit) {
  std::vector<OpenAt> out;
  session.query("SELECT id, number, title, place_path, seal FROM matter WHERE region = :region AND " + std::string(kHere) + " AND id > :after ORDER BY id LIMIT :limit",
                {{"region", region}, {"path", path}, {"end", path + "~"}, {"after", after.text}, {"limit", static_cast<std::int64_t>(limit)}},
                [&](const Row& row) { out.push_back({MatterId{row.text(0)}, row.text(1), row.text(2), row.text(3), row.text(4)}); });
  return out;
}

std::int64_t count_open_matters_at(Session& session, const std::string& region, const std::string& path) {
  std::int64_t n = 0;
  session.query("SELECT COUNT(*) FROM matter WHERE region = :region AND " + std::string(kHere), {{"region", region}, {"path", path}, {"end", path + "~"}},
                [&](const Row& row) { n = row.i64(0); });
  return n;
}

}  // namespace lianhu

#include "store/message_store.h"

#include <algorithm>
#include <tuple>

#include "store/in_list.h"
#include "store/row.h"

namespace lianhu {
namespace {

// The household groups at and below a path on a day, and who answers for one of them: the same words wherever they are counted.
constexpr const char* kGroups = "p.region = :region AND p.kind = 'group' AND p.path >= :path AND p.path < :end AND p.valid_from <= :day"
                                " AND (p.valid_to IS NULL OR p.valid_to >= :day)";
constexpr const char* kHead = "SELECT 1 FROM responsibility r WHERE r.region = p.region AND r.place = p.id AND r.duty = 'group_head' AND r.post IS NOT NULL"
                              " AND r.valid_from <= :day AND (r.valid_to IS NULL OR r.valid_to >= :day)";

std::vector<Bind> groups_below(const std::string& region, const std::string& path, Date on) {
  return {{"region", region}, {"path", path}, {"end", path + "~"}, {"day", on.text()}};
}

}  // namespace

void insert_message(Session& session, const std::string& region, const MessageRow& row) { insert_row(session, "message", region, row); }

std::optional<MessageRow> find_message(Session& session, const std::string& region, const std::string& id) {
  auto rows = select_rows<MessageRow>(session, "message", region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

bool end_message(Session& session, const std::string& region, const MessageRow& row) { return update_row(session, "message", region, row, " AND state = 'open'") == 1; }

std::vector<MessageRow> messages_of(Session& session, const std::string& region, const std::vector<std::string>& offices, int limit) {
  std::vector<MessageRow> out;
  for (const std::string& office : offices) {
    auto some = select_rows<MessageRow>(session, "message", region, "office = :office ORDER BY made_at DESC, id DESC LIMIT :limit",
                                        {{"office", office}, {"limit", static_cast<std::int64_t>(limit)}});
    out.insert(out.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return out;
}

std::vector<MessageRow> messages_to(Session& session, const std::string& region, const std::vector<std::string>& places, Date on, int limit) {
  std::vector<MessageRow> out;
  for (const std::string& place : places) {
    auto some = select_rows<MessageRow>(session, "message", region, "place = :place AND until_day >= :day ORDER BY until_day DESC, id DESC LIMIT :limit",
                                        {{"place", place}, {"day", on.text()}, {"limit", static_cast<std::int64_t>(limit)}});
    out.insert(out.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return out;
}

std::vector<MessageRow> public_messages(Session& session, const std::string& region, const std::vector<std::string>& places, Date on,
                                        const std::optional<MessageMark>& after, int limit) {
  std::vector<MessageRow> out;
  const MessageMark from = after.value_or(MessageMark{Time{INT64_MAX}, ""});
  for (const std::string& place : places) {
    auto some = select_rows<MessageRow>(session, "message", region,
                                        "place = :place AND open_to_all = 1 AND state = 'open' AND until_day >= :day AND (made_at < :at OR (made_at = :at AND id < :id))"
                                        " ORDER BY made_at DESC, id DESC LIMIT :limit",
                                        {{"place", place}, {"day", on.text()}, {"at", from.made_at.ms}, {"id", from.id}, {"limit", static_cast<std::int64_t>(limit)}});
    out.insert(out.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  std::sort(out.begin(), out.end(), [](const MessageRow& a, const MessageRow& b) { return std::tie(b.made_at, b.id) < std::tie(a.made_at, a.id); });
  if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
  return out;
}

std::optional<MessageReceipt> find_receipt(Session& session, const std::string& region, const std::string& message, const PlaceId& place) {
  auto rows = select_rows<MessageReceipt>(session, "message_receipt", region, "message = :message AND place = :place", {{"message", message}, {"place", place.text}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

void insert_receipt(Session& session, const std::string& region, const MessageReceipt& row) { insert_row(session, "message_receipt", region, row); }

void update_receipt(Session& session, const std::string& region, const MessageReceipt& row) { update_row(session, "message_receipt", region, row); }

std::vector<MessageReceipt> receipts_of(Session& session, const std::string& region, const std::string& message) {
  return select_rows<MessageReceipt>(session, "message_receipt", region, "message = :message ORDER BY place", {{"message", message}});
}

std::vector<Place> places_under(Session& session, const std::string& region, const std::string& path, Date on) {
  std::vector<Place> out;
  session.query("SELECT id, kind, name, path FROM place WHERE region = :region AND path > :path AND path < :end AND kind <> 'household'"
                " AND valid_from <= :day AND (valid_to IS NULL OR valid_to >= :day) ORDER BY path",
                {{"region", region}, {"path", path}, {"end", path + "~"}, {"day", on.text()}}, [&](const Row& row) {
                  Place place;
                  place.id = PlaceId{row.text(0)};
                  place.kind = from_word<PlaceKind>(row.text(1)).value();
                  place.name = row.text(2);
                  place.path = row.text(3);
                  out.push_back(std::move(place));
                });
  return out;
}

std::set<std::string> headed_groups(Session& session, const std::string& region, const std::string& path, Date on) {
  std::set<std::string> out;
  session.query(std::string("SELECT p.id FROM place p WHERE ") + kGroups + " AND EXISTS (" + kHead + ")", groups_below(region, path, on),
                [&](const Row& row) { out.insert(row.text(0)); });
  return out;
}

GroupTally tally_of(Session& session, const std::string& region, const std::string& message, const std::string& path, Date on) {
  GroupTally out;
  std::vector<Bind> binds = groups_below(region, path, on);
  session.query(std::string("SELECT COUNT(*) FROM place p WHERE ") + kGroups, binds, [&](const Row& row) { out.groups = row.i64(0); });
  binds.push_back({"message", message});
  session.query(std::string("SELECT m.state, COUNT(*), COALESCE(SUM(m.households), 0) FROM message_receipt m JOIN place p ON p.region = m.region AND p.id = m.place"
                            " WHERE m.region = :region AND m.message = :message AND ") + kGroups + " GROUP BY m.state",
                binds, [&](const Row& row) {
                  out.read += row.i64(1);
                  if (row.text(0) == "relayed") out.relayed = row.i64(1);
                  out.households += row.i64(2);
                });
  session.query(std::string("SELECT COUNT(*) FROM place p WHERE ") + kGroups + " AND NOT EXISTS (" + kHead + ")"
                    " AND NOT EXISTS (SELECT 1 FROM message_receipt m WHERE m.region = p.region AND m.message = :message AND m.place = p.id)",
                binds, [&](const Row& row) { out.headless = row.i64(0); });
  return out;
}

}  // namespace lianhu

#include "store/verify_store.h"

#include "store/row.h"

namespace lianhu {

void each_event(Session& session, const std::string& region, const std::function<void(const StoredEvent&)>& visit) {
  static const std::string sql = "SELECT " + columns<Event>("e") +
                                 ", b.salt, b.content FROM event e LEFT JOIN event_body b ON b.region = e.region AND b.event = e.id"
                                 " WHERE e.region = :region ORDER BY e.matter, e.seq";
  static const int width = static_cast<int>(boost::mp11::mp_size<row_detail::Members<Event>>::value);
  session.query(sql, {{"region", region}}, [&](const Row& row) {
    visit({read_row<Event>(row), row.text_or(width, ""), row.text_or(width + 1, ""), row.null(width)});
  });
}

std::optional<LogHead> load_log_head(Session& session, const std::string& region) {
  std::optional<LogHead> head;
  session.query("SELECT next_leaf, last_hash FROM log_head WHERE region = :region", {{"region", region}},
                [&](const Row& row) { head = LogHead{row.i64(0), row.text(1)}; });
  return head;
}

void each_attachment_hash(Session& session, const std::string& region, const std::function<void(const std::string& matter, const std::string& sha256)>& visit) {
  session.query("SELECT DISTINCT matter, sha256 FROM attachment WHERE region = :region", {{"region", region}},
                [&](const Row& row) { visit(row.text(0), row.text(1)); });
}

}  // namespace lianhu

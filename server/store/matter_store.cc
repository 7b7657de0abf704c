#include "store/matter_store.h"

#include "store/row.h"

namespace lianhu {

std::optional<MatterFile> load_matter_head(Session& session, const std::string& region, const MatterId& id) {
  auto matters = select_rows<Matter>(session, "matter", region, "id = :id", {{"id", id.text}});
  if (matters.empty()) return std::nullopt;
  MatterFile file;
  file.matter = std::move(matters.front());
  const std::vector<Bind> by_matter{{"matter", id.text}};
  file.proceedings = select_rows<Proceeding>(session, "proceeding", region, "matter = :matter ORDER BY opened_at, id", by_matter);
  file.assignments = select_rows<Assignment>(session, "assignment", region, "matter = :matter ORDER BY given_at, id", by_matter);
  file.bars = select_rows<Bar>(session, "bar", region, "matter = :matter", by_matter);
  return file;
}

std::optional<MatterFile> load_matter(Session& session, const std::string& region, const MatterId& id) {
  auto file = load_matter_head(session, region, id);
  if (!file) return file;
  const std::vector<Bind> by_matter{{"matter", id.text}};
  file->parties = select_rows<Party>(session, "party", region, "matter = :matter ORDER BY id", by_matter);
  file->deadlines = select_rows<Deadline>(session, "deadline", region, "matter = :matter ORDER BY id", by_matter);
  file->consents = select_rows<ConsentRecord>(session, "consent", region, "matter = :matter ORDER BY id", by_matter);
  file->obligations = select_rows<Obligation>(session, "obligation", region, "matter = :matter ORDER BY ordinal, id", by_matter);
  file->rulings = select_rows<Ruling>(session, "ruling", region, "matter = :matter ORDER BY ruled_at, id", by_matter);
  file->precedents = load_rulings(session, region, file->matter.category);
  file->events = load_events(session, region, id);
  return file;
}

std::optional<MatterId> find_matter_by_number(Session& session, const std::string& region, const std::string& number) {
  std::optional<MatterId> id;
  session.query("SELECT id FROM matter WHERE region = :region AND number = :number", {{"region", region}, {"number", number}},
                [&](const Row& row) { id = MatterId{row.text(0)}; });
  return id;
}

std::optional<PartyKey> find_party_by_secret(Session& session, const std::string& region, const std::string& secret_sha256) {
  std::optional<PartyKey> key;
  session.query("SELECT id, matter FROM party WHERE region = :region AND secret = :secret", {{"region", region}, {"secret", secret_sha256}},
                [&](const Row& row) { key = PartyKey{PartyId{row.text(0)}, MatterId{row.text(1)}}; });
  return key;
}

std::vector<PastEvent> load_events(Session& session, const std::string& region, const MatterId& matter) {
  static const std::string sql = "SELECT " + columns<Event>("e") +
                                 ", b.content FROM event e LEFT JOIN event_body b ON b.region = e.region AND b.event = e.id"
                                 " WHERE e.region = :region AND e.matter = :matter ORDER BY e.seq";
  static const int width = static_cast<int>(boost::mp11::mp_size<row_detail::Members<Event>>::value);
  std::vector<PastEvent> events;
  session.query(sql, {{"region", region}, {"matter", matter.text}},
                [&](const Row& row) { events.push_back({read_row<Event>(row), row.text_or(width, "")}); });
  return events;
}

std::vector<Attachment> load_attachments(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<Attachment>(session, "attachment", region, "matter = :matter ORDER BY added_at, id", {{"matter", matter.text}});
}

std::vector<Document> load_documents(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<Document>(session, "document", region, "matter = :matter ORDER BY made_at, id", {{"matter", matter.text}});
}

std::vector<Link> load_links(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<Link>(session, "link", region, "matter = :matter ORDER BY id", {{"matter", matter.text}});
}

std::vector<Ruling> load_rulings(Session& session, const std::string& region, const std::string& category) {
  return select_rows<Ruling>(session, "ruling", region, "category = :category ORDER BY ruled_at DESC, id DESC LIMIT 200", {{"category", category}});
}

}  // namespace lianhu

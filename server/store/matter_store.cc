#include "store/matter_store.h"

#include "store/in_list.h"
#include "store/obligation_store.h"
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

std::map<std::string, MatterFile> load_matter_heads(Session& session, const std::string& region, const std::vector<std::string>& ids) {
  std::map<std::string, MatterFile> files;
  in_pieces(ids, [&](InList list) {
    for (Matter& m : select_rows<Matter>(session, "matter", region, "id IN " + list.text, list.binds)) {
      std::string id = m.id.text;
      files[std::move(id)].matter = std::move(m);
    }
    const auto give = [&](auto rows, auto member) {
      for (auto& row : rows) {
        if (const auto at = files.find(row.matter.text); at != files.end()) (at->second.*member).push_back(std::move(row));
      }
    };
    give(select_rows<Proceeding>(session, "proceeding", region, "matter IN " + list.text + " ORDER BY opened_at, id", list.binds), &MatterFile::proceedings);
    give(select_rows<Assignment>(session, "assignment", region, "matter IN " + list.text + " ORDER BY given_at, id", list.binds), &MatterFile::assignments);
    give(select_rows<Bar>(session, "bar", region, "matter IN " + list.text, list.binds), &MatterFile::bars);
  });
  return files;
}

std::optional<MatterFile> load_matter(Session& session, const std::string& region, const MatterId& id) {
  auto file = load_matter_head(session, region, id);
  if (!file) return file;
  const std::vector<Bind> by_matter{{"matter", id.text}};
  file->parties = select_rows<Party>(session, "party", region, "matter = :matter ORDER BY id", by_matter);
  file->deadlines = select_rows<Deadline>(session, "deadline", region, "matter = :matter ORDER BY id", by_matter);
  file->consents = select_rows<ConsentRecord>(session, "consent", region, "matter = :matter ORDER BY id", by_matter);
  file->obligations = select_rows<Obligation>(session, "obligation", region, "matter = :matter ORDER BY ordinal, id", by_matter);
  if (!file->obligations.empty()) file->ledger = load_obligation_ledger(session, region, id);
  file->rulings = select_rows<Ruling>(session, "ruling", region, "matter = :matter ORDER BY ruled_at, id", by_matter);
  file->external = select_rows<ExternalReference>(session, "external_reference", region, "matter = :matter ORDER BY received_at, id", by_matter);
  if (file->matter.differing > 0) {
    file->discrepancies = select_rows<Discrepancy>(session, "discrepancy", region, "matter = :matter AND state = 'open' ORDER BY entered_at, id", by_matter);
  }
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

std::optional<PartyKey> find_party(Session& session, const std::string& region, const PartyId& id) {
  std::optional<PartyKey> key;
  session.query("SELECT id, matter FROM party WHERE region = :region AND id = :id", {{"region", region}, {"id", id.text}},
                [&](const Row& row) { key = PartyKey{PartyId{row.text(0)}, MatterId{row.text(1)}}; });
  return key;
}

std::vector<PartyKey> parties_from(Session& session, const std::string& region, const PartyId& origin) {
  std::vector<PartyKey> keys;
  session.query("SELECT id, matter FROM party WHERE region = :region AND origin = :origin AND left_at IS NULL ORDER BY id",
                {{"region", region}, {"origin", origin.text}}, [&](const Row& row) { keys.push_back({PartyId{row.text(0)}, MatterId{row.text(1)}}); });
  return keys;
}

std::vector<PastEvent> load_events(Session& session, const std::string& region, const MatterId& matter) {
  static const std::string sql = "SELECT " + columns<Event>("e") +
                                 ", b.content FROM event e LEFT JOIN event_body b ON b.region = e.region AND b.event = e.id"
                                 " WHERE e.region = :region AND e.matter = :matter ORDER BY e.seq";
  static const int width = static_cast<int>(boost::mp11::mp_size<row_detail::Members<Event>>::value);
  std::vector<PastEvent> events;
  session.query(sql, {{"region", region}, {"matter", matter.text}},
                [&](const Row& row) {
                  const std::string content = row.text_or(width, "");
                  events.push_back({read_row<Event>(row), content.empty() ? nullptr : std::make_shared<const EventContent>(read_content(content))});
                });
  return events;
}

std::vector<Attachment> load_attachments(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<Attachment>(session, "attachment", region, "matter = :matter ORDER BY added_at, id", {{"matter", matter.text}});
}

std::optional<std::int64_t> find_matter_version(Session& session, const std::string& region, const MatterId& id) {
  std::optional<std::int64_t> version;
  session.query("SELECT version FROM matter WHERE region = :region AND id = :id", {{"region", region}, {"id", id.text}},
                [&](const Row& row) { version = row.i64(0); });
  return version;
}

std::optional<WholeMatter> load_whole_matter(Session& session, const std::string& region, const MatterId& id) {
  auto file = load_matter(session, region, id);
  if (!file) return std::nullopt;
  WholeMatter whole;
  whole.file = std::move(*file);
  whole.attachments = load_attachments(session, region, id);
  std::erase_if(whole.attachments, [](const Attachment& a) { return !a.event; });
  whole.documents = load_documents(session, region, id);
  whole.links = load_links(session, region, id);
  return whole;
}

std::vector<Document> load_documents(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<Document>(session, "document", region, "matter = :matter ORDER BY made_at, id", {{"matter", matter.text}});
}

std::vector<Link> load_links(Session& session, const std::string& region, const MatterId& matter) {
  return select_rows<Link>(session, "link", region, "matter = :matter ORDER BY id", {{"matter", matter.text}});
}

std::vector<Ruling> load_rulings(Session& session, const std::string& region, const std::string& category) {
  return select_rows<Ruling>(session, "ruling", region, "category = :category AND NOT EXISTS (SELECT 1 FROM ruling_withdrawn w WHERE w.region = ruling.region AND w.id = ruling.id)"
                             " ORDER BY ruled_at DESC, id DESC LIMIT 200", {{"category", category}});
}

}  // namespace lianhu

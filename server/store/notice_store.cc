#include "store/notice_store.h"

#include <algorithm>

#include "store/row.h"

namespace lianhu {
namespace {

constexpr std::int64_t kAtOneMoment = 20;

template <class T>
std::optional<T> by_id(Session& session, std::string_view table, const std::string& region, const std::string& id) {
  auto rows = select_rows<T>(session, table, region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

std::vector<Notice> load_notices(Session& session, const std::string& region, const AccountId& account, const std::vector<OfficeId>& offices, Time before,
                                 int limit, const NoticeFilter& filter) {
  // One act may tell several at one moment: such a moment is not cut in two, or the next page would begin behind it.
  std::vector<Bind> binds{{"before", before.ms}, {"limit", static_cast<std::int64_t>(limit) + kAtOneMoment}};
  std::string more;
  if (filter.kind) {
    more += " AND kind = :kind";
    binds.push_back({"kind", *filter.kind});
  }
  if (filter.matter) {
    more += " AND matter = :matter";
    binds.push_back({"matter", filter.matter->text});
  }
  const auto found_for = [&](const std::string& to, Bind whom, bool of_office) {
    auto all = binds;
    all.push_back(std::move(whom));
    std::string unread;
    if (filter.unread) unread = of_office ? " AND (read_at IS NULL OR read_by <> :reader)" : " AND read_at IS NULL";
    if (filter.unread && of_office) all.push_back({"reader", account.text});
    return select_rows<Notice>(session, "notice", region, to + more + unread + " AND made_at < :before ORDER BY made_at DESC, id DESC LIMIT :limit", all);
  };
  auto found = found_for("account = :account", {"account", account.text}, false);
  for (const OfficeId& office : offices) {
    auto some = found_for("office = :office", {"office", office.text}, true);
    found.insert(found.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  std::sort(found.begin(), found.end(), [](const Notice& a, const Notice& b) { return std::tie(b.made_at, b.id) < std::tie(a.made_at, a.id); });
  std::size_t size = std::min(found.size(), static_cast<std::size_t>(limit));
  while (size > 0 && size < found.size() && found[size].made_at == found[size - 1].made_at) ++size;
  found.resize(size);
  return found;
}

std::optional<Notice> find_notice(Session& session, const std::string& region, const NoticeId& id) { return by_id<Notice>(session, "notice", region, id.text); }

std::vector<Notice> unread_notices(Session& session, const std::string& region, const MatterId& matter, const AccountId& reader) {
  return select_rows<Notice>(session, "notice", region,
                             "matter = :matter AND party IS NULL AND (read_at IS NULL OR (office IS NOT NULL AND read_by <> :reader)) ORDER BY id",
                             {{"matter", matter.text}, {"reader", reader.text}});
}

void mark_notice_read(Session& session, const std::string& region, const NoticeId& id, const AccountId& reader, Time at) {
  // Another's reading of an office's notice is kept behind the newest one.
  session.run("UPDATE notice SET read_before_at = CASE WHEN read_by <> :reader THEN read_at ELSE read_before_at END,"
              " read_before_by = CASE WHEN read_by <> :reader THEN read_by ELSE read_before_by END,"
              " read_at = :at, read_by = :reader, state = 'read' WHERE region = :region AND id = :id",
              {{"region", region}, {"id", id.text}, {"reader", reader.text}, {"at", at.ms}});
}

std::int64_t mark_unread(Session& session, const std::string& region, const AccountId& reader, const std::vector<OfficeId>& offices, Time at) {
  // What is shown again in the list is not sent out as well.
  const std::string sql = "UPDATE notice SET state = CASE WHEN read_before_by IS NULL THEN 'planned' ELSE 'read' END, read_at = read_before_at, read_by = read_before_by,"
                          " read_before_at = NULL, read_before_by = NULL WHERE region = :region AND read_at = :at AND read_by = :reader AND ";
  std::int64_t n = session.run(sql + "account = :reader", {{"region", region}, {"at", at.ms}, {"reader", reader.text}});
  for (const OfficeId& office : offices) n += session.run(sql + "office = :office", {{"region", region}, {"at", at.ms}, {"reader", reader.text}, {"office", office.text}});
  return n;
}

void insert_attachment(Session& session, const std::string& region, const Attachment& attachment) { insert_row(session, "attachment", region, attachment); }

std::optional<Attachment> find_attachment(Session& session, const std::string& region, const AttachmentId& id) {
  return by_id<Attachment>(session, "attachment", region, id.text);
}

std::optional<Document> find_document(Session& session, const std::string& region, const DocumentId& id) {
  return by_id<Document>(session, "document", region, id.text);
}

std::vector<Attachment> unclaimed_attachments(Session& session, const std::string& region, Time before, int limit) {
  return select_rows<Attachment>(session, "attachment", region, "event IS NULL AND added_at < :before ORDER BY added_at LIMIT :limit",
                                 {{"before", before.ms}, {"limit", static_cast<std::int64_t>(limit)}});
}

void drop_attachment(Session& session, const std::string& region, const AttachmentId& id) {
  session.run("DELETE FROM attachment WHERE region = :region AND id = :id AND event IS NULL", {{"region", region}, {"id", id.text}});
}

bool attachment_hash_used(Session& session, const std::string& region, const std::string& sha256) {
  bool used = false;
  session.query("SELECT 1 FROM attachment WHERE region = :region AND sha256 = :sha256 LIMIT 1", {{"region", region}, {"sha256", sha256}},
                [&](const Row&) { used = true; });
  return used;
}

std::vector<DueDeadline> due_deadlines(Session& session, const std::string& region, Time now, int limit) {
  std::vector<DueDeadline> due;
  session.query("SELECT id, matter, next_at FROM deadline WHERE region = :region AND next_at <= :now ORDER BY next_at, id LIMIT :limit",
                {{"region", region}, {"now", now.ms}, {"limit", static_cast<std::int64_t>(limit)}},
                [&](const Row& row) { due.push_back({DeadlineId{row.text(0)}, MatterId{row.text(1)}, Time{row.i64(2)}}); });
  return due;
}

std::optional<Time> next_deadline_at(Session& session, const std::string& region) {
  std::optional<Time> at;
  session.query("SELECT next_at FROM deadline WHERE region = :region AND next_at IS NOT NULL ORDER BY next_at LIMIT 1", {{"region", region}},
                [&](const Row& row) { at = Time{row.i64(0)}; });
  return at;
}

std::vector<Deadline> open_deadlines(Session& session, const std::string& region, const DeadlineId& after, int limit) {
  return select_rows<Deadline>(session, "deadline", region, "(state IN ('armed', 'paused') OR (state = 'missed' AND met_at IS NULL)) AND id > :after ORDER BY id LIMIT :limit",
                               {{"after", after.text}, {"limit", static_cast<std::int64_t>(limit)}});
}

}  // namespace lianhu

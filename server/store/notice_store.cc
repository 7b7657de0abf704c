#include "store/notice_store.h"

#include <algorithm>

#include "store/row.h"

namespace lianhu {
namespace {

template <class T>
std::optional<T> by_id(Session& session, std::string_view table, const std::string& region, const std::string& id) {
  auto rows = select_rows<T>(session, table, region, "id = :id", {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

std::vector<Notice> load_notices(Session& session, const std::string& region, const AccountId& account, const std::vector<OfficeId>& offices, Time before,
                                 int limit) {
  const auto n = static_cast<std::int64_t>(limit);
  auto found = select_rows<Notice>(session, "notice", region, "account = :account AND made_at < :before ORDER BY made_at DESC, id DESC LIMIT :limit",
                                   {{"account", account.text}, {"before", before.ms}, {"limit", n}});
  for (const OfficeId& office : offices) {
    auto more = select_rows<Notice>(session, "notice", region, "office = :office AND made_at < :before ORDER BY made_at DESC, id DESC LIMIT :limit",
                                    {{"office", office.text}, {"before", before.ms}, {"limit", n}});
    found.insert(found.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  std::sort(found.begin(), found.end(), [](const Notice& a, const Notice& b) { return std::tie(b.made_at, b.id) < std::tie(a.made_at, a.id); });
  if (found.size() > static_cast<std::size_t>(limit)) found.resize(static_cast<std::size_t>(limit));
  return found;
}

std::optional<Notice> find_notice(Session& session, const std::string& region, const NoticeId& id) { return by_id<Notice>(session, "notice", region, id.text); }

std::vector<Notice> unread_notices(Session& session, const std::string& region, const MatterId& matter, const AccountId& reader) {
  return select_rows<Notice>(session, "notice", region,
                             "matter = :matter AND party IS NULL AND (read_at IS NULL OR (office IS NOT NULL AND read_by <> :reader)) ORDER BY id",
                             {{"matter", matter.text}, {"reader", reader.text}});
}

void mark_notice_read(Session& session, const std::string& region, const NoticeId& id, const AccountId& reader, Time at) {
  session.run("UPDATE notice SET read_at = :at, read_by = :reader, state = 'read' WHERE region = :region AND id = :id",
              {{"region", region}, {"id", id.text}, {"reader", reader.text}, {"at", at.ms}});
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

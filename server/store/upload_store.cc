#include "store/upload_store.h"

#include <stdexcept>

#include "base/text.h"
#include "store/row.h"

namespace lianhu {
namespace {

std::vector<Bind> key_of(const std::string& region, const Upload& upload) {
  return {{"region", region}, {"matter", upload.matter.text}, {"upload", upload.id}};
}

}  // namespace

void insert_upload(Session& session, const std::string& region, const Upload& upload) { insert_row(session, "upload", region, upload); }

std::optional<Upload> find_upload(Session& session, const std::string& region, const MatterId& matter, const std::string& id) {
  auto rows = select_rows<Upload>(session, "upload", region, "matter = :matter AND id = :id", {{"matter", matter.text}, {"id", id}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::int64_t open_uploads(Session& session, const std::string& region, const MatterId& matter) {
  std::int64_t count = 0;
  session.query("SELECT COUNT(*) FROM upload WHERE region = :region AND matter = :matter AND attachment IS NULL", {{"region", region}, {"matter", matter.text}},
                [&](const Row& row) { count = row.i64(0); });
  return count;
}

bool add_piece(Session& session, const std::string& region, const Upload& upload, std::string_view bytes, Time now) {
  const auto size = static_cast<std::int64_t>(bytes.size());
  const auto changed = session.run(
      "UPDATE upload SET received = :after, changed_at = :now WHERE region = :region AND matter = :matter AND id = :upload AND received = :before AND attachment IS NULL",
      {{"region", region}, {"matter", upload.matter.text}, {"upload", upload.id}, {"before", upload.received}, {"after", upload.received + size}, {"now", now.ms}});
  if (changed == 0) return false;
  session.run("INSERT INTO upload_piece (region, matter, upload, start_at, body) VALUES (:region, :matter, :upload, :start, :body)",
              {{"region", region}, {"matter", upload.matter.text}, {"upload", upload.id}, {"start", upload.received}, {"body", base64url(bytes)}});
  return true;
}

std::string joined_pieces(Session& session, const std::string& region, const Upload& upload) {
  std::string out;
  out.reserve(static_cast<std::size_t>(upload.bytes));
  session.query("SELECT body FROM upload_piece WHERE region = :region AND matter = :matter AND upload = :upload ORDER BY start_at", key_of(region, upload),
                [&](const Row& row) {
                  const auto piece = from_base64url(row.text(0));
                  if (!piece) throw std::runtime_error("数据库中的上传片段不合格式");
                  out += *piece;
                });
  return out;
}

void forget_pieces(Session& session, const std::string& region, const Upload& upload, Time now) {
  session.run("DELETE FROM upload_piece WHERE region = :region AND matter = :matter AND upload = :upload", key_of(region, upload));
  session.run("UPDATE upload SET received = 0, changed_at = :now WHERE region = :region AND matter = :matter AND id = :upload AND attachment IS NULL",
              {{"region", region}, {"matter", upload.matter.text}, {"upload", upload.id}, {"now", now.ms}});
}

void finish_upload(Session& session, const std::string& region, const Upload& upload, const AttachmentId& attachment, Time now) {
  session.run("DELETE FROM upload_piece WHERE region = :region AND matter = :matter AND upload = :upload", key_of(region, upload));
  session.run("UPDATE upload SET attachment = :attachment, changed_at = :now WHERE region = :region AND matter = :matter AND id = :upload",
              {{"region", region}, {"matter", upload.matter.text}, {"upload", upload.id}, {"attachment", attachment.text}, {"now", now.ms}});
}

void drop_upload(Session& session, const std::string& region, const Upload& upload) {
  session.run("DELETE FROM upload_piece WHERE region = :region AND matter = :matter AND upload = :upload", key_of(region, upload));
  session.run("DELETE FROM upload WHERE region = :region AND matter = :matter AND id = :upload", key_of(region, upload));
}

int drop_uploads_before(Session& session, const std::string& region, Time before, int limit) {
  const auto old = select_rows<Upload>(session, "upload", region, "changed_at < :before ORDER BY changed_at LIMIT :limit",
                                       {{"before", before.ms}, {"limit", static_cast<std::int64_t>(limit)}});
  for (const Upload& upload : old) drop_upload(session, region, upload);
  return static_cast<int>(old.size());
}

}  // namespace lianhu

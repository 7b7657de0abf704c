#include "desk/upload_desk.h"

#include "base/hash.h"
#include "rules/permit.h"
#include "store/matter_store.h"
#include "store/notice_store.h"
#include "store/upload_store.h"

namespace lianhu {
namespace {

constexpr std::int64_t kMostOpen = 60;  // of one matter
constexpr std::int64_t kKeepMs = 7LL * 86'400'000;

bool taken_at_all(std::string_view type) {
  const std::string_view plain = type.substr(0, type.find(';'));
  return plain == "image/jpeg" || plain == "image/png" || plain == "image/webp" || plain == "application/pdf" || plain.starts_with("audio/") ||
         plain == "video/mp4" || plain == "video/webm";
}

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

}  // namespace

UploadView UploadDesk::view(const Upload& upload) const {
  UploadView out{upload.id, upload.bytes, upload.received, std::nullopt};
  if (!upload.attachment) return out;
  std::optional<Attachment> row;
  house_.db().read([&](Session& session) { row = find_attachment(session, house_.region(), *upload.attachment); });
  if (row) out.attachment = AttachmentRow{row->id.text, row->name, row->media_type, row->bytes, row->added_at, ""};
  return out;
}

Result<Upload> UploadDesk::own(const Actor& actor, const MatterId& matter, const std::string& id) const {
  std::optional<MatterFile> head;
  std::optional<Upload> upload;
  house_.db().read([&](Session& session) {
    head = load_matter_head(session, house_.region(), matter);
    upload = find_upload(session, house_.region(), matter, id);
  });
  if (!head || !upload || !may(actor, Action::open, {*head}) || upload->account != actor.account || upload->party != actor.party) return not_found();
  return *upload;
}

Result<UploadView> UploadDesk::begin(const Entry& entry, const MatterId& matter, const std::string& id, const UploadStart& start) const {
  if (!is_sha256_hex(start.sha256)) return wrong("sha256", "文件摘要请用小写的 64 位十六进制（SHA-256）");
  if (!taken_at_all(start.media_type)) return invalid("media_unknown", "只接受照片（JPEG、PNG、WebP）、PDF 和录音，请换一种格式上传", {{"/media_type", "请上传 JPEG、PNG、WebP、PDF 或录音"}});
  std::optional<MatterFile> head;
  std::optional<Upload> there;
  std::int64_t open = 0;
  house_.db().read([&](Session& session) {
    head = load_matter_head(session, house_.region(), matter);
    there = find_upload(session, house_.region(), matter, id);
    open = open_uploads(session, house_.region(), matter);
  });
  if (!head || !may(entry.actor, Action::open, {*head})) return not_found();
  if (there) {
    if (there->account != entry.actor.account || there->party != entry.actor.party) return not_found();
    if (there->sha256 != start.sha256 || there->bytes != start.bytes || there->of_report != start.of_report.value_or(false)) {
      return conflict("upload_differs", "这个编号已经用来上传另一个文件，请重新选择文件上传");
    }
    return there->received == there->bytes && !there->attachment ? finish(entry, *there) : Result<UploadView>(view(*there));
  }
  if (open >= kMostOpen) return conflict("too_many_files", "这件事项没有传完的文件太多，请等前面的传完再传");
  Upload row;
  row.id = id;
  row.matter = matter;
  row.party = entry.actor.party;
  row.account = entry.actor.account;
  row.name = start.name;
  row.media_type = start.media_type;
  row.sha256 = start.sha256;
  row.bytes = start.bytes;
  row.of_report = start.of_report.value_or(false);
  row.made_at = row.changed_at = house_.now();
  try {
    house_.db().commit([&](Session& session) { insert_upload(session, house_.region(), row); });
  } catch (const DuplicateKey&) {
    return state(entry.actor, matter, id);
  }
  return view(row);
}

Result<UploadView> UploadDesk::state(const Actor& actor, const MatterId& matter, const std::string& id) const {
  const auto upload = own(actor, matter, id);
  if (!upload) return upload.error();
  return view(*upload);
}

Result<UploadView> UploadDesk::piece(const Entry& entry, const MatterId& matter, const std::string& id, std::int64_t offset, std::string_view bytes) const {
  const auto upload = own(entry.actor, matter, id);
  if (!upload) return upload.error();
  const auto end = offset + static_cast<std::int64_t>(bytes.size());
  if (end > upload->bytes) return invalid("upload_long", "传来的内容比文件还长，请从头重新上传", {{"/offset", "请核对从第几字节传起"}});
  if (upload->attachment) return view(*upload);
  if (offset > upload->received || (offset < upload->received && end > upload->received)) {
    return conflict("upload_offset", "请从第 " + std::to_string(upload->received) + " 字节接着传");
  }
  if (bytes.empty() && upload->received < upload->bytes) return invalid("upload_empty", "这一片没有内容，请重新传这一片");
  Upload now = *upload;
  if (offset == upload->received && !bytes.empty()) {
    bool added = false;
    house_.db().commit([&](Session& session) { added = add_piece(session, house_.region(), *upload, bytes, house_.now()); });
    if (!added) return state(entry.actor, matter, id);
    now.received = end;
  }
  if (now.received < now.bytes) return view(now);
  return finish(entry, now);
}

// One at a time: two last pieces at once make one attachment. A crash between the attachment and its mark here is met by the
// desk of files, which knows the same file of the same sender again.
Result<UploadView> UploadDesk::finish(const Entry& entry, const Upload& seen) const {
  const std::lock_guard lock(finishing_);
  const auto upload = own(entry.actor, seen.matter, seen.id);
  if (!upload) return upload.error();
  if (upload->attachment || upload->received < upload->bytes) return view(*upload);
  std::string bytes;
  house_.db().read([&](Session& session) { bytes = joined_pieces(session, house_.region(), *upload); });
  if (sha256_hex(bytes) != upload->sha256) {
    house_.db().commit([&](Session& session) { forget_pieces(session, house_.region(), *upload, house_.now()); });
    return invalid("upload_hash", "传到的内容与原文件不一致，已经清除，请从头重新传", {{"/sha256", "请从头重新传"}});
  }
  const auto made = files_.upload(entry, upload->matter, bytes, upload->media_type, upload->name, upload->of_report);
  if (!made) {
    // What the content is will not change by sending it again.
    if (made.error().kind == Kind::invalid) house_.db().commit([&](Session& session) { drop_upload(session, house_.region(), *upload); });
    return made.error();
  }
  house_.db().commit([&](Session& session) { finish_upload(session, house_.region(), *upload, AttachmentId{made->id}, house_.now()); });
  return UploadView{upload->id, upload->bytes, upload->bytes, *made};
}

int sweep_unfinished(const House& house, Time now) {
  int dropped = 0;
  house.db().commit([&](Session& session) { dropped = drop_uploads_before(session, house.region(), now.plus_ms(-kKeepMs), 500); });
  return dropped;
}

}  // namespace lianhu

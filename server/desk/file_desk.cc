#include "desk/file_desk.h"

#include "base/sound.h"
#include "base/text.h"
#include "desk/matter_desk.h"
#include "desk/paper_offer.h"
#include "desk/render.h"
#include "model/blank_form.h"
#include "store/matter_store.h"
#include "store/notice_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostFiles = 200;             // of one matter
constexpr std::int64_t kMostBytes = 500LL << 20;    // of one matter
constexpr std::int64_t kUnclaimedMs = 86'400'000;
// Two minutes, and what a phone adds between the press and the end.
constexpr std::int64_t kLongestVoiceMs = 125'000;

// A voice note of a report is as long as one can listen to; what an office records of its work may be longer.
Result<Done> short_enough(const Media& media) {
  if (!media.type.starts_with("audio/")) return done;
  const auto ms = sound_ms(media.bytes, media.type);
  if (!ms) return ms.error();
  if (*ms <= kLongestVoiceMs) return done;
  return invalid("voice_long", "录音最长 2 分钟，这一段有 " + std::to_string(*ms / 1000) + " 秒，请分段录", {{"/file", "请分成两分钟以内的几段"}});
}

std::string file_name(const std::string& name, const std::string& type) {
  std::string_view plain = trim(name);
  if (const std::size_t slash = plain.find_last_of("/\\"); slash != std::string_view::npos) plain.remove_prefix(slash + 1);
  if (!plain.empty() && !text_fault(plain, Lines::one)) return std::string(first_chars(plain, 80));
  if (type.rfind("image/", 0) == 0) return "照片";
  return type == "application/pdf" ? "文件.pdf" : "录音";
}

}  // namespace

Result<AttachmentRow> FileDesk::upload(const Entry& entry, const MatterId& id, std::string_view bytes, std::string_view content_type,
                                       const std::string& name, bool of_report) const {
  std::optional<MatterFile> head;
  std::vector<Attachment> there;
  house_.db().read([&](Session& session) {
    head = load_matter_head(session, house_.region(), id);
    if (head) there = load_attachments(session, house_.region(), id);
  });
  if (!head || !may(entry.actor, Action::open, {*head})) return not_found();
  std::int64_t sum = static_cast<std::int64_t>(bytes.size());
  for (const Attachment& a : there) sum += a.bytes;
  if (there.size() >= kMostFiles || sum > kMostBytes) return conflict("too_many_files", "这件事项的附件已满（最多 200 个、共 500 MB），请联系承办机构");
  auto media = clean(bytes, content_type);
  if (!media) return media.error();
  if (of_report) {
    if (const auto fits = short_enough(*media); !fits) return fits.error();
  }
  Attachment row;
  row.id = AttachmentId{house_.ids().text()};
  row.matter = id;
  row.party = entry.actor.party;
  row.account = entry.actor.account;
  row.sha256 = house_.files().put(media->bytes);  // durable before the row that names it
  row.media_type = media->type;
  row.bytes = static_cast<std::int64_t>(media->bytes.size());
  row.name = file_name(name, media->type);
  row.audience = entry.actor.party ? Audience::parties : Audience::handling;
  row.added_at = house_.now();
  // A retry of the same upload is the same file: known by content and sender, not yet claimed. Looked for where it is written,
  // for a retry may arrive while the first is still under way.
  Attachment stored;
  house_.db().commit([&](Session& session) {
    stored = row;
    for (const Attachment& a : load_attachments(session, house_.region(), id)) {
      if ((a.event && !of_report) || a.sha256 != row.sha256 || a.account != row.account || a.party != row.party) continue;
      stored = a;
      return;
    }
    insert_attachment(session, house_.region(), row);
  });
  row = std::move(stored);
  if (of_report && !row.event) {
    if (const auto attached = attach_to_report(house_, entry, id, row); !attached) return attached.error();
  }
  return AttachmentRow{row.id.text, row.name, row.media_type, row.bytes, row.added_at, ""};
}

Result<FileBytes> FileDesk::attachment(const Actor& actor, const MatterId& matter, const AttachmentId& id) const {
  std::shared_ptr<const WholeMatter> whole;
  std::optional<Attachment> row;
  house_.db().read([&](Session& session) {
    whole = house_.matters().load(session, house_.region(), matter);
    row = find_attachment(session, house_.region(), id);
  });
  if (!whole || !row || row->matter != matter || !may(actor, Action::read_item, {whole->file, row->audience, nullptr, 0, row->added_at})) return not_found();
  const bool own_upload = row->account == actor.account && row->party == actor.party;
  if (!row->event && !own_upload) return not_found();
  log_access(house_, actor, &whole->file, "attachment", actor.purpose);
  auto bytes = house_.files().get(row->sha256);
  if (!bytes) return Error{Kind::not_found, "erased", "文件已依法删除", {}};
  return FileBytes{std::move(*bytes), row->media_type, row->name};
}

Result<FileBytes> FileDesk::document(const Actor& actor, const MatterId& matter, const DocumentId& id, paper::Format format, int page) const {
  std::shared_ptr<const WholeMatter> whole;
  std::optional<Document> row;
  house_.db().read([&](Session& session) {
    whole = house_.matters().load(session, house_.region(), matter);
    row = find_document(session, house_.region(), id);
  });
  if (!whole || !row || row->matter != matter || !may(actor, Action::read_item, {whole->file, row->audience, nullptr, 0, row->made_at})) return not_found();
  if (actor.party && row->party && *row->party != *actor.party) return not_found();
  const paper::CataloguePaper* found = house_.papers().find(row->paper, static_cast<int>(row->paper_version));
  if (!found) return conflict("paper_missing", "这份文书的模板版本不在程序里，请联系系统管理员");
  const bool word = format == paper::Format::docx;
  if (word && (!found->paper.word || actor.party || is_blank_form(*row))) return conflict("docx_none", "这份文书只能下载 PDF，不能导出为 Word 文档");
  log_access(house_, actor, &whole->file, word ? "export" : "document", actor.purpose);
  paper::RenderJob job;
  job.source = found->source;
  job.fields_json = row->fields;
  job.created = row->made_at;
  job.format = format;
  job.page = page;
  job.fonts_folder = fonts_folder_;
  const Party* party = row->party ? whole->file.party(*row->party) : nullptr;
  // To a party: their own view. To another body: whether the paper is genuine, and nothing of the matter.
  job.link.url = house_.public_url() + (party ? "/t" : "/verify");
  job.link.secret = party ? house_.vault().tracking_secret(house_.region(), party->id.text, party->secret_round)
                          : whole->file.matter.number + "." + row->fields_hash.substr(0, 16);
  job.link.check_url = house_.public_url() + "/verify";
  job.link.number = whole->file.matter.number;
  if (row->voided_at) job.voided = {row->voided_at->date().chinese(), void_reason(whole->file, *row)};
  if (is_blank_form(*row)) job.blank.number = *row->number;
  auto rendered = paper::render_in_child(slots_, {self_, {"render-paper"}}, job);
  if (!rendered) return rendered.error();
  const std::string name = row->title + "-" + whole->file.matter.number;
  if (word) return FileBytes{std::move(rendered->bytes), std::string(kDocxType), name + ".docx", rendered->pages};
  const bool pdf = format == paper::Format::pdf;
  return FileBytes{std::move(rendered->bytes), pdf ? "application/pdf" : "image/png", name + (pdf ? ".pdf" : ".png"), rendered->pages};
}

FileDesk::Genuine FileDesk::verify(const std::string& number, const std::string& code) const {
  Genuine out;
  const std::string wanted = ascii_lower(code);
  if (wanted.size() < 12) return out;
  house_.db().read([&](Session& session) {
    const auto id = find_matter_by_number(session, house_.region(), number);
    if (!id) return;
    const auto head = load_matter_head(session, house_.region(), *id);
    for (const Document& document : load_documents(session, house_.region(), *id)) {
      if (document.fields_hash.compare(0, wanted.size(), wanted) != 0 || is_blank_form(document)) continue;
      // The same paper made anew after it was voided is genuine.
      if (out.genuine && document.voided_at) continue;
      out.genuine = !document.voided_at;
      out.voided_on = document.voided_at ? std::optional(document.voided_at->date()) : std::nullopt;
      out.title = document.title;
      out.made_on = document.made_at.date();
      if (const Proceeding* p = head ? head->proceeding(document.proceeding) : nullptr) out.office = house_.directory()->office_name(p->desk_office);
    }
  });
  return out;
}

int sweep_uploads(const House& house, Time now) {
  std::vector<Attachment> old;
  house.db().read([&](Session& session) { old = unclaimed_attachments(session, house.region(), now.plus_ms(-kUnclaimedMs), 500); });
  for (const Attachment& a : old) {
    bool used = true;
    house.db().commit([&](Session& session) {
      drop_attachment(session, house.region(), a.id);
      used = attachment_hash_used(session, house.region(), a.sha256);
    });
    if (!used) house.files().drop(a.sha256);
  }
  return static_cast<int>(old.size());
}

}  // namespace lianhu

// Files that come in pieces, for staff and for the person with their secret: the same three requests at two doors.

#include <charconv>

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::size_t kPiece = 256U << 10;

// Whose file it is, and of which matter: a door of staff names it, a party's secret is of one.
MatterId matter_of(const Request& request, const Actor& actor) {
  return actor.party ? actor.matter.value_or(MatterId{}) : MatterId{std::string(request.param("matter"))};
}

Result<std::string> upload_of(const Request& request) {
  const std::string id(request.param("upload"));
  const bool plain = id.size() >= 8 && id.size() <= 80 && id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (!plain) return invalid("invalid_fields", "上传的编号要 8 到 80 位字母、数字或横线", {{"/upload", "请重新选择文件上传"}});
  return id;
}

std::optional<std::int64_t> offset_of(const Request& request) {
  const std::string_view text = request.param("offset");
  std::int64_t offset = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), offset);
  if (fault != std::errc{} || end != text.data() + text.size() || offset < 0 || offset > (1LL << 40)) return std::nullopt;
  return offset;
}

Response told(const Result<UploadView>& view, const Context& context) { return view ? json(*view) : problem(view.error(), context.request_id); }

struct Door {
  const char *base, *permission, *suffix, *tag;
};
constexpr Door kDoors[] = {{"/api/v1/matters/{matter}/uploads/{upload}", "session", "upload", "matter"}, {"/api/v1/track/uploads/{upload}", "party", "track_upload", "track"}};

}  // namespace

void add_upload_routes(Router& router, const Desks& d) {
  for (const Door& door : kDoors) {
    const std::string base(door.base), suffix(door.suffix);
    router.add({.method = "PUT", .path = base, .operation = "begin_" + suffix, .tag = door.tag, .summary = "分片上传：说明文件，得知从第几字节传起（可以重复）",
                .permission = door.permission, .body = schema_in<UploadStart>, .reply = schema_in<UploadView>, .needs_idempotency_key = true,
                .handler = [&d](const Request& request, Context& context) {
                  const auto id = upload_of(request);
                  if (!id) return problem(id.error(), context.request_id);
                  const auto start = read_body<UploadStart>(request);
                  if (!start) return problem(start.error(), context.request_id);
                  const auto entry = entry_of(request, context);
                  if (!entry) return problem(entry.error(), context.request_id);
                  return told(d.uploads.begin(*entry, matter_of(request, entry->actor), *id, *start), context);
                }});
    router.add({.method = "GET", .path = base, .operation = "get_" + suffix, .tag = door.tag, .summary = "分片上传：已收到第几字节", .permission = door.permission,
                .reply = schema_in<UploadView>, .handler = [&d](const Request& request, Context& context) {
                  const auto id = upload_of(request);
                  if (!id) return problem(id.error(), context.request_id);
                  const Actor actor = actor_of(context);
                  return told(d.uploads.state(actor, matter_of(request, actor), *id), context);
                }});
    router.add({.method = "PUT", .path = base + "/pieces/{offset}", .operation = "put_" + suffix + "_piece", .tag = door.tag,
                .summary = "分片上传：从第几字节起的一片（最多 256 KB，可以重复）；最后一片传到就成为附件", .permission = door.permission, .reply = schema_in<UploadView>,
                .body_type = "application/octet-stream", .body_limit = kPiece, .needs_idempotency_key = true,
                .handler = [&d](const Request& request, Context& context) {
                  const auto id = upload_of(request);
                  if (!id) return problem(id.error(), context.request_id);
                  const auto offset = offset_of(request);
                  if (!offset) return problem(invalid("invalid_fields", "从第几字节传起，请写不小于 0 的整数", {{"/offset", "请写整数"}}), context.request_id);
                  const auto entry = entry_of(request, context);
                  if (!entry) return problem(entry.error(), context.request_id);
                  return told(d.uploads.piece(*entry, matter_of(request, entry->actor), *id, *offset, request.body), context);
                }});
  }
}

}  // namespace lianhu::http

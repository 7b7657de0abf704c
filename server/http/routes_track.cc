// The person's own matter, by tracking secret (header X-Track-Secret; it never stands in a path or query).

#include "base/text.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::size_t kUpload = 12U << 20;

Response tracked(const Desks& d, const Actor& party, const Context& context) {
  const auto track = d.track.track(party);
  if (!track) return problem(track.error(), context.request_id);
  return with_etag(json(*track), track->etag);
}

Response document(const Desks& d, const Request& request, Context& context, paper::Format format, int page) {
  Actor party = actor_of(context);
  const auto pin = d.track.check_pin(party, std::string(request.header("x-track-pin")));
  if (!pin) return problem(pin.error(), context.request_id);
  const DocumentId id{std::string(request.param("document"))};
  const Actor keeper = d.track.keeper(party, d.track.matter_of(id));
  auto file = d.files.document(keeper, keeper.matter.value_or(MatterId{}), id, format, page);
  if (!file) return problem(file.error(), context.request_id);
  return file_response(std::move(*file), format == paper::Format::pdf);
}

}  // namespace

void add_track_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/track", .operation = "get_track", .tag = "track", .summary = "我的事项：进展、期限及理由、谁看过",
              .permission = "party", .reply = schema_in<Track>, .has_etag = true,
              .handler = [&d](const Request& request, Context& context) {
                Response response = tracked(d, actor_of(context), context);
                const std::string seen(request.header("if-none-match"));
                if (response.status == 200 && !seen.empty() && seen == response.header_value("ETag")) {
                  Response same;
                  same.status = 304;
                  same.header("ETag", seen);
                  return same;
                }
                return response;
              }});
  router.add({.method = "POST", .path = "/api/v1/track/moves", .operation = "act_as_party", .tag = "track", .summary = "补充、催办、撤回、评价等",
              .permission = "party", .body = schema_in<MoveOrder>, .reply = schema_in<Track>, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<MoveOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto written = d.track.act_on(*entry, *order);
                if (!written) return problem(written.error(), context.request_id);
                return tracked(d, entry->actor, context);
              }});
  router.add({.method = "POST", .path = "/api/v1/track/attachments", .operation = "upload_as_party", .tag = "track", .summary = "上传照片或文件（正文就是文件内容；X-Part-Of: report 表示随上报附上）",
              .permission = "party", .reply = schema_in<AttachmentRow>, .status = 201, .body_type = "application/octet-stream", .body_limit = kUpload,
              .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto name = percent_decode(request.header("x-file-name")).value_or("");
                const auto row = d.files.upload(*entry, entry->actor.matter.value_or(MatterId{}), request.body, request.header("content-type"), name,
                                                request.header("x-part-of") == "report");
                if (!row) return problem(row.error(), context.request_id);
                return json(*row, 201);
              }});
  router.add({.method = "GET", .path = "/api/v1/track/attachments/{attachment}", .operation = "get_track_attachment", .tag = "track", .summary = "一个附件",
              .permission = "party", .reply_type = "application/octet-stream",
              .handler = [&d](const Request& request, Context& context) {
                const AttachmentId id{std::string(request.param("attachment"))};
                const Actor keeper = d.track.keeper(actor_of(context), d.track.matter_of(id));
                auto file = d.files.attachment(keeper, keeper.matter.value_or(MatterId{}), id);
                if (!file) return problem(file.error(), context.request_id);
                return file_response(std::move(*file), false);
              }});
  router.add({.method = "GET", .path = "/api/v1/track/documents/{document}/pdf", .operation = "get_track_document", .tag = "track", .summary = "一份文书（PDF）",
              .permission = "party", .reply_type = "application/pdf", .tells_pages = true,
              .handler = [&d](const Request& request, Context& context) { return document(d, request, context, paper::Format::pdf, 1); }});
  router.add({.method = "GET", .path = "/api/v1/track/documents/{document}/pages/{page}", .operation = "get_track_document_page", .tag = "track",
              .summary = "一份文书的一页（图片）", .permission = "party", .reply_type = "image/png", .tells_pages = true,
              .handler = [&d](const Request& request, Context& context) {
                return document(d, request, context, paper::Format::png, std::max(1, std::atoi(std::string(request.param("page")).c_str())));
              }});
}

}  // namespace lianhu::http

// The matter page of staff.

#include "base/text.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::size_t kUpload = 12U << 20;

struct OpenQuery {
  std::optional<std::string> purpose;
};
LIANHU_DESCRIBE(OpenQuery, (purpose), {"purpose", {.label = "查阅目的", .max = 60}})
struct AccessList {
  std::vector<AccessRow> items;
};
LIANHU_DESCRIBE(AccessList, (items))

MatterId matter_of(const Request& request) { return MatterId{std::string(request.param("matter"))}; }

// The view after a write; the reader's own act is its purpose.
Response shown(const Desks& d, const Actor& actor, const MatterId& id, const Context& context, int status = 200) {
  const auto view = d.matter.view(actor, id);
  if (!view) return problem(view.error(), context.request_id);
  return with_etag(json(*view, status), view->etag);
}

template <class Command, class Does>
Handler writes(const Desks& d, Does does) {
  return [&d, does](const Request& request, Context& context) {
    const auto command = read_body<Command>(request);
    if (!command) return problem(command.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    const Result<Written> written = does(request, *entry, *command);
    if (!written) return problem(written.error(), context.request_id);
    return shown(d, entry->actor, written->matter, context);
  };
}

Response document(const Desks& d, const Request& request, Context& context, paper::Format format, int page) {
  auto file = d.files.document(actor_of(context), matter_of(request), DocumentId{std::string(request.param("document"))}, format, page);
  if (!file) return problem(file.error(), context.request_id);
  return file_response(std::move(*file), format != paper::Format::png);
}

}  // namespace

void add_matter_routes(Router& router, const Desks& d) {
  router.add({.method = "POST", .path = "/api/v1/matters", .operation = "collect_matter", .tag = "matter", .summary = "工作人员登记事项（窗口、来电、来信、网格）",
              .permission = "session", .body = schema_in<StaffReport>, .reply = schema_in<MatterView>, .status = 201, .needs_idempotency_key = true,
              .has_etag = true, .handler = [&d](const Request& request, Context& context) {
                const auto report = read_body<StaffReport>(request);
                if (!report) return problem(report.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto taken = d.intake.collect(*entry, *report);
                if (!taken) return problem(taken.error(), context.request_id);
                auto view = d.matter.view(entry->actor, taken->matter);
                if (!view) return problem(view.error(), context.request_id);
                if (auto receipt = d.intake.receipt(*taken); receipt) view->receipt = std::move(*receipt);
                return with_etag(created("/api/v1/matters/" + view->id, *view), view->etag);
              }});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}", .operation = "get_matter", .tag = "matter", .summary = "打开事项（留下查阅记录）",
              .permission = "session", .query = schema_in<OpenQuery>, .reply = schema_in<MatterView>, .has_etag = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<OpenQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto view = d.matter.open(actor_of(context), matter_of(request), query->purpose.value_or(""));
                if (!view) return problem(view.error(), context.request_id);
                return with_etag(json(*view), view->etag);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/moves", .operation = "act_on_matter", .tag = "matter", .summary = "办理一步",
              .permission = "session", .body = schema_in<MoveOrder>, .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true,
              .has_etag = true, .handler = writes<MoveOrder>(d, [&d](const Request& request, const Entry& entry, const MoveOrder& order) {
                return d.matter.act_on(entry, matter_of(request), order);
              })});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/parties", .operation = "add_party", .tag = "matter", .summary = "增加当事人",
              .permission = "session", .body = schema_in<PartyInput>, .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true,
              .has_etag = true, .handler = writes<PartyInput>(d, [&d](const Request& request, const Entry& entry, const PartyInput& party) {
                return d.matter.add_party(entry, matter_of(request), party);
              })});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/access", .operation = "list_matter_access", .tag = "matter", .summary = "谁看过这件事项",
              .permission = "session", .reply = schema_in<AccessList>, .handler = [&d](const Request& request, Context& context) {
                auto rows = d.matter.accesses(actor_of(context), matter_of(request));
                if (!rows) return problem(rows.error(), context.request_id);
                return json(AccessList{std::move(*rows)});
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/attachments", .operation = "upload_attachment", .tag = "matter",
              .summary = "上传附件（正文就是文件内容；X-Part-Of: report 表示随登记附上）", .permission = "session", .reply = schema_in<AttachmentRow>, .status = 201,
              .body_type = "application/octet-stream", .body_limit = kUpload, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto name = percent_decode(request.header("x-file-name")).value_or("");
                const auto row = d.files.upload(*entry, matter_of(request), request.body, request.header("content-type"), name,
                                                request.header("x-part-of") == "report");
                if (!row) return problem(row.error(), context.request_id);
                return json(*row, 201);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/attachments/{attachment}/words", .operation = "write_down_recording", .tag = "matter",
              .summary = "听录音，记下里面说的话", .permission = "session", .body = schema_in<HeardWords>, .reply = schema_in<MatterView>, .needs_if_match = true,
              .needs_idempotency_key = true, .has_etag = true,
              .handler = writes<HeardWords>(d, [&d](const Request& request, const Entry& entry, const HeardWords& words) {
                return d.matter.hear(entry, matter_of(request), AttachmentId{std::string(request.param("attachment"))}, words);
              })});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/attachments/{attachment}", .operation = "get_attachment", .tag = "matter", .summary = "一个附件",
              .permission = "session", .reply_type = "application/octet-stream", .handler = [&d](const Request& request, Context& context) {
                auto file = d.files.attachment(actor_of(context), matter_of(request), AttachmentId{std::string(request.param("attachment"))});
                if (!file) return problem(file.error(), context.request_id);
                return file_response(std::move(*file), false);
              }});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/documents/{document}/pdf", .operation = "get_document", .tag = "matter",
              .summary = "一份文书（PDF）", .permission = "session", .reply_type = "application/pdf", .tells_pages = true,
              .handler = [&d](const Request& request, Context& context) { return document(d, request, context, paper::Format::pdf, 1); }});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/documents/{document}/docx", .operation = "get_document_docx", .tag = "matter",
              .summary = "可以修改的文书（Word）", .permission = "session", .reply_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              .handler = [&d](const Request& request, Context& context) { return document(d, request, context, paper::Format::docx, 1); }});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/documents/{document}/pages/{page}", .operation = "get_document_page", .tag = "matter",
              .summary = "一份文书的一页（图片）", .permission = "session", .reply_type = "image/png", .tells_pages = true, .handler = [&d](const Request& request, Context& context) {
                return document(d, request, context, paper::Format::png, std::max(1, std::atoi(std::string(request.param("page")).c_str())));
              }});
}

}  // namespace lianhu::http

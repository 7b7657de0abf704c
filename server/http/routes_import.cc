// Other systems' tickets as sheets: tried, taken in, and answered row by row.

#include "base/text.h"
#include "desk/import_desk.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::size_t kUpload = 12U << 20;
constexpr auto kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr auto kTriage = "role:triage";

Response sheet_response(std::string bytes, const std::string& name) {
  FileBytes file;
  file.bytes = std::move(bytes);
  file.media_type = kXlsx;
  file.name = name;
  return file_response(std::move(file), true);
}

}  // namespace

void add_import_routes(Router& router, const Desks& d) {
  router.add({.method = "POST", .path = "/api/v1/imports/check", .operation = "check_import", .tag = "import",
              .summary = "试读一份来件表格：逐行说明会怎样，什么也不写入（正文就是文件）", .permission = kTriage, .query = schema_in<ImportQuery>,
              .reply = schema_in<ImportReport>, .body_type = "application/octet-stream", .body_limit = kUpload, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto report = d.imports.examine(actor_of(context), query->system, request.body);
                return report ? json(*report) : problem(report.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/imports", .operation = "import_tickets", .tag = "import",
              .summary = "导入来件表格：没有错误的行登记，登记过的不再登记", .permission = kTriage, .query = schema_in<ImportQuery>,
              .reply = schema_in<ImportReport>, .body_type = "application/octet-stream", .body_limit = kUpload, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto report = d.imports.take_in(*entry, query->system, request.body);
                return report ? json(*report) : problem(report.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/imports/sheet", .operation = "get_import_sheet", .tag = "import",
              .summary = "同一份表格，加上处理结果列和错误列（xlsx）", .permission = kTriage, .query = schema_in<ImportQuery>,
              .body_type = "application/octet-stream", .reply_type = kXlsx, .body_limit = kUpload, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                auto bytes = d.imports.answer_sheet(actor_of(context), query->system, request.body);
                return bytes ? sheet_response(std::move(*bytes), "来件核对.xlsx") : problem(bytes.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/imports/template", .operation = "get_import_template", .tag = "import", .summary = "来件表格的模板（xlsx）",
              .permission = kTriage, .query = schema_in<ImportQuery>, .reply_type = kXlsx, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                auto bytes = d.imports.template_sheet(query->system);
                return bytes ? sheet_response(std::move(*bytes), "来件模板.xlsx") : problem(bytes.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

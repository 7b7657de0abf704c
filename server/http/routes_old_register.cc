// 旧台账: registers from before this system, found again, taken in from a sheet, taken back.

#include "desk/old_register_desk.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::size_t kUpload = 12U << 20;
constexpr auto kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Response sheet_reply(Result<std::string> bytes, const std::string& name, const Context& context) {
  if (!bytes) return problem(bytes.error(), context.request_id);
  return file_response({std::move(*bytes), kXlsx, name}, true);
}

}  // namespace

void add_old_register_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/old-cases", .operation = "list_old_cases", .tag = "statistics", .summary = "旧台账里的案件：按编号、概要、类型、地点、日期查，一页五十件",
              .permission = "session", .query = schema_in<OldCaseRequest>, .reply = schema_in<OldCasePage>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<OldCaseRequest>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = d.old_registers.cases(actor_of(context), *query);
                return page ? json(*page) : problem(page.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/old-registers", .operation = "list_old_registers", .tag = "statistics", .summary = "导入过的旧台账，和可以为哪些调委会导入",
              .permission = "session", .reply = schema_in<OldImportList>, .handler = [&d](const Request&, Context& context) { return json(d.old_registers.imports(actor_of(context))); }});
  router.add({.method = "GET", .path = "/api/v1/old-registers/template", .operation = "get_old_register_template", .tag = "statistics", .summary = "旧台账的空表（xlsx）",
              .permission = "session", .reply_type = kXlsx, .handler = [&d](const Request&, Context& context) { return sheet_reply(d.old_registers.template_sheet(), "旧台账空表.xlsx", context); }});
  router.add({.method = "POST", .path = "/api/v1/old-registers/check", .operation = "check_old_register", .tag = "statistics", .summary = "试读一份旧台账，什么也不写入（正文就是文件）",
              .permission = "session", .query = schema_in<OldImportQuery>, .reply = schema_in<ImportReport>, .body_type = "application/octet-stream", .body_limit = kUpload,
              .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<OldImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto report = d.old_registers.examine(actor_of(context), query->office, request.body);
                return report ? json(*report) : problem(report.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/old-registers", .operation = "import_old_register", .tag = "statistics", .summary = "导入旧台账：没有错误的行一次写入，导入过的不再写",
              .permission = "session", .query = schema_in<OldImportQuery>, .reply = schema_in<ImportReport>, .body_type = "application/octet-stream", .body_limit = kUpload,
              .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<OldImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto report = d.old_registers.take_in(*entry, *query, request.body);
                return report ? json(*report) : problem(report.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/old-registers/sheet", .operation = "get_old_register_sheet", .tag = "statistics", .summary = "同一份旧台账，加上错误列（xlsx）",
              .permission = "session", .query = schema_in<OldImportQuery>, .body_type = "application/octet-stream", .reply_type = kXlsx, .body_limit = kUpload,
              .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<OldImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return sheet_reply(d.old_registers.answer_sheet(actor_of(context), query->office, request.body), "旧台账核对.xlsx", context);
              }});
  router.add({.method = "POST", .path = "/api/v1/old-registers/{import}/undo", .operation = "undo_old_register", .tag = "statistics",
              .summary = "撤销一次导入：由导入的人在七日内，整批撤下", .permission = "session", .status = 204, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto undone = d.old_registers.undo(*entry, std::string(request.param("import")));
                return undone ? no_content() : problem(undone.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

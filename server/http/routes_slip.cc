// Slips to and from the offices that do not log in.

#include "desk/slip_desk.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::size_t kUpload = 12U << 20;
constexpr auto kTriage = "role:triage";
constexpr auto kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

}  // namespace

void add_slip_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/slips", .operation = "list_slips", .tag = "slip", .summary = "转往不登录本系统的单位的事项：编号、进度、期限、结果",
              .permission = kTriage, .query = schema_in<ImportQuery>, .reply = schema_in<SlipList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto list = d.slips.sent(actor_of(context), query->system);
                return list ? json(*list) : problem(list.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/slips/xlsx", .operation = "get_slip_sheet", .tag = "slip", .summary = "联系单表格（xlsx），对方填好后导入",
              .permission = kTriage, .query = schema_in<ImportQuery>, .reply_type = kXlsx, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                auto bytes = d.slips.sheet(actor_of(context), query->system);
                if (!bytes) return problem(bytes.error(), context.request_id);
                return file_response({std::move(*bytes), kXlsx, "联系单.xlsx"}, true);
              }});
  router.add({.method = "POST", .path = "/api/v1/slips/check", .operation = "check_slips", .tag = "slip", .summary = "试读填好的联系单表格，什么也不写入（正文就是文件）",
              .permission = kTriage, .query = schema_in<ImportQuery>, .reply = schema_in<ImportReport>, .body_type = "application/octet-stream",
              .body_limit = kUpload, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto report = d.slips.examine(actor_of(context), query->system, request.body);
                return report ? json(*report) : problem(report.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/slips", .operation = "take_slips", .tag = "slip", .summary = "登记填好的联系单表格：对方的编号、进度、期限、结果",
              .permission = kTriage, .query = schema_in<ImportQuery>, .reply = schema_in<ImportReport>, .body_type = "application/octet-stream",
              .body_limit = kUpload, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto report = d.slips.take_in(*entry, query->system, request.body);
                return report ? json(*report) : problem(report.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/references/{reference}/slip", .operation = "issue_slip", .tag = "slip",
              .summary = "出具联系单；法院来函的，办结后出具退回函", .permission = "session", .reply = schema_in<MatterView>, .needs_if_match = true,
              .needs_idempotency_key = true, .has_etag = true, .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto written = d.slips.issue(*entry, MatterId{std::string(request.param("matter"))}, std::string(request.param("reference")));
                if (!written) return problem(written.error(), context.request_id);
                const auto view = d.matter.view(entry->actor, written->matter);
                if (!view) return problem(view.error(), context.request_id);
                return with_etag(json(*view), view->etag);
              }});
}

}  // namespace lianhu::http

// The half-page of a day, a week or a month, on screen and as xlsx; those kept under a name.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct SavedBriefList {
  std::vector<SavedBriefView> items;
};
LIANHU_DESCRIBE(SavedBriefList, (items))

}  // namespace

void add_brief_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/brief", .operation = "read_brief", .tag = "brief", .summary = "日报、周报、月报：新收、办结、在办、超期，按地点和类别",
              .permission = "session", .query = schema_in<BriefRequest>, .reply = schema_in<BriefView>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<BriefRequest>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto brief = d.briefs.brief(actor_of(context), *query);
                return brief ? json(*brief) : problem(brief.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/brief/sheet", .operation = "download_brief", .tag = "brief", .summary = "同一份简报，xlsx 表格", .permission = "session",
              .query = schema_in<BriefRequest>, .reply_type = std::string(xlsx_type), .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<BriefRequest>(request);
                if (!query) return problem(query.error(), context.request_id);
                auto sheet = d.briefs.sheet(actor_of(context), *query);
                if (!sheet) return problem(sheet.error(), context.request_id);
                return file_response({std::move(sheet->bytes), std::string(xlsx_type), std::move(sheet->name)}, true);
              }});
  router.add({.method = "GET", .path = "/api/v1/saved_briefs", .operation = "list_saved_briefs", .tag = "brief", .summary = "我的常用简报", .permission = "session",
              .reply = schema_in<SavedBriefList>, .handler = [&d](const Request&, Context& context) { return json(SavedBriefList{d.briefs.saved(actor_of(context))}); }});
  router.add({.method = "PUT", .path = "/api/v1/saved_briefs/{id}", .operation = "save_brief", .tag = "brief", .summary = "存为常用简报；同一编号再存即修改",
              .permission = "session", .body = schema_in<SavedBriefInput>, .status = 204, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto input = read_body<SavedBriefInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto saved = d.briefs.save(actor_of(context), std::string(request.param("id")), *input);
                return saved ? no_content() : problem(saved.error(), context.request_id);
              }});
  router.add({.method = "DELETE", .path = "/api/v1/saved_briefs/{id}", .operation = "forget_brief", .tag = "brief", .summary = "删除常用简报", .permission = "session",
              .status = 204, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto gone = d.briefs.forget(actor_of(context), std::string(request.param("id")));
                return gone ? no_content() : problem(gone.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

// Notices of staff: the own list, and what was read of it.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

struct NoticeQuery {
  std::optional<Time> before;
  std::optional<std::int32_t> limit;
};
LIANHU_DESCRIBE(NoticeQuery, (before, limit), {"limit", {.label = "条数", .min = 1, .max = 200}})
struct NoticeList {
  std::vector<NoticeView> items;
};
LIANHU_DESCRIBE(NoticeList, (items))
struct NoticesRead {
  std::int64_t count = 0;
};
LIANHU_DESCRIBE(NoticesRead, (count))

}  // namespace

void add_notice_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/notices", .operation = "list_notices", .tag = "notice", .summary = "给我和本机构的通知", .permission = "session",
              .query = schema_in<NoticeQuery>, .reply = schema_in<NoticeList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<NoticeQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return json(NoticeList{d.notices.list(actor_of(context), query->before, query->limit.value_or(50))});
              }});
  router.add({.method = "POST", .path = "/api/v1/notices/{notice}/read", .operation = "read_notice", .tag = "notice", .summary = "通知已读", .permission = "session",
              .status = 204, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto marked = d.notices.mark(actor_of(context), std::string(request.param("notice")));
                return marked ? no_content() : problem(marked.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/notices/read", .operation = "read_all_notices", .tag = "notice", .summary = "给我和本机构的通知全部标为已读",
              .permission = "session", .reply = schema_in<NoticesRead>, .needs_idempotency_key = true,
              .handler = [&d](const Request&, Context& context) { return json(NoticesRead{d.notices.mark_all(actor_of(context))}); }});
}

}  // namespace lianhu::http

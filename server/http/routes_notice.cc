// Notices of staff: the own list, and what was read of it.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {

void add_notice_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/notices", .operation = "list_notices", .tag = "notice", .summary = "给我和本机构的通知", .permission = "session",
              .query = schema_in<NoticeQuery>, .reply = schema_in<NoticeList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<NoticeQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto list = d.notices.list(actor_of(context), *query);
                return list ? json(*list) : problem(list.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/notices/{notice}/read", .operation = "read_notice", .tag = "notice", .summary = "通知已读", .permission = "session",
              .status = 204, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto marked = d.notices.mark(actor_of(context), std::string(request.param("notice")));
                return marked ? no_content() : problem(marked.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/notices/read", .operation = "read_all_notices", .tag = "notice", .summary = "给我和本机构的通知全部标为已读，或其中一种、一件事项的",
              .permission = "session", .body = schema_in<NoticeOrder>, .reply = schema_in<NoticesRead>, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<NoticeOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto read = d.notices.mark_all(actor_of(context), *order);
                return read ? json(*read) : problem(read.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/notices/unread", .operation = "unread_notices", .tag = "notice", .summary = "撤销十分钟以内的一次“全部已读”",
              .permission = "session", .body = schema_in<NoticeUndo>, .reply = schema_in<NoticesRead>, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto undo = read_body<NoticeUndo>(request);
                if (!undo) return problem(undo.error(), context.request_id);
                const auto read = d.notices.undo(actor_of(context), *undo);
                return read ? json(*read) : problem(read.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

// Lists, search and the live stream of staff.

#include "http/doors.h"
#include "http/gate.h"
#include "http/reply.h"
#include "store/matter_store.h"

namespace lianhu::http {

void add_work_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/work", .operation = "list_work", .tag = "work", .summary = "待办列表，按期限排序", .permission = "session",
              .query = schema_in<WorkRequest>, .reply = schema_in<WorkPage>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<WorkRequest>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = d.work.work(actor_of(context), *query);
                if (!page) return problem(page.error(), context.request_id);
                return json(*page);
              }});
  const auto list = [&d](const Request& request, Context& context) {
    const auto query = read_query<ListRequest>(request);
    if (!query) return problem(query.error(), context.request_id);
    const auto page = d.work.matters(actor_of(context), *query);
    if (!page) return problem(page.error(), context.request_id);
    return json(*page);
  };
  router.add({.method = "GET", .path = "/api/v1/matters", .operation = "list_matters", .tag = "work", .summary = "事项列表，最新的在前", .permission = "session",
              .query = schema_in<ListRequest>, .reply = schema_in<WorkPage>, .handler = list});
  router.add({.method = "GET", .path = "/api/v1/search", .operation = "search_matters", .tag = "work", .summary = "按文字、地点、编号查找（两个字起）",
              .permission = "session", .query = schema_in<ListRequest>, .reply = schema_in<WorkPage>, .handler = list});
  router.add({.method = "GET", .path = "/api/v1/stream", .operation = "stream", .tag = "work", .summary = "实时变化（SSE）：只说哪件事项变了，内容另行读取",
              .permission = "session", .reply_type = "text/event-stream", .handler = [&d](const Request& request, Context&) {
                const std::string token = session_token(request);
                return event_stream(d.broadcast.subscribe([&d, token](const Event& event) -> std::optional<std::string> {
                  // Session and rights are asked again for each event; what may not be known is not even hinted at.
                  const auto live = d.sessions.peek(token);
                  if (!live) return std::nullopt;
                  std::optional<MatterFile> head;
                  d.house.db().read([&](Session& session) { head = load_matter_head(session, d.house.region(), MatterId{event.topic}); });
                  if (!head || !may(live->actor, Action::know, {*head})) return std::nullopt;
                  return event.data;
                }));
              }});
}

}  // namespace lianhu::http

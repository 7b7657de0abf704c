// Reminders to offices: what recurs, what falls due, which season is ahead.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {

void add_prevention_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/prevention", .operation = "list_reminders", .tag = "work", .summary = "预防提示：同类多发、协议到期、季节提示，各附理由",
              .permission = "session", .query = schema_in<ReminderQuery>, .reply = schema_in<ReminderList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ReminderQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return json(d.prevention.list(actor_of(context), *query));
              }});
  router.add({.method = "GET", .path = "/api/v1/prevention/{reminder}", .operation = "get_reminder", .tag = "work", .summary = "一条预防提示和它背后的事项",
              .permission = "session", .reply = schema_in<ReminderPage>, .handler = [&d](const Request& request, Context& context) {
                const auto page = d.prevention.page(actor_of(context), std::string(request.param("reminder")));
                if (!page) return problem(page.error(), context.request_id);
                return json(*page);
              }});
  router.add({.method = "POST", .path = "/api/v1/prevention/{reminder}/answer", .operation = "answer_reminder", .tag = "work", .summary = "答复预防提示：怎样安排，或者为什么不用",
              .permission = "session", .body = schema_in<ReminderAnswer>, .reply = schema_in<ReminderView>, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto answer = read_body<ReminderAnswer>(request);
                if (!answer) return problem(answer.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto view = d.prevention.answer(*entry, std::string(request.param("reminder")), *answer);
                if (!view) return problem(view.error(), context.request_id);
                return json(*view);
              }});
}

}  // namespace lianhu::http

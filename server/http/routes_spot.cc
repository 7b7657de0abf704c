// Settled on the spot, and a group head's one tap: the forms, and the one request of the first.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {

void add_spot_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/quick", .operation = "get_quick_form", .tag = "matter", .summary = "联户长一键上报：日常类别的按钮、本人负责的组",
              .permission = "role:group_head", .reply = schema_in<QuickForm>,
              .handler = [&d](const Request&, Context& context) { return json(d.quick.form(actor_of(context))); }});
  router.add({.method = "GET", .path = "/api/v1/spot", .operation = "get_spot_form", .tag = "matter", .summary = "当场办结的一屏表单：四栏、本人负责的地点", .permission = "session",
              .reply = schema_in<SpotForm>, .handler = [&d](const Request&, Context& context) {
                const auto form = d.spot.form(actor_of(context));
                if (!form) return problem(form.error(), context.request_id);
                return json(*form);
              }});
  router.add({.method = "POST", .path = "/api/v1/spot", .operation = "settle_on_spot", .tag = "matter", .summary = "登记一件当场办结的咨询或事项", .permission = "session",
              .body = schema_in<SpotReport>, .reply = schema_in<MatterView>, .status = 201, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto report = read_body<SpotReport>(request);
                if (!report) return problem(report.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto taken = d.spot.settle(*entry, *report);
                if (!taken) return problem(taken.error(), context.request_id);
                auto view = d.matter.view(entry->actor, taken->matter);
                if (!view) return problem(view.error(), context.request_id);
                if (auto receipt = d.intake.receipt(*taken); receipt) view->receipt = std::move(*receipt);
                return with_etag(created("/api/v1/matters/" + view->id, *view), view->etag);
              }});
}

}  // namespace lianhu::http

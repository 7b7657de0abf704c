// The same thing reported twice, and two things reported as one.

#include "desk/split_desk.h"
#include "desk/twin_desk.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

MatterId matter_of(const Request& request) { return MatterId{std::string(request.param("matter"))}; }

Response listed(const Result<TwinList>& list, const Context& context) {
  if (!list) return problem(list.error(), context.request_id);
  return json(*list);
}

}  // namespace

void add_twin_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/twins", .operation = "list_twins", .tag = "matter",
              .summary = "可能重复的事项：按地点、类别、时间和内容，连同理由", .permission = "session", .reply = schema_in<TwinList>,
              .handler = [&d](const Request& request, Context& context) { return listed(d.twins.of_matter(actor_of(context), matter_of(request)), context); }});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/joined-reports", .operation = "list_joined_reports", .tag = "matter",
              .summary = "并入这件事项的反映各说了什么（留下查阅记录）", .permission = "session", .reply = schema_in<JoinedReportList>,
              .handler = [&d](const Request& request, Context& context) {
                const auto list = d.twins.joined(actor_of(context), matter_of(request));
                if (!list) return problem(list.error(), context.request_id);
                return json(*list);
              }});
  router.add({.method = "POST", .path = "/api/v1/twins", .operation = "find_twins", .tag = "matter", .summary = "登记以前核对：正在填写的反映是不是已经有了",
              .permission = "session", .body = schema_in<TwinAsk>, .reply = schema_in<TwinList>, .handler = [&d](const Request& request, Context& context) {
                const auto ask = read_body<TwinAsk>(request);
                if (!ask) return problem(ask.error(), context.request_id);
                return listed(d.twins.of_report(actor_of(context), *ask), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/apart", .operation = "keep_apart", .tag = "matter", .summary = "核对过，不是同一件事：不再提示",
              .permission = "session", .body = schema_in<ApartOrder>, .status = 204, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<ApartOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto kept = d.twins.keep_apart(*entry, matter_of(request), *order);
                if (!kept) return problem(kept.error(), context.request_id);
                return no_content();
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/split", .operation = "split_matter", .tag = "matter", .summary = "拆分：其中一部分问题另立一件事项",
              .permission = "session", .body = schema_in<SplitOrder>, .reply = schema_in<MatterView>, .status = 201, .needs_if_match = true,
              .needs_idempotency_key = true, .has_etag = true, .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<SplitOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto written = d.splits.split(*entry, matter_of(request), *order);
                if (!written) return problem(written.error(), context.request_id);
                const auto view = d.matter.view(entry->actor, written->matter);
                if (!view) return problem(view.error(), context.request_id);
                return with_etag(created("/api/v1/matters/" + view->id, *view), view->etag);
              }});
}

}  // namespace lianhu::http

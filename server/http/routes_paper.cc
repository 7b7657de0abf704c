// Papers made by hand at a matter: what is offered, and making one.

#include "http/routes_paper.h"

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {

void add_paper_routes(Router& router, const PaperDesk& papers, const MatterDesk& matters) {
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/papers", .operation = "list_paper_offers", .tag = "matter",
              .summary = "现在可以出具的标准文书，事项里已有的内容已填好", .permission = "session", .reply = schema_in<PaperOffers>,
              .handler = [&papers](const Request& request, Context& context) {
                const auto offers = papers.offers(actor_of(context), MatterId{std::string(request.param("matter"))});
                return offers ? json(*offers) : problem(offers.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/papers", .operation = "issue_paper", .tag = "matter",
              .summary = "出具一份标准文书，或者印成有编号的空白文书", .permission = "session", .body = schema_in<PaperOrder>, .reply = schema_in<MatterView>,
              .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true, .handler = [&papers, &matters](const Request& request, Context& context) {
                const auto order = read_body<PaperOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto written = papers.issue(*entry, MatterId{std::string(request.param("matter"))}, *order);
                if (!written) return problem(written.error(), context.request_id);
                const auto view = matters.view(entry->actor, written->matter);
                if (!view) return problem(view.error(), context.request_id);
                return with_etag(json(*view), view->etag);
              }});
}

}  // namespace lianhu::http

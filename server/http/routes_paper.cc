// Papers made by hand at a matter: what is offered, and making one.

#include "http/routes_paper.h"

#include <algorithm>
#include <cstdlib>

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

// The matter after what was done.
Response shown(const MatterDesk& matters, const Entry& entry, const MatterId& matter, const Context& context) {
  const auto view = matters.view(entry.actor, matter);
  if (!view) return problem(view.error(), context.request_id);
  return with_etag(json(*view), view->etag);
}

}  // namespace

void add_paper_routes(Router& router, const PaperDesk& papers, const MatterDesk& matters) {
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/papers", .operation = "list_paper_offers", .tag = "matter",
              .summary = "现在可以出具的标准文书，事项里已有的内容已填好", .permission = "session", .query = schema_in<PaperQuery>, .reply = schema_in<PaperOffers>,
              .handler = [&papers](const Request& request, Context& context) {
                const auto query = read_query<PaperQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto offers = papers.offers(actor_of(context), MatterId{std::string(request.param("matter"))}, *query);
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
                return written ? shown(matters, *entry, written->matter, context) : problem(written.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/papers/preview/{page}", .operation = "preview_paper", .tag = "matter",
              .summary = "照这样出具的文书看起来怎样（一页图片，什么也不保存）", .permission = "session", .body = schema_in<PaperOrder>, .reply_type = "image/png", .needs_idempotency_key = true,
              .tells_pages = true, .handler = [&papers](const Request& request, Context& context) {
                const auto order = read_body<PaperOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                auto page = papers.preview(actor_of(context), MatterId{std::string(request.param("matter"))}, *order, std::max(1, std::atoi(std::string(request.param("page")).c_str())));
                if (!page) return problem(page.error(), context.request_id);
                return file_response(std::move(*page), false);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/documents/{document}/void", .operation = "void_paper", .tag = "matter",
              .summary = "一份文书作废，写明原因；编号不再使用", .permission = "session", .body = schema_in<PaperVoid>, .reply = schema_in<MatterView>,
              .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true, .handler = [&papers, &matters](const Request& request, Context& context) {
                const auto order = read_body<PaperVoid>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto written = papers.make_void(*entry, MatterId{std::string(request.param("matter"))}, DocumentId{std::string(request.param("document"))}, *order);
                return written ? shown(matters, *entry, written->matter, context) : problem(written.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

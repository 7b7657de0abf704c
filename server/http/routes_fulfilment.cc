// Lines on a promise, the receipt made from one, and the packet for enforcement.

#include "http/routes_fulfilment.h"

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

MatterId matter_of(const Request& request) { return MatterId{std::string(request.param("matter"))}; }
std::string word_of(const Request& request, std::string_view name) { return std::string(request.param(name)); }

template <class Does>
Response written(const MatterDesk& matters, const Request& request, Context& context, Does does) {
  const auto entry = entry_of(request, context);
  if (!entry) return problem(entry.error(), context.request_id);
  const Result<Written> done_now = does(*entry);
  if (!done_now) return problem(done_now.error(), context.request_id);
  const auto view = matters.view(entry->actor, done_now->matter);
  if (!view) return problem(view.error(), context.request_id);
  return with_etag(json(*view), view->etag);
}

}  // namespace

void add_fulfilment_routes(Router& router, const FulfilmentDesk& fulfilment, const EnforcementDesk& enforcement, const PaperDesk& papers, const MatterDesk& matters) {
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/obligations/{obligation}/entries", .operation = "record_performance", .tag = "matter",
              .summary = "在一项约定上登记一笔：履行、免除、催要、承认、违反、条件成就", .permission = "session", .body = schema_in<Performance>,
              .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&fulfilment, &matters](const Request& request, Context& context) {
                const auto performance = read_body<Performance>(request);
                if (!performance) return problem(performance.error(), context.request_id);
                return written(matters, request, context,
                               [&](const Entry& entry) { return fulfilment.enter(entry, matter_of(request), word_of(request, "obligation"), *performance); });
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/obligations/{obligation}/entries/{line}/reversal", .operation = "reverse_performance",
              .tag = "matter", .summary = "撤销一笔登记错的（原来的一笔保留）", .permission = "session", .body = schema_in<EntryReversal>,
              .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&fulfilment, &matters](const Request& request, Context& context) {
                const auto reversal = read_body<EntryReversal>(request);
                if (!reversal) return problem(reversal.error(), context.request_id);
                return written(matters, request, context, [&](const Entry& entry) {
                  return fulfilment.reverse(entry, matter_of(request), word_of(request, "obligation"), word_of(request, "line"), *reversal);
                });
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/obligations/{obligation}/entries/{line}/receipt", .operation = "issue_fulfilment_receipt",
              .tag = "matter", .summary = "按登记的这一笔出具协议履行凭证", .permission = "session", .reply = schema_in<MatterView>, .needs_if_match = true,
              .needs_idempotency_key = true, .has_etag = true, .handler = [&fulfilment, &papers, &matters](const Request& request, Context& context) {
                return written(matters, request, context, [&](const Entry& entry) {
                  return fulfilment.receipt(papers, entry, matter_of(request), word_of(request, "obligation"), word_of(request, "line"));
                });
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/enforcement-packet", .operation = "make_enforcement_packet", .tag = "matter",
              .summary = "协议经法院裁定确认、到期没有履行的，整理申请执行材料：申请书、目录、裁定书、协议、凭证装订成一份 PDF", .permission = "session",
              .body = schema_in<EnforcementInput>, .reply = schema_in<MatterView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&enforcement, &matters](const Request& request, Context& context) {
                const auto input = read_body<EnforcementInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                return written(matters, request, context, [&](const Entry& entry) { return enforcement.pack(entry, matter_of(request), *input); });
              }});
}

}  // namespace lianhu::http

// Many matters at once: the act with a result for each, and the dockets to print.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

struct BulkMoves {
  std::vector<BulkMove> items;
};
LIANHU_DESCRIBE(BulkMoves, (items))

}  // namespace

void add_bulk_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/bulk", .operation = "list_bulk_moves", .tag = "work", .summary = "可以批量办理的动作和表单", .permission = "role:triage",
              .reply = schema_in<BulkMoves>, .handler = [&d](const Request&, Context&) { return json(BulkMoves{d.bulk.moves()}); }});
  router.add({.method = "POST", .path = "/api/v1/bulk", .operation = "act_in_bulk", .tag = "work",
              .summary = "批量交办、催办（最多 200 件）：每件各有结果；同一编号再发一次，只补没有办成的", .permission = "role:triage", .body = schema_in<BulkOrder>,
              .reply = schema_in<BulkResult>, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<BulkOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto result = d.bulk.act(*entry, *order);
                if (!result) return problem(result.error(), context.request_id);
                return json(*result);
              }});
  router.add({.method = "POST", .path = "/api/v1/dockets", .operation = "list_dockets", .tag = "work", .summary = "批量打印：所选事项的单子（最多 200 件，逐件留下查阅记录）",
              .permission = "session", .body = schema_in<DocketOrder>, .reply = schema_in<DocketSheet>, .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<DocketOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto sheet = d.bulk.dockets(actor_of(context), *order);
                if (!sheet) return problem(sheet.error(), context.request_id);
                return json(*sheet);
              }});
}

}  // namespace lianhu::http

// Notices on their way out: the operator's view, the call list, the letters.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr auto kOperator = "role:system_admin";
constexpr auto kDesk = "role:triage";
constexpr auto kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct CallQuery {
  std::optional<bool> all;
  std::optional<std::string> cursor;
};
LIANHU_DESCRIBE(CallQuery, (all, cursor), {"all", {.label = "连同约定改天的"}}, {"cursor", {.label = "翻页", .format = Format::uuid}})

}  // namespace

void add_delivery_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/outbox", .operation = "get_outbox", .tag = "delivery", .summary = "对外通知：各通道有多少在等、为什么、从何时起，上次送达是何时",
              .permission = kOperator, .reply = schema_in<OutboxView>, .handler = [&d](const Request&, Context&) { return json(d.deliveries.stuck()); }});
  router.add({.method = "POST", .path = "/api/v1/outbox/retry", .operation = "retry_outbox", .tag = "delivery", .summary = "一组没有送到的通知重新发送（用原来的送达编号）",
              .permission = kOperator, .body = schema_in<OutboxOrder>, .reply = schema_in<OutboxDone>, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<OutboxOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto done = d.deliveries.retry(actor_of(context), *order);
                return done ? json(*done) : problem(done.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/outbox/give-up", .operation = "give_up_outbox", .tag = "delivery", .summary = "一组通知不再发送，写明理由",
              .permission = kOperator, .body = schema_in<OutboxOrder>, .reply = schema_in<OutboxDone>, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<OutboxOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto done = d.deliveries.give_up(actor_of(context), *order);
                return done ? json(*done) : problem(done.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/calls", .operation = "list_calls", .tag = "delivery", .summary = "今天要打电话告知的当事人（号码隐去中间四位）", .permission = kDesk,
              .query = schema_in<CallQuery>, .reply = schema_in<CallList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<CallQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return json(d.calls.list(actor_of(context), query->all.value_or(false), query->cursor.value_or("")));
              }});
  router.add({.method = "GET", .path = "/api/v1/calls/xlsx", .operation = "get_call_sheet", .tag = "delivery", .summary = "今天的电话告知名单（xlsx，含号码，逐件留下查阅记录）",
              .permission = kDesk, .reply_type = kXlsx, .handler = [&d](const Request&, Context& context) {
                auto bytes = d.calls.sheet(actor_of(context));
                if (!bytes) return problem(bytes.error(), context.request_id);
                return file_response({std::move(*bytes), kXlsx, "电话告知名单.xlsx"}, true);
              }});
  router.add({.method = "POST", .path = "/api/v1/calls/{call}/number", .operation = "open_call_number", .tag = "delivery", .summary = "打开一个电话号码（留下查阅记录）", .permission = kDesk,
              .reply = schema_in<CallNumber>, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto number = d.calls.number(actor_of(context), std::string(request.param("call")));
                return number ? json(*number) : problem(number.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/calls/{call}/result", .operation = "record_call", .tag = "delivery", .summary = "登记这个电话的结果", .permission = kDesk,
              .body = schema_in<CallResult>, .status = 204, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto result = read_body<CallResult>(request);
                if (!result) return problem(result.error(), context.request_id);
                const auto recorded = d.calls.record(*entry, std::string(request.param("call")), *result);
                return recorded ? no_content() : problem(recorded.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/letters", .operation = "list_letters", .tag = "delivery", .summary = "等待打印的通知信和打印过的批次", .permission = kDesk,
              .reply = schema_in<LetterView>, .handler = [&d](const Request&, Context& context) { return json(d.letters.view(actor_of(context))); }});
  router.add({.method = "POST", .path = "/api/v1/letters/batches", .operation = "print_letters", .tag = "delivery", .summary = "把一个机构等待的通知信合成一批打印", .permission = kDesk,
              .body = schema_in<BatchOrder>, .reply = schema_in<BatchView>, .status = 201, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto order = read_body<BatchOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto batch = d.letters.print(*entry, *order);
                return batch ? created("/api/v1/letters/batches/" + batch->id + "/pdf", *batch) : problem(batch.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/letters/batches/{batch}/pdf", .operation = "get_letters_pdf", .tag = "delivery", .summary = "一批通知信（PDF，可以重印）", .permission = kDesk,
              .reply_type = "application/pdf", .handler = [&d](const Request& request, Context& context) {
                auto file = d.letters.pdf(actor_of(context), std::string(request.param("batch")));
                return file ? file_response(std::move(*file), false) : problem(file.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/letters/batches/{batch}/done", .operation = "finish_letters", .tag = "delivery", .summary = "登记一批信哪天寄出或送到", .permission = kDesk,
              .body = schema_in<BatchDone>, .reply = schema_in<BatchView>, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto how = read_body<BatchDone>(request);
                if (!how) return problem(how.error(), context.request_id);
                const auto batch = d.letters.finish(*entry, std::string(request.param("batch")), *how);
                return batch ? json(*batch) : problem(batch.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

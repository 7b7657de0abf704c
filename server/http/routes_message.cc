// Messages down the tree, their receipts, and what of them everybody may read.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr auto kSenders = "role:triage|role:leader|role:handler|role:grid_worker";

struct MessagePageQuery {
  std::optional<std::string> place;
};
LIANHU_DESCRIBE(MessagePageQuery, (place), {"place", {.label = "地点", .max = 60}})

struct MessageReachQuery {
  std::string place;
};
LIANHU_DESCRIBE(MessageReachQuery, (place), {"place", {.label = "传达到的地点", .max = 60}})

}  // namespace

void add_message_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/messages", .operation = "list_messages", .tag = "message", .summary = "本机构向下传达的消息", .permission = kSenders,
              .reply = schema_in<MessageList>, .handler = [&d](const Request&, Context& context) { return json(d.messages.sent(actor_of(context))); }});
  router.add({.method = "POST", .path = "/api/v1/messages", .operation = "send_message", .tag = "message", .summary = "向所辖的一个地点传达消息，到每个联户", .permission = kSenders,
              .body = schema_in<NewMessage>, .reply = schema_in<MessageView>, .status = 201, .needs_idempotency_key = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto message = read_body<NewMessage>(request);
                if (!message) return problem(message.error(), context.request_id);
                const auto sent = d.messages.send(*entry, *message);
                return sent ? created("/api/v1/messages/" + sent->id, *sent) : problem(sent.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/message-reach", .operation = "reach_of_message", .tag = "message", .summary = "传达到这个地点会到多少联户，其中多少还没有联户长", .permission = kSenders,
              .query = schema_in<MessageReachQuery>, .reply = schema_in<MessageReach>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<MessageReachQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto reach = d.messages.reach(actor_of(context), query->place);
                return reach ? json(*reach) : problem(reach.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/messages/{message}", .operation = "get_message", .tag = "message", .summary = "一条消息的回执，按乡镇、村、网格、联户", .permission = kSenders,
              .query = schema_in<MessagePageQuery>, .reply = schema_in<MessagePage>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<MessagePageQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = d.messages.page(actor_of(context), std::string(request.param("message")), query->place.value_or(""));
                return page ? json(*page) : problem(page.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/messages/{message}/recall", .operation = "recall_message", .tag = "message", .summary = "撤回一条消息，写明理由", .permission = kSenders,
              .body = schema_in<RecallOrder>, .reply = schema_in<MessageView>, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto order = read_body<RecallOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto view = d.messages.recall(*entry, std::string(request.param("message")), *order);
                return view ? json(*view) : problem(view.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/tasks", .operation = "list_tasks", .tag = "message", .summary = "联户长要传达的消息", .permission = "role:group_head",
              .reply = schema_in<TaskList>, .handler = [&d](const Request&, Context& context) { return json(d.messages.tasks(actor_of(context))); }});
  router.add({.method = "POST", .path = "/api/v1/messages/{message}/receipt", .operation = "answer_message", .tag = "message", .summary = "一个联户的回执：已读，或已传达到多少户", .permission = "role:group_head",
              .body = schema_in<ReceiptInput>, .reply = schema_in<TaskView>, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto input = read_body<ReceiptInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto view = d.messages.receipt(*entry, std::string(request.param("message")), *input);
                return view ? json(*view) : problem(view.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/public/messages", .operation = "list_public_messages", .tag = "public", .summary = "一个地点和它上级的公开消息，新的在前", .permission = "public",
              .query = schema_in<PublicMessageQuery>, .reply = schema_in<PublicMessages>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<PublicMessageQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = d.messages.open_to_all(*query);
                return page ? json(*page) : problem(page.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

// Answers to other systems, as sheets with their numbers.

#include "desk/reply_desk.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr auto kTriage = "role:triage";
constexpr auto kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string sheet_of(const Request& request) { return std::string(request.param("sheet")); }

using Does = Result<ReplySheetRow> (ReplyDesk::*)(const Entry&, const std::string&, const ReplyAct&) const;
Handler acts(const Desks& d, Does does) {
  return [&d, does](const Request& request, Context& context) {
    const auto act = read_body<ReplyAct>(request);
    if (!act) return problem(act.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    const auto row = (d.replies.*does)(*entry, sheet_of(request), *act);
    return row ? json(*row) : problem(row.error(), context.request_id);
  };
}

}  // namespace

void add_reply_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/replies", .operation = "list_replies", .tag = "reply", .summary = "一个系统在一段时间里的来件和答复情况",
              .permission = kTriage, .query = schema_in<ReplyQuery>, .reply = schema_in<ReplyPage>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ReplyQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = d.replies.waiting(actor_of(context), *query);
                return page ? json(*page) : problem(page.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/reply-sheets", .operation = "list_reply_sheets", .tag = "reply", .summary = "本机构出过的答复表，最新的在前",
              .permission = kTriage, .reply = schema_in<ReplySheetList>, .handler = [&d](const Request&, Context& context) {
                const auto list = d.replies.sheets(actor_of(context));
                return list ? json(*list) : problem(list.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/reply-sheets", .operation = "make_reply_sheet", .tag = "reply",
              .summary = "出一份答复表：已办结、未答复的事项记为已答复", .permission = kTriage, .body = schema_in<ReplyOrder>, .reply = schema_in<ReplySheetRow>,
              .status = 201, .body_limit = 1U << 20, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto order = read_body<ReplyOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto row = d.replies.answer(*entry, *order);
                return row ? created("/api/v1/reply-sheets/" + row->id, *row) : problem(row.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/reply-sheets/{sheet}/xlsx", .operation = "get_reply_sheet", .tag = "reply",
              .summary = "答复表（xlsx，按对方的编号和表头；可以再次下载）", .permission = kTriage, .reply_type = kXlsx,
              .handler = [&d](const Request& request, Context& context) {
                auto bytes = d.replies.file(actor_of(context), sheet_of(request));
                if (!bytes) return problem(bytes.error(), context.request_id);
                return file_response({std::move(*bytes), kXlsx, "答复表.xlsx"}, true);
              }});
  router.add({.method = "POST", .path = "/api/v1/reply-sheets/{sheet}/take-back", .operation = "take_back_reply", .tag = "reply",
              .summary = "撤回答复（整份或其中几件），可以重新答复；对方已确认的不能撤回", .permission = kTriage, .body = schema_in<ReplyAct>,
              .reply = schema_in<ReplySheetRow>, .body_limit = 1U << 20, .needs_idempotency_key = true, .handler = acts(d, &ReplyDesk::take_back)});
  router.add({.method = "POST", .path = "/api/v1/reply-sheets/{sheet}/confirm", .operation = "confirm_reply", .tag = "reply",
              .summary = "登记对方已确认收到（整份或其中几件）", .permission = kTriage, .body = schema_in<ReplyAct>, .reply = schema_in<ReplySheetRow>,
              .body_limit = 1U << 20, .needs_idempotency_key = true, .handler = acts(d, &ReplyDesk::confirm)});
}

}  // namespace lianhu::http

// Stubs: disputes held elsewhere that are not ours.

#include "desk/stub_desk.h"
#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr std::size_t kUpload = 12U << 20;
constexpr auto kTriage = "role:triage";
constexpr auto kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string stub_of(const Request& request) { return std::string(request.param("stub")); }

Response stub_reply(const Result<StubView>& view, const Context& context, int status = 200) {
  if (!view) return problem(view.error(), context.request_id);
  return with_etag(json(*view, status), view->etag);
}

template <class Input, class Does>
Handler acts(Does does, int status = 200) {
  return [does, status](const Request& request, Context& context) {
    const auto input = read_body<Input>(request);
    if (!input) return problem(input.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    return stub_reply(does(request, *entry, *input), context, status);
  };
}

}  // namespace

void add_stub_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/stubs", .operation = "list_stubs", .tag = "stub", .summary = "存根：还不是本中心事项的外部纠纷，只有编号、状态和期限",
              .permission = kTriage, .query = schema_in<ImportQuery>, .reply = schema_in<StubList>, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto list = d.stubs.list(actor_of(context), query->system);
                return list ? json(*list) : problem(list.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/stubs", .operation = "add_stub", .tag = "stub", .summary = "登记一条存根", .permission = kTriage,
              .body = schema_in<StubInput>, .reply = schema_in<StubView>, .status = 201, .needs_idempotency_key = true, .has_etag = true,
              .handler = acts<StubInput>([&d](const Request&, const Entry& entry, const StubInput& input) { return d.stubs.add(entry, input); }, 201)});
  router.add({.method = "GET", .path = "/api/v1/stubs/template", .operation = "get_stub_template", .tag = "stub", .summary = "存根表格的空表（xlsx）",
              .permission = kTriage, .query = schema_in<ImportQuery>, .reply_type = kXlsx, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                auto bytes = d.stubs.template_sheet(query->system);
                if (!bytes) return problem(bytes.error(), context.request_id);
                return file_response({std::move(*bytes), kXlsx, "存根表格.xlsx"}, true);
              }});
  router.add({.method = "POST", .path = "/api/v1/stubs/check", .operation = "check_stubs", .tag = "stub", .summary = "试读存根表格，什么也不写入（正文就是文件）",
              .permission = kTriage, .query = schema_in<ImportQuery>, .reply = schema_in<ImportReport>, .body_type = "application/octet-stream",
              .body_limit = kUpload, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto report = d.stubs.examine(actor_of(context), query->system, request.body);
                return report ? json(*report) : problem(report.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/stubs/import", .operation = "take_stubs", .tag = "stub", .summary = "按表格登记和更新存根", .permission = kTriage,
              .query = schema_in<ImportQuery>, .reply = schema_in<ImportReport>, .body_type = "application/octet-stream", .body_limit = kUpload,
              .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ImportQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto report = d.stubs.take_in(*entry, query->system, request.body);
                return report ? json(*report) : problem(report.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/stubs/{stub}", .operation = "get_stub", .tag = "stub", .summary = "一条存根和它的经过", .permission = kTriage,
              .reply = schema_in<StubView>, .has_etag = true,
              .handler = [&d](const Request& request, Context& context) { return stub_reply(d.stubs.view(actor_of(context), stub_of(request)), context); }});
  router.add({.method = "PUT", .path = "/api/v1/stubs/{stub}", .operation = "change_stub", .tag = "stub", .summary = "更新存根的编号、状态、期限、地点",
              .permission = kTriage, .body = schema_in<StubInput>, .reply = schema_in<StubView>, .needs_if_match = true, .needs_idempotency_key = true,
              .has_etag = true, .handler = acts<StubInput>([&d](const Request& request, const Entry& entry, const StubInput& input) {
                return d.stubs.change(entry, stub_of(request), input);
              })});
  router.add({.method = "POST", .path = "/api/v1/stubs/{stub}/end", .operation = "end_stub", .tag = "stub", .summary = "存根办结，记一个结果", .permission = kTriage,
              .body = schema_in<StubEnd>, .reply = schema_in<StubView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = acts<StubEnd>([&d](const Request& request, const Entry& entry, const StubEnd& input) { return d.stubs.end(entry, stub_of(request), input); })});
  router.add({.method = "POST", .path = "/api/v1/stubs/{stub}/reopen", .operation = "reopen_stub", .tag = "stub", .summary = "恢复误办结的存根", .permission = kTriage,
              .reply = schema_in<StubView>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&d](const Request& request, Context& context) {
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                return stub_reply(d.stubs.reopen(*entry, stub_of(request)), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/stubs/{stub}/tie", .operation = "tie_stub", .tag = "stub", .summary = "并到本中心的一件事项，成为它的对方编号",
              .permission = kTriage, .body = schema_in<StubTie>, .reply = schema_in<StubView>, .needs_if_match = true, .needs_idempotency_key = true,
              .has_etag = true, .handler = [&d](const Request& request, Context& context) {
                const auto input = read_body<StubTie>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto written = d.stubs.tie(*entry, stub_of(request), *input);
                if (!written) return problem(written.error(), context.request_id);
                return stub_reply(d.stubs.view(entry->actor, stub_of(request)), context);
              }});
}

}  // namespace lianhu::http

// Procedures handed in, looked at and released: the system and the security administrator's.

#include "base/hash.h"
#include "http/reply.h"
#include "http/routes_admin.h"

namespace lianhu::http {
namespace {

constexpr auto kSystem = "role:system_admin";
constexpr auto kSecurity = "role:security_admin";
constexpr auto kBoth = "role:system_admin|role:security_admin";
constexpr std::size_t kFile = 512 * 1024;

template <class T>
Response plain(const Result<T>& result, const Context& context) {
  return result ? json(*result) : problem(result.error(), context.request_id);
}

}  // namespace

void add_procedure_routes(Router& router, ProcedureDesk& procedures) {
  router.add({.method = "GET", .path = "/api/v1/procedure-versions", .operation = "list_procedure_versions", .tag = "procedure", .summary = "程序的各版和提交的",
              .permission = kBoth, .reply = schema_in<ProcedureVersions>,
              .handler = [&procedures](const Request&, Context& context) { return plain(procedures.versions(context.as<Actor>()), context); }});
  router.add({.method = "GET", .path = "/api/v1/procedure-versions/{id}", .operation = "get_procedure_text", .tag = "procedure", .summary = "一版程序的原文",
              .permission = kBoth, .reply = schema_in<ProcedureText>, .handler = [&procedures](const Request& request, Context& context) {
                return plain(procedures.text(context.as<Actor>(), std::string(request.param("id"))), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/procedure-versions/check", .operation = "check_procedure", .tag = "procedure",
              .summary = "检查一份程序文件：每处错误，和办理中的事项会有什么不同；什么也不写入", .permission = kBoth, .body = schema_in<ProcedureText>,
              .reply = schema_in<ProcedureCheckReport>, .body_limit = kFile, .needs_idempotency_key = true, .handler = [&procedures](const Request& request, Context& context) {
                const auto input = read_body<ProcedureText>(request);
                return input ? plain(procedures.check(context.as<Actor>(), *input), context) : problem(input.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/procedure-drafts", .operation = "submit_procedure", .tag = "procedure", .summary = "提交一份程序，等安全管理员发布",
              .permission = kSystem, .body = schema_in<ProcedureText>, .reply = schema_in<ProcedureDraftRow>, .status = 201, .body_limit = kFile,
              .needs_idempotency_key = true, .handler = [&procedures](const Request& request, Context& context) {
                const auto input = read_body<ProcedureText>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto row = procedures.submit(context.as<Actor>(), *input, {std::string(request.idempotency_key()), sha256_hex(request.body)});
                return row ? created("/api/v1/procedure-drafts/" + row->id, *row) : problem(row.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/procedure-drafts/{id}", .operation = "get_procedure_draft", .tag = "procedure", .summary = "提交的一份的原文",
              .permission = kBoth, .reply = schema_in<ProcedureText>, .handler = [&procedures](const Request& request, Context& context) {
                return plain(procedures.draft_text(context.as<Actor>(), std::string(request.param("id"))), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/procedure-drafts/{id}/decision", .operation = "decide_procedure", .tag = "procedure", .summary = "发布或退回",
              .permission = kSecurity, .body = schema_in<DraftDecision>, .reply = schema_in<ProcedureDraftRow>, .needs_idempotency_key = true,
              .handler = [&procedures](const Request& request, Context& context) {
                const auto input = read_body<DraftDecision>(request);
                if (!input) return problem(input.error(), context.request_id);
                return plain(procedures.decide(context.as<Actor>(), std::string(request.param("id")), *input), context);
              }});
}

}  // namespace lianhu::http

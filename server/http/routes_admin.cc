#include "http/routes_admin.h"

#include <charconv>

#include "base/hash.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr auto system_admin = "role:system_admin";
constexpr auto security_admin = "role:security_admin";
constexpr auto audit_admin = "role:audit_admin";

// An id that cannot be one is answered as one that nobody has.
Result<AccountId> account_of(const Request& request) {
  auto id = AccountId::parse(request.param("id"));
  if (!id) return not_found();
  return std::move(*id);
}

// The version of an ETag; one that no account ever had when the tag is none of ours.
std::int64_t version_of(const std::string& tag) {
  std::int64_t version = 0;
  const auto [end, fault] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  return fault == std::errc() && end == tag.data() + tag.size() ? version : -1;
}

Response nothing_or(const Result<Done>& result, const Context& context) {
  return result ? no_content() : problem(result.error(), context.request_id);
}

Response create_account(AccountDesk& desk, const Request& request, const Context& context) {
  const auto input = read_body<AccountInput>(request);
  if (!input) return problem(input.error(), context.request_id);
  const auto row = desk.create(context.as<Actor>(), *input, {std::string(request.idempotency_key()), sha256_hex(request.body)});
  if (!row) return problem(row.error(), context.request_id);
  return with_etag(created("/api/v1/accounts/" + row->id, *row), row->etag);
}

Response change_account(AccountDesk& desk, const Request& request, const Context& context) {
  const auto input = read_body<AccountInput>(request);
  if (!input) return problem(input.error(), context.request_id);
  const auto id = account_of(request);
  if (!id) return problem(id.error(), context.request_id);
  const auto row = desk.change(context.as<Actor>(), *id, *input, version_of(*request.if_match()));
  if (!row) return problem(row.error(), context.request_id);
  return with_etag(json(*row), row->etag);
}

Response reset_password(AccountDesk& desk, const Request& request, const Context& context) {
  const auto act = read_body<AccountAct>(request);
  if (!act) return problem(act.error(), context.request_id);
  const auto id = account_of(request);
  if (!id) return problem(id.error(), context.request_id);
  const auto password = desk.reset(context.as<Actor>(), *id, *act);
  return password ? json(*password) : problem(password.error(), context.request_id);
}

using Act = Result<Done> (AccountDesk::*)(const Actor&, const AccountId&, const AccountAct&);
Handler acting(AccountDesk& desk, Act method) {
  return [&desk, method](const Request& request, Context& context) {
    const auto act = read_body<AccountAct>(request);
    if (!act) return problem(act.error(), context.request_id);
    const auto id = account_of(request);
    if (!id) return problem(id.error(), context.request_id);
    return nothing_or((desk.*method)(context.as<Actor>(), *id, *act), context);
  };
}

void add_security_routes(Router& router, AccountDesk& accounts) {
  router.add({.method = "POST", .path = "/api/v1/accounts/{id}/reset", .operation = "reset_password", .tag = "account", .summary = "重置密码",
              .permission = security_admin, .body = schema_in<AccountAct>, .reply = schema_in<OneTimePassword>,
              .needs_idempotency_key = true,
              .handler = [&accounts](const Request& request, Context& context) { return reset_password(accounts, request, context); }});
  router.add({.method = "POST", .path = "/api/v1/accounts/{id}/disable", .operation = "disable_account", .tag = "account", .summary = "停用账户",
              .permission = security_admin, .body = schema_in<AccountAct>, .status = 204, .needs_idempotency_key = true,
              .handler = acting(accounts, &AccountDesk::disable)});
  router.add({.method = "POST", .path = "/api/v1/accounts/{id}/enable", .operation = "enable_account", .tag = "account", .summary = "启用账户",
              .permission = security_admin, .body = schema_in<AccountAct>, .status = 204, .needs_idempotency_key = true,
              .handler = acting(accounts, &AccountDesk::enable)});
  router.add({.method = "POST", .path = "/api/v1/accounts/{id}/unlock", .operation = "unlock_account", .tag = "account", .summary = "解除登录暂停",
              .permission = security_admin, .body = schema_in<AccountAct>, .status = 204, .needs_idempotency_key = true,
              .handler = acting(accounts, &AccountDesk::unlock)});
  router.add({.method = "DELETE", .path = "/api/v1/accounts/{id}/sessions", .operation = "end_sessions", .tag = "account", .summary = "强制退出",
              .permission = security_admin, .status = 204, .needs_idempotency_key = true, .handler = [&accounts](const Request& request, Context& context) {
                const auto id = account_of(request);
                if (!id) return problem(id.error(), context.request_id);
                return nothing_or(accounts.end_sessions(context.as<Actor>(), *id), context);
              }});
}

void add_audit_routes(Router& router, const AuditDesk& audits) {
  router.add({.method = "GET", .path = "/api/v1/audit", .operation = "list_audit", .tag = "audit", .summary = "审计记录", .permission = audit_admin,
              .query = schema_in<AuditQuery>, .reply = schema_in<AuditPage>, .handler = [&audits](const Request& request, Context& context) {
                const auto query = read_query<AuditQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = audits.audits(context.as<Actor>(), *query);
                return page ? json(*page) : problem(page.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/access-log", .operation = "list_access_log", .tag = "audit", .summary = "事项的查阅记录",
              .permission = audit_admin, .query = schema_in<AccessLogQuery>, .reply = schema_in<AccessLogPage>,
              .handler = [&audits](const Request& request, Context& context) {
                const auto query = read_query<AccessLogQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = audits.accesses(context.as<Actor>(), *query);
                return page ? json(*page) : problem(page.error(), context.request_id);
              }});
}

}  // namespace

void add_admin_routes(Router& router, AccountDesk& accounts, const AuditDesk& audits) {
  router.add({.method = "GET", .path = "/api/v1/accounts", .operation = "list_accounts", .tag = "account", .summary = "账户列表",
              .permission = "role:system_admin|role:security_admin", .query = schema_in<AccountQuery>, .reply = schema_in<AccountPage>,
              .handler = [&accounts](const Request& request, Context& context) {
                const auto query = read_query<AccountQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto page = accounts.list(context.as<Actor>(), *query);
                return page ? json(*page) : problem(page.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/accounts", .operation = "create_account", .tag = "account", .summary = "建立账户",
              .permission = system_admin, .body = schema_in<AccountInput>, .reply = schema_in<AccountRow>, .status = 201,
              .needs_idempotency_key = true, .has_etag = true,
              .handler = [&accounts](const Request& request, Context& context) { return create_account(accounts, request, context); }});
  router.add({.method = "PUT", .path = "/api/v1/accounts/{id}", .operation = "change_account", .tag = "account", .summary = "修改账户和岗位",
              .permission = system_admin, .body = schema_in<AccountInput>, .reply = schema_in<AccountRow>, .needs_if_match = true, .needs_idempotency_key = true,
              .has_etag = true,
              .handler = [&accounts](const Request& request, Context& context) { return change_account(accounts, request, context); }});
  add_security_routes(router, accounts);
  add_audit_routes(router, audits);
}

}  // namespace lianhu::http

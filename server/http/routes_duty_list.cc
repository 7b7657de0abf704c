// The duty list (system administrator) and precedents (triage and leaders).

#include "base/hash.h"
#include "http/reply.h"
#include "http/routes_admin.h"

namespace lianhu::http {
namespace {

constexpr auto kSystem = "role:system_admin";
constexpr auto kCentre = "role:triage|role:leader";

CommandKey key_of(const Request& request) { return {std::string(request.idempotency_key()), sha256_hex(request.body)}; }
template <class T>
Response plain(const Result<T>& result, const Context& context) {
  return result ? json(*result) : problem(result.error(), context.request_id);
}

}  // namespace

void add_duty_list_routes(Router& router, DutyListDesk& duties, PrecedentDesk& precedents) {
  router.add({.method = "GET", .path = "/api/v1/duty-list", .operation = "list_duty_list", .tag = "duty", .summary = "职责清单，连同起止日期", .permission = kSystem,
              .query = schema_in<DutyListQuery>, .reply = schema_in<DutyListPage>, .handler = [&duties](const Request& request, Context& context) {
                const auto query = read_query<DutyListQuery>(request);
                return query ? plain(duties.list(context.as<Actor>(), *query), context) : problem(query.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/duty-list", .operation = "add_duty", .tag = "duty", .summary = "新增一条职责", .permission = kSystem,
              .body = schema_in<DutyInput>, .reply = schema_in<DutyListRow>, .status = 201, .needs_idempotency_key = true,
              .handler = [&duties](const Request& request, Context& context) {
                const auto input = read_body<DutyInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto row = duties.add(context.as<Actor>(), *input, key_of(request));
                return row ? created("/api/v1/duty-list/" + row->id, *row) : problem(row.error(), context.request_id);
              }});
  router.add({.method = "PUT", .path = "/api/v1/duty-list/{id}", .operation = "change_duty", .tag = "duty", .summary = "改一条职责：原来的到前一天为止，新的从那天起",
              .permission = kSystem, .body = schema_in<DutyInput>, .reply = schema_in<DutyListRow>, .needs_idempotency_key = true,
              .handler = [&duties](const Request& request, Context& context) {
                const auto input = read_body<DutyInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                return plain(duties.change(context.as<Actor>(), std::string(request.param("id")), *input, key_of(request)), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/duty-list/{id}/end", .operation = "end_duty", .tag = "duty", .summary = "结束一条职责", .permission = kSystem,
              .body = schema_in<DutyEnd>, .reply = schema_in<DutyListRow>, .needs_idempotency_key = true, .handler = [&duties](const Request& request, Context& context) {
                const auto input = read_body<DutyEnd>(request);
                if (!input) return problem(input.error(), context.request_id);
                return plain(duties.end(context.as<Actor>(), std::string(request.param("id")), *input), context);
              }});
  router.add({.method = "GET", .path = "/api/v1/precedents", .operation = "list_precedents", .tag = "duty", .summary = "裁定先例，按类别和地点查找", .permission = kCentre,
              .query = schema_in<PrecedentQuery>, .reply = schema_in<PrecedentPage>, .handler = [&precedents](const Request& request, Context& context) {
                const auto query = read_query<PrecedentQuery>(request);
                return query ? plain(precedents.list(context.as<Actor>(), *query), context) : problem(query.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/precedents/{id}/withdraw", .operation = "withdraw_precedent", .tag = "duty", .summary = "撤下一条先例，写明原因", .permission = kCentre,
              .body = schema_in<Withdrawal>, .status = 204, .needs_idempotency_key = true, .handler = [&precedents](const Request& request, Context& context) {
                const auto input = read_body<Withdrawal>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto result = precedents.withdraw(context.as<Actor>(), std::string(request.param("id")), *input);
                return result ? no_content() : problem(result.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

#include "http/routes_aid.h"

#include "base/hash.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr auto kSystem = "role:system_admin";

Response tagged(const Result<AidRow>& row, const Context& context) { return row ? with_etag(json(*row), row->etag) : problem(row.error(), context.request_id); }

}  // namespace

void add_aid_routes(Router& router, AidDesk& aids) {
  router.add({.method = "GET", .path = "/api/v1/aids", .operation = "list_aids", .tag = "aid", .summary = "办到这一步可以参考的做法；看没看不记录", .permission = "session",
              .query = schema_in<AidQuery>, .reply = schema_in<AidViews>, .handler = [&aids](const Request& request, Context& context) {
                const auto query = read_query<AidQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto found = aids.at(context.as<Actor>(), *query);
                return found ? json(*found) : problem(found.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/aid-list", .operation = "list_aid_list", .tag = "aid", .summary = "全部调解提示，连同收起的", .permission = kSystem,
              .reply = schema_in<AidRows>, .handler = [&aids](const Request&, Context& context) {
                const auto all = aids.all(context.as<Actor>());
                return all ? json(*all) : problem(all.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/aid-list", .operation = "add_aid", .tag = "aid", .summary = "新增一条调解提示", .permission = kSystem, .body = schema_in<AidInput>,
              .reply = schema_in<AidRow>, .status = 201, .needs_idempotency_key = true, .handler = [&aids](const Request& request, Context& context) {
                const auto input = read_body<AidInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto row = aids.add(context.as<Actor>(), *input, {std::string(request.idempotency_key()), sha256_hex(request.body)});
                return row ? created("/api/v1/aid-list/" + row->code, *row) : problem(row.error(), context.request_id);
              }});
  router.add({.method = "PUT", .path = "/api/v1/aid-list/{code}", .operation = "change_aid", .tag = "aid", .summary = "修改或者收起一条，原来的文字留着", .permission = kSystem,
              .body = schema_in<AidInput>, .reply = schema_in<AidRow>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&aids](const Request& request, Context& context) {
                const auto input = read_body<AidInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                return tagged(aids.change(context.as<Actor>(), std::string(request.param("code")), *input, *request.if_match()), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/aid-list/{code}/restore", .operation = "restore_aid", .tag = "aid", .summary = "改回程序自带的文字", .permission = kSystem,
              .reply = schema_in<AidRow>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true, .handler = [&aids](const Request& request, Context& context) {
                return tagged(aids.restore(context.as<Actor>(), std::string(request.param("code")), *request.if_match()), context);
              }});
}

}  // namespace lianhu::http

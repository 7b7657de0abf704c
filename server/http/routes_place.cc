// Grids and household groups: the system administrator's; a division that takes open matters along is the security administrator's to confirm.

#include "base/hash.h"
#include "http/reply.h"
#include "http/routes_admin.h"

namespace lianhu::http {
namespace {

constexpr auto kSystem = "role:system_admin";
constexpr auto kBoth = "role:system_admin|role:security_admin";

struct PlaceMoveAsk {
  PlaceMoveInput move;
};
LIANHU_DESCRIBE(PlaceMoveAsk, (move), {"move", {.label = "怎样划分"}})

constexpr std::size_t kOutlines = 12U << 20;

struct OutlineQuery {
  std::string seen;
};
LIANHU_DESCRIBE(OutlineQuery, (seen), {"seen", {.label = "试读过的变化", .min = 64, .max = 64, .format = Format::hex}})

PlaceId place_of(const Request& request) { return PlaceId{std::string(request.param("place"))}; }
CommandKey key_of(const Request& request) { return {std::string(request.idempotency_key()), sha256_hex(request.body)}; }

template <class T>
Response tagged(const Result<T>& result, const Context& context) {
  return result ? with_etag(json(*result), result->etag) : problem(result.error(), context.request_id);
}
template <class T>
Response plain(const Result<T>& result, const Context& context) {
  return result ? json(*result) : problem(result.error(), context.request_id);
}

void add_tree_routes(Router& router, const PlaceDesk& places) {
  router.add({.method = "GET", .path = "/api/v1/place-tree", .operation = "list_place_tree", .tag = "place", .summary = "地点，一级一级：下面的网格、联户", .permission = kSystem,
              .query = schema_in<PlaceTreeQuery>, .reply = schema_in<PlaceTree>, .handler = [&places](const Request& request, Context& context) {
                const auto query = read_query<PlaceTreeQuery>(request);
                return query ? plain(places.tree(context.as<Actor>(), *query), context) : problem(query.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/place-tree", .operation = "create_place", .tag = "place", .summary = "新设网格或联户，从某一天起", .permission = kSystem,
              .body = schema_in<NewPlaceInput>, .reply = schema_in<PlaceEditRow>, .status = 201, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&places](const Request& request, Context& context) {
                const auto input = read_body<NewPlaceInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto row = places.add(context.as<Actor>(), *input, key_of(request));
                if (!row) return problem(row.error(), context.request_id);
                return with_etag(created("/api/v1/place-tree/" + row->id, *row), row->etag);
              }});
  router.add({.method = "GET", .path = "/api/v1/place-tree/{place}", .operation = "get_place", .tag = "place", .summary = "一个地点：历次变更，和撤销前要移交的", .permission = kSystem,
              .reply = schema_in<PlaceDetail>, .handler = [&places](const Request& request, Context& context) { return plain(places.detail(context.as<Actor>(), place_of(request)), context); }});
  router.add({.method = "PUT", .path = "/api/v1/place-tree/{place}", .operation = "rename_place", .tag = "place", .summary = "网格或联户改名，从某一天起", .permission = kSystem,
              .body = schema_in<PlaceNameInput>, .reply = schema_in<PlaceEditRow>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&places](const Request& request, Context& context) {
                const auto input = read_body<PlaceNameInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                return tagged(places.rename(context.as<Actor>(), place_of(request), *input, *request.if_match()), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/place-tree/{place}/close", .operation = "close_place", .tag = "place", .summary = "撤销网格或联户；没有移交的列出来", .permission = kSystem,
              .body = schema_in<PlaceEndInput>, .reply = schema_in<PlaceEditRow>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&places](const Request& request, Context& context) {
                const auto input = read_body<PlaceEndInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                return tagged(places.close(context.as<Actor>(), place_of(request), *input, *request.if_match()), context);
              }});
}

void add_outline_routes(Router& router, const OutlineDesk& outlines) {
  router.add({.method = "POST", .path = "/api/v1/place-outlines/check", .operation = "check_place_outlines", .tag = "place",
              .summary = "试读一份网格边界（GeoJSON）：会改哪些网格、哪里有错，什么也不写入（正文就是文件）", .permission = kSystem, .reply = schema_in<OutlineCheck>,
              .body_type = "application/octet-stream", .body_limit = kOutlines, .needs_idempotency_key = true,
              .handler = [&outlines](const Request& request, Context& context) { return plain(outlines.check(context.as<Actor>(), request.body), context); }});
  router.add({.method = "POST", .path = "/api/v1/place-outlines", .operation = "put_place_outlines", .tag = "place", .summary = "启用试读过的网格边界，从今天起",
              .permission = kSystem, .query = schema_in<OutlineQuery>, .reply = schema_in<OutlineCheck>, .body_type = "application/octet-stream", .body_limit = kOutlines,
              .needs_idempotency_key = true, .handler = [&outlines](const Request& request, Context& context) {
                const auto query = read_query<OutlineQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return plain(outlines.put(context.as<Actor>(), request.body, query->seen, key_of(request)), context);
              }});
}

}  // namespace

void add_place_routes(Router& router, const PlaceDesk& places, const OutlineDesk& outlines) {
  add_tree_routes(router, places);
  add_outline_routes(router, outlines);
  router.add({.method = "POST", .path = "/api/v1/place-tree/{place}/move-check", .operation = "check_place_move", .tag = "place", .summary = "联户划到另一个网格会改变什么；什么也不写",
              .permission = kSystem, .body = schema_in<PlaceMoveAsk>, .reply = schema_in<PlaceMoveCheck>, .needs_idempotency_key = true, .handler = [&places](const Request& request, Context& context) {
                const auto input = read_body<PlaceMoveAsk>(request);
                if (!input) return problem(input.error(), context.request_id);
                return plain(places.check(context.as<Actor>(), place_of(request), input->move), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/place-tree/{place}/moves", .operation = "submit_place_move", .tag = "place",
              .summary = "联户划到另一个网格：没有未了事项的当天生效，有的等安全管理员确认", .permission = kSystem, .body = schema_in<PlaceMoveSubmit>, .reply = schema_in<PlaceChangeRow>,
              .status = 201, .needs_idempotency_key = true, .handler = [&places](const Request& request, Context& context) {
                const auto input = read_body<PlaceMoveSubmit>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto row = places.submit(context.as<Actor>(), place_of(request), *input, key_of(request));
                return row ? created("/api/v1/place-changes", *row) : problem(row.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/place-changes", .operation = "list_place_changes", .tag = "place", .summary = "网格的划分：等确认的和以前的", .permission = kBoth,
              .reply = schema_in<PlaceChangeList>, .handler = [&places](const Request&, Context& context) { return plain(places.changes(context.as<Actor>()), context); }});
  router.add({.method = "POST", .path = "/api/v1/place-changes/{change}/decision", .operation = "decide_place_change", .tag = "place", .summary = "确认或退回一次划分",
              .permission = "role:security_admin", .body = schema_in<PlaceDecision>, .reply = schema_in<PlaceChangeRow>, .needs_idempotency_key = true,
              .handler = [&places](const Request& request, Context& context) {
                const auto input = read_body<PlaceDecision>(request);
                if (!input) return problem(input.error(), context.request_id);
                return plain(places.decide(context.as<Actor>(), std::string(request.param("change")), *input), context);
              }});
}

}  // namespace lianhu::http

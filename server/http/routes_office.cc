// Offices and who answers for a place: the system administrator's.

#include "base/hash.h"
#include "http/reply.h"
#include "http/routes_admin.h"

namespace lianhu::http {
namespace {

constexpr auto kSystem = "role:system_admin";

struct DutyWords {
  std::vector<NamedWord> items;
};
LIANHU_DESCRIBE(DutyWords, (items))

OfficeId office_of(const Request& request) { return OfficeId{std::string(request.param("office"))}; }

template <class T>
Response tagged(const Result<T>& result, const Context& context) {
  return result ? with_etag(json(*result), result->etag) : problem(result.error(), context.request_id);
}
template <class T>
Response plain(const Result<T>& result, const Context& context) {
  return result ? json(*result) : problem(result.error(), context.request_id);
}

void add_tree_routes(Router& router, OfficeDesk& offices) {
  router.add({.method = "GET", .path = "/api/v1/office-words", .operation = "list_office_words", .tag = "office", .summary = "机构类型和入驻方式", .permission = kSystem,
              .reply = schema_in<OfficeWords>, .handler = [&offices](const Request&, Context&) { return json(offices.words()); }});
  router.add({.method = "GET", .path = "/api/v1/office-tree", .operation = "list_office_tree", .tag = "office", .summary = "机构树：一级一级，或按名称查找", .permission = kSystem,
              .query = schema_in<OfficeTreeQuery>, .reply = schema_in<OfficeRowList>, .handler = [&offices](const Request& request, Context& context) {
                const auto query = read_query<OfficeTreeQuery>(request);
                return query ? plain(offices.tree(context.as<Actor>(), *query), context) : problem(query.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/office-tree", .operation = "create_office", .tag = "office", .summary = "新设机构", .permission = kSystem,
              .body = schema_in<NewOfficeInput>, .reply = schema_in<OfficeRow>, .status = 201, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&offices](const Request& request, Context& context) {
                const auto input = read_body<NewOfficeInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto row = offices.create(context.as<Actor>(), *input, {std::string(request.idempotency_key()), sha256_hex(request.body)});
                if (!row) return problem(row.error(), context.request_id);
                return with_etag(created("/api/v1/office-tree/" + row->id, *row), row->etag);
              }});
  router.add({.method = "GET", .path = "/api/v1/office-tree/{office}", .operation = "get_office", .tag = "office", .summary = "一个机构：历次变更，和撤销前要移交的",
              .permission = kSystem, .reply = schema_in<OfficeDetail>, .handler = [&offices](const Request& request, Context& context) {
                return plain(offices.detail(context.as<Actor>(), office_of(request)), context);
              }});
  router.add({.method = "PUT", .path = "/api/v1/office-tree/{office}", .operation = "change_office", .tag = "office", .summary = "修改机构，从某一天起",
              .permission = kSystem, .body = schema_in<OfficeInput>, .reply = schema_in<OfficeRow>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&offices](const Request& request, Context& context) {
                const auto input = read_body<OfficeInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                return tagged(offices.change(context.as<Actor>(), office_of(request), *input, *request.if_match()), context);
              }});
  router.add({.method = "POST", .path = "/api/v1/office-tree/{office}/close", .operation = "close_office", .tag = "office", .summary = "撤销机构；还有事项、岗位等没有移交的列出来",
              .permission = kSystem, .body = schema_in<OfficeEnd>, .reply = schema_in<OfficeRow>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&offices](const Request& request, Context& context) {
                const auto end = read_body<OfficeEnd>(request);
                if (!end) return problem(end.error(), context.request_id);
                return tagged(offices.close(context.as<Actor>(), office_of(request), *end, *request.if_match()), context);
              }});
}

}  // namespace

void add_office_routes(Router& router, OfficeDesk& offices, ResponsibilityDesk& responsibilities) {
  add_tree_routes(router, offices);
  router.add({.method = "GET", .path = "/api/v1/responsibility-duties", .operation = "list_responsibility_duties", .tag = "responsibility", .summary = "对地点负责的几种职责",
              .permission = kSystem, .reply = schema_in<DutyWords>,
              .handler = [&responsibilities](const Request&, Context&) { return json(DutyWords{responsibilities.duties()}); }});
  router.add({.method = "GET", .path = "/api/v1/responsibilities", .operation = "list_responsibilities", .tag = "responsibility",
              .summary = "某一天各地点由谁负责；不写地点时只列没有责任人和重复的", .permission = kSystem, .query = schema_in<ResponsibleQuery>,
              .reply = schema_in<PlaceResponsibleList>, .handler = [&responsibilities](const Request& request, Context& context) {
                const auto query = read_query<ResponsibleQuery>(request);
                return query ? plain(responsibilities.list(context.as<Actor>(), *query), context) : problem(query.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/responsibilities/candidates", .operation = "list_candidates", .tag = "responsibility", .summary = "一个地点可以由谁负责",
              .permission = kSystem, .query = schema_in<CandidateQuery>, .reply = schema_in<CandidateList>,
              .handler = [&responsibilities](const Request& request, Context& context) {
                const auto query = read_query<CandidateQuery>(request);
                return query ? plain(responsibilities.candidates(context.as<Actor>(), *query), context) : problem(query.error(), context.request_id);
              }});
  router.add({.method = "PUT", .path = "/api/v1/responsibilities", .operation = "set_responsibility", .tag = "responsibility", .summary = "从某一天起由谁负责一个地点",
              .permission = kSystem, .body = schema_in<ResponsibleInput>, .reply = schema_in<PlaceResponsible>, .needs_if_match = true, .needs_idempotency_key = true,
              .has_etag = true, .handler = [&responsibilities](const Request& request, Context& context) {
                const auto input = read_body<ResponsibleInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                return tagged(responsibilities.set(context.as<Actor>(), *input, *request.if_match()), context);
              }});
}

}  // namespace lianhu::http

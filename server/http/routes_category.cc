// Categories, and their codes in other systems' lists: the system administrator's.

#include "base/text.h"
#include "http/doors.h"
#include "http/reply.h"
#include "http/routes_admin.h"

namespace lianhu::http {
namespace {

constexpr auto kSystem = "role:system_admin";
constexpr auto kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::size_t kUpload = 4U << 20;

Response sheet_response(const Result<std::string>& bytes, const std::string& name, const Context& context) {
  if (!bytes) return problem(bytes.error(), context.request_id);
  FileBytes file;
  file.bytes = *bytes;
  file.media_type = kXlsx;
  file.name = name;
  return file_response(std::move(file), true);
}

template <class T>
Response plain(const Result<T>& result, const Context& context) {
  return result ? json(*result) : problem(result.error(), context.request_id);
}
template <class T>
Response tagged(const Result<T>& result, const Context& context) {
  return result ? with_etag(json(*result), result->etag) : problem(result.error(), context.request_id);
}

void add_map_routes(Router& router, CategoryDesk& categories) {
  router.add({.method = "GET", .path = "/api/v1/code-lists", .operation = "list_code_lists", .tag = "category", .summary = "四套对外清单：编码、可信程度、没有对应的有几个",
              .permission = kSystem, .reply = schema_in<CodeListViews>,
              .handler = [&categories](const Request&, Context& context) { return plain(categories.lists(context.as<Actor>()), context); }});
  router.add({.method = "PUT", .path = "/api/v1/code-lists", .operation = "set_code_list", .tag = "category", .summary = "录入本地的清单（程序没有带来的）", .permission = kSystem,
              .body = schema_in<TargetInput>, .reply = schema_in<CodeListViews>, .needs_idempotency_key = true,
              .handler = [&categories](const Request& request, Context& context) {
                const auto input = read_body<TargetInput>(request);
                return input ? plain(categories.set_targets(context.as<Actor>(), *input), context) : problem(input.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/code-maps", .operation = "list_code_maps", .tag = "category", .summary = "一套清单的对照表，按某一天", .permission = kSystem,
              .query = schema_in<CodeMapQuery>, .reply = schema_in<CodeMapList>, .handler = [&categories](const Request& request, Context& context) {
                const auto query = read_query<CodeMapQuery>(request);
                return query ? plain(categories.map(context.as<Actor>(), *query), context) : problem(query.error(), context.request_id);
              }});
  router.add({.method = "PUT", .path = "/api/v1/code-maps", .operation = "set_code_map", .tag = "category", .summary = "修改一条对照，从某一天起", .permission = kSystem,
              .body = schema_in<CodeInput>, .reply = schema_in<CodeMapRow>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&categories](const Request& request, Context& context) {
                const auto input = read_body<CodeInput>(request);
                return input ? tagged(categories.set(context.as<Actor>(), *input, *request.if_match()), context) : problem(input.error(), context.request_id);
              }});
}

void add_sheet_routes(Router& router, CategoryDesk& categories) {
  router.add({.method = "GET", .path = "/api/v1/code-maps/sheet", .operation = "get_code_sheet", .tag = "category", .summary = "全部类别和对照（xlsx）", .permission = kSystem,
              .reply_type = kXlsx,
              .handler = [&categories](const Request&, Context& context) { return sheet_response(categories.sheet(context.as<Actor>()), "类别对照.xlsx", context); }});
  const auto taking = [&categories](bool write) {
    return [&categories, write](const Request& request, Context& context) {
      const auto query = read_query<FromQuery>(request);
      return query ? plain(categories.take_sheet(context.as<Actor>(), query->from, request.body, write), context) : problem(query.error(), context.request_id);
    };
  };
  router.add({.method = "POST", .path = "/api/v1/code-maps/check", .operation = "check_code_sheet", .tag = "category", .summary = "试读一份对照表格，什么也不写入", .permission = kSystem,
              .query = schema_in<FromQuery>, .reply = schema_in<CodeSheetReport>, .body_type = "application/octet-stream", .body_limit = kUpload,
              .needs_idempotency_key = true, .handler = taking(false)});
  router.add({.method = "POST", .path = "/api/v1/code-maps", .operation = "take_code_sheet", .tag = "category", .summary = "按表格修改对照，没有错误的行", .permission = kSystem,
              .query = schema_in<FromQuery>, .reply = schema_in<CodeSheetReport>, .body_type = "application/octet-stream", .body_limit = kUpload,
              .needs_idempotency_key = true, .handler = taking(true)});
  router.add({.method = "POST", .path = "/api/v1/code-maps/sheet", .operation = "answer_code_sheet", .tag = "category", .summary = "同一份表格，加上错误列（xlsx）", .permission = kSystem,
              .query = schema_in<FromQuery>, .body_type = "application/octet-stream", .reply_type = kXlsx, .body_limit = kUpload, .needs_idempotency_key = true,
              .handler = [&categories](const Request& request, Context& context) {
                const auto query = read_query<FromQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                return sheet_response(categories.answer_sheet(context.as<Actor>(), query->from, request.body), "类别对照-核对.xlsx", context);
              }});
}

}  // namespace

void add_category_routes(Router& router, CategoryDesk& categories) {
  router.add({.method = "GET", .path = "/api/v1/category-list", .operation = "list_stored_categories", .tag = "category", .summary = "全部类别，连同已停用的", .permission = kSystem,
              .reply = schema_in<CategoryRows>,
              .handler = [&categories](const Request&, Context& context) { return plain(categories.categories(context.as<Actor>()), context); }});
  router.add({.method = "POST", .path = "/api/v1/category-list", .operation = "create_category", .tag = "category", .summary = "新设类别", .permission = kSystem,
              .body = schema_in<NewCategoryInput>, .reply = schema_in<CategoryRow>, .status = 201, .needs_idempotency_key = true,
              .handler = [&categories](const Request& request, Context& context) {
                const auto input = read_body<NewCategoryInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto row = categories.create(context.as<Actor>(), *input);
                return row ? created("/api/v1/category-list/" + row->code, *row) : problem(row.error(), context.request_id);
              }});
  router.add({.method = "PUT", .path = "/api/v1/category-list/{code}", .operation = "change_category", .tag = "category", .summary = "改名，或从某一天起停用", .permission = kSystem,
              .body = schema_in<CategoryChange>, .reply = schema_in<CategoryRow>, .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = [&categories](const Request& request, Context& context) {
                const auto input = read_body<CategoryChange>(request);
                if (!input) return problem(input.error(), context.request_id);
                return tagged(categories.change(context.as<Actor>(), std::string(request.param("code")), *input, *request.if_match()), context);
              }});
  add_map_routes(router, categories);
  add_sheet_routes(router, categories);
}

}  // namespace lianhu::http

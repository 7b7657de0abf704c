// Days off: what is in force, a year tried and saved.

#include "base/hash.h"
#include "http/reply.h"
#include "http/routes_admin.h"

namespace lianhu::http {
namespace {

constexpr auto kSystem = "role:system_admin";

}  // namespace

void add_calendar_routes(Router& router, CalendarDesk& calendars) {
  router.add({.method = "GET", .path = "/api/v1/calendar", .operation = "get_calendar", .tag = "calendar", .summary = "放假安排：有哪些年份、来源、是否暂定",
              .permission = kSystem, .reply = schema_in<CalendarView>, .handler = [&calendars](const Request&, Context& context) {
                const auto view = calendars.view(context.as<Actor>());
                return view ? json(*view) : problem(view.error(), context.request_id);
              }});
  router.add({.method = "GET", .path = "/api/v1/calendar/texts", .operation = "get_calendar_texts", .tag = "calendar", .summary = "一年放假安排的原文和以前的各份",
              .permission = kSystem, .query = schema_in<CalendarQuery>, .reply = schema_in<CalendarTexts>, .has_etag = true,
              .handler = [&calendars](const Request& request, Context& context) {
                const auto query = read_query<CalendarQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto texts = calendars.texts(context.as<Actor>(), query->year);
                return texts ? with_etag(json(*texts), texts->etag) : problem(texts.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/calendar/check", .operation = "check_calendar", .tag = "calendar",
              .summary = "试算一份放假安排：哪些未了期限会变，什么也不写入", .permission = kSystem, .body = schema_in<CalendarInput>,
              .reply = schema_in<CalendarCheck>, .needs_idempotency_key = true, .handler = [&calendars](const Request& request, Context& context) {
                const auto input = read_body<CalendarInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto check = calendars.check(context.as<Actor>(), *input);
                return check ? json(*check) : problem(check.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/calendar", .operation = "save_calendar", .tag = "calendar", .summary = "保存一份放假安排并重算未了期限",
              .permission = kSystem, .body = schema_in<CalendarInput>, .reply = schema_in<CalendarSaved>, .needs_if_match = true,
              .needs_idempotency_key = true, .handler = [&calendars](const Request& request, Context& context) {
                const auto input = read_body<CalendarInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto saved =
                    calendars.save(context.as<Actor>(), *input, *request.if_match(), {std::string(request.idempotency_key()), sha256_hex(request.body)});
                return saved ? json(*saved) : problem(saved.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

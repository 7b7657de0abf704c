// A matter's numbers in other systems.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

MatterId matter_of(const Request& request) { return MatterId{std::string(request.param("matter"))}; }

template <class Does>
Handler enters(const Desks& d, Does does) {
  return [&d, does](const Request& request, Context& context) {
    const auto input = read_body<ReferenceInput>(request);
    if (!input) return problem(input.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    const Result<Written> written = does(request, *entry, *input);
    if (!written) return problem(written.error(), context.request_id);
    const auto view = d.matter.view(entry->actor, written->matter);
    if (!view) return problem(view.error(), context.request_id);
    return with_etag(json(*view), view->etag);
  };
}

}  // namespace

void add_reference_routes(Router& router, const Desks& d) {
  router.add({.method = "GET", .path = "/api/v1/other-systems", .operation = "list_other_systems", .tag = "reference", .summary = "其他系统的名称和编号叫法",
              .permission = "session", .reply = schema_in<SystemList>, .handler = [&d](const Request&, Context&) { return json(d.references.systems()); }});
  router.add({.method = "GET", .path = "/api/v1/references", .operation = "find_reference", .tag = "reference", .summary = "一个对方编号是否已经登记、在哪件事项",
              .permission = "session", .query = schema_in<ReferenceQuery>, .reply = schema_in<ReferenceAnswer>,
              .handler = [&d](const Request& request, Context& context) {
                const auto query = read_query<ReferenceQuery>(request);
                if (!query) return problem(query.error(), context.request_id);
                const auto answer = d.references.look_up(actor_of(context), *query);
                return answer ? json(*answer) : problem(answer.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/references", .operation = "add_reference", .tag = "reference", .summary = "登记对方编号",
              .permission = "session", .body = schema_in<ReferenceInput>, .reply = schema_in<MatterView>, .needs_if_match = true,
              .needs_idempotency_key = true, .has_etag = true,
              .handler = enters(d, [&d](const Request& request, const Entry& entry, const ReferenceInput& input) {
                return d.references.add(entry, matter_of(request), input);
              })});
  router.add({.method = "PUT", .path = "/api/v1/matters/{matter}/references/{reference}", .operation = "change_reference", .tag = "reference",
              .summary = "更正对方编号、期限，登记对方的进度和结果", .permission = "session", .body = schema_in<ReferenceInput>, .reply = schema_in<MatterView>,
              .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true,
              .handler = enters(d, [&d](const Request& request, const Entry& entry, const ReferenceInput& input) {
                return d.references.change(entry, matter_of(request), std::string(request.param("reference")), input);
              })});
}

}  // namespace lianhu::http

// The dossier of a matter's mediation: its check, papers filed into it, reasons given.

#include "http/routes_dossier.h"

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

// Writes, then answers with the dossiers as they now stand.
template <class Body, class Does>
Handler writes(const DossierDesk& desk, Does does) {
  return [&desk, does](const Request& request, Context& context) {
    const auto body = read_body<Body>(request);
    if (!body) return problem(body.error(), context.request_id);
    const auto entry = entry_of(request, context);
    if (!entry) return problem(entry.error(), context.request_id);
    const auto written = does(*entry, MatterId{std::string(request.param("matter"))}, *body);
    if (!written) return problem(written.error(), context.request_id);
    const auto list = desk.of_matter(entry->actor, written->matter);
    if (!list) return problem(list.error(), context.request_id);
    return json(*list);
  };
}

}  // namespace

void add_dossier_routes(Router& router, const DossierDesk& desk, const BindingDesk& binding) {
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/dossiers", .operation = "get_dossiers", .tag = "matter",
              .summary = "案卷自查：卷内目录、缺什么、哪里前后不一致、怎样补（给承办的调解委员会）", .permission = "session", .reply = schema_in<DossierList>,
              .handler = [&desk](const Request& request, Context& context) {
                const auto list = desk.of_matter(actor_of(context), MatterId{std::string(request.param("matter"))});
                if (!list) return problem(list.error(), context.request_id);
                return json(*list);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/dossiers/papers", .operation = "file_dossier_paper", .tag = "matter",
              .summary = "把材料收入案卷的一项：刚上传的，或者已有的附件", .permission = "session", .body = schema_in<DossierFiling>, .reply = schema_in<DossierList>,
              .needs_idempotency_key = true,
              .handler = writes<DossierFiling>(desk, [&desk](const Entry& entry, const MatterId& matter, const DossierFiling& filing) { return desk.file(entry, matter, filing); })});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/dossiers/reasons", .operation = "explain_dossier_finding", .tag = "matter",
              .summary = "自查的一条不补正的，写明理由，留在案卷里", .permission = "session", .body = schema_in<DossierReason>, .reply = schema_in<DossierList>,
              .needs_idempotency_key = true,
              .handler = writes<DossierReason>(desk, [&desk](const Entry& entry, const MatterId& matter, const DossierReason& reason) { return desk.give_reason(entry, matter, reason); })});
  router.add({.method = "GET", .path = "/api/v1/matters/{matter}/dossiers/{proceeding}/binding", .operation = "get_dossier_binding", .tag = "matter",
              .summary = "装订案卷：要装订哪些、哪些不能装订、已经装订过的", .permission = "session", .reply = schema_in<BindingView>,
              .handler = [&binding](const Request& request, Context& context) {
                const auto view = binding.view(actor_of(context), MatterId{std::string(request.param("matter"))}, std::string(request.param("proceeding")));
                return view ? json(*view) : problem(view.error(), context.request_id);
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/dossiers/{proceeding}/binding", .operation = "bind_dossier", .tag = "matter",
              .summary = "把案卷装订成一份 PDF；没有补正的和不能装订的写明理由", .permission = "session", .body = schema_in<BindingOrder>, .reply = schema_in<BindingView>,
              .needs_idempotency_key = true, .handler = [&binding](const Request& request, Context& context) {
                const auto order = read_body<BindingOrder>(request);
                if (!order) return problem(order.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const std::string proceeding(request.param("proceeding"));
                const auto written = binding.bind(*entry, MatterId{std::string(request.param("matter"))}, proceeding, *order);
                if (!written) return problem(written.error(), context.request_id);
                const auto view = binding.view(entry->actor, written->matter, proceeding);
                return view ? json(*view) : problem(view.error(), context.request_id);
              }});
}

}  // namespace lianhu::http

// Facts of a matter corrected, and two records of one fact settled.

#include "http/doors.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

MatterId matter_of(const Request& request) { return MatterId{std::string(request.param("matter"))}; }

}  // namespace

void add_fact_routes(Router& router, const Desks& d) {
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/facts", .operation = "correct_facts", .tag = "matter",
              .summary = "更正登记内容：每一项带填写时看到的内容，不一样的两处都保留、请一个人核对", .permission = "session", .body = schema_in<FactsInput>,
              .reply = schema_in<FactsReply>, .needs_idempotency_key = true, .handler = [&d](const Request& request, Context& context) {
                const auto input = read_body<FactsInput>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto written = d.facts.correct(*entry, matter_of(request), *input);
                if (!written) return problem(written.error(), context.request_id);
                return json(d.facts.reply(entry->actor, written->matter, *input));
              }});
  router.add({.method = "POST", .path = "/api/v1/matters/{matter}/discrepancies/{discrepancy}/choice", .operation = "choose_record", .tag = "matter",
              .summary = "核对两处不一样的记录：采用哪一处，或者另填", .permission = "session", .body = schema_in<DiscrepancyChoice>, .reply = schema_in<MatterView>,
              .needs_if_match = true, .needs_idempotency_key = true, .has_etag = true, .handler = [&d](const Request& request, Context& context) {
                const auto input = read_body<DiscrepancyChoice>(request);
                if (!input) return problem(input.error(), context.request_id);
                const auto entry = entry_of(request, context);
                if (!entry) return problem(entry.error(), context.request_id);
                const auto written = d.facts.choose(*entry, matter_of(request), std::string(request.param("discrepancy")), *input);
                if (!written) return problem(written.error(), context.request_id);
                const auto view = d.matter.view(entry->actor, written->matter);
                if (!view) return problem(view.error(), context.request_id);
                return with_etag(json(*view), view->etag);
              }});
}

}  // namespace lianhu::http

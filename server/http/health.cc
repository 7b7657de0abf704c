#include "http/health.h"

#include <algorithm>

#include "http/reply.h"

namespace lianhu::http {
namespace {

bool is_this_machine(const Request& request) {
  const bool loopback = request.peer.starts_with("127.") || request.peer == "::1";
  // A proxy on this machine speaks for somebody else.
  const bool forwarded = !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
  return loopback && !forwarded;
}

}  // namespace

void add_health_routes(Router& router, const Metrics& metrics, std::function<std::vector<HealthPart>()> ready) {
  router.add({.method = "GET", .path = "/healthz", .operation = "healthz", .tag = "operation", .summary = "程序是否在运行", .permission = "public",
              .reply = schema_in<Health>, .handler = [](const Request&, Context&) { return json(Health{}); }});
  router.add({.method = "GET", .path = "/readyz", .operation = "readyz", .tag = "operation", .summary = "能否办理业务", .permission = "public",
              .reply = schema_in<Health>, .handler = [ready = std::move(ready)](const Request&, Context&) {
                Health health{.ok = true, .parts = ready()};
                health.ok = std::all_of(health.parts.begin(), health.parts.end(), [](const HealthPart& part) { return part.ok; });
                return json(health, health.ok ? 200 : 503);
              }});
  router.add({.method = "GET", .path = "/metrics", .operation = "metrics", .tag = "operation", .summary = "运行指标（仅限本机）", .permission = "public",
              .reply_type = "text/plain", .handler = [&metrics](const Request& request, Context& context) {
                if (!is_this_machine(request)) return problem(Refusal::not_found, context.request_id);
                Response response;
                response.body = metrics.text();
                response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                return response;
              }});
}

}  // namespace lianhu::http

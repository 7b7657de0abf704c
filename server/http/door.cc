#include "http/door.h"

#include <exception>

#include "http/access_log.h"
#include "http/wire.h"
#include "store/db.h"

namespace lianhu::http {
namespace {

constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
constexpr std::string_view style_self = "style-src 'self'";

bool is_api(std::string_view path) { return path.starts_with("/api/"); }
bool is_limited(std::string_view path) { return !path.starts_with("/assets/") && path != "/healthz" && path != "/readyz"; }

}  // namespace

Door::Door(const Router& router, Clock& clock, Random& random, Metrics& metrics, DoorOptions options)
    : router_(router),
      clock_(clock),
      ids_(clock, random),
      metrics_(metrics),
      options_(std::move(options)),
      rate_(clock, options_.burst, options_.per_minute) {}

void Door::dress(Response& response, bool tls, bool api, const std::string& request_id) {
  std::string csp(policy);
  if (options_.inline_styles) csp.insert(csp.find(style_self) + style_self.size(), " 'unsafe-inline'");
  response.header("Content-Security-Policy", std::move(csp))
      .header("X-Content-Type-Options", "nosniff")
      .header("Referrer-Policy", "no-referrer")
      .header("Cross-Origin-Opener-Policy", "same-origin")
      .header("Cross-Origin-Resource-Policy", "same-origin")
      .header("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()")
      .header("Date", http_date(clock_.now()));
  if (tls) response.header("Strict-Transport-Security", "max-age=31536000");
  if (api && response.header_value("Cache-Control").empty()) response.header("Cache-Control", "no-store");
  if (!request_id.empty()) response.header("X-Request-Id", request_id);
}

Response Door::answered(Request& request, Context& context) {
  if (options_.burst > 0 && is_limited(request.path) && !rate_.take(request.peer)) return problem(Refusal::rate_limited, context.request_id);
  const auto told = [&](const std::exception& e) {
    if (options_.broken) options_.broken(context.request_id, e.what());
  };
  try {
    return router_.dispatch(request, context);
  } catch (const DbFull& e) {
    told(e);
    return problem(Error{Kind::unavailable, "full", e.what(), {}}, context.request_id);
  } catch (const DbBroken& e) {
    // Not this request's fault: it says what stands in the way, and may come again.
    told(e);
    return problem(Error{Kind::unavailable, "database_away", e.what(), {}}, context.request_id);
  } catch (const std::exception& e) {
    told(e);
    return problem(Refusal::broken, context.request_id);
  }
}

Response Door::handle(Request& request) {
  metrics_.begin();
  options_.proxies.see_through(request);
  Context context{.now = clock_.now(), .request_id = ids_.text()};
  const std::int64_t began = clock_.steady_ms();
  Response response = answered(request, context);
  dress(response, request.tls, is_api(request.path), context.request_id);
  const std::int64_t ms = clock_.steady_ms() - began;
  const std::string operation = context.route != nullptr ? context.route->operation : is_api(request.path) ? "unknown" : "web";
  metrics_.end(operation, response.status, ms, response.bytes().size());
  if (options_.log) options_.log(access_line({context.now, operation, response.status, response.code, ms, response.bytes().size(), context.request_id}));
  return response;
}

Service Door::service() {
  return {.body_limit = [this](std::string_view method, std::string_view path) { return router_.body_limit(method, path); },
          .handle = [this](Request& request) { return handle(request); },
          .refuse =
              [this](Refusal refusal, bool tls) {
                metrics_.begin();
                Response response = problem(refusal);
                dress(response, tls, true, {});
                metrics_.end("refused", response.status, 0, response.body.size());
                return response;
              }};
}

}  // namespace lianhu::http

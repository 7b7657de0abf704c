#include "http/doors.h"

#include "base/hash.h"
#include "base/text.h"

namespace lianhu::http {

Actor actor_of(const Context& context) {
  if (const Actor* actor = std::any_cast<Actor>(&context.session)) return *actor;
  return {};
}

Result<Entry> entry_of(const Request& request, const Context& context) {
  Entry entry;
  entry.actor = actor_of(context);
  entry.route = context.route->operation;
  for (const auto& [name, value] : request.params) entry.route += "/" + value;
  entry.client_key = request.idempotency_key();
  entry.body_sha256 = sha256_hex(request.body);
  if (const auto tag = request.if_match()) {
    entry.if_version = version_of(*tag);
    if (!entry.if_version) return conflict("stale_version", "页面上的版本标记不对，请刷新后再办理");
  }
  return entry;
}

Response file_response(FileBytes file, bool as_download) {
  Response response;
  response.body = std::move(file.bytes);
  response.header("Content-Type", file.media_type);
  // Uploaded bytes are shown as what they were found to be, and can do nothing (nosniff and a CSP of their own).
  response.header("Content-Security-Policy", "default-src 'none'; sandbox");
  response.header("Content-Disposition", std::string(as_download ? "attachment" : "inline") + "; filename*=UTF-8''" + percent_encode(file.name));
  response.header("Cache-Control", "private, no-store");
  if (file.pages > 0) response.header("X-Page-Count", std::to_string(file.pages));
  return response;
}

}  // namespace lianhu::http

#pragma once
// Routes as data. One row says everything about an operation: where it is, who may call it, what goes in and
// out, what it needs. Dispatch, openapi.json (openapi.h) and tools/check_api all read the same rows.
//
//   router.add({.method = "POST", .path = "/api/v1/matters/{id}/notes", .operation = "add_note", .tag = "matter",
//               .summary = "补充说明", .permission = "session", .body = schema_in<NewNote>, .reply = schema_in<NoteView>,
//               .status = 201, .needs_if_match = true, .needs_idempotency_key = true,
//               .handler = [&desk](const Request& request, Context& context) { ... return created(...); }});
//
// Invariant: after the last add() the router is constant. A path matches literal segments before {parameters}.
// Before a handler runs: the body is within the limit and of the route's media type, a needed If-Match is one strong
// tag, a needed Idempotency-Key is 8-80 characters of [A-Za-z0-9._-], and the gate has let the request through.
// Errors: add() throws std::logic_error for two rows of one operation or place: a bug, found at start.
// Thread rule: dispatch() from any thread; add() before the server starts.

#include <any>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "base/described.h"
#include "base/time.h"
#include "http/message.h"

namespace lianhu::http {

struct Route;

// What belongs to this one call besides the request.
struct Context {
  Time now;
  std::string request_id;
  const Route* route = nullptr;  // set before the gate
  std::any session = {};         // what the gate found out; its type is the gate's business

  template <class T>
  const T& as() const {
    return std::any_cast<const T&>(session);
  }
};

using Handler = std::function<Response(const Request&, Context&)>;
using SchemaMaker = boost::json::value (*)(Schemas&);  // schema_in<T>

struct Route {
  std::string method;
  std::string path = {};  // "/api/v1/matters/{id}"
  std::string operation = {};  // lower_snake, unique; the name in metrics, log and openapi
  std::string tag = {};        // the noun
  std::string summary = {};  // Chinese
  std::string permission = {}; // "public", "session", "party", "role:triage" ...; enforced by the gate
  SchemaMaker query = nullptr;  // a described struct: its fields are the query parameters (reply.h: read_query)
  SchemaMaker body = nullptr;   // JSON request body
  SchemaMaker reply = nullptr;  // JSON reply body
  int status = 200;             // of success
  std::string body_type = "application/json";   // "multipart/form-data" for uploads
  std::string reply_type = "application/json";
  std::size_t body_limit = 256 * 1024;  // bytes
  bool needs_if_match = false;
  bool needs_idempotency_key = false;
  bool has_etag = false;  // the reply carries an ETag
  bool tells_pages = false;  // the reply carries X-Page-Count
  Handler handler = {};
};

// Asked before every handler, with context.route set: fill context.session, or answer instead (401, 403, 429 ...).
using Gate = std::function<std::optional<Response>(const Request&, Context&)>;

class Router {
 public:
  void add(Route route);
  void set_gate(Gate gate) { gate_ = std::move(gate); }
  // Whatever no route matches (GET and HEAD only): the web app.
  void set_fallback(Handler handler) { fallback_ = std::move(handler); }

  Response dispatch(Request& request, Context& context) const;
  // Bytes a body may have, known as soon as the head has been read.
  std::size_t body_limit(std::string_view method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Match {
    const Route* route = nullptr;
    std::map<std::string, std::string, std::less<>> params;
    std::string allow;  // when only the method does not fit
    bool bad = false;   // an escape in the path is broken
  };
  Match match(std::string_view method, std::string_view path) const;

  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> patterns_;  // of each route, its path in segments
  Gate gate_;
  Handler fallback_;
};

}  // namespace lianhu::http

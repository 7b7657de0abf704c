#include "http/router.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "http/problem.h"

namespace lianhu::http {
namespace {

// Room for a body nobody asked for, so that it is refused by its name and not by its size.
constexpr std::size_t small_body = 16 * 1024;

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> out;
  if (!path.empty()) path.remove_prefix(1);
  while (true) {
    const std::size_t slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == path.npos) return out;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

// Higher is more literal; nothing when the path does not fit.
std::optional<int> fit(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
  if (pattern.size() != path.size()) return std::nullopt;
  int literal = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_parameter(pattern[i])) {
      if (path[i].empty()) return std::nullopt;
      literal *= 2;
    } else {
      if (pattern[i] != path[i]) return std::nullopt;
      literal = literal * 2 + 1;
    }
  }
  return literal;
}

std::string place_of(const Route& route) {
  std::string out = route.method;
  for (const std::string_view segment : segments_of(route.path)) out += is_parameter(segment) ? "/{}" : "/" + std::string(segment);
  return out;
}

bool takes_body(const Route& route) { return route.body != nullptr || route.body_type != "application/json"; }

bool is_key(std::string_view text) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  return text.size() >= 8 && text.size() <= 80 && text.find_first_not_of(allowed) == text.npos;
}

// What the row demands of a request's head and body, whoever sends it.
std::optional<Response> unfit(const Route& route, const Request& request, std::string_view id) {
  const std::string_view type = request.header("content-type");
  // A raw upload says its own type; what it is, the content decides.
  const bool any_type = route.body_type == "application/octet-stream";
  if (takes_body(route) && !any_type && ascii_lower(trim(type.substr(0, type.find(';')))) != route.body_type) return problem(Refusal::unsupported_media, id);
  if (!takes_body(route) && !request.body.empty()) return problem(invalid("body_unexpected", "此操作不需要提交内容"), id);
  if (route.needs_if_match) {
    if (request.header("if-match").empty()) {
      return problem(invalid("version_missing", "缺少版本信息（If-Match），请刷新页面后再操作"), id);
    }
    if (!request.if_match()) return problem(invalid("bad_if_match", "版本信息（If-Match）格式不对，请刷新页面后再操作"), id);
  }
  if (route.needs_idempotency_key && !is_key(request.idempotency_key())) {
    return problem(invalid("bad_idempotency_key", "缺少或写错了防重复提交的编号（Idempotency-Key），请刷新页面后再提交"), id);
  }
  return std::nullopt;
}

}  // namespace

void Router::add(Route route) {
  if (!route.handler || route.path.empty() || route.path[0] != '/' || route.permission.empty() || route.summary.empty()) {
    throw std::logic_error("route is incomplete: " + route.operation);
  }
  for (const Route& other : routes_) {
    if (other.operation == route.operation) throw std::logic_error("operation twice: " + route.operation);
    if (place_of(other) == place_of(route)) throw std::logic_error("route twice: " + route.method + " " + route.path);
  }
  if (!takes_body(route)) route.body_limit = small_body;
  const auto segments = segments_of(route.path);
  patterns_.emplace_back(segments.begin(), segments.end());
  routes_.push_back(std::move(route));
}

Router::Match Router::match(std::string_view method, std::string_view path) const {
  const auto wanted = segments_of(path);
  const std::string_view lookup = method == "HEAD" ? "GET" : method;
  Match found;
  int best = -1;
  std::set<std::string> others;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const Route& route = routes_[i];
    const std::optional<int> literal = fit(patterns_[i], wanted);
    if (!literal) continue;
    others.insert(route.method);
    if (route.method == "GET") others.insert("HEAD");
    if (route.method != lookup || *literal <= best) continue;
    best = *literal;
    found.route = &route;
  }
  if (found.route == nullptr) {
    if (!others.empty()) others.insert("OPTIONS");
    for (const std::string& other : others) found.allow += (found.allow.empty() ? "" : ", ") + other;
    return found;
  }
  const auto& pattern = patterns_[static_cast<std::size_t>(found.route - routes_.data())];
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) continue;
    auto value = percent_decode(wanted[i]);
    found.bad = found.bad || !value || value->size() > 400;
    if (value) found.params.emplace(pattern[i].substr(1, pattern[i].size() - 2), std::move(*value));
  }
  return found;
}

std::size_t Router::body_limit(std::string_view method, std::string_view path) const {
  const Match found = match(method, path);
  return found.route == nullptr ? small_body : found.route->body_limit;
}

Response Router::dispatch(Request& request, Context& context) const {
  Match found = match(request.method, request.path);
  if (found.bad) return problem(Refusal::bad_request, context.request_id);
  if (found.route == nullptr && found.allow.empty()) {
    const bool reading = request.method == "GET" || request.method == "HEAD";
    return fallback_ && reading ? fallback_(request, context) : problem(Refusal::not_found, context.request_id);
  }
  if (found.route == nullptr) {
    Response response = request.method == "OPTIONS" ? Response{.status = 204, .headers = {}, .body = {}}
                                                    : problem(Refusal::method_not_allowed, context.request_id);
    response.header("Allow", found.allow);
    return response;
  }
  request.params = std::move(found.params);
  context.route = found.route;
  if (request.body.size() > found.route->body_limit) return problem(Refusal::body_too_large, context.request_id);
  if (gate_) {
    if (std::optional<Response> refused = gate_(request, context)) return std::move(*refused);
  }
  if (std::optional<Response> refused = unfit(*found.route, request, context.request_id)) return std::move(*refused);
  return found.route->handler(request, context);
}

}  // namespace lianhu::http

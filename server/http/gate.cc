#include "http/gate.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

constexpr PermissionWord words[] = {
    {"public", "任何人"},
    {"session", "已登录的工作人员"},
    {"own_session", "已登录的工作人员，首次登录未改密码的也可"},
    {"party", "持查询码的当事人"},
    {"role:triage", "分流员"},
    {"role:handler", "经办人"},
    {"role:mediator", "人民调解员"},
    {"role:grid_worker", "网格员"},
    {"role:group_head", "联户长"},
    {"role:leader", "分管领导"},
    {"role:verifier", "核查回访员"},
    {"role:supervisor", "督办员"},
    {"role:system_admin", "系统管理员"},
    {"role:security_admin", "安全管理员"},
    {"role:audit_admin", "审计管理员"},
};
static_assert(std::size(words) == 4 + std::size(role_words), "one permission word for every role");

constexpr std::string_view role_prefix = "role:";

std::vector<std::string_view> parts(std::string_view permission) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t bar = permission.find('|');
    out.push_back(permission.substr(0, bar));
    if (bar == permission.npos) return out;
    permission.remove_prefix(bar + 1);
  }
}

bool known(std::string_view word) {
  return std::any_of(std::begin(words), std::end(words), [&](const PermissionWord& one) { return one.word == word; });
}

bool has(const std::vector<std::string_view>& wanted, std::string_view word) { return std::find(wanted.begin(), wanted.end(), word) != wanted.end(); }

bool safe(const Request& request) { return request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS"; }

// "https://host:port/…" -> "host:port"; "" for anything else, so that "null" is foreign.
std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return {};
  url.remove_prefix(scheme + 3);
  return ascii_lower(url.substr(0, url.find_first_of("/?#")));
}

bool foreign(const Request& request) {
  const std::string_view origin = request.header("origin");
  const std::string_view from = origin.empty() ? request.header("referer") : origin;
  return !from.empty() && host_of(from) != ascii_lower(request.header("host"));
}

std::string_view cookie_name(const Request& request) { return request.tls ? "__Host-lianhu" : "lianhu"; }

std::string cookie(const Request& request, std::string_view token, std::string_view more) {
  return std::string(cookie_name(request)) + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Strict" + (request.tls ? "; Secure" : "") + std::string(more);
}

Response refused(const Request& request, const Context& context, const Error& error) {
  Response response = problem(error, context.request_id);
  if (response.status == 401 && !session_token(request).empty()) response.header("Set-Cookie", cleared_cookie(request));
  return response;
}

// Any of the wanted roles; "session" is all of them.
std::optional<Error> lacks_role(const Actor& actor, const std::vector<std::string_view>& wanted) {
  if (has(wanted, "session") || has(wanted, "own_session")) return std::nullopt;
  std::string titles;
  for (const std::string_view word : wanted) {
    if (word.substr(0, role_prefix.size()) != role_prefix) continue;
    const auto role = from_word<Role>(word.substr(role_prefix.size()));
    if (role && holds(actor.posts, *role)) return std::nullopt;
    if (role) titles += (titles.empty() ? "" : "、") + title(*role);
  }
  return forbidden("role_needed", "此操作由" + titles + "办理，您的岗位没有这项权限");
}

std::optional<Error> staff_in(SessionDesk& sessions, const std::vector<std::string_view>& wanted, const Request& request, Context& context) {
  const std::string token = session_token(request);
  if (token.empty()) return Error{Kind::unauthenticated, "signed_out", "请先登录", {}};
  auto live = sessions.find(token);
  if (!live) return live.error();
  if (!safe(request) && !equal_in_constant_time(request.header("x-csrf"), live->csrf)) {
    return forbidden("csrf", "页面已过期，请刷新后重新提交；已填写的内容请先复制保存");
  }
  if (live->must_change_password && !has(wanted, "own_session")) return forbidden("password_change_required", "首次登录请先修改密码");
  if (auto lacking = lacks_role(live->actor, wanted)) return lacking;
  context.session = std::move(live->actor);
  return std::nullopt;
}

}  // namespace

std::span<const PermissionWord> permission_words() { return words; }

void require_known_permissions(const Router& router) {
  for (const Route& route : router.routes()) {
    for (const std::string_view word : parts(route.permission)) {
      if (!known(word)) throw std::logic_error("unknown permission \"" + std::string(word) + "\" of " + route.operation);
    }
  }
}

std::string session_token(const Request& request) { return std::string(request.cookie(cookie_name(request))); }

std::string session_cookie(const Request& request, std::string_view token) { return cookie(request, token, ""); }

std::string cleared_cookie(const Request& request) { return cookie(request, "", "; Max-Age=0"); }

Gate make_gate(SessionDesk& sessions, PartyResolver party_of) {
  return [&sessions, party_of = std::move(party_of)](const Request& request, Context& context) -> std::optional<Response> {
    if (!safe(request) && foreign(request)) {
      return problem(forbidden("foreign_origin", "请求来自其他网站，已拒绝；请在本系统页面内操作"), context.request_id);
    }
    const auto wanted = parts(context.route->permission);
    if (has(wanted, "public")) {
      context.session = Actor{};
      return std::nullopt;
    }
    const std::string secret(request.header("x-track-secret"));
    if (has(wanted, "party") && (!secret.empty() || wanted.size() == 1)) {
      if (secret.empty()) return problem(Error{Kind::unauthenticated, "track_secret_missing", "请扫描回执上的二维码，或打开收到的查询链接", {}}, context.request_id);
      auto party = party_of(secret);
      if (!party) return problem(party.error(), context.request_id);
      context.session = std::move(*party);
      return std::nullopt;
    }
    const auto error = staff_in(sessions, wanted, request, context);
    return error ? std::optional(refused(request, context, *error)) : std::nullopt;
  };
}

}  // namespace lianhu::http

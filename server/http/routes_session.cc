#include "http/routes_session.h"

#include "http/gate.h"
#include "http/reply.h"

namespace lianhu::http {
namespace {

Response opened(const Request& request, const OpenedSession& session) {
  return std::move(json(session.view).header("Set-Cookie", session_cookie(request, session.token)));
}

Response log_in(SessionDesk& sessions, const Request& request, const Context& context) {
  const auto command = read_body<LoginCommand>(request);
  if (!command) return problem(command.error(), context.request_id);
  const auto session = sessions.log_in(*command, request.peer);
  if (!session) return problem(session.error(), context.request_id);
  // The session that was open before in this browser does not live on unseen.
  if (const std::string before = session_token(request); !before.empty()) sessions.log_out(before);
  return opened(request, *session);
}

Response read_session(SessionDesk& sessions, const Request& request, const Context& context) {
  const auto live = sessions.find(session_token(request));
  if (!live) return problem(live.error(), context.request_id);
  return json(sessions.view(*live));
}

Response change_password(SessionDesk& sessions, const Request& request, const Context& context) {
  const auto command = read_body<PasswordCommand>(request);
  if (!command) return problem(command.error(), context.request_id);
  const auto session = sessions.change_password(session_token(request), *command);
  if (!session) return problem(session.error(), context.request_id);
  return opened(request, *session);
}

}  // namespace

void add_session_routes(Router& router, SessionDesk& sessions) {
  router.add({.method = "POST", .path = "/api/v1/session", .operation = "log_in", .tag = "session", .summary = "登录", .permission = "public",
              .body = schema_in<LoginCommand>, .reply = schema_in<SessionView>, .body_limit = 4096,
              .handler = [&sessions](const Request& request, Context& context) { return log_in(sessions, request, context); }});
  router.add({.method = "GET", .path = "/api/v1/session", .operation = "read_session", .tag = "session", .summary = "当前登录",
              .permission = "own_session", .reply = schema_in<SessionView>,
              .handler = [&sessions](const Request& request, Context& context) { return read_session(sessions, request, context); }});
  router.add({.method = "DELETE", .path = "/api/v1/session", .operation = "log_out", .tag = "session", .summary = "退出", .permission = "own_session",
              .status = 204, .handler = [&sessions](const Request& request, Context&) {
                sessions.log_out(session_token(request));
                return std::move(no_content().header("Set-Cookie", cleared_cookie(request)));
              }});
  router.add({.method = "POST", .path = "/api/v1/session/password", .operation = "change_password", .tag = "session", .summary = "修改本人密码",
              .permission = "own_session", .body = schema_in<PasswordCommand>, .reply = schema_in<SessionView>, .body_limit = 4096,
              .needs_idempotency_key = true,
              .handler = [&sessions](const Request& request, Context& context) { return change_password(sessions, request, context); }});
}

}  // namespace lianhu::http

#pragma once
// Who may come in: the route's permission word against the cookie's session or the party's secret.
//
// Invariant: every route's permission is one or more words of permission_words(), joined by '|': any of them suffices.
// Staff come by a cookie (HttpOnly, SameSite=Strict; over TLS "__Host-lianhu" with Secure, otherwise "lianhu"); writing with
// it needs X-CSRF. A party comes by the header X-Track-Secret; a secret in the address is never looked at. A request that
// names a foreign Origin (else Referer) writes nothing. Whoever still has a one-time password gets no further than
// changing it. After the gate context.as<Actor>() is the one who asks (an empty Actor where nobody needs to be known).
// Refusals: 401 (the cookie is cleared), 403 "csrf", "foreign_origin", "password_change_required", "role_needed".
// Thread rule: the gate from any thread.

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "desk/session_desk.h"
#include "http/router.h"

namespace lianhu::http {

struct PermissionWord {
  std::string_view word;
  std::string_view title;  // Chinese, for the published description
};
// public, session, own_session, party and one "role:<role>" each.
std::span<const PermissionWord> permission_words();

// std::logic_error naming the first route whose permission is not made of those words: a bug, found at start.
void require_known_permissions(const Router& router);

// The party behind a secret, or the refusal to give (unauthenticated).
using PartyResolver = std::function<Result<Actor>(const std::string& secret)>;

Gate make_gate(SessionDesk& sessions, PartyResolver party_of);

// The session's token of a request; "" when there is none.
std::string session_token(const Request& request);
// Set-Cookie values for this connection.
std::string session_cookie(const Request& request, std::string_view token);
std::string cleared_cookie(const Request& request);

}  // namespace lianhu::http

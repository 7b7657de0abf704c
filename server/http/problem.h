#pragma once
// Refusals on the wire: application/problem+json (RFC 9457), made from base's Error by one table.
//
// Invariant: a problem holds the error's own words and nothing of the request. Statuses that only HTTP knows
// (405, 413, 415, 417, 429, 431, 505) have their codes here and nowhere else.
// Thread rule: pure functions.

#include "base/result.h"
#include "http/message.h"

namespace lianhu::http {

int status_of(const Error& error);

// What the edge itself refuses, before or instead of a handler.
enum class Refusal {
  bad_request,         // 400
  not_found,           // 404
  method_not_allowed,  // 405
  body_too_large,      // 413
  unsupported_media,   // 415
  expectation,         // 417
  rate_limited,        // 429
  header_too_large,    // 431
  broken,              // 500
  overloaded,          // 503
};

Response problem(const Error& error, std::string_view request_id = {});
Response problem(Refusal refusal, std::string_view request_id = {});

// Every (status, code) pair the table itself names, for the published description.
struct KnownCode {
  int status;
  std::string_view code;
};
std::vector<KnownCode> known_codes();
std::string_view title_of(int status);  // Chinese

}  // namespace lianhu::http

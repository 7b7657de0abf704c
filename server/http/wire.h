#pragma once
// The textual edge of HTTP/1.1: a response's head as bytes, dates as the protocol writes them.
//
// Thread rule: pure functions.

#include <string>
#include <string_view>

#include "base/time.h"
#include "http/message.h"

namespace lianhu::http {

enum class After { keep, close };
// Status line and headers, the empty line included. A header with a control character is left out: a value made
// from input must not be able to begin a line of its own.
std::string head_text(const Response& response, After after);

std::string http_date(Time time);  // "Tue, 01 Sep 2026 00:00:00 GMT" (RFC 9110 section 5.6.7)

}  // namespace lianhu::http

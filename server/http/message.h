#pragma once
// A request and its answer as plain values: no socket, no parser.
//
// Invariant: header names are lower case; path parameters and query are decoded, valid UTF-8 and free of controls.
// A Response's `constant` bytes live as long as the program and are sent without a copy when `body` is empty.
// Thread rule: plain values.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lianhu::http {

class EventQueue;

struct Request {
  std::string method;  // "GET"
  std::string path;    // as sent, without the query: "/api/v1/matters/x%20y"
  std::multimap<std::string, std::string, std::less<>> query;
  std::map<std::string, std::string, std::less<>> headers;  // repeated ones joined with ", " (cookies with "; ")
  std::map<std::string, std::string, std::less<>> params;   // {id} of the route's path
  std::string body;
  std::string peer;  // IP address in text
  bool tls = false;

  std::string_view header(std::string_view lower_name) const;  // empty when absent
  std::string_view cookie(std::string_view name) const;        // empty when absent
  std::string_view param(std::string_view name) const;         // precondition: the route's path names it
  std::optional<std::string> query_value(std::string_view name) const;  // the first one
  // The opaque tag of `If-Match: "tag"`; nothing for *, a weak tag or a list.
  std::optional<std::string> if_match() const;
  std::string_view idempotency_key() const { return header("idempotency-key"); }
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string_view constant = {};
  std::shared_ptr<EventQueue> events = {};  // an event stream that goes on after `body` (broadcast.h)
  std::string code = {};                    // of a problem, for the log

  Response& header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  std::string_view header_value(std::string_view name) const;  // exact spelling, empty when absent
  std::string_view bytes() const { return body.empty() ? constant : std::string_view(body); }
};

// "a=1&b=%E6%99%AE". Nothing when an escape is broken, a name is empty or there are more than 64 pairs.
std::optional<std::multimap<std::string, std::string, std::less<>>> parse_query(std::string_view text);

}  // namespace lianhu::http

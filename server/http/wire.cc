#include "http/wire.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace lianhu::http {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return "Status";
  }
}

bool is_fit(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

std::string head_text(const Response& response, After after) {
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
  for (const auto& [name, value] : response.headers) {
    if (!is_fit(name) || !is_fit(value)) continue;
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  const bool bodyless = response.status == 204 || response.status == 304 || response.events != nullptr;
  if (!bodyless) out += fmt::format("Content-Length: {}\r\n", response.bytes().size());
  out += after == After::keep ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return out;
}

std::string http_date(Time time) {
  constexpr std::array<const char*, 7> days = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t day_ms = 86'400'000;
  const std::int64_t days_on = time.ms >= 0 ? time.ms / day_ms : (time.ms - day_ms + 1) / day_ms;
  const Date day{static_cast<std::int32_t>(days_on)};
  const std::int64_t second = (time.ms - days_on * day_ms) / 1000;
  const auto weekday = static_cast<std::size_t>(((days_on % 7) + 7) % 7);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[weekday], day.day(), months[static_cast<std::size_t>(day.month() - 1)],
                     day.year(), second / 3600, second / 60 % 60, second % 60);
}

}  // namespace lianhu::http

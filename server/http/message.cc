#include "http/message.h"

#include "base/text.h"

namespace lianhu::http {

std::string_view Request::header(std::string_view lower_name) const {
  const auto found = headers.find(lower_name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const std::size_t equals = pair.find('=');
    if (equals != pair.npos && trim(pair.substr(0, equals)) == name) return trim(pair.substr(equals + 1));
  }
  return {};
}

std::string_view Request::param(std::string_view name) const {
  const auto found = params.find(name);
  return found == params.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::string> Request::query_value(std::string_view name) const {
  const auto found = query.find(name);
  if (found == query.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> Request::if_match() const {
  const std::string_view text = header("if-match");
  if (text.size() < 3 || text.front() != '"' || text.back() != '"') return std::nullopt;
  const std::string_view tag = text.substr(1, text.size() - 2);
  if (tag.find('"') != tag.npos) return std::nullopt;
  return std::string(tag);
}

std::string_view Response::header_value(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::optional<std::multimap<std::string, std::string, std::less<>>> parse_query(std::string_view text) {
  std::multimap<std::string, std::string, std::less<>> out;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), Plus::space);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), Plus::space);
    if (!name || !value || name->empty() || out.size() == 64) return std::nullopt;
    out.emplace(std::move(*name), std::move(*value));
  }
  return out;
}

}  // namespace lianhu::http

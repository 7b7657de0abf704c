#pragma once
// What a handler uses: request -> struct, struct -> answer.
//
//   const auto command = read_body<NewNote>(request);
//   if (!command) return problem(command.error(), context.request_id);
//   const auto note = desk.add_note(..., *command);
//   return note ? created("/api/v1/notes/" + note->id.text, write...) : problem(note.error(), context.request_id);
//
// Thread rule: pure functions.

#include <charconv>

#include "base/described.h"
#include "http/message.h"
#include "http/problem.h"

namespace lianhu::http {

inline Response json_text(std::string text, int status = 200) {
  Response response;
  response.status = status;
  response.body = std::move(text);
  response.header("Content-Type", "application/json");
  return response;
}
template <class T>
Response json(const T& value, int status = 200) {
  return json_text(write_json(value), status);
}
template <class T>
Response created(std::string location, const T& value) {
  return std::move(json(value, 201).header("Location", std::move(location)));
}
inline Response no_content() { return {.status = 204, .headers = {}, .body = {}}; }
inline Response with_etag(Response response, std::string_view tag) {
  response.header("ETag", '"' + std::string(tag) + '"');
  return response;
}

template <class T>
Result<T> read_body(const Request& request) {
  return read_json<T>(request.body);
}

namespace query_detail {
// A query value as the JSON the field expects; text that is no number stays text and is refused by the reader.
template <class Field>
boost::json::value as_json(const std::string& text) {
  if constexpr (described::is_optional<Field> || described::is_list<Field>) {
    return as_json<typename Field::value_type>(text);
  } else if constexpr (std::is_same_v<Field, bool>) {
    if (text == "true" || text == "false") return text == "true";
  } else if constexpr (std::is_integral_v<Field>) {
    std::int64_t n = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (ec == std::errc() && end == text.data() + text.size()) return n;
  }
  return boost::json::string(text);
}
}  // namespace query_detail

// The query as a described struct of strings, integers, bools, enums, dates, optionals and lists (a=1&a=2).
// Unknown and repeated parameters are refused.
template <class T>
Result<T> read_query(const Request& request) {
  boost::json::object object;
  std::vector<FieldFault> twice;
  for (const auto& [name, text] : request.query) {
    boost::json::value value = boost::json::string(text);
    bool list = false;
    boost::mp11::mp_for_each<described::Members<T>>([&](auto member) {
      using Field = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
      if (described::json_name(member.name) != name) return;
      value = query_detail::as_json<Field>(text);
      list = described::is_list<Field>;
    });
    if (list) {
      boost::json::value& held = object[name];
      if (!held.is_array()) held = boost::json::array();
      held.as_array().push_back(std::move(value));
    } else if (!object.emplace(name, std::move(value)).second) {
      twice.push_back({"/" + name, "参数重复，请只保留一个"});
    }
  }
  if (!twice.empty()) return invalid("invalid_fields", "查询条件有误，请核对后重试", std::move(twice));
  return read_value<T>(object);
}

}  // namespace lianhu::http

#include "model/event_content.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace lianhu {

std::string write_content(const EventContent& content) {
  boost::json::object object;
  const auto put = [&](std::string_view key, const std::string& text) {
    if (!text.empty()) object[key] = text;
  };
  put("from", content.from);
  put("to", content.to);
  put("text", content.text);
  object["round"] = content.round;
  if (!content.fields.empty()) {
    boost::json::object fields;
    for (const auto& [name, value] : content.fields) fields[name] = value;
    object["fields"] = std::move(fields);
  }
  if (!content.outcomes.empty()) {
    boost::json::array outcomes;
    for (const RecordedOutcome& outcome : content.outcomes) {
      boost::json::object one{{"name", outcome.name}};
      if (!outcome.party.empty()) one["party"] = outcome.party;
      outcomes.push_back(std::move(one));
    }
    object["outcomes"] = std::move(outcomes);
  }
  return boost::json::serialize(object);
}

EventContent read_content(const std::string& json) {
  EventContent content;
  boost::system::error_code broken;
  const boost::json::value value = boost::json::parse(json, broken);
  const boost::json::object* object = broken ? nullptr : value.if_object();
  if (!object) return content;
  const auto text = [](const boost::json::object& from, std::string_view key) {
    const boost::json::value* at = from.if_contains(key);
    return at && at->is_string() ? std::string(at->get_string()) : std::string();
  };
  content.from = text(*object, "from");
  content.to = text(*object, "to");
  content.text = text(*object, "text");
  if (const auto* round = object->if_contains("round"); round && round->is_int64()) content.round = round->get_int64();
  if (const auto* fields = object->if_contains("fields"); fields && fields->is_object()) {
    for (const auto& [name, field] : fields->get_object()) {
      if (field.is_string()) content.fields.emplace(name, field.get_string());
    }
  }
  if (const auto* outcomes = object->if_contains("outcomes"); outcomes && outcomes->is_array()) {
    for (const auto& one : outcomes->get_array()) {
      if (one.is_object()) content.outcomes.push_back({text(one.get_object(), "name"), text(one.get_object(), "party")});
    }
  }
  return content;
}

}  // namespace lianhu

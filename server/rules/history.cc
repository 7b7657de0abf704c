#include "rules/history.h"

#include <algorithm>

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

History::History(const MatterFile& file, const Proceeding& proceeding) : round_(proceeding.round) {
  for (const PastEvent& event : file.events) {
    if (event.row.proceeding != proceeding.id) continue;
    EventContent content = read_content(event.content);
    PastMove past;
    past.seq = event.row.seq;
    past.move = event.row.kind;
    past.from = std::move(content.from);
    past.to = std::move(content.to);
    past.account = event.row.account;
    past.party = event.row.party;
    past.round = content.round;
    past.at = event.row.entered_at;
    past.fields = std::move(content.fields);
    past.outcomes = std::move(content.outcomes);
    moves_.push_back(std::move(past));
    if (!moves_.back().to.empty() && moves_.back().from != moves_.back().to) entered_ = moves_.size();
  }
}

bool History::done(std::string_view move) const {
  return std::any_of(moves_.begin(), moves_.end(), [&](const PastMove& m) { return m.move == move && m.round == round_; });
}

bool History::done_by_party(std::string_view move, const PartyId& party) const {
  return std::any_of(moves_.begin(), moves_.end(), [&](const PastMove& m) { return m.move == move && m.round == round_ && m.party == party; });
}

bool History::done_by(std::string_view move, const AccountId& account) const {
  return std::any_of(moves_.begin(), moves_.end(), [&](const PastMove& m) { return m.move == move && m.account == account; });
}

std::string History::value(std::string_view field) const {
  std::string earlier;
  for (auto at = moves_.rbegin(); at != moves_.rend(); ++at) {
    const auto found = at->fields.find(std::string(field));
    if (found == at->fields.end()) continue;
    if (at->round == round_) return found->second;
    if (earlier.empty()) earlier = found->second;
  }
  return earlier;
}

std::string History::last_outcome() const {
  for (auto at = moves_.rbegin(); at != moves_.rend() && at->round == round_; ++at) {
    for (auto outcome = at->outcomes.rbegin(); outcome != at->outcomes.rend(); ++outcome) {
      if (outcome->party.empty()) return outcome->name;
    }
  }
  return {};
}

std::vector<std::string> History::parties_with(std::string_view outcome) const {
  std::vector<std::string> parties;
  for (std::size_t i = entered_; i < moves_.size(); ++i) {
    for (const RecordedOutcome& one : moves_[i].outcomes) {
      if (one.name == outcome && !one.party.empty()) parties.push_back(one.party);
    }
  }
  return parties;
}

}  // namespace lianhu

#pragma once
// What an event says, as written to and read from its stored JSON. Keys: from, to, text, round, fields, outcomes.
//
// Thread rule: pure functions.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lianhu {

struct RecordedOutcome {
  std::string name;
  std::string party;  // "": the proceeding's own
};

struct EventContent {
  std::string from, to, text;
  std::int64_t round = 1;
  std::map<std::string, std::string> fields;
  std::vector<RecordedOutcome> outcomes;
};

std::string write_content(const EventContent& content);
EventContent read_content(const std::string& json);  // a foreign content reads as empty

}  // namespace lianhu

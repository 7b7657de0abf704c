#pragma once
// What was answered to another system: a sheet and its lines as they went out (schema 0014).

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct ReplySheet {
  std::string id, system;
  Date from_day, to_day;  // of receipt
  Time made_at;
  AccountId made_by;
  OfficeId office;
};
BOOST_DESCRIBE_STRUCT(ReplySheet, (), (id, system, from_day, to_day, made_at, made_by, office))

struct ReplyLine {
  std::string id, sheet;
  std::int64_t ordinal = 0;
  std::string reference;
  MatterId matter;
  std::string number;  // theirs
  Date received_day;
  std::string ours, state, result;
  std::optional<Date> day;
  std::string contact;
};
BOOST_DESCRIBE_STRUCT(ReplyLine, (), (id, sheet, ordinal, reference, matter, number, received_day, ours, state, result, day, contact))

}  // namespace lianhu

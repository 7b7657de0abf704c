#pragma once
// A message of an office to the places below it, and the receipt of one household group (schema 0018). Plain values.
//
// Invariant: a receipt belongs to a place: it says that the group was reached and how many households were told, never who.

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct MessageRow {
  std::string id;
  OfficeId office;
  AccountId account;
  PlaceId place;
  std::string place_name, title, text;
  bool receipts = true, open_to_all = false;
  Date until_day;
  Time made_at;
  std::string state = "open";  // open recalled corrected
  std::optional<std::string> reason, corrects;
  std::optional<Time> ended_at;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (), (id, office, account, place, place_name, title, text, receipts, open_to_all, until_day, made_at, state, reason, corrects,
                                       ended_at))

struct MessageReceipt {
  std::string id, message;
  PlaceId place;
  std::string place_path;
  std::string state;  // read relayed
  Time read_at;
  std::optional<Time> relayed_at;
  std::optional<std::string> how;  // visit call chat
  std::optional<std::int64_t> households;
  PostId post;
};
BOOST_DESCRIBE_STRUCT(MessageReceipt, (), (id, message, place, place_path, state, read_at, relayed_at, how, households, post))

}  // namespace lianhu

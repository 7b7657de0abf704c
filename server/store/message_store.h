#pragma once
// Messages and their receipts.

#include <set>
#include <string>
#include <vector>

#include "model/message.h"
#include "model/place.h"
#include "store/db.h"

namespace lianhu {

void insert_message(Session& session, const std::string& region, const MessageRow& row);
std::optional<MessageRow> find_message(Session& session, const std::string& region, const std::string& id);
// Ends an open one; false when it is open no longer.
bool end_message(Session& session, const std::string& region, const MessageRow& row);
// Of these offices, newest first.
std::vector<MessageRow> messages_of(Session& session, const std::string& region, const std::vector<std::string>& offices, int limit);
// Sent to one of these places (a path) and still holding on that day, newest first.
std::vector<MessageRow> messages_to(Session& session, const std::string& region, const std::vector<std::string>& places, Date on, int limit);

// Where a page of public messages goes on: after this one.
struct MessageMark {
  Time made_at;
  std::string id;
};
// Open to everybody, sent to one of these places (a path), still holding on that day, newest first.
std::vector<MessageRow> public_messages(Session& session, const std::string& region, const std::vector<std::string>& places, Date on,
                                        const std::optional<MessageMark>& after, int limit);

std::optional<MessageReceipt> find_receipt(Session& session, const std::string& region, const std::string& message, const PlaceId& place);
void insert_receipt(Session& session, const std::string& region, const MessageReceipt& row);
void update_receipt(Session& session, const std::string& region, const MessageReceipt& row);
std::vector<MessageReceipt> receipts_of(Session& session, const std::string& region, const std::string& message);

// The household groups below a path, and the other places below it, on that day.
std::vector<Place> places_under(Session& session, const std::string& region, const std::string& path, Date on);
// Those groups below a path that somebody answers for on that day.
std::set<std::string> headed_groups(Session& session, const std::string& region, const std::string& path, Date on);


// How far a message came among the household groups at and below a path on that day.
struct GroupTally {
  std::int64_t groups = 0, read = 0, relayed = 0, households = 0;
  std::int64_t headless = 0;  // nobody answers for them and nobody answered
};
GroupTally tally_of(Session& session, const std::string& region, const std::string& message, const std::string& path, Date on);

}  // namespace lianhu

#pragma once
// Which way a notice goes to a party, when, how often, and in which words.
//
// Invariant: a safe-contact flag binds every way (settled 13): no_call means no SMS and no call, no_paper no letter; whoever
// cannot be reached any other way finds the notice on the track page. Of a sealed or confidential matter nothing but that
// there is a notice leaves the house, and no letter, which others may open. Quiet hours hold, they never drop.
// Thread rule: pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "model/delivery.h"
#include "model/event.h"
#include "model/matter.h"

namespace lianhu {

// A flag of the party, apart from the note behind it.
bool forbids(const Party& party, std::string_view flag);

struct Way {
  std::string way, gateway, state;
  std::optional<std::string> cause;
};
// `sms`: the gateway's name; nothing when there is none or it has failed for this notice.
Way way_to(const Party& party, Seal seal, const std::optional<std::string>& sms);

// A notice this old is no news any more: it stays on the track page and in the inbox.
bool too_old(const Notice& notice, Time now);

// The end of the quiet hours that `now` lies in.
std::optional<Time> quiet_until(const QuietHours& hours, Time now);

// When to try again after `tries` failed ones; nothing: give up (a day and a half has gone).
std::optional<Time> next_try(std::int64_t tries, Time now);

// What a party is told: number, step and where to look. Of what is not open: that there is something, no more.
std::string words_to_party(const Matter& matter, const Notice& notice, const std::string& public_url);
// What an office is told outside the house: number and step, no title, place or name.
std::string words_to_office(const Matter& matter, const Notice& notice);

}  // namespace lianhu

#pragma once
// Staff: accounts, the posts they hold, and the actor who asks. Plain values.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "model/words.h"

namespace lianhu {

struct Account {
  AccountId id;
  std::string login, name;
  std::optional<std::string> phone, password;  // password: an Argon2id string; none: cannot log in
  std::string state;                           // active disabled
  Time created_at;
  std::optional<Time> password_at;             // none: a one-time password that must be changed
  std::int64_t version = 1;
  std::optional<Time> one_time_at = {};        // when the security administrator gave the one-time password; none: own password, or the installation's
};
BOOST_DESCRIBE_STRUCT(Account, (), (id, login, name, phone, password, state, created_at, password_at, version, one_time_at))

struct Post {
  PostId id;
  AccountId account;
  OfficeId office;
  Role role{};
  Date valid_from;
  std::optional<Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(Post, (), (id, account, office, role, valid_from, valid_to))

// A post as the rules see it: with its office's place in both trees.
struct ActorPost {
  PostId id;
  OfficeId office;
  std::string office_name, office_kind, office_path;
  PlaceId place;
  std::string place_path;
  Role role{};
  std::vector<PlaceId> answers_for;  // places of a grid worker or group head
};

// Who asks. Exactly one of: staff (account set), a party (party set), the house's clock, or nobody known.
struct Actor {
  std::optional<AccountId> account;
  std::string name;                  // staff only, for the actor label inside the office; never shown to parties
  std::vector<ActorPost> posts;
  std::optional<PartyId> party;
  std::optional<MatterId> matter;    // the party's own matter
  std::string purpose;               // why it is read; "" when not asked for
  bool clock = false;                // no door makes one: only the clock's own desk

  bool staff() const { return account.has_value(); }
  // Idempotency keys and throttles are scoped by this.
  std::string key() const { return account ? "a:" + account->text : party ? "p:" + party->text : clock ? "clock" : "public"; }
};

}  // namespace lianhu

#pragma once
// A file that comes in pieces over a bad line, until it is whole and becomes an attachment.
//
// Invariant: `received` is where the next piece begins; pieces leave no gap. Named by the phone that sends it, within one
// matter and one sender. `attachment` is set once, and then no piece is kept.

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct Upload {
  std::string id;
  MatterId matter;
  std::optional<PartyId> party;
  std::optional<AccountId> account;
  std::string name, media_type, sha256;
  std::int64_t bytes = 0, received = 0;
  bool of_report = false;
  std::optional<AttachmentId> attachment;
  Time made_at, changed_at;
};
BOOST_DESCRIBE_STRUCT(Upload, (), (id, matter, party, account, name, media_type, sha256, bytes, received, of_report, attachment, made_at, changed_at))

}  // namespace lianhu

#pragma once
// Two records of one fact that do not agree: what stands in the matter, and what somebody else wrote down in the field.
//
// Invariant: while it is open one human is asked, the receiver of the lead assignment or else the desk (rules/draft.h). The
// values leave the row when it is settled; the history keeps them under its salted hash.

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct Discrepancy {
  DiscrepancyId id;
  MatterId matter;
  std::string fact;                          // its name, rules/fact.h
  std::optional<std::string> offered, base;  // none: nothing is to stand there, nothing stood there; or settled
  EventId event;                             // that kept it
  AccountId account;
  std::optional<OfficeId> office;
  std::string actor_label;
  std::string client_id, device;
  std::int64_t device_seq = 0;
  Time made_at, entered_at;  // by the device's clock, and by ours
  std::optional<AccountId> asked_account;
  std::optional<OfficeId> asked_office;
  std::string state = "open";  // open taken dropped same
  std::optional<Time> settled_at;
};
BOOST_DESCRIBE_STRUCT(Discrepancy, (), (id, matter, fact, offered, base, event, account, office, actor_label, client_id, device, device_seq, made_at,
                                       entered_at, asked_account, asked_office, state, settled_at))

}  // namespace lianhu

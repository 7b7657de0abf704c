#pragma once
// What a mediator is still writing: the talk as it goes on, the agreement as it is drafted. No record yet, and none of the history.
//
// Invariant: one of a kind for a proceeding; each save is one version more. It is deleted when it became a record, and when the mediation ended.
// Thread rule: plain values.

#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

struct WorkingPaper {
  MatterId matter;
  ProceedingId proceeding;
  std::string kind;     // talk draft
  std::int64_t version = 1;
  std::string content;  // JSON, as the page writes it (desk/working_paper_desk.h)
  Time saved_at;
  AccountId saved_by;
};
BOOST_DESCRIBE_STRUCT(WorkingPaper, (), (matter, proceeding, kind, version, content, saved_at, saved_by))

}  // namespace lianhu

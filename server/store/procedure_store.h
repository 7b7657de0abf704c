#pragma once
// Procedure files released in this county, and those handed in for release.
//
// Thread rule: within the caller's session.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"
#include "store/db.h"

namespace lianhu {

struct ReleasedProcedure {
  std::string name;
  std::int64_t version = 1;
  std::string sha256, text;
  Time released_at;
  std::optional<AccountId> released_by;
};
std::vector<ReleasedProcedure> released_procedures(Session& session);  // by name and version
void insert_release(Session& session, const ReleasedProcedure& release);  // DuplicateKey: that version is out

struct ProcedureDraft {
  std::string id, name;
  std::int64_t version = 1;
  std::string sha256, text;
  std::string state = "waiting";  // waiting released declined
  Time submitted_at;
  AccountId submitted_by;
  std::optional<Time> decided_at;
  std::optional<AccountId> decided_by;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ProcedureDraft, (), (id, name, version, sha256, text, state, submitted_at, submitted_by, decided_at, decided_by, reason))

void insert_draft(Session& session, const std::string& region, const ProcedureDraft& draft);
std::optional<ProcedureDraft> find_draft(Session& session, const std::string& region, const std::string& id);
std::vector<ProcedureDraft> latest_drafts(Session& session, const std::string& region, int limit);  // newest first
// False when it waits no more.
bool decide_draft(Session& session, const std::string& region, const ProcedureDraft& draft);

// Where open proceedings of a procedure stand.
struct OpenState {
  std::int64_t version = 1;
  std::string state;
  std::int64_t count = 0;
};
std::vector<OpenState> open_states(Session& session, const std::string& region, const std::string& name);
// Numbers of some open matters in that state that are open to all, in order of number.
std::vector<std::string> open_numbers(Session& session, const std::string& region, const std::string& name, const OpenState& where, int limit);

}  // namespace lianhu

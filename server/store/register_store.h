#pragma once
// Mediations as a register has them: one row each, in the order their matters came, with the parties.
//
// Invariant: those whose matter the reader may know (store/readable.h); a merged matter's stand with the one it went into.
// Walks the matters of the period. A broken database throws (db.h).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/matter.h"
#include "store/db.h"
#include "store/readable.h"

namespace lianhu {

struct RegisterEntry {
  MatterId matter;
  ProceedingId proceeding;
  std::string matter_number, title, place_name, place_path, category;
  Channel channel{};
  Time received_at, opened_at;
  std::optional<std::string> number, outcome;
  std::string state;
  std::int64_t procedure_version = 1;
  std::optional<OfficeId> office;
  std::optional<Time> closed_at;
};
struct RegisterParty {
  PartyRole role{};
  std::string name;
  bool hidden = false;
};

struct RegisterSpan {
  std::string procedure;  // "people_mediation"
  Time from, until;       // of the matter's receipt, both included
};
std::vector<RegisterEntry> register_entries(Session& session, const std::string& region, const MatterReader& reader, const RegisterSpan& span);
// Of the same matters, by matter; who left is not among them.
std::map<std::string, std::vector<RegisterParty>> register_parties(Session& session, const std::string& region, const MatterReader& reader, const RegisterSpan& span);

}  // namespace lianhu

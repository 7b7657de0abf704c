#pragma once
// Rows of old registers and the sheets they came with.
//
// Invariant: a committee has a number once. What is read is what the reader's committees and centres have (rules/old_case.h); names
// are no condition of any search.
// Errors: std::logic_error for more than eight places of a reader (old_reader() gives the outermost only).
// Thread rule: within the caller's session. A broken database throws (db.h).

#include <optional>
#include <string>
#include <vector>

#include "model/old_case.h"
#include "store/db.h"

namespace lianhu {

struct OldCaseQuery {
  std::vector<std::string> offices;  // committees read by themselves
  std::vector<std::string> paths;    // and those of places below these
  Date from = Date::of(1900, 1, 1), to = Date::of(2999, 12, 31);
  std::optional<std::string> office, place_path, kind;
  std::string words;  // in number, summary or place; "": any
};
std::int64_t count_old_cases(Session& session, const std::string& region, const OldCaseQuery& query);
// Newest first.
std::vector<OldCase> old_cases(Session& session, const std::string& region, const OldCaseQuery& query, std::int64_t offset, std::int64_t limit);
std::vector<OldCase> old_cases_numbered(Session& session, const std::string& region, const OfficeId& office, const std::vector<std::string>& numbers);
std::vector<std::string> file_numbers_of(Session& session, const std::string& region, const OfficeId& office);  // of its mediations in this system

// Throws DuplicateKey when the committee has one of the numbers.
void insert_old_register(Session& session, const std::string& region, const OldRegister& import, const std::vector<OldCase>& cases);
std::optional<OldRegister> find_old_register(Session& session, const std::string& region, const std::string& id);
// Newest first.
std::vector<OldRegister> latest_old_registers(Session& session, const std::string& region, std::int64_t limit);
// The rows go, that they were there stays. False: undone before.
bool undo_old_register(Session& session, const std::string& region, const std::string& id, Time now);

}  // namespace lianhu

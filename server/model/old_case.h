#pragma once
// A row of a register that a committee kept before this system (旧台账). It is no matter: it has no procedure, no deadline and no
// paper, is counted in no form and is never looked up by a person's name. Plain values.
//
// Units: amount in fen; 0: none. Source: facts A3 (kinds); 人民调解法第27条 (registers and files are kept).

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/time.h"
#include "model/ids.h"

namespace lianhu {

// One sheet taken in.
struct OldRegister {
  std::string id;
  OfficeId office;  // the committee
  Time imported_at;
  AccountId account;
  std::string actor_label, file_name, sha256;
  std::int64_t cases = 0;
  std::optional<Time> undone_at;
};
BOOST_DESCRIBE_STRUCT(OldRegister, (), (id, office, imported_at, account, actor_label, file_name, sha256, cases, undone_at))

struct OldCase {
  std::string id, old_register;
  OfficeId office;
  std::string office_path;  // of the committee's place
  std::string number;
  Date received_day;
  std::optional<Date> concluded_day;
  std::string place_path, place_name;
  std::string parties;  // divided by 、
  std::string kind;     // of the justice offices' list
  std::string summary;
  std::string result;   // written oral failed; "": not told
  std::int64_t amount = 0;
  std::optional<std::string> shelf;
};
BOOST_DESCRIBE_STRUCT(OldCase, (), (id, old_register, office, office_path, number, received_day, concluded_day, place_path, place_name, parties, kind, summary, result, amount, shelf))

}  // namespace lianhu

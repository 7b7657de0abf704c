#pragma once
// The form of a move: what was filled in, checked field by field against the procedure.
//
// Invariant: a checked form holds known fields only, each fit for its kind; required ones are there.
// Errors: invalid "invalid_fields" with a pointer "/fields/<name>" (or "/attachments") and the remedy in Chinese.
// Thread rule: pure functions.

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/account.h"
#include "model/matter_file.h"
#include "rules/ground.h"

namespace lianhu {

// What somebody wants done.
struct Order {
  ProceedingId proceeding;
  std::optional<AssignmentId> assignment;
  std::string move;
  std::map<std::string, std::string> fields;
  std::vector<AttachmentId> attachments;
  std::optional<std::string> client_id;
  std::optional<Time> happened_at;      // in the field; none: now
  std::optional<MatterId> other_matter; // what a field of kind matter names, resolved and permitted by the desk
};

inline constexpr std::string_view reason_field = "reason";
inline constexpr std::string_view mediation_committee = "mediation_committee";  // kind of office (人民调解法第7、8条)

// A party speaks for itself only: a field of kind party must then be its own.
Result<Done> check_form(const Procedure& procedure, const Move& move, const Order& order, const Actor& actor, const MatterFile& file,
                        const Proceeding& proceeding, const Ground& ground);

// One clause of an agreement, as a field of kind clauses holds it: a JSON array of these.
struct Clause {
  std::string debtor, creditor;  // party ids
  std::string deed;              // pay do refrain return apologise
  std::string text;
  std::int64_t quantity = 0;     // fen when pay
  std::string unit;
  std::string due;               // YYYY-MM-DD; of parts the last one's; "": on a condition, or lasting (refrain)
  std::string method;            // how: 现金、转账……
  struct Part {
    std::int64_t quantity = 0;
    std::string due;
  };
  std::vector<Part> parts = {};  // paid in parts: at least two, by time, and together the whole
  std::string condition = {};    // owed once this has happened …
  std::int64_t within_days = 0;  // … within so many days of it
};
inline constexpr std::size_t most_parts = 60, most_promises = 200;  // of a clause; of an agreement, each part counted
Result<std::vector<Clause>> read_clauses(std::string_view field, const std::string& text, const MatterFile& file);

// Why a value does not fit its field; empty when it does. Of kinds that stand for themselves: texts, day, number, money, yes or no, category.
std::string misfit(const Field& field, const std::string& value, const Ground& ground);

// Active and in a post of that office; must not know of the matter.
bool holds_post(const Ground& ground, const AccountId& account, const OfficeId& office);
bool account_barred(const AccountId& account, const MatterFile& file, const Ground& ground);

// A day or hour that tells of something done lies never after today. Fields whose name holds "due" are terms to come.
bool told_of_the_past(const Field& field);

// The field is asked in this form: it has no condition, or the condition holds, or the move does not ask what it depends on.
bool asked_now(const Field& field, const Move& move, const Order& order);

std::vector<std::string> split_ids(std::string_view text);  // "a,b" -> a, b

}  // namespace lianhu

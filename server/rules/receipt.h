#pragma once
// Lines entered on an obligation: what was done of it, what was let off, that it was asked for, admitted or broken, that its condition
// came about; and the line that says an earlier one was wrong.
//
// Invariant: lines are only added; one line is reversed once, whole, and says why. What was done and let off is never more than was
// promised. Errors: not_found; invalid_fields with the field and the remedy; conflict "already_entered", "already_reversed".
// Thread rule: pure but for ground.new_id.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/account.h"
#include "rules/draft.h"

namespace lianhu {

struct EntryKind {
  std::string_view word, title;
  bool counts;  // its quantity is taken off what is owed
};
inline constexpr EntryKind entry_kinds[] = {{"performed", "履行", true},        {"excused", "对方免除", true},
                                            {"demanded", "权利人催要", false},   {"acknowledged", "义务人承认", false},
                                            {"broken", "违反约定", false},       {"condition_met", "条件成就", false}};
const EntryKind* entry_kind(std::string_view word);  // nullptr: none of these
std::string entry_title(const LedgerEntry& row);     // also of promised and reversed

struct WayTitle {
  std::string_view word, title;
};
inline constexpr WayTitle ways_of_giving[] = {{"cash", "现金"},   {"transfer", "银行转账"}, {"mobile", "手机支付"}, {"cheque", "支票"},
                                              {"goods", "实物"}, {"deposit", "提存、代收代转"}, {"other", "其他"}};
std::string way_title(const std::optional<std::string>& way);  // "" when it is not told

struct EntryOrder {
  std::string kind;
  std::int64_t amount = 0;
  Date day;
  std::optional<std::string> way, note;
  std::optional<PartyId> giver, taker;  // none: the debtor gave, the creditor took
  std::vector<AttachmentId> evidence;   // uploaded before, by this actor
  std::string client_id;
};

// Which kinds may be entered on it now, in the order of entry_kinds.
std::vector<std::string> kinds_for(const Obligation& obligation, const std::vector<LedgerEntry>& ledger, Date today);

Result<Change> decide_entry(const EntryOrder& order, const ObligationId& obligation, const Actor& actor, const MatterFile& file, const Ground& ground);
Result<Change> decide_reversal(const LedgerId& entry, const std::string& why, const std::string& client_id, const ObligationId& obligation, const Actor& actor,
                               const MatterFile& file, const Ground& ground);

}  // namespace lianhu

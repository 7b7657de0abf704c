#pragma once
// The justice bureau's list of committees and mediators: who keeps it, and what the law asks of a committee.
//
// Thread rule: pure functions. Source: 人民调解法第8条 (three to nine members, women among them), 第9条 (three years), 第10条 (the county's
// justice bureau counts committees and tells the court).

#include <string>
#include <vector>

#include "model/account.h"
#include "model/committee.h"
#include "model/directory.h"

namespace lianhu {

// The county's system administrator; and the justice bureau: who works or leads at the office right above the county's own committee.
const ActorPost* keeps_roll(const Actor& actor, const Directory& directory);
// A town's means and rooms: the justice bureau, and the centre of the town or the county.
const ActorPost* enters_team_figures(const Actor& actor, const Directory& directory, const std::string& place_path);

bool stands_on(const MediatorTerm& term, Date day);
// "名册上的任期已于2026年8月31日结束" when none of these terms stands any more (or none yet); else "".
std::string term_over(const std::vector<MediatorTerm>& terms, Date day);
bool overlap(const MediatorTerm& a, const MediatorTerm& b);

// What the law would have otherwise, in Chinese, for who keeps the list; nothing is refused for it.
std::vector<std::string> committee_hints(const Committee& committee, const std::vector<MediatorTerm>& terms, Date today);

}  // namespace lianhu

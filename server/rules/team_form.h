#pragma once
// 人民调解组织队伍经费保障情况统计表: its columns, and what stands in each for a town: counted from the list of committees and the roll
// of mediators, or entered by an office because no register has it.
//
// Invariant: a counted figure is the number of its list (counted_in); an entered one is the last that was entered. What nobody entered
// is 0, printed as 0, and told to be not entered.
// Units: 个, 人, 部, 台, 间; money in fen here, in 万元 on the form. Source: facts A4; 财行〔2007〕179号.
// Thread rule: pure functions.

#include <string>
#include <vector>

#include "model/committee.h"

namespace lianhu {

struct TeamColumn {
  std::string name, group, title, unit;
  bool entered = false;
};
const std::vector<TeamColumn>& team_columns();

// A committee as it is listed on the day, with where it is.
struct ListedCommittee {
  OfficeId office;
  std::string name, kind, place_path;  // kind "": not listed, by the office above
};

bool counts_committee(const TeamColumn& column, const ListedCommittee& committee);
bool counts_term(const TeamColumn& column, const MediatorTerm& term);
// Of the committees of one row and the terms that stand there.
std::int64_t counted_in(const TeamColumn& column, const std::vector<const ListedCommittee*>& committees, const std::vector<const MediatorTerm*>& terms);

}  // namespace lianhu

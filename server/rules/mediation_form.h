#pragma once
// 人民调解案件情况统计表: its columns, what a concluded mediation adds to each, and the form's own cross-checks.
//
// Invariant: a column's figure is the sum of added() over the rows behind it, and nothing else; the list of a figure is the rows
// that add to it. A month that was frozen shows what it rested on then; everything recorded later of it is a correction.
// Units: 件, 人; amounts in fen here, in 万元 on the form. Source: facts A4 (columns, checks), A3 (codes).
// Thread rule: pure functions.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/mediation_count.h"
#include "rules/code_list.h"

namespace lianhu {

struct FormColumn {
  std::string name, group, title, unit;
  bool operator==(const FormColumn&) const = default;
};
inline constexpr std::string_view amount_column = "amount";

// `kinds`: the list of the justice offices (justice18). Mediations without a code of it have a column of their own at the end of the kinds.
std::vector<FormColumn> mediation_columns(const std::vector<CodeTarget>& kinds);

// The code of a category in that list in a month; "": it has none.
using KindOf = std::function<std::string(const std::string& category, const std::string& month)>;

// What one row adds, its +1 or −1 included.
std::int64_t added(const FormColumn& column, const MediationCount& row, const KindOf& kind);
std::vector<std::int64_t> summed(const std::vector<FormColumn>& columns, const std::vector<const MediationCount*>& rows, const KindOf& kind);

struct FormCheck {
  std::string text;
  bool holds = false;
};
std::vector<FormCheck> form_checks(const std::vector<FormColumn>& columns, const std::vector<std::int64_t>& values);

// Rows of a period as reported, and those that correct a month reported before.
struct Reported {
  std::vector<const MediationCount*> reported, corrections;
};
// `frozen`: month → ids of the rows it rests on.
Reported divided(const std::vector<MediationCount>& rows, const std::map<std::string, std::set<std::string>>& frozen);

// "12.35": fen as 万元, two digits, half up.
std::string in_ten_thousands(std::int64_t fen);

std::string_view result_title(std::string_view result);
std::string_view source_title(std::string_view source);

}  // namespace lianhu

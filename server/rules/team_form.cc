#include "rules/team_form.h"

#include <algorithm>

namespace lianhu {
namespace {

std::string_view after(std::string_view text, std::string_view head) { return text.starts_with(head) ? text.substr(head.size()) : std::string_view(); }

std::string_view unit_of(std::string_view figure) {
  if (team_money(figure)) return "万元";
  return figure == "rooms" ? "间" : figure == "phones" ? "部" : "台";
}

}  // namespace

const std::vector<TeamColumn>& team_columns() {
  static const std::vector<TeamColumn> columns = [] {
    std::vector<TeamColumn> out{{"committees", "调解组织", "调解委员会", "个"}};
    for (const ListedWord& kind : committee_kinds) out.push_back({"committees." + std::string(kind.word), "调解组织", std::string(kind.title), "个"});
    out.push_back({"mediators", "调解员队伍", "调解员", "人"});
    for (const ListedWord& one : engagements) out.push_back({"mediators." + std::string(one.word), "调解员队伍", std::string(one.title), "人"});
    for (const ListedWord& one : team_figures) out.push_back({std::string(one.word), team_money(one.word) ? "经费" : "场所设备", std::string(one.title), std::string(unit_of(one.word)), true});
    return out;
  }();
  return columns;
}

bool counts_committee(const TeamColumn& column, const ListedCommittee& committee) {
  return column.name == "committees" || (!after(column.name, "committees.").empty() && after(column.name, "committees.") == committee.kind);
}

bool counts_term(const TeamColumn& column, const MediatorTerm& term) {
  return column.name == "mediators" || (!after(column.name, "mediators.").empty() && after(column.name, "mediators.") == term.engagement);
}

std::int64_t counted_in(const TeamColumn& column, const std::vector<const ListedCommittee*>& committees, const std::vector<const MediatorTerm*>& terms) {
  return std::count_if(committees.begin(), committees.end(), [&](const auto* one) { return counts_committee(column, *one); }) +
         std::count_if(terms.begin(), terms.end(), [&](const auto* one) { return counts_term(column, *one); });
}

}  // namespace lianhu

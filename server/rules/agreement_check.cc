#include "rules/agreement_check.h"

#include <algorithm>

namespace lianhu {
namespace {

std::string place_of(std::size_t index) { return "协议第" + std::to_string(index + 1) + "条"; }

}  // namespace

std::vector<DossierText> agreement_texts(const std::string& facts, const std::vector<Clause>& clauses) {
  std::vector<DossierText> texts;
  if (!facts.empty()) texts.push_back({"纠纷主要事实、争议事项", facts});
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    texts.push_back({place_of(i), clauses[i].text, true, clauses[i].deed == "pay" ? std::optional(clauses[i].quantity) : std::nullopt});
  }
  return texts;
}

std::vector<DossierFinding> check_clauses(const std::vector<Clause>& clauses, const std::string& last_due) {
  std::vector<DossierFinding> out;
  std::string latest;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const Clause& clause = clauses[i];
    latest = std::max(latest, clause.due);
    if (clause.deed == "pay" && clause.creditor.empty()) out.push_back(finding(Weight::mend, place_of(i), "没有写明付给谁", "写明收款的一方", "民诉法解释第358条"));
    if (clause.method.empty()) out.push_back(finding(Weight::mend, place_of(i), "没有写明履行方式", "写明怎样履行：现金、转账，还是当面交付"));
  }
  if (!last_due.empty() && last_due < latest) {
    out.push_back(finding(Weight::mend, "最后一项履行的日期", "早于条款里最晚的履行期限" + Date::parse(latest)->chinese(), "请改成最晚的一天，回访从那一天起算"));
  }
  return out;
}

}  // namespace lianhu

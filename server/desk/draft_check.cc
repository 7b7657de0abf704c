#include "desk/draft_check.h"

#include <algorithm>
#include <set>

#include <boost/json/parse.hpp>

#include "rules/agreement_check.h"
#include "rules/clause_library.h"
#include "rules/form.h"

namespace lianhu {
namespace {

// read_clauses() speaks of the first clause of what it is given; here it is the n-th.
std::string without_number(const std::string& message) {
  constexpr std::string_view first = "协议第1条";
  return message.starts_with(first) ? message.substr(first.size()) : message;
}

// What of an unfinished clause the words can be checked of.
Clause half_written(const std::string& text) {
  Clause clause;
  const boost::json::value value = boost::json::parse(text).get_array().front();
  const auto word = [&](const char* key) {
    const boost::json::value* at = value.get_object().if_contains(key);
    return at && at->is_string() ? std::string(at->get_string()) : std::string();
  };
  clause.text = word("text");
  clause.deed = "do";  // its amount, if it has one, is told by the fault already
  clause.method = word("method");
  return clause;
}

}  // namespace

std::vector<DossierFinding> check_draft(const House& house, const WholeMatter& whole, const Proceeding& proceeding, const DraftPaper& draft) {
  std::vector<DossierFinding> all;
  std::vector<Clause> clauses;
  bool whole_clauses = true;
  const auto told_clauses = clauses_of(draft).value_or(std::vector<std::string>{});
  for (std::size_t i = 0; i < told_clauses.size(); ++i) {
    auto read = read_clauses("clauses", told_clauses[i], whole.file);
    if (read) {
      clauses.push_back(std::move(read->front()));
      continue;
    }
    whole_clauses = false;
    all.push_back(finding(Weight::bar, "协议第" + std::to_string(i + 1) + "条", without_number(read.error().message), "补全这一条：谁、对谁、做什么、多少、何时之前", "民诉法解释第358条"));
    clauses.push_back(half_written(told_clauses[i]));
  }
  const auto fields = agreement_fields(draft, whole.file);
  const auto told = [&](const char* name) {
    const auto at = fields.find(name);
    return at == fields.end() ? std::string() : at->second;
  };
  const std::string facts = told("facts");
  if (facts.empty()) all.push_back(finding(Weight::mend, "纠纷主要事实、争议事项", "还没有写", "写明双方对什么有争议、查明了什么", "人民调解法第29条"));
  if (told_clauses.empty()) all.push_back(finding(Weight::bar, "协议条款", "还没有条款", "从条款库里选，或者自己写一条"));
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    for (const std::string& blank : blanks_of(clauses[i].text + clauses[i].condition).value_or(std::vector<std::string>{})) {
      all.push_back(finding(Weight::bar, "协议第" + std::to_string(i + 1) + "条", "还有空没有填：" + blank, "填上，或者删去这几个字"));
    }
  }
  const auto add = [&](std::vector<DossierFinding> more) { std::move(more.begin(), more.end(), std::back_inserter(all)); };
  const auto texts = agreement_texts(facts, clauses);
  add(check_clauses(clauses, whole_clauses ? told("last_due_on") : std::string()));
  const Date day = draft.agreed_on.value_or(house.now().date());
  if (const DossierPlan* plan = plan_of(house.dossiers(), proceeding.procedure_name)) add(check_words(*plan, texts, day));
  add(check_amounts(texts));
  std::vector<std::string> names;
  for (const Party& party : whole.file.parties) {
    if (party.name && !party.left_at) names.push_back(*party.name);
  }
  add(check_names(names, texts));
  std::vector<DossierFinding> out;
  std::set<std::string> seen;
  for (const Weight weight : {Weight::bar, Weight::mend, Weight::look}) {
    for (const DossierFinding& one : all) {
      if (one.weight == weight && seen.insert(one.key).second) out.push_back(one);
    }
  }
  return out;
}

}  // namespace lianhu

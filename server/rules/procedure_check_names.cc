#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/procedure_checks.h"

namespace lianhu {

namespace {

template <class T>
std::vector<std::string_view> names(const std::vector<T>& all) {
  std::vector<std::string_view> out;
  for (const T& one : all) out.push_back(one.name);
  return out;
}

// Looks names up, remembers which were used, and reports those that lead nowhere.
class NameTable {
 public:
  NameTable(std::string noun, std::string code, std::vector<std::string_view> known, ProcedureFaults& faults)
      : noun_(std::move(noun)), code_(std::move(code)), known_(std::move(known)), faults_(faults) {}

  void use(const std::string& name, int line, const std::string& where) {
    if (name.empty()) return;
    used_.insert(name);
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) return;
    std::string message = where + "：没有名为“" + name + "”的" + noun_;
    const std::string near = nearest_word(name, known_);
    if (!near.empty()) message += "，是否想写“" + near + "”？";
    faults_.add(line, code_, message);
  }
  bool used(const std::string& name) const { return used_.contains(name); }

 private:
  std::string noun_, code_;
  std::vector<std::string_view> known_;
  ProcedureFaults& faults_;
  std::set<std::string> used_;
};

template <class T>
void report_unused(const std::vector<T>& all, const NameTable& table, std::string_view noun, ProcedureFaults& faults) {
  for (const T& one : all) {
    if (!table.used(one.name)) {
      faults.add(one.line, "unused_name", std::string(noun) + " " + one.name + "：没有任何地方用到，请删去或用上");
    }
  }
}

struct Tables {
  NameTable states, fields, clocks, papers, outcomes, moves;
  ProcedureFaults& faults;
};

void use_effect(const Effect& e, const std::string& where, Tables& t) {
  t.clocks.use(e.clock, e.line, where);
  t.papers.use(e.paper, e.line, where);
  t.outcomes.use(e.outcome, e.line, where);
  for (const std::string* field : {&e.field, &e.of_party, &e.lead, &e.receiver, &e.co, &e.copied}) t.fields.use(*field, e.line, where);
}

void use_move(const Move& m, Tables& t) {
  const std::string where = "动作 " + m.name;
  for (const std::string& from : m.from) t.states.use(from, m.line, where);
  if (m.to != "same") t.states.use(m.to, m.line, where);
  for (const Ask& ask : m.asks) t.fields.use(ask.field, ask.line, where);
  for (const std::string& paper : m.papers) t.papers.use(paper, m.line, where);
  for (const Effect& e : m.effects) use_effect(e, where, t);
}

// The condition of a field is a choice of the procedure, and its values are that choice's.
void check_when(const Procedure& p, const Field& f, Tables& t) {
  if (f.when_field.empty()) return;
  const std::string where = "字段 " + f.name + "（when）";
  t.fields.use(f.when_field, f.line, where);
  const Field* on = p.field(f.when_field);
  if (!on) return;
  std::vector<std::string_view> known;
  for (const Choice& choice : on->choices) known.push_back(choice.value);
  NameTable values("选项", "dangling_choice", std::move(known), t.faults);
  for (const std::string& value : f.when_values) values.use(value, f.line, where);
}

void use_clock(const ClockUse& clock, Tables& t, NameTable& rules) {
  const std::string where = "期限 " + clock.name;
  for (const std::string& field : clock.from_fields) t.fields.use(field, clock.line, where);
  t.fields.use(clock.by, clock.line, where);
  for (const std::string* rule : {&clock.rule, &clock.yellow, &clock.red}) rules.use(*rule, clock.line, where);
  for (const auto& [value, rule] : clock.rules) rules.use(rule, clock.line, where);
  for (const std::string& move : clock.ends_with) t.moves.use(move, clock.line, where + "（ends_with）");
}

}  // namespace

void check_names(const Procedure& p, const KnownNames& known, ProcedureFaults& faults) {
  Tables t{{"状态", "dangling_state", names(p.states), faults},
           {"字段", "dangling_field", names(p.fields), faults},
           {"期限", "dangling_clock", names(p.clocks), faults},
           {"文书", "dangling_paper", names(p.papers), faults},
           {"结果", "dangling_outcome", names(p.outcomes), faults},
           {"动作", "dangling_move", names(p.moves), faults},
           faults};
  std::vector<std::string_view> rule_ids;
  for (const KnownTerm& term : known.terms) rule_ids.push_back(term.id);
  NameTable rules("期限规则", "dangling_rule", std::move(rule_ids), faults);
  NameTable phases("阶段（phases）", "dangling_phase", {p.phases.begin(), p.phases.end()}, faults);
  NameTable templates("文书模板（papers/ 下的文件夹）", "dangling_paper", {known.papers.begin(), known.papers.end()}, faults);

  t.states.use(p.initial, 1, "initial");
  for (const State& s : p.states) {
    phases.use(s.phase, s.line, "状态 " + s.name);
    for (const std::string& clock : s.clocks) t.clocks.use(clock, s.line, "状态 " + s.name);
  }
  for (const ClockUse& clock : p.clocks) use_clock(clock, t, rules);
  for (const Move& m : p.moves) use_move(m, t);
  for (const Field& f : p.fields) check_when(p, f, t);
  for (const Paper& paper : p.papers) {
    if (!paper.manual) templates.use(paper.name, paper.line, "文书 " + paper.name + "（没有模板的请写 manual = true）");
  }
  report_unused(p.fields, t.fields, "字段", faults);
  report_unused(p.clocks, t.clocks, "期限", faults);
  report_unused(p.papers, t.papers, "文书", faults);
  report_unused(p.outcomes, t.outcomes, "结果", faults);
}

}  // namespace lianhu

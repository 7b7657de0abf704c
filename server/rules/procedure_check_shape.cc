#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "rules/procedure_checks.h"

namespace lianhu {

namespace {

using Names = std::set<std::string_view>;

Names reached_from_start(const Procedure& p) {
  Names reached;
  if (p.state(p.initial) != nullptr) reached.insert(p.initial);
  for (const Move& m : p.moves) {
    if (m.starts) reached.insert(m.to);
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (const Move& m : p.moves) {
      for (const std::string& from : m.from) {
        if (reached.contains(from) && reached.insert(target(m, from)).second) grew = true;
      }
    }
  }
  return reached;
}

Names with_a_way_to_an_end(const Procedure& p) {
  Names ending;
  for (const State& s : p.states) {
    if (s.terminal) ending.insert(s.name);
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (const Move& m : p.moves) {
      for (const std::string& from : m.from) {
        if (ending.contains(target(m, from)) && ending.insert(from).second) grew = true;
      }
    }
  }
  return ending;
}

void check_states(const Procedure& p, ProcedureFaults& faults) {
  const Names reached = reached_from_start(p);
  const Names ending = with_a_way_to_an_end(p);
  for (const State& s : p.states) {
    const std::string name = "状态 " + s.name + "（" + s.title + "）";
    if (!reached.contains(s.name)) faults.add(s.line, "unreachable_state", name + "：没有任何动作能到这里，请补上动作或删去这个状态");
    if (!ending.contains(s.name)) faults.add(s.line, "dead_end", name + "：从这里无法走到任何终结状态，请补上出路");
    if (!s.terminal && s.clocks.empty()) faults.add(s.line, "no_clock", name + "：没有期限，请在 clocks 中写上至少一个");
    if (s.terminal && !s.clocks.empty()) faults.add(s.line, "clock_after_end", name + "：终结状态不能有期限");
  }
}

void check_titles(const Procedure& p, ProcedureFaults& faults) {
  for (const State& s : p.states) {
    std::set<std::string_view> titles;
    for (const Move& m : p.moves) {
      if (starts_from(m, s.name) && !titles.insert(m.title).second) {
        faults.add(m.line, "same_title", "动作 " + m.name + "：在状态 " + s.name + " 已有另一个动作也叫“" + m.title + "”，请改一个");
      }
    }
  }
}

}  // namespace

void check_shape(const Procedure& p, ProcedureFaults& faults) {
  if (std::none_of(p.states.begin(), p.states.end(), [](const State& s) { return s.terminal; })) {
    faults.add(1, "no_end", "没有终结状态：请至少有一个状态写 terminal = true");
  }
  if (std::none_of(p.moves.begin(), p.moves.end(), [](const Move& m) { return m.starts; })) {
    faults.add(1, "no_start", "没有起始动作：请至少有一个动作写 start = true");
  }
  check_states(p, faults);
  check_titles(p, faults);
  for (const Move& m : p.moves) {
    if (m.who.empty()) faults.add(m.line, "no_actor", "动作 " + m.name + "（" + m.title + "）：没有写由谁来做（who）");
    if (m.starts && m.to == "same") faults.add(m.line, "dangling_state", "动作 " + m.name + "：起始动作的 to 不能是 same");
  }
}

}  // namespace lianhu

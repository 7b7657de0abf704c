#include "rules/procedure_view.h"

#include <algorithm>

#include "model/procedure_words.h"

namespace lianhu {

namespace {

std::string joined(const std::vector<Who>& who) {
  std::string text;
  for (const Who w : who) {
    if (!text.empty()) text += "、";
    text += title_of(who_words, w);
  }
  return text;
}

std::vector<const Move*> moves_from(const Procedure& p, std::string_view state) {
  std::vector<const Move*> all;
  for (const Move& m : p.moves) {
    if (starts_from(m, state)) all.push_back(&m);
  }
  return all;
}

std::string clock_text(const ClockUse& clock) {
  std::string text = clock.rule;
  for (const auto& [value, rule] : clock.rules) text += " " + value + "=" + rule;
  if (!clock.yellow.empty()) text += " 黄灯=" + clock.yellow;
  if (!clock.red.empty()) text += " 红灯=" + clock.red;
  text += " 起算=" + std::string(title_of(from_words, clock.from));
  for (const std::string& field : clock.from_fields) text += " " + field;
  for (const std::string& move : clock.ends_with) text += " 到“" + move + "”为止";
  return text;
}

bool names_clock(const State& s, const std::string& clock) { return std::find(s.clocks.begin(), s.clocks.end(), clock) != s.clocks.end(); }

void clock_differences(const Procedure& now, const Procedure& next, const State& a, const State& b, std::vector<std::string>& out) {
  for (const std::string& name : a.clocks) {
    const ClockUse* was = now.clock(name);
    const ClockUse* is = next.clock(name);
    if (was == nullptr) continue;
    if (is == nullptr || !names_clock(b, name)) {
      out.push_back("期限“" + was->title + "”不再适用");
    } else if (clock_text(*was) != clock_text(*is)) {
      out.push_back("期限“" + was->title + "”由“" + clock_text(*was) + "”改为“" + clock_text(*is) + "”");
    }
  }
  for (const std::string& name : b.clocks) {
    if (!names_clock(a, name) && next.clock(name) != nullptr) out.push_back("新增期限“" + next.clock(name)->title + "”");
  }
}

bool requires_field(const Move& m, std::string_view field) {
  return std::any_of(m.asks.begin(), m.asks.end(), [field](const Ask& a) { return a.field == field && a.required; });
}

bool has_need(const Move& m, const Need& need) {
  return std::any_of(m.needs.begin(), m.needs.end(), [&](const Need& n) { return n.kind == need.kind && n.arg == need.arg; });
}

bool issues(const Move& m, const std::string& paper) {
  return std::any_of(m.effects.begin(), m.effects.end(), [&](const Effect& e) { return e.what == Do::issue_paper && e.paper == paper; });
}

std::string state_title(const Procedure& p, std::string_view name) {
  const State* s = p.state(name);
  return s == nullptr ? std::string(name) : s->title;
}

void paper_differences(const Move& a, const Move& b, const Procedure& of_b, const std::string& verb, std::vector<std::string>& out) {
  for (const Effect& e : b.effects) {
    if (e.what != Do::issue_paper || issues(a, e.paper)) continue;
    const Paper* paper = of_b.paper(e.paper);
    out.push_back("动作“" + b.title + "”" + verb + "文书《" + (paper == nullptr ? e.paper : paper->title) + "》");
  }
}

void need_differences(const Move& a, const Move& b, const std::string& verb, std::vector<std::string>& out) {
  for (const Need& n : b.needs) {
    if (!has_need(a, n)) out.push_back("动作“" + b.title + "”" + verb + "条件 " + std::string(title_of(need_words, n.kind)) + "（" + n.arg + "）");
  }
}

void move_differences(const Procedure& now, const Procedure& next, const Move& a, const Move& b, std::string_view state,
                      std::vector<std::string>& out) {
  const std::string name = "动作“" + a.title + "”";
  if (a.title != b.title) out.push_back(name + "改称“" + b.title + "”");
  if (target(a, state) != target(b, state)) {
    out.push_back(name + "之后由“" + state_title(now, target(a, state)) + "”改为“" + state_title(next, target(b, state)) + "”");
  }
  if (a.who != b.who) out.push_back(name + "由“" + joined(a.who) + "”改为“" + joined(b.who) + "”来做");
  if (!a.reason && b.reason) out.push_back(name + "须写明理由");
  for (const Ask& ask : b.asks) {
    if (!ask.required || requires_field(a, ask.field)) continue;
    const Field* f = next.field(ask.field);
    out.push_back(name + "新增必填“" + (f == nullptr ? ask.field : f->label) + "”");
  }
  need_differences(a, b, "新增", out);
  need_differences(b, a, "取消", out);
  paper_differences(a, b, next, "新增", out);
  paper_differences(b, a, now, "不再出具", out);
}

}  // namespace

std::vector<Permission> permission_matrix(const Procedure& procedure) {
  std::vector<Permission> rows;
  for (const Move& m : procedure.moves) {
    if (m.starts) rows.push_back({"", m.name, m.who});
  }
  for (const State& s : procedure.states) {
    for (const Move* m : moves_from(procedure, s.name)) rows.push_back({s.name, m->name, m->who});
  }
  return rows;
}

std::string matrix_text(const Procedure& procedure) {
  std::string text = "状态\t动作\t由谁来做\t之后\n";
  for (const Permission& row : permission_matrix(procedure)) {
    const Move& m = *procedure.move(row.move);
    text += (row.state.empty() ? std::string("（起始）") : state_title(procedure, row.state)) + "\t" + m.title + "\t" + joined(row.who) + "\t" +
            (m.to == "same" ? std::string("不变") : state_title(procedure, m.to)) + "\n";
  }
  return text;
}

std::vector<std::string> procedure_differences(const Procedure& now, const Procedure& next, std::string_view state) {
  std::vector<std::string> out;
  const State* a = now.state(state);
  const State* b = next.state(state);
  if (a == nullptr || b == nullptr) {
    if (a != nullptr) out.push_back("状态“" + a->title + "”在新版本中没有了");
    return out;
  }
  if (a->title != b->title) out.push_back("状态“" + a->title + "”改称“" + b->title + "”");
  clock_differences(now, next, *a, *b, out);
  for (const Move* m : moves_from(now, state)) {
    const Move* other = next.move(m->name);
    if (other == nullptr || !starts_from(*other, state)) {
      out.push_back("取消动作“" + m->title + "”");
    } else {
      move_differences(now, next, *m, *other, state, out);
    }
  }
  for (const Move* m : moves_from(next, state)) {
    const Move* other = now.move(m->name);
    if (other == nullptr || !starts_from(*other, state)) out.push_back("新增动作“" + m->title + "”（" + joined(m->who) + "）");
  }
  return out;
}

}  // namespace lianhu

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/procedure_words.h"
#include "rules/procedure_checks.h"
#include "rules/recusal.h"

namespace lianhu {

namespace {

template <class Test>
bool any_effect(const Procedure& p, Test test) {
  return std::any_of(p.moves.begin(), p.moves.end(), [&](const Move& m) { return std::any_of(m.effects.begin(), m.effects.end(), test); });
}

bool has_need(const Move& m, NeedKind kind) {
  return std::any_of(m.needs.begin(), m.needs.end(), [kind](const Need& n) { return n.kind == kind; });
}

// Can `later` come after `earlier`?
bool may_follow(const Procedure& p, const Move& earlier, const Move& later) {
  std::set<std::string_view> reached;
  if (earlier.starts) reached.insert(earlier.to);
  for (const std::string& from : earlier.from) reached.insert(target(earlier, from));
  for (bool grew = true; grew;) {
    grew = false;
    for (const Move& m : p.moves) {
      for (const std::string& from : m.from) {
        if (reached.contains(from) && reached.insert(target(m, from)).second) grew = true;
      }
    }
  }
  return std::any_of(later.from.begin(), later.from.end(), [&](const std::string& from) { return reached.contains(from); });
}

std::vector<std::string_view> arguments(const Procedure& p, NeedKind kind) {
  std::vector<std::string_view> all;
  switch (kind) {
    case NeedKind::consent: return {"all_parties"};
    case NeedKind::assignment: return {"open", "accepted", "returned"};
    case NeedKind::duty: return {"cited"};
    case NeedKind::ground: return {"new"};
    case NeedKind::office: return {"not_independent"};
    case NeedKind::dispute: return {"not_administrative"};
    case NeedKind::obligations: return {"settled", "open", "overdue"};
    case NeedKind::extension: return {"asked", "none"};
    case NeedKind::other_party: return {"present"};
    case NeedKind::child: return {"ended"};
    case NeedKind::recusal: return {"asked", "answered"};
    case NeedKind::outcome:
    case NeedKind::every_party:
      for (const Outcome& o : p.outcomes) all.push_back(o.name);
      return all;
    case NeedKind::not_same_actor:
    case NeedKind::done_before:
    case NeedKind::not_done:
      for (const Move& m : p.moves) all.push_back(m.name);
      return all;
  }
  return all;
}

// Why the need can never be met, or empty.
std::string why_never(const Procedure& p, const Move& move, const Need& need) {
  const auto acts = [&](AssignAct act) { return any_effect(p, [act](const Effect& e) { return e.act == act; }); };
  switch (need.kind) {
    case NeedKind::consent: {
      const bool recorded = std::any_of(p.moves.begin(), p.moves.end(), [&](const Move& m) {
        return !has_need(m, NeedKind::consent) && std::any_of(m.effects.begin(), m.effects.end(), [&](const Effect& e) {
          const Outcome* o = p.outcome(e.outcome);
          return o != nullptr && o->consent == Consent::gives && !e.of_party.empty();
        });
      });
      return recorded ? "" : "没有任何动作记录各方的同意";
    }
    case NeedKind::assignment:
      if (!acts(AssignAct::give)) return "没有任何动作交办（assign give）";
      if (need.arg == "accepted" && !acts(AssignAct::sign)) return "没有任何动作签收（assign sign）";
      if (need.arg == "returned" && !acts(AssignAct::send_back)) return "没有任何动作退回（assign return）";
      return "";
    case NeedKind::duty:
    case NeedKind::ground: {
      const bool asked = std::any_of(move.asks.begin(), move.asks.end(), [&](const Ask& ask) {
        const Field* f = p.field(ask.field);
        return ask.required && f != nullptr && f->kind == FieldKind::duty;
      });
      return asked ? "" : "这个动作没有必填的职责清单字段（duty）";
    }
    case NeedKind::outcome:
      return any_effect(p, [&](const Effect& e) { return e.outcome == need.arg && e.of_party.empty(); }) ? "" : "没有任何动作记录这个结果";
    case NeedKind::every_party:
      return any_effect(p, [&](const Effect& e) { return e.outcome == need.arg && !e.of_party.empty(); }) ? "" : "没有任何动作为各方记录这个结果";
    case NeedKind::done_before:
      return may_follow(p, *p.move(need.arg), move) ? "" : "那个动作不可能先于这个动作";
    case NeedKind::obligations:
      return any_effect(p, [](const Effect& e) { return e.what == Do::oblige; }) ? "" : "没有任何动作设立义务（oblige）";
    case NeedKind::extension:
      return any_effect(p, [](const Effect& e) { return e.extend == ExtendAct::ask; }) ? "" : "没有任何动作申请延期（extend ask）";
    case NeedKind::recusal: {
      const bool asked = std::any_of(p.moves.begin(), p.moves.end(), [](const Move& m) {
        return std::any_of(m.asks.begin(), m.asks.end(), [](const Ask& ask) { return ask.field == recusal_party_field; });
      });
      return asked ? "" : "没有任何动作记录哪一方要求更换（recusal_party）";
    }
    case NeedKind::not_same_actor:
    case NeedKind::not_done:
    case NeedKind::office:
    case NeedKind::dispute:
    case NeedKind::other_party:
    case NeedKind::child:
      return "";
  }
  return "";
}

bool contradict(const Need& a, const Need& b) {
  if (a.kind == NeedKind::outcome && b.kind == NeedKind::outcome) return a.arg != b.arg;
  if (a.kind == NeedKind::extension && b.kind == NeedKind::extension) return a.arg != b.arg;
  return a.kind == NeedKind::done_before && b.kind == NeedKind::not_done && a.arg == b.arg;
}

void check_move(const Procedure& p, const Move& move, ProcedureFaults& faults) {
  for (const Need& need : move.needs) {
    const std::string word = std::string(word_of(need_words, need.kind)) + ":" + need.arg;
    const std::string where = "动作 " + move.name + " 的条件 " + word + "：";
    const std::vector<std::string_view> known = arguments(p, need.kind);
    if (std::find(known.begin(), known.end(), need.arg) == known.end()) {
      faults.add(need.line, "dangling_need", where + "冒号后面" + wrong_word(need.arg, known));
      continue;
    }
    const std::string never = why_never(p, move, need);
    if (!never.empty()) faults.add(need.line, "impossible_need", where + "永远不能满足，" + never);
    for (const Need& other : move.needs) {
      if (contradict(need, other)) faults.add(need.line, "impossible_need", where + "与同一动作的另一个条件矛盾");
    }
  }
}

}  // namespace

void check_needs(const Procedure& p, ProcedureFaults& faults) {
  for (const Move& m : p.moves) check_move(p, m, faults);
}

}  // namespace lianhu

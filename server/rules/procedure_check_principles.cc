#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "rules/procedure_checks.h"

namespace lianhu {

namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

const KnownTerm* term(const KnownNames& known, const std::string& id) {
  for (const KnownTerm& t : known.terms) {
    if (t.id == id) return &t;
  }
  return nullptr;
}

void check_term(const ClockUse& clock, const KnownTerm& t, ProcedureFaults& faults) {
  const std::string where = "期限 " + clock.name + "：规则 " + t.id;
  const bool marked = has(clock.title, "内部期限");
  const bool cites = !t.law.empty() || has(clock.title, "《") || has(clock.title, "法定");
  if (t.internal && cites) faults.add(clock.line, "house_term_cites_law", where + " 是内部期限，不能引用法律或称为法定期限");
  if (t.internal && !marked) faults.add(clock.line, "house_term_unmarked", where + " 是内部期限，title 中须写明“内部期限”");
  if (!t.internal && marked) faults.add(clock.line, "law_term_marked_internal", where + " 有法律依据，title 中不写“内部期限”");
}

void check_terms(const Procedure& p, const KnownNames& known, ProcedureFaults& faults) {
  for (const ClockUse& clock : p.clocks) {
    if (const KnownTerm* t = term(known, clock.rule)) check_term(clock, *t, faults);
    for (const auto& [value, rule] : clock.rules) {
      const KnownTerm* t = term(known, rule);
      if (t != nullptr && rule != clock.rule) check_term(clock, *t, faults);
    }
  }
}

void check_field(const Field& f, const KnownNames& known, ProcedureFaults& faults) {
  const std::string where = "字段 " + f.name + "（" + f.label + "）";
  const auto listed = [](const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (!f.retention.empty() && !listed(known.retentions, f.retention)) {
    faults.add(f.line, "personal_field", where + "：retention " + wrong_word(f.retention, {known.retentions.begin(), known.retentions.end()}));
  }
  if (!f.mask.empty() && !listed(known.masks, f.mask)) {
    faults.add(f.line, "personal_field", where + "：mask " + wrong_word(f.mask, {known.masks.begin(), known.masks.end()}));
  }
  if (f.data_class == 0) return;
  if (f.purpose.empty()) faults.add(f.line, "personal_field", where + "：含个人信息，须写明用途（purpose）");
  if (f.retention.empty()) faults.add(f.line, "personal_field", where + "：含个人信息，须写明保存期限（retention）");
  if (f.data_class >= 3 && f.mask.empty()) faults.add(f.line, "personal_field", where + "：含敏感个人信息，须写明遮盖方式（mask）");
}

bool handles(Who who) { return who == Who::handler || who == Who::lead || who == Who::co || who == Who::mediator || who == Who::grid_worker; }

bool closes_as_solved(const Move& m) {
  return std::any_of(m.effects.begin(), m.effects.end(), [](const Effect& e) { return e.close == CloseKind::substantive; });
}

void check_verifying(const Move& m, ProcedureFaults& faults) {
  if (!m.verifies && !closes_as_solved(m)) return;
  const bool other = std::any_of(m.needs.begin(), m.needs.end(), [](const Need& n) { return n.kind == NeedKind::not_same_actor; });
  if (std::any_of(m.who.begin(), m.who.end(), handles)) {
    faults.add(m.line, "verify_by_handler", "动作 " + m.name + "（" + m.title + "）：核查和实质性办结不能由承办的人来做，请从 who 中去掉承办、主办、协办、调解员和网格员");
  } else if (!other) {
    faults.add(m.line, "verify_by_handler", "动作 " + m.name + "（" + m.title + "）：须写明不能由谁来做（not_same_actor_as:…）");
  }
}

// What nobody else may learn of tells nobody, changes nothing and makes nothing.
void check_quiet(const Move& m, ProcedureFaults& faults) {
  if (!m.quiet) return;
  const bool still = m.to == "same" && m.effects.empty() && m.papers.empty() && !m.verifies && !m.starts;
  if (!still || m.audience != Audience::mediator) {
    faults.add(m.line, "quiet_tells", "动作 " + m.name + "（" + m.title + "）：不让别人知道的动作（quiet）只能由调解员看到，状态不变，没有效果和文书");
  }
}

bool names_fee(std::string_view text) { return has(text, "费") || has(text, "fee"); }

void check_free_of_charge(const Procedure& p, ProcedureFaults& faults) {
  const auto add = [&](int line, const std::string& what) {
    faults.add(line, "fee_field", what + "：人民调解不收取任何费用，不能有收费内容");
  };
  for (const Field& f : p.fields) {
    if (names_fee(f.name) || names_fee(f.label)) add(f.line, "字段 " + f.name);
  }
  for (const Move& m : p.moves) {
    if (names_fee(m.name) || names_fee(m.title)) add(m.line, "动作 " + m.name);
  }
  for (const Paper& d : p.papers) {
    if (names_fee(d.name) || names_fee(d.title)) add(d.line, "文书 " + d.name);
  }
}

bool is_refusal(const Procedure& p, const Move& m) {
  const bool by_party = std::find(m.who.begin(), m.who.end(), Who::party) != m.who.end();
  return by_party && !m.reason && m.needs.empty() && std::any_of(m.effects.begin(), m.effects.end(), [&](const Effect& e) {
    const Outcome* o = p.outcome(e.outcome);
    return o != nullptr && o->consent == Consent::ends && !e.of_party.empty();
  });
}

bool needs_consent(const Move& m) {
  return std::any_of(m.needs.begin(), m.needs.end(), [](const Need& n) { return n.kind == NeedKind::consent; });
}

// Wherever a move rests on consent in a state that is not terminal, a party can take it back, at once and without conditions.
void check_refusal(const Procedure& p, ProcedureFaults& faults) {
  for (const State& s : p.states) {
    const bool rests = std::any_of(p.moves.begin(), p.moves.end(), [&](const Move& m) {
      const bool restarts = std::any_of(m.effects.begin(), m.effects.end(), [](const Effect& e) { return e.what == Do::reopen; });
      return starts_from(m, s.name) && needs_consent(m) && !restarts;
    });
    const bool can_refuse = std::any_of(p.moves.begin(), p.moves.end(), [&](const Move& m) { return starts_from(m, s.name) && is_refusal(p, m); });
    if (rests && !can_refuse) {
      faults.add(s.line, "refusal_missing", "状态 " + s.name + "（" + s.title + "）：当事人在这里须能随时拒绝，不附条件，也不必说明理由");
    }
  }
}

}  // namespace

void check_principles(const Procedure& p, const KnownNames& known, ProcedureFaults& faults) {
  if (p.basis.empty()) faults.add(1, "no_basis", "没有写依据（basis）：请写明所依据的法律、条例或内部规程");
  check_terms(p, known, faults);
  for (const Field& f : p.fields) check_field(f, known, faults);
  for (const Move& m : p.moves) {
    check_verifying(m, faults);
    check_quiet(m, faults);
  }
  if (!p.mediation) return;
  check_free_of_charge(p, faults);
  check_refusal(p, faults);
}

}  // namespace lianhu

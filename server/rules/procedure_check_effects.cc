#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/procedure_words.h"
#include "rules/procedure_checks.h"

namespace lianhu {

namespace {

// One effect under inspection.
struct Look {
  const Procedure& p;
  const Move& move;
  const Effect& effect;
  ProcedureFaults& faults;

  void fault(const char* code, const std::string& message) const {
    faults.add(effect.line, code, "动作 " + move.name + " 的效果 " + std::string(word_of(do_words, effect.what)) + "：" + message);
  }
  void must(bool given, std::string_view key) const {
    if (!given) fault("effect_argument", "缺少“" + std::string(key) + "”");
  }
  void must_be(const std::string& field, std::string_view key, FieldKind kind) const {
    const Field* found = p.field(field);
    if (found == nullptr || found->kind == kind) return;
    fault("wrong_field_kind", "“" + std::string(key) + "”所指的字段 " + field + " 应为 " + std::string(word_of(field_kind_words, kind)) + " 类");
  }
};

void look_at_child(const Look& look, const KnownNames& known) {
  const Effect& e = look.effect;
  look.must_be(e.field, "field", FieldKind::procedure);
  look.must_be(e.lead, "lead", FieldKind::office);
  look.must_be(e.receiver, "receiver", FieldKind::post);
  look.must_be(e.co, "co", FieldKind::offices);
  if (e.external) return;
  look.must(!e.procedure.empty() || !e.field.empty(), "procedure");
  if (e.procedure.empty() || std::find(known.procedures.begin(), known.procedures.end(), e.procedure) != known.procedures.end()) return;
  std::string message = "没有程序文件 " + e.procedure + ".toml";
  const std::string near = nearest_word(e.procedure, {known.procedures.begin(), known.procedures.end()});
  if (!near.empty()) message += "，是否想写“" + near + "”？";
  look.fault("dangling_procedure", message);
}

void look_at_assign(const Look& look) {
  const Effect& e = look.effect;
  look.must(e.act.has_value(), "act");
  if (e.act == AssignAct::give) look.must(!e.lead.empty() || !e.receiver.empty() || !e.co.empty(), "lead");
  look.must_be(e.lead, "lead", FieldKind::office);
  look.must_be(e.receiver, "receiver", FieldKind::post);
  look.must_be(e.co, "co", FieldKind::offices);
  look.must_be(e.copied, "copied", FieldKind::offices);
}

void look_at_paper(const Look& look) {
  look.must(!look.effect.paper.empty(), "paper");
  const Paper* paper = look.p.paper(look.effect.paper);
  if (paper == nullptr || !paper->manual) return;
  const auto& asks = look.move.asks;
  const bool attached = std::any_of(asks.begin(), asks.end(), [&](const Ask& ask) {
    const Field* field = look.p.field(ask.field);
    return ask.required && field != nullptr && field->kind == FieldKind::files;
  });
  if (!attached) look.fault("paper_without_file", "文书 " + paper->name + " 没有模板，这个动作须有一个必填的附件字段（files）");
}

void look_at_outcome(const Look& look) {
  const Effect& e = look.effect;
  look.must(!e.outcome.empty(), "outcome");
  look.must_be(e.of_party, "of_party", FieldKind::party);
  const Outcome* outcome = look.p.outcome(e.outcome);
  if (outcome != nullptr && outcome->consent == Consent::gives && e.of_party.empty()) {
    look.fault("effect_argument", "同意只能由各方分别作出，请写明 of_party");
  }
}

void look_at(const Look& look, const KnownNames& known) {
  const Effect& e = look.effect;
  switch (e.what) {
    case Do::start:
    case Do::refer:
      return look_at_child(look, known);
    case Do::assign:
      return look_at_assign(look);
    case Do::start_deadline:
    case Do::pause:
    case Do::resume:
      return look.must(!e.clock.empty(), "clock");
    case Do::extend:
      look.must(!e.clock.empty(), "clock");
      look.must(e.extend.has_value(), "act");
      if (e.extend && *e.extend != ExtendAct::refuse) look.must(!e.field.empty(), "field");
      return look.must_be(e.field, "field", FieldKind::number);
    case Do::supervise:
      return look.must(e.level.has_value(), "level");
    case Do::issue_paper:
      return look_at_paper(look);
    case Do::notify:
      return look.must(!e.whom.empty(), "whom");
    case Do::oblige:
      look.must(!e.field.empty(), "field");
      return look.must_be(e.field, "field", FieldKind::clauses);
    case Do::merge:
      look.must(!e.field.empty(), "field");
      return look.must_be(e.field, "field", FieldKind::matter);
    case Do::record_outcome:
      return look_at_outcome(look);
    case Do::close:
      return look.must(e.close.has_value(), "kind");
    case Do::report_back:
    case Do::reopen:
      return;
  }
}

void look_at_clock(const Procedure& p, const ClockUse& clock, ProcedureFaults& faults) {
  const std::string where = "期限 " + clock.name;
  if ((clock.from == ClockFrom::field) != !clock.from_fields.empty()) {
    faults.add(clock.line, "clock_start", where + "：from = \"field\" 与 from_fields 须同时写明");
  }
  for (const std::string& name : clock.from_fields) {
    const Field* field = p.field(name);
    if (field != nullptr && field->kind != FieldKind::date) faults.add(clock.line, "wrong_field_kind", where + "：起算字段 " + name + " 应为 date 类");
  }
  if ((clock.from == ClockFrom::assigned || clock.from == ClockFrom::signed_) && clock.subject != Subject::assignment) {
    faults.add(clock.line, "clock_start", where + "：从交办或签收起算的，请写 subject = \"assignment\"");
  }
  if (clock.by.empty() != clock.rules.empty()) faults.add(clock.line, "clock_choice", where + "：by 与 rules 须同时写明");
  const Field* by = p.field(clock.by);
  if (by == nullptr) return;
  for (const auto& [value, rule] : clock.rules) {
    const bool offered = std::any_of(by->choices.begin(), by->choices.end(), [&](const Choice& c) { return c.value == value; });
    if (!offered) faults.add(clock.line, "clock_choice", where + "：字段 " + by->name + " 没有选项“" + value + "”");
  }
}

}  // namespace

void check_effects(const Procedure& p, const KnownNames& known, ProcedureFaults& faults) {
  for (const Move& m : p.moves) {
    for (const Effect& e : m.effects) look_at({p, m, e, faults}, known);
  }
  for (const ClockUse& clock : p.clocks) look_at_clock(p, clock, faults);
  for (const Field& f : p.fields) {
    if (f.kind == FieldKind::choice && f.choices.size() < 2) faults.add(f.line, "choice_missing", "字段 " + f.name + "：选项字段至少要有两个选项（choices）");
    if (f.kind != FieldKind::choice && !f.choices.empty()) faults.add(f.line, "choice_missing", "字段 " + f.name + "：只有 choice 类的字段才写 choices");
    if (f.min && f.max && *f.min > *f.max) faults.add(f.line, "bad_range", "字段 " + f.name + "：min 大于 max");
  }
}

}  // namespace lianhu

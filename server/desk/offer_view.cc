#include "desk/offer_view.h"

#include <algorithm>

#include "desk/render.h"
#include "rules/clockwork.h"
#include "rules/form.h"
#include "rules/own_word.h"
#include "rules/term_json.h"

namespace lianhu {
namespace {

std::string kind_word(FieldKind kind) {
  if (kind == FieldKind::post) return "account";  // the form names a person in post by account
  return std::string(word_of(field_kind_words, kind));
}

// Whoever was given the matter looks for a way to sign for it: this move is it, though its name does not say so.
bool signs_as_well(const Offer& offer) {
  const bool signs = std::any_of(offer.move->effects.begin(), offer.move->effects.end(),
                                 [](const Effect& e) { return e.what == Do::assign && e.act == AssignAct::sign; });
  return signs && offer.unsigned_yet && offer.move->title.find("签收") == std::string::npos && offer.move->title.find("阅知") == std::string::npos;
}

// The office that this field names will mediate.
bool mediates(const Offer& offer, const Field& field, const ProcedureLibrary& procedures) {
  return std::any_of(offer.move->effects.begin(), offer.move->effects.end(), [&](const Effect& e) {
    const Procedure* to = e.what == Do::refer && e.lead == field.name ? procedures.find(e.procedure) : nullptr;
    return to && to->mediation;
  });
}

// A choice that picks a term says how long that is: "简单（1日，从收到起算）".
void tell_terms(FieldOffer& out, const Procedure& procedure, const Terms& terms, Date today) {
  for (const ClockUse& use : procedure.clocks) {
    if (use.by != out.name) continue;
    for (ChoiceRow& choice : out.choices) {
      for (const auto& [value, rule_id] : use.rules) {
        const TermRule* rule = value == choice.value ? terms.find(rule_id, today) : nullptr;
        if (rule) choice.title += "（" + length_text(rule->length, rule->unit) + (use.from == ClockFrom::received ? "，从收到起算）" : "）");
      }
    }
  }
}

bool asks(const Move& move, const std::string& field) {
  return std::any_of(move.asks.begin(), move.asks.end(), [&](const Ask& ask) { return ask.field == field; });
}

std::string span_text(const DaySpan& span) {
  return span.from == span.to ? span.from.chinese() : span.from.chinese() + "至" + span.to.chinese();
}

}  // namespace

FieldOffer field_offer(const Field& field, bool required, const Matter& matter, const std::vector<ChoiceRow>& parties, const ProcedureLibrary& procedures) {
  FieldOffer out;
  out.name = field.name;
  out.label = field.label;
  out.kind = kind_word(field.kind);
  out.required = required;
  if (field.min) out.min = *field.min;
  if (field.max) out.max = *field.max;
  if (!field.help.empty()) out.help = field.help;
  if (!field.when_field.empty()) out.when = FieldWhen{field.when_field, field.when_values};
  for (const Choice& choice : field.choices) out.choices.push_back({choice.value, choice.title});
  if (field.kind == FieldKind::party) out.choices = parties;
  if (field.kind == FieldKind::procedure) {
    // What begins now begins with the newest version of its kind.
    for (const Procedure& procedure : procedures.all()) {
      if (procedures.latest(procedure.name) == &procedure) out.choices.push_back({procedure.id(), procedure.title});
    }
  }
  if (field.kind == FieldKind::category && matter.category != pending_category) out.value = matter.category;
  return out;
}

MoveOffer move_offer(const Offer& offer, const Actor& viewer, const Matter& matter, const std::vector<ChoiceRow>& parties, const ProcedureLibrary& procedures,
                     const Terms& terms, Time now) {
  MoveOffer out;
  out.proceeding = offer.proceeding.text;
  if (offer.assignment) out.assignment = offer.assignment->text;
  out.move = offer.move->name;
  const bool own = own_word(*offer.move, viewer);
  out.title = own && !offer.move->own_title.empty() ? offer.move->own_title : offer.move->title;
  if (signs_as_well(offer)) out.title += "（同时签收）";
  out.tone = std::string(word_of(tone_words, offer.move->tone));
  if (const std::string& asked = own && !offer.move->own_confirm.empty() ? offer.move->own_confirm : offer.move->confirm; !asked.empty()) {
    out.confirm = asked;
  } else if (own) {
    out.confirm = "这是您本人的意思，会写明日期记入案卷。确定吗？";
  }
  out.blocked = offer.blocked;
  for (const Ask& ask : offer.move->asks) {
    const Field* field = offer.procedure->field(ask.field);
    if (!field || (own && own_value(*field, viewer, now))) continue;
    out.fields.push_back(field_offer(*field, ask.required, matter, parties, procedures));
    if (out.fields.back().when && !asks(*offer.move, out.fields.back().when->field)) out.fields.back().when.reset();
    if (field->kind == FieldKind::choice) tell_terms(out.fields.back(), *offer.procedure, terms, now.date());
    // Most acts are entered on the day they were done.
    if (field->kind == FieldKind::date && ask.required && told_of_the_past(*field)) out.fields.back().value = now.date().text();
    if (field->kind == FieldKind::office && mediates(offer, *field, procedures)) out.fields.back().office_kind = std::string(mediation_committee);
  }
  if (offer.move->reason) {
    FieldOffer reason;
    reason.name = std::string(reason_field);
    reason.label = "理由";
    reason.kind = "longtext";
    reason.required = true;
    reason.min = 2;
    reason.max = 1000;
    out.fields.push_back(std::move(reason));
  }
  return out;
}

MoveOffer blank_offer(const Procedure& procedure, const Move& move, const ProcedureLibrary& procedures, const Terms& terms, Time now) {
  Offer offer;
  offer.procedure = &procedure;
  offer.move = &move;
  Matter blank;
  blank.category = pending_category;
  return move_offer(offer, Actor{}, blank, {}, procedures, terms, now);
}

DeadlineRow deadline_row(const Deadline& d, const std::string& subject) {
  DeadlineRow row;
  row.id = d.id.text;
  row.title = without_internal_mark(d.title);
  row.rule = d.rule;
  row.internal = d.internal;
  row.start_day = d.start_day;
  row.due_day = d.due_day;
  row.due_at = d.due_at;
  row.lamp = word(d.met_at ? Lamp::none : d.lamp);
  row.state = word(d.state);  // late stays visible after it was met
  row.provisional = d.provisional;
  row.sentence = d.sentence;
  row.subject = subject;
  const auto derived = read_derivation(d.derivation);
  if (!derived) return row;
  // In a term of calendar days only the last one is looked at; what it rolls over is told below.
  const bool each_day = derived->unit == TermUnit::working_day || !derived->extensions.empty();
  for (const DaySpan& span : derived->skipped) {
    if (each_day) row.lines.push_back(span_text(span) + "：" + span.why + "，不计");
  }
  for (const DaySpan& span : derived->make_up) row.lines.push_back(span_text(span) + "：" + span.why + "调休上班，计入");
  for (const Pause& pause : derived->pauses) {
    row.lines.push_back(pause.from.chinese() + "起因“" + pause.ground + "”中止" + (pause.to ? "，至" + pause.to->chinese() + "，共" + std::to_string(pause.excluded) + "日不计" : ""));
  }
  for (const Extension& extension : derived->extensions) {
    row.lines.push_back("经" + extension.approver + "同意延长" + length_text(extension.length, extension.unit) + "：" + extension.ground);
  }
  if (derived->due_before_extension) row.lines.push_back("延长前的到期日是" + derived->due_before_extension->chinese());
  if (!derived->roll_reason.empty() && derived->last) row.lines.push_back(derived->last->chinese() + "是" + derived->roll_reason + "，顺延到下一个工作日");
  if (derived->provisional()) row.lines.push_back(derived->provisional_note);
  if (d.state == DeadlineState::missed && d.met_at) row.lines.push_back("超过期限后于" + d.met_at->chinese() + "完成");
  return row;
}

}  // namespace lianhu

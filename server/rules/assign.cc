#include "rules/assign.h"

#include <algorithm>

#include "rules/permit.h"

namespace lianhu {
namespace {

const Assignment* open_lead(const MatterFile& file, const ProceedingId& proceeding) {
  for (const Assignment& a : file.assignments) {
    if (a.proceeding == proceeding && a.kind == AssignmentKind::lead && a.open) return &a;
  }
  return nullptr;
}

Assignment fresh(AssignmentKind kind, const OfficeId& office, const ProceedingId& proceeding, const Act& act, Draft& draft) {
  Assignment row;
  row.id = AssignmentId{draft.ground().new_id()};
  row.matter = draft.file().matter.id;
  row.proceeding = proceeding;
  row.office = office;
  row.kind = kind;
  row.state = AssignmentState::given;
  row.given_at = draft.ground().now;
  row.given_by = act.actor.account;
  if (const auto task = act.order.fields.find("assign_note"); task != act.order.fields.end() && !task->second.empty()) row.task = task->second;
  return row;
}

void end(const Assignment& a, Draft& draft) {
  Assignment& row = draft.assignment(a.id);
  row.open = false;
  row.state = AssignmentState::ended;
  row.ended_at = draft.ground().now;
}

// What went before a new assignment of that kind is over, also when it had been reported: a failed verification must
// not wake it. `office` empty: of any office.
void end_earlier(const MatterFile& file, const ProceedingId& proceeding, AssignmentKind kind, const OfficeId& office, Draft& draft) {
  for (const Assignment& a : file.assignments) {
    const bool same = a.proceeding == proceeding && a.kind == kind && (office.empty() || a.office == office);
    if (same && a.state != AssignmentState::ended) end(a, draft);
  }
}

Ruling ruling_on(const Assignment& returned, bool upheld, const OfficeId& competent, const Act& act, const Draft& draft) {
  Ruling ruling;
  ruling.id = RulingId{draft.ground().new_id()};
  ruling.matter = returned.matter;
  ruling.assignment = returned.id;
  ruling.category = draft.file().matter.category;
  ruling.place_path = draft.file().matter.place_path;
  ruling.office = returned.office;
  ruling.duty = returned.return_duty.value_or("");
  ruling.upheld = upheld;
  ruling.competent = competent;
  ruling.reason = act.value("ruling_text");
  ruling.ruled_by = act.actor.account.value_or(AccountId{});
  ruling.ruled_at = draft.ground().now;
  return ruling;
}

Result<Done> rule(bool upheld, const Act& act, Draft& draft) {
  for (const Assignment& a : draft.file().assignments) {
    if (a.proceeding != act.proceeding || !a.open || a.state != AssignmentState::returned) continue;
    const OfficeId competent = upheld ? OfficeId{act.value("lead_office")} : a.office;
    if (upheld && competent == a.office) return invalid("same_office", "退回成立时须改派其他机构", {{"/fields/lead_office", "请选择另一个主办机构"}});
    const Office* office = draft.ground().directory.office(a.office);
    const bool independent = office && office->independent;  // it may hand back; no ruling is made on that
    if (independent && !upheld) return forbidden("independent_office", office->name + "依法独立办理，中心不作裁定，请与其协商");
    Assignment& row = draft.assignment(a.id);
    if (!independent) draft.change().rulings.push_back(ruling_on(a, upheld, competent, act, draft));
    if (upheld) {
      if (!independent) row.ruling = draft.change().rulings.back().id.text;
      end(a, draft);
    } else {
      row.state = AssignmentState::given;
      row.given_at = draft.ground().now;  // its own time to sign begins again; the person's term does not
    }
    return done;
  }
  return conflict("nothing_returned", "没有待裁定的退回，请刷新后再看");
}

}  // namespace

void give_assignments(const Effect& effect, const Act& act, const ProceedingId& proceeding, Draft& draft) {
  const std::string lead = effect.lead.empty() ? std::string() : act.value(effect.lead);
  const std::string receiver = effect.receiver.empty() ? std::string() : act.value(effect.receiver);
  if (!lead.empty()) {
    end_earlier(draft.file(), proceeding, AssignmentKind::lead, {}, draft);
    Assignment row = fresh(AssignmentKind::lead, OfficeId{lead}, proceeding, act, draft);
    if (!receiver.empty()) row.receiver = AccountId{receiver};
    draft.add(std::move(row));
    draft.proceeding(proceeding).lead_office = OfficeId{lead};
  } else if (!receiver.empty()) {
    const Proceeding& now = *draft.file().proceeding(proceeding);
    if (const Assignment* current = open_lead(draft.file(), proceeding)) {
      draft.assignment(current->id).receiver = AccountId{receiver};
    } else if (now.lead_office) {  // a new round after the end: the same office, taken up at once
      Assignment row = fresh(AssignmentKind::lead, *now.lead_office, proceeding, act, draft);
      row.receiver = AccountId{receiver};
      row.state = AssignmentState::accepted;
      row.accepted_at = draft.ground().now;
      draft.add(std::move(row));
    }
  }
  const auto give_each = [&](const std::string& field, AssignmentKind kind) {
    if (field.empty()) return;
    for (const std::string& office : split_ids(act.value(field))) {
      const bool there = office == lead || std::any_of(draft.file().assignments.begin(), draft.file().assignments.end(), [&](const Assignment& a) {
                           const bool work = !is_duty(a.kind);
                           return a.proceeding == proceeding && a.open && work && a.office.text == office;
                         });
      if (there) continue;
      end_earlier(draft.file(), proceeding, kind, OfficeId{office}, draft);
      draft.add(fresh(kind, OfficeId{office}, proceeding, act, draft));
    }
  };
  give_each(effect.co, AssignmentKind::co);
  give_each(effect.copied, AssignmentKind::copied);
}

Result<Done> apply_assign(const Effect& effect, const Act& act, Draft& draft) {
  if (!effect.act) return done;
  const Assignment* own = own_assignment(act.actor, draft.file(), *draft.file().proceeding(act.proceeding), &act.move);
  switch (*effect.act) {
    case AssignAct::give: give_assignments(effect, act, act.proceeding, draft); return done;
    case AssignAct::sign: {
      if (!own || own->state != AssignmentState::given) return done;
      Assignment& row = draft.assignment(own->id);
      row.accepted_at = draft.ground().now;
      if (!row.receiver) row.receiver = act.actor.account;
      row.state = AssignmentState::accepted;
      if (row.kind == AssignmentKind::copied) {  // a copy is done once it was read
        row.open = false;
        row.state = AssignmentState::ended;
        row.ended_at = draft.ground().now;
      }
      return done;
    }
    case AssignAct::send_back: {
      if (!own) return conflict("not_assigned", "本机构没有待签收的交办");
      Assignment& row = draft.assignment(own->id);
      row.state = AssignmentState::returned;
      row.return_reason = act.value(std::string(reason_field));
      for (const Ask& ask : act.move.asks) {
        const Field* field = act.procedure.field(ask.field);
        if (field && field->kind == FieldKind::duty) row.return_duty = act.value(ask.field);
      }
      return done;
    }
    case AssignAct::uphold: return rule(true, act, draft);
    case AssignAct::reject: return rule(false, act, draft);
    case AssignAct::report: {
      if (!own) return conflict("not_assigned", "本机构没有承办这一事项");
      Assignment& row = draft.assignment(own->id);
      row.state = AssignmentState::reported;
      row.open = false;
      return done;
    }
    case AssignAct::again:
      for (const Assignment& a : std::vector<Assignment>(draft.file().assignments)) {
        if (a.proceeding != act.proceeding || a.state != AssignmentState::reported) continue;
        Assignment& row = draft.assignment(a.id);
        row.state = AssignmentState::accepted;
        row.open = true;
        row.accepted_at = draft.ground().now;  // a new term to handle; the person's own goes on
      }
      return done;
  }
  return done;
}

}  // namespace lianhu

#include "rules/child.h"

#include <algorithm>

#include "rules/assign.h"
#include "rules/reference.h"

namespace lianhu {
namespace {

Event told_by_system(const std::string& kind, const std::string& title, const ProceedingId& proceeding, Draft& draft) {
  Event event;
  event.id = EventId{draft.ground().new_id()};
  event.matter = draft.file().matter.id;
  event.kind = kind;
  event.title = title;
  event.proceeding = proceeding;
  event.actor_label = "系统";
  event.audience = Audience::parties;
  event.happened_at = event.entered_at = draft.ground().now;
  return event;
}

// Where a proceeding of this procedure comes to rest when it is closed.
std::string closed_state(const Procedure& procedure) {
  for (const Move& move : procedure.moves) {
    const bool closes = std::any_of(move.effects.begin(), move.effects.end(), [](const Effect& e) { return e.what == Do::close; });
    if (closes && move.to != "same") return move.to;
  }
  return {};
}

Result<Done> terminate(const ProceedingId& id, Draft& draft) {
  for (const Proceeding& below : std::vector<Proceeding>(draft.file().proceedings)) {
    if (below.parent != id || below.closed_at) continue;
    if (auto ended = terminate(below.id, draft); !ended) return ended;
  }
  const Proceeding before = *draft.file().proceeding(id);
  const Procedure* procedure = draft.ground().procedure(before.procedure());
  if (!procedure) return conflict("procedure_missing", "程序“" + before.procedure() + "”没有装载，请联系系统管理员");
  const History history(draft.file(), before);
  const std::string state = closed_state(*procedure);
  if (!state.empty()) draft.proceeding(id).state = state;
  end_proceeding(id, CloseKind::terminated, draft);
  EventContent content;
  content.from = before.state;
  content.to = draft.file().proceeding(id)->state;
  content.round = before.round;
  draft.add_event(told_by_system("recalled", "“" + procedure->title + "”因转办收回而终止", id, draft), content);
  return follow_clocks(*procedure, id, history, {}, draft);
}

}  // namespace

Result<Done> start_child(const Effect& effect, const Act& act, Draft& draft) {
  draft.referred(act.proceeding, effect.external);
  if (effect.external) {
    const std::string number = act.value("other_number");
    if (normal_number(number).empty()) return done;
    ExternalReference reference;
    reference.id = draft.ground().new_id();
    reference.matter = draft.file().matter.id;
    reference.system = act.value("other_system");
    reference.number = normal_number(number);
    reference.direction = "out";
    for (const ExternalReference& known : draft.file().external) {
      if (known.system == reference.system && known.number == reference.number) return done;  // sent back to whom it came from
    }
    reference.received_at = draft.ground().now;
    if (const auto due = Date::parse(act.value("other_due"))) reference.due_at = Time::at(due->plus(1)).plus_ms(-1);
    draft.change().external.push_back(std::move(reference));
    return done;
  }
  const std::string id = effect.procedure.empty() ? act.value(effect.field) : effect.procedure;
  const Procedure* procedure = draft.ground().procedure(id);
  if (!procedure) return conflict("procedure_missing", "程序“" + id + "”没有装载，请联系系统管理员");
  const OfficeId desk = draft.file().proceeding(act.proceeding)->desk_office;
  auto child = open_proceeding(*procedure, procedure->initial, act.proceeding, desk, draft);
  if (!child) return child.error();
  give_assignments(effect, act, *child, draft);
  EventContent content;
  content.to = procedure->initial;
  draft.add_event(told_by_system("started", "启动“" + procedure->title + "”", *child, draft), content);
  return follow_clocks(*procedure, *child, History(draft.file(), *draft.file().proceeding(*child)), {}, draft);
}

void report_back(const Act& act, Draft& draft) {
  const Proceeding& child = *draft.file().proceeding(act.proceeding);
  if (!child.parent) return;
  const Proceeding* parent = draft.file().proceeding(*child.parent);
  if (!parent) return;
  Notice notice;
  notice.id = NoticeId{draft.ground().new_id()};
  notice.matter = draft.file().matter.id;
  notice.event = act.event;
  notice.office = parent->desk_office;
  notice.text = "“" + act.procedure.title + "”已有结果，请接收并安排核查";
  notice.audience = Audience::staff;
  notice.made_at = draft.ground().now;
  draft.notify(std::move(notice));
}

Result<Done> end_left_children(const Act& act, Draft& draft) {
  if (act.content.from == act.content.to || !waits_for_child(act.procedure, act.content.from)) return done;
  for (const Proceeding& child : std::vector<Proceeding>(draft.file().proceedings)) {
    if (child.parent != act.proceeding || child.closed_at) continue;
    if (auto ended = terminate(child.id, draft); !ended) return ended;
  }
  return done;
}

}  // namespace lianhu

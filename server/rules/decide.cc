#include "rules/decide.h"

#include <algorithm>

#include "base/text.h"
#include "rules/category.h"
#include "rules/child.h"
#include "rules/clockwork.h"
#include "rules/court_term.h"
#include "rules/dossier_plan.h"
#include "rules/effects.h"
#include "rules/fulfilment.h"
#include "rules/own_word.h"
#include "rules/permit.h"
#include "rules/question.h"
#include "rules/whose_case.h"

namespace lianhu {
namespace {

constexpr std::int64_t kLateMs = 60'000;

Event event_of(const Act& act, const MatterFile& file, const Ground& ground) {
  Event event;
  event.id = act.event;
  event.matter = file.matter.id;
  event.kind = act.move.name;
  event.title = act.move.title;
  event.proceeding = act.proceeding;
  event.account = act.actor.account;
  event.party = act.actor.party;
  if (act.post) {
    event.post = act.post->id;
    event.office = act.post->office;
  }
  event.actor_label = act.actor_label;
  event.audience = act.move.audience;
  event.happened_at = act.order.happened_at.value_or(ground.now);
  event.entered_at = ground.now;
  event.client_id = act.order.client_id;
  return event;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "；") + part;
  return out;
}

// A category given on the form is the matter's from now on.
void take_category(const Act& act, Draft& draft) {
  for (const Ask& ask : act.move.asks) {
    const Field* field = act.procedure.field(ask.field);
    const auto given = act.order.fields.find(ask.field);
    if (!field || field->kind != FieldKind::category || given == act.order.fields.end() || given->second.empty()) continue;
    set_category(given->second, draft);
  }
}

// The committee's own number, at the first act that gives one.
void give_number(const Act& act, Draft& draft) {
  const Proceeding& proceeding = *draft.file().proceeding(act.proceeding);
  const DossierPlan* plan = draft.ground().dossiers ? plan_of(*draft.ground().dossiers, act.procedure.name) : nullptr;
  if (!plan || !plan->number || proceeding.number || std::find(plan->number->on.begin(), plan->number->on.end(), act.move.name) == plan->number->on.end()) return;
  SeriesNumber number = series_number(*plan->number, draft.ground().directory.office_name(proceeding.lead_office.value_or(proceeding.desk_office)), draft.ground().now.date());
  number.proceeding = proceeding.id;
  number.office = proceeding.lead_office.value_or(proceeding.desk_office);
  number.series = act.procedure.name;
  draft.change().numbers.push_back(std::move(number));
}

void claim_attachments(const std::vector<AttachmentId>& ids, const EventId& event, const MatterId& matter, Audience audience, Change& change) {
  for (const AttachmentId& id : ids) {
    Attachment claim;
    claim.id = id;
    claim.matter = matter;
    claim.event = event;
    claim.audience = audience;
    change.claimed.push_back(std::move(claim));
  }
}

}  // namespace

std::string actor_label(const Actor& actor, const ActorPost* post) {
  if (post) return post->office_name + " " + title(post->role);
  if (actor.party) return "当事人本人";
  if (actor.clock) return "系统时钟";
  if (actor.staff()) return "工作人员";
  return "群众";
}

std::string title_from(std::string_view text) {
  const std::string_view words = trim(text);
  std::size_t end = words.size();
  for (const std::string_view stop : {"。", "\n", "！", "？", "；"}) end = std::min(end, words.find(stop));
  const std::string_view sentence = words.substr(0, end);
  if (count_chars(sentence) <= 30) return std::string(sentence);
  return std::string(first_chars(sentence, 29)) + "…";
}

Result<Change> decide(const Order& asked, const Actor& actor, const MatterFile& file, const Ground& ground) {
  if (!may(actor, Action::know, {file})) return not_found();
  const Proceeding* proceeding = file.proceeding(asked.proceeding);
  if (!proceeding) return not_found();
  const Procedure* procedure = ground.procedure(proceeding->procedure());
  if (!procedure) return conflict("procedure_missing", "程序“" + proceeding->procedure() + "”没有装载，请联系系统管理员");
  const Move* move = procedure->move(asked.move);
  if (!move || move->starts) return not_found();
  const Order order = with_own_word(*procedure, *move, asked, actor, ground.now);
  if (!may_make(*move, actor, file, *proceeding)) {
    if (auto theirs = colleagues_case(actor, file, ground.directory)) return *theirs;
    return forbidden("not_yours", "“" + move->title + "”不由您办理");
  }
  if (!starts_from(*move, proceeding->state)) {
    const State* state = procedure->state(proceeding->state);
    return conflict("wrong_state", "事项现在的状态是“" + (state ? state->title : proceeding->state) + "”，不能办理“" + move->title + "”，请刷新后再看");
  }
  if (const Proceeding& asks = is_question(*move) ? asking(*move, actor, file, *proceeding, ground) : *proceeding; asks.id != proceeding->id) {
    const Procedure* there = ground.procedure(asks.procedure());
    return conflict("asked_elsewhere", "“" + move->title + "”在“" + (there ? there->title : asks.procedure()) + "”中办理，整件事项只问一次，请刷新后再看");
  }
  History history(file, *proceeding);
  if (const auto missing = unmet(*procedure, *move, actor, file, *proceeding, history, ground, &order); !missing.empty()) {
    return conflict("need_missing", joined(missing));
  }
  if (auto checked = check_form(*procedure, *move, order, actor, file, *proceeding, ground); !checked) return checked.error();

  Draft draft(file, ground);
  const ActorPost* post = actor.staff() ? acting_post(actor, file, *proceeding) : nullptr;
  Act act{*procedure, *move, order, actor, post, actor_label(actor, post), order.proceeding, std::move(history), EventId{ground.new_id()}, {}};
  act.content.from = proceeding->state;
  act.content.to = std::string(target(*move, proceeding->state));
  act.content.fields = order.fields;
  take_category(act, draft);
  // Only the clock says who checks: nobody chooses their own checker.
  if (const std::string office = actor.clock ? act.value("verify_office") : ""; !office.empty()) draft.checked_by(order.proceeding, OfficeId{office});
  draft.proceeding(order.proceeding).state = act.content.to;
  for (const Effect& effect : move->effects) {
    if (auto applied = apply(effect, act, draft); !applied) return applied.error();
  }
  if (auto left = end_left_children(act, draft); !left) return left.error();
  give_number(act, draft);
  act.content.round = draft.file().proceeding(order.proceeding)->round;
  // The move comes before what it started.
  Event event = event_of(act, file, ground);
  auto& events = draft.change().events;
  events.insert(events.begin(), NewEvent{std::move(event), write_content(act.content), {}});
  auto given = order.fields;
  given["\n" + move->name] = "";  // clocks begun by start_deadline ask whether this move was done
  if (auto clocks = follow_clocks(*procedure, order.proceeding, act.history, given, draft); !clocks) return clocks.error();
  claim_attachments(order.attachments, act.event, file.matter.id, move->audience, draft.change());
  draft.change().quiet = move->quiet;
  // Each question's answers by the move they came with: the person's own and what somebody entered for them are never one figure.
  if (is_question(*move)) draft.count("answered." + move->name, 1, draft.file().proceeding(order.proceeding)->lead_office);
  return draft.finish(file.matter.version);
}

Result<Change> decide_intake(const Intake& intake, const Procedure& procedure, const Actor& actor, const Ground& ground) {
  const Move* move = procedure.move(!intake.move.empty() ? intake.move : actor.staff() ? "collect" : "report");
  if (!move || !move->starts) return conflict("procedure_missing", "程序文件没有登记动作，请联系系统管理员");
  MatterFile file;
  Matter& m = file.matter;
  m.id = MatterId{ground.new_id()};
  m.root = m.id;
  m.title = intake.title.empty() ? title_from(intake.text) : intake.title;
  m.summary = intake.text;
  m.category = intake.category;
  m.urgent = intake.urgent;
  m.place = intake.place.id;
  m.place_path = intake.place.path;
  m.place_name = intake.place.full_name;
  m.place_detail = intake.place_detail;
  m.lon_e6 = intake.lon_e6;
  m.lat_e6 = intake.lat_e6;
  m.channel = intake.channel;
  m.intake_office = intake.intake_office;
  m.entered_by = actor.account;
  m.seal = intake.seal;
  m.happened_at = intake.happened_at;
  m.received_at = intake.received_at;
  m.entered_at = ground.now;
  close_village_door(m, ground.directory);
  m.people = intake.people;
  m.amount_fen = intake.amount_fen;
  m.month = intake.received_at.date().text().substr(0, 7);
  file.bars = intake.bars;
  Draft draft(std::move(file), ground);
  for (Party party : intake.parties) {
    party.matter = draft.matter().id;
    draft.add(std::move(party));
  }
  const auto opened = open_proceeding(procedure, move->to, std::nullopt, intake.desk_office, draft);
  if (!opened) return opened.error();
  Order order;
  order.proceeding = *opened;
  order.move = move->name;
  order.client_id = intake.client_id;
  order.fields = intake.fields;
  if (intake.happened_at) order.happened_at = Time::at(*intake.happened_at);
  if (!intake.move.empty()) {
    const Proceeding& begun = *draft.file().proceeding(*opened);
    if (!may_start(*move, actor, draft.file(), begun)) return forbidden("not_yours", "“" + move->title + "”由当地的网格员、分流岗、调解员或县级中心登记，请核对地点，或改用窗口登记");
    if (auto checked = check_form(procedure, *move, order, actor, draft.file(), begun, ground); !checked) return checked.error();
    // Entered later than it was done: the act is of the hour it was done.
    if (intake.received_at < ground.now.plus_ms(-kLateMs)) order.happened_at = intake.received_at;
  }
  const ActorPost* post = actor.posts.empty() ? nullptr : &actor.posts.front();
  for (const ActorPost& one : actor.posts) {
    if (intake.intake_office && one.office == *intake.intake_office) post = &one;
  }
  Act act{procedure, *move, order, actor, post, actor_label(actor, post), *opened, History(draft.file(), *draft.file().proceeding(*opened)),
          EventId{ground.new_id()}, {}};
  act.content.to = move->to;
  act.content.fields = intake.fields;
  for (const ExternalReference& reference : intake.external) {
    std::string& told = act.content.fields["external"];  // for the chain: which numbers it came with
    told += (told.empty() ? "" : "；") + reference.system + " " + reference.number;
  }
  // The form of a named move holds the person's words already.
  if (intake.move.empty()) act.content.text = intake.text + (intake.remark ? "\n（" + *intake.remark + "）" : std::string());
  for (const Effect& effect : move->effects) {
    if (auto applied = apply(effect, act, draft); !applied) return applied.error();
  }
  draft.add_event(event_of(act, draft.file(), ground), act.content);
  if (auto clocks = follow_clocks(procedure, *opened, act.history, {}, draft); !clocks) return clocks.error();
  claim_attachments(intake.attachments, act.event, draft.matter().id, Audience::parties, draft.change());
  draft.change().bars = intake.bars;
  for (Bar& bar : draft.change().bars) {
    bar.matter = draft.matter().id;
    bar.event = act.event;
  }
  for (ExternalReference reference : intake.external) {
    reference.id = ground.new_id();
    reference.matter = draft.matter().id;
    draft.add(reference);
    follow_court_term(reference.id, draft);
  }
  draft.count("received", 1, intake.desk_office);
  draft.change().text_changed = true;
  return draft.finish(0);
}

namespace {

// A term is over: missed by an office, or a right that lapsed without anybody's fault.
void tell_end(const Deadline& deadline, bool missed, Draft& draft) {
  const MatterFile& file = draft.file();
  const Assignment* assignment = deadline.subject_kind == "assignment" ? file.assignment(AssignmentId{deadline.subject}) : nullptr;
  const bool court = deadline.subject_kind == "reference";
  const Proceeding* proceeding = court ? &leading(file) : file.proceeding(assignment ? assignment->proceeding : ProceedingId{deadline.subject});
  Event event;
  event.id = EventId{draft.ground().new_id()};
  event.matter = file.matter.id;
  event.kind = missed ? "deadline_missed" : "deadline_lapsed";
  event.title = missed ? "超过" + deadline.title : deadline.title + "已过";
  if (proceeding) event.proceeding = proceeding->id;
  event.actor_label = "系统时钟";
  event.audience = deadline.subject_kind == "proceeding" ? Audience::parties : Audience::staff;
  event.happened_at = deadline.due_at.value_or(draft.ground().now);
  event.entered_at = draft.ground().now;
  EventContent content;
  content.text = deadline.sentence;
  if (proceeding) content.round = proceeding->round;
  Notice notice;
  notice.id = NoticeId{draft.ground().new_id()};
  notice.matter = file.matter.id;
  notice.event = event.id;
  notice.text = event.title + (court ? "，请把材料和调解情况退回法院，或登记各方同意延长" : missed ? "，请办理" : "");
  notice.audience = Audience::staff;
  notice.made_at = draft.ground().now;
  if (missed) notice.kind = "overdue";
  if (assignment) {
    notice.office = assignment->office;
  } else if (proceeding) {
    notice.office = proceeding->desk_office;
  }
  draft.add_event(std::move(event), content);
  // A term of the whole proceeding is missed by whoever leads it, a court's is theirs who mediates: the desk alone would learn of it otherwise.
  if (proceeding && (court || (missed && !assignment))) {
    for (const Assignment& lead : file.assignments) {
      if (lead.proceeding != proceeding->id || lead.kind != AssignmentKind::lead || !lead.open) continue;
      Notice also = notice;
      also.id = NoticeId{draft.ground().new_id()};
      also.office = lead.office;
      draft.notify(std::move(also));
    }
  }
  draft.notify(std::move(notice));
}

}  // namespace

std::optional<Change> decide_tick(const DeadlineId& id, const MatterFile& file, const Ground& ground) {
  Draft draft(file, ground);
  Deadline& deadline = draft.deadline(id);
  const DeadlineState before = deadline.state;
  const Lamp lamp = deadline.lamp;
  if (!look_at(deadline, ground.now)) return std::nullopt;
  ++deadline.version;
  const bool missed = deadline.state == DeadlineState::missed;
  if (deadline.subject_kind == "obligation") {
    tell_promise(Deadline(deadline), lamp, before == DeadlineState::armed && missed, draft);
  } else if (before == DeadlineState::armed && (missed || deadline.state == DeadlineState::cancelled)) tell_end(deadline, missed, draft);
  return draft.finish(file.matter.version);
}

}  // namespace lianhu

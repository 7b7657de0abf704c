#include "desk/reference_desk.h"

#include <algorithm>

#include "base/text.h"
#include "desk/matter_desk.h"
#include "rules/court_term.h"
#include "rules/derivation.h"
#include "rules/permit.h"
#include "rules/reference.h"
#include "store/matter_store.h"
#include "store/reference_store.h"

namespace lianhu {
namespace {

Error wrong(const std::string& pointer, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + pointer, std::move(message)}});
}

std::string day_text(const std::optional<Time>& at) { return at ? at->date().chinese() : "没有"; }

void tell(std::string& text, const std::string& what, const std::string& before, const std::string& now) {
  if (before == now) return;
  text += (text.empty() ? "" : "；") + what + "由“" + before + "”改为“" + now + "”";
}

std::string changes_text(const ExternalReference& before, const ExternalReference& now) {
  std::string text;
  tell(text, "编号", before.number, now.number);
  tell(text, "收到日期", before.received_at.date().chinese(), now.received_at.date().chinese());
  tell(text, "对方期限", day_text(before.due_at), day_text(now.due_at));
  tell(text, "对方办理状态", before.state.value_or("没有"), now.state.value_or("没有"));
  if (before.kind != now.kind) text += std::string(text.empty() ? "" : "；") + "更正了委派或委托的种类";
  if (before.result != now.result) text += std::string(text.empty() ? "" : "；") + (now.result ? "登记了对方的办理结果" : "撤去了对方的办理结果");
  return text;
}

}  // namespace

Time received_time(Date day, Time now) { return day == now.date() ? now : Time::at(day); }
Time end_of(Date day) { return Time::at(day.plus(1)).plus_ms(-1); }

std::string reference_name(const House& house, const ExternalReference& reference) {
  const OtherSystem* system = system_of(house.other_systems(), reference.system);
  return (system ? system->title : reference.system) + " " + reference.number;
}

ReferenceView reference_view(const House& house, const ExternalReference& r, bool with_result) {
  const OtherSystem* system = system_of(house.other_systems(), r.system);
  ReferenceView view;
  view.id = r.id;
  view.system = r.system;
  view.system_title = system ? system->title : r.system;
  view.number = r.number;
  view.direction = r.direction;
  view.received_on = r.received_at.date();
  if (r.due_at) view.due_on = r.due_at->date();
  if (const LetterKind* kind = r.kind ? letter_kind(*r.kind) : nullptr) {
    view.kind = r.kind;
    view.kind_title = std::string(kind->title);
  }
  view.due_reason = r.due_reason;
  view.state = r.state;
  if (with_result) view.result = r.result;
  view.reply_state = r.reply_state;
  view.reply_title = reply_title(r);
  view.replied_at = r.replied_at;
  return view;
}

std::optional<std::string> slip_title(const House& house, const MatterFile& head, const ExternalReference& reference) {
  const OtherSystem* system = system_of(house.other_systems(), reference.system);
  if (!system) return std::nullopt;
  if (reference.direction == "out") return system->slips ? std::optional<std::string>("联系单") : std::nullopt;
  return system->id == "court" && !reference.sent_on && mediation_over(head, stand(house)->ground) ? std::optional<std::string>(handing(reference) + "调解退回函") : std::nullopt;
}

Result<ExternalReference> reference_from(const House& house, const ReferenceInput& input, const std::string& pointer) {
  const std::string at = pointer.empty() ? "" : pointer + "/";
  const OtherSystem* system = system_of(house.other_systems(), input.system);
  if (!system) return wrong(at + "system", "没有这个系统，请从列表中选择");
  ExternalReference out;
  out.system = input.system;
  out.number = normal_number(input.number);
  if (out.number.empty()) return wrong(at + "number", "请填写" + system->number);
  const Date today = house.now().date();
  const Date received = input.received_on.value_or(today);
  if (received > today) return wrong(at + "received_on", "收到日期不能晚于今天");
  if (received < today.plus(-400)) return wrong(at + "received_on", "收到日期早于一年前，请核对");
  out.received_at = received_time(received, house.now());
  if (input.due_on && *input.due_on < received) return wrong(at + "due_on", "对方期限不能早于收到日期");
  if (input.due_on && *input.due_on > today.plus(3 * 366)) return wrong(at + "due_on", "对方期限在三年以后，请核对");
  if (input.due_on) out.due_at = end_of(*input.due_on);
  if (input.kind) {
    const LetterKind* kind = letter_kind(*input.kind);
    if (!kind || input.system != "court") return wrong(at + "kind", "只有法院来函选择委派（立案前）或委托（普通程序、简易程序）");
    out.kind = input.kind;
    // What the term will say when the letter is entered (rules/court_term.h).
    const TermRule* rule = input.due_on ? nullptr : house.terms().find(kind->rule, received);
    if (const auto term = rule ? std::optional(derive(*rule, *house.calendar(), {received, rule->moment, "收到法院来函", true})) : std::nullopt; term && *term && (*term)->due) {
      out.due_at = end_of(*(*term)->due);
      out.due_reason = (*term)->sentence();
    }
  }
  out.state = input.state;
  out.result = input.result;
  return out;
}

std::optional<Error> refuse_known(const House& house, const Actor& actor, const ExternalReference& reference, const std::string& pointer) {
  std::optional<ExternalReference> known;
  std::optional<MatterFile> head;
  house.db().read([&](Session& session) {
    known = find_reference(session, house.region(), reference.system, reference.number);
    if (known) head = load_matter_head(session, house.region(), known->matter);
  });
  if (!known || known->id == reference.id) return std::nullopt;
  std::string message = head && may(actor, Action::know, {*head})
                            ? "这个编号已经登记在 " + head->matter.number + "，请打开那一件核对；同一件事不用再登记一次"
                            : "这个编号已经登记过，不在您的管辖范围内，请与县综治中心核对";
  std::string text = message;
  return Error{Kind::conflict, "reference_known", std::move(text), {{"/" + pointer, std::move(message)}}};
}

SystemList ReferenceDesk::systems() const {
  SystemList out;
  for (const OtherSystem& one : house_.other_systems()) {
    SystemRow row{one.id, one.title, one.number, one.imports, one.replies, one.slips, {}};
    if (one.id == "court") {
      for (const LetterKind& kind : letter_kinds) row.kinds.push_back({std::string(kind.word), std::string(kind.title)});
    }
    out.items.push_back(std::move(row));
  }
  return out;
}

Result<ReferenceAnswer> ReferenceDesk::look_up(const Actor& actor, const ReferenceQuery& query) const {
  if (!system_of(house_.other_systems(), query.system)) return wrong("system", "没有这个系统，请从列表中选择");
  const std::string number = normal_number(query.number);
  ReferenceAnswer answer;
  const auto directory = house_.directory();
  const auto calendar = house_.calendar();
  house_.db().read([&](Session& session) {
    const auto known = number.empty() ? std::nullopt : find_reference(session, house_.region(), query.system, number);
    const auto head = known ? load_matter_head(session, house_.region(), known->matter) : std::nullopt;
    if (!head) return;
    answer.known = true;
    if (may(actor, Action::know, {*head})) answer.matter = item_of(*head, nullptr, *directory, *calendar, house_.now());
  });
  if (answer.matter) log_access(house_, actor, nullptr, "search", "核对对方编号");
  return answer;
}

Result<Written> ReferenceDesk::add(const Entry& entry, const MatterId& id, const ReferenceInput& input) const {
  return past_the_clock(house_, entry, id, [&] { return once(entry, id, nullptr, input); });
}

Result<Written> ReferenceDesk::change(const Entry& entry, const MatterId& id, const std::string& reference, const ReferenceInput& input) const {
  return past_the_clock(house_, entry, id, [&] { return once(entry, id, &reference, input); });
}

Result<Written> ReferenceDesk::once(const Entry& entry, const MatterId& id, const std::string* reference_id, const ReferenceInput& input) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  const MatterFile& file = whole->file;
  if (const auto again = replayed(house_, entry)) return *again;
  if (entry.if_version && *entry.if_version != file.matter.acted_version) {
    return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  }
  if (!may_refer(entry.actor, file)) return forbidden("not_yours", "对方编号由分流岗登记");
  const auto before = std::find_if(file.external.begin(), file.external.end(), [&](const ExternalReference& r) { return reference_id && r.id == *reference_id; });
  if (reference_id && before == file.external.end()) return not_found();
  if (!reference_id && file.external.size() >= 50) return conflict("too_many_references", "一件事项最多登记 50 个对方编号");
  auto reference = reference_from(house_, input, "");
  if (!reference) return reference.error();
  ReferenceAct act;
  if (reference_id) {
    if (reference->system != before->system) return wrong("system", "不能改成另一个系统；登记错了的，请另行登记并在办理记录中说明");
    if (reference->number != before->number && before->reply_state != "open") return wrong("number", "已经按原编号答复过，不能再改编号");
    ExternalReference now = *before;
    now.number = reference->number;
    if (input.received_on && *input.received_on != before->received_at.date()) now.received_at = reference->received_at;
    if (reference->due_at && reference->due_at->date() < now.received_at.date()) return wrong("due_on", "对方期限不能早于收到日期");
    now.kind = reference->kind;
    // A day that is counted follows the term (rules/draft.h), with what was confirmed and extended.
    const bool counted = now.kind && !input.due_on && before->kind && before->due_reason;
    if (!counted) {
      now.due_at = reference->due_at;
      now.due_reason = reference->due_reason;
    }
    if (now.kind != before->kind && before->sent_on) return wrong("kind", "材料已经退回法院，不能再改委派或委托的种类");
    if (now.confirmed_on && *now.confirmed_on < now.received_at.date()) return wrong("received_on", "收到日期不能晚于调解员签收材料的日期");
    now.state = reference->state;
    now.result = reference->result;
    act.text = changes_text(*before, now);
    if (act.text.empty()) return Written{id, file.matter.version, false};
    act.kind = "reference_changed";
    act.title = "更正对方编号";
    act.text = reference_name(house_, *before) + "：" + act.text;
    *reference = now;
    act.changed.push_back(std::move(now));
  } else {
    reference->id = house_.ids().text();
    reference->matter = id;
    // While the matter waits with a body that does not log in, a number of that body is the one it has there.
    const OtherSystem* system = system_of(house_.other_systems(), reference->system);
    const bool away = std::any_of(file.assignments.begin(), file.assignments.end(), [](const Assignment& a) { return a.open && a.kind == AssignmentKind::track; });
    if (away && system && system->slips && !reference->kind) reference->direction = "out";
    act.kind = "reference_added";
    act.title = "登记对方编号";
    act.text = reference_name(house_, *reference) + "，" + reference->received_at.date().chinese() + (reference->direction == "out" ? "转出" : "收到") +
               (reference->due_at ? "，对方期限" + reference->due_at->date().chinese() : std::string());
    act.added.push_back(*reference);
  }
  if (auto refused = refuse_known(house_, entry.actor, *reference, "number")) return *refused;
  const bool court = reference->kind || (before != file.external.end() && before->kind);
  const auto stand_now = stand(house_);
  return save(house_, entry, court ? court_change(file, entry.actor, std::move(act), stand_now->ground)
                                   : reference_change(file, entry.actor, std::move(act), stand_now->ground));
}

}  // namespace lianhu

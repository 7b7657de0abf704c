#include "desk/court_desk.h"

#include <algorithm>
#include <map>

#include "desk/matter_desk.h"
#include "desk/reference_desk.h"
#include "rules/clockwork.h"
#include "rules/court_term.h"
#include "rules/permit.h"
#include "store/matter_store.h"
#include "store/reference_store.h"

namespace lianhu {
namespace {

constexpr int kMostLetters = 2'000, kDays = 730;

struct Way {
  std::string_view word, title;
};
constexpr Way kWays[] = {{"hand", "送到法院"}, {"post", "邮寄"}, {"online", "人民法院调解平台上传"}};

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

// One act on one letter: load → permit → replay check → decide → save. `make` decides the whole change.
template <class Make>
Result<Written> with_letter(const House& house, const Entry& entry, const MatterId& id, const std::string& reference, Make make) {
  return past_the_clock(house, entry, id, [&]() -> Result<Written> {
    const auto whole = load_matter(house, id);
    if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
    if (const auto again = replayed(house, entry)) return *again;
    const MatterFile& file = whole->file;
    if (entry.if_version && *entry.if_version != file.matter.acted_version) {
      return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
    }
    const auto letter = court_letter(entry.actor, file, reference);
    if (!letter) return letter.error();
    const auto stand_now = stand(house);
    auto change = make(file, stand_now->ground, **letter);
    if (!change) return change.error();
    return save(house, entry, std::move(*change));
  });
}

// An act that changes what is kept of the letter; its term follows.
template <class Decide>
Result<Written> on_letter(const House& house, const Entry& entry, const MatterId& id, const std::string& reference, Decide decide) {
  return with_letter(house, entry, id, reference, [&](const MatterFile& file, const Ground& ground, const ExternalReference& letter) -> Result<Change> {
    ReferenceAct act;
    ExternalReference now = letter;
    if (auto decided = decide(file, ground, now, act); !decided) return decided.error();
    act.text = reference_name(house, now) + "，" + act.text;
    act.changed.push_back(std::move(now));
    return court_change(file, entry.actor, std::move(act), ground);
  });
}

}  // namespace

std::string sent_how_title(std::string_view how) {
  for (const Way& way : kWays) {
    if (way.word == how) return std::string(way.title);
  }
  return {};
}

Result<const ExternalReference*> court_letter(const Actor& actor, const MatterFile& file, const std::string& reference) {
  const auto found = std::find_if(file.external.begin(), file.external.end(), [&](const ExternalReference& r) { return r.id == reference; });
  if (found == file.external.end()) return not_found();
  if (!may_answer_court(actor, file)) return forbidden("not_yours", "法院委派、委托的调解由分流岗和调解员答复法院");
  if (!found->kind || found->direction != "in") {
    return invalid("invalid_fields", "这不是法院的委派、委托来函；是的话，请先更正编号，选择委派或委托", {{"/reference", "请另选一个编号"}});
  }
  return &*found;
}

Result<Written> CourtDesk::sign(const Entry& entry, const MatterId& id, const std::string& reference, const SigningInput& input) const {
  return on_letter(house_, entry, id, reference, [&](const MatterFile&, const Ground& ground, ExternalReference& now, ReferenceAct& act) -> Result<Done> {
    if (now.sent_on) return conflict("already_sent", "材料已经退回法院，不能再改签收日期；登记错了的，请先撤销退回登记");
    if (ground.now.date() < input.signed_on) return wrong("signed_on", "签收日期不能晚于今天");
    if (input.signed_on < now.received_at.date()) return wrong("signed_on", "签收日期不能早于收到来函的日期" + now.received_at.date().chinese() + "；来函日期登记错了的，请先更正");
    if (now.confirmed_on == input.signed_on) return wrong("signed_on", "已经登记过这一天");
    act.kind = "court_receipt";
    act.title = now.confirmed_on ? "更正调解员签收材料的日期" : "登记调解员签收材料";
    act.text = input.signed_on.chinese() + "签收法院材料" + (now.confirmed_on ? "（原登记" + now.confirmed_on->chinese() + "）" : std::string());
    now.confirmed_on = input.signed_on;
    return done;
  });
}

Result<Written> CourtDesk::extend(const Entry& entry, const MatterId& id, const std::string& reference, const ExtensionInput& input) const {
  return with_letter(house_, entry, id, reference, [&](const MatterFile& file, const Ground& ground, const ExternalReference& letter) -> Result<Change> {
    if (letter.sent_on) return conflict("already_sent", "材料已经退回法院，期限不再延长");
    if (!extends_apart(file, reference, ground)) {
      const Deadline* term = court_term(file, reference);
      if (!term || !running(*term)) return conflict("no_term", "法院调解期限没有在计算，不能延长；请刷新后核对");
      if (mediation_over(file, ground)) return conflict("term_over", "调解已经结束，不再延长；请整理材料退回法院");
      return conflict("in_mediation", term->state == DeadlineState::paused ? "期限正在中止，恢复计算以后再延长" : "正在调解，请由调解员用“各方同意延长”登记，法院期限一并延长");
    }
    if (ground.now.date() < input.agreed_on) return wrong("agreed_on", "双方同意的日期不能晚于今天");
    if (input.agreed_on < letter.received_at.date()) return wrong("agreed_on", "双方同意的日期不能早于收到来函的日期" + letter.received_at.date().chinese());
    return extend_court_term(file, entry.actor, reference, {input.days, input.agreed_on, input.how}, ground);
  });
}

Result<Written> CourtDesk::send(const Entry& entry, const MatterId& id, const std::string& reference, const SentInput& input) const {
  return on_letter(house_, entry, id, reference, [&](const MatterFile& file, const Ground& ground, ExternalReference& now, ReferenceAct& act) -> Result<Done> {
    if (now.sent_on) return conflict("already_sent", "已经登记退回，请刷新；登记错了的，请先撤销");
    if (!now.packet) return conflict("no_packet", "还没有整理退回材料，请先整理并打印");
    if (sent_how_title(input.how).empty()) return wrong("how", "请选择送到法院、邮寄或平台上传");
    if (ground.now.date() < input.sent_on) return wrong("sent_on", "退回日期不能晚于今天");
    if (input.sent_on < now.received_at.date()) return wrong("sent_on", "退回日期不能早于收到来函的日期");
    act.kind = "packet_sent";
    act.title = "材料退回法院";
    act.text = input.sent_on.chinese() + sent_how_title(input.how) + "，" + std::string("法院调解期限到此为止");
    now.sent_on = input.sent_on;
    now.sent_how = input.how;
    const ActorPost* post = acting_post(entry.actor, file, leading(file));
    now.sent_label = actor_label(entry.actor, post);
    if (now.reply_state == "open") {
      now.reply_state = "replied";
      now.replied_at = ground.now;
    }
    return done;
  });
}

Result<Written> CourtDesk::unsend(const Entry& entry, const MatterId& id, const std::string& reference) const {
  return on_letter(house_, entry, id, reference, [&](const MatterFile&, const Ground&, ExternalReference& now, ReferenceAct& act) -> Result<Done> {
    if (!now.sent_on) return conflict("not_sent", "还没有登记退回，请刷新");
    act.kind = "packet_unsent";
    act.title = "撤销退回登记";
    act.text = "原登记" + now.sent_on->chinese() + sent_how_title(now.sent_how.value_or("")) + "，登记有误";
    now.sent_on.reset();
    now.sent_how.reset();
    now.sent_label.reset();
    // What a reply sheet answered stays answered.
    if (now.reply_state == "replied" && !now.reply_sheet) {
      now.reply_state = "open";
      now.replied_at.reset();
    }
    return done;
  });
}

void put_court(const WholeMatter& whole, const Actor& viewer, const Ground& ground, const ExternalReference& r, ReferenceView& view) {
  if (!r.kind || r.direction != "in") return;
  CourtView court;
  court.signed_on = r.confirmed_on;
  court.sent_on = r.sent_on;
  if (r.sent_how) court.sent_how = sent_how_title(*r.sent_how);
  court.sent_by = r.sent_label;
  if (const Deadline* term = court_term(whole.file, r.id); term && term->state != DeadlineState::cancelled) {
    court.term_title = term->title;
    court.due_on = term->due_day;
    court.lamp = word(term->met_at ? Lamp::none : term->lamp);
    court.state = word(term->state);
    court.sentence = term->sentence;
  }
  court.over = mediation_over(whole.file, ground);
  if (may_answer_court(viewer, whole.file)) {
    court.may_sign = !r.sent_on;
    court.may_extend = !r.sent_on && extends_apart(whole.file, r.id, ground);
    court.may_pack = court.over && !r.sent_on;
    court.may_send = r.packet && !r.sent_on;
    court.may_unsend = r.sent_on.has_value();
    for (const Attachment& a : whole.attachments) {
      if (r.packet && a.id.text == *r.packet) court.packet = {{a.id.text, a.name, a.sha256, a.added_at}};
    }
  }
  view.court = std::move(court);
}

CourtList CourtDesk::letters(const Actor& actor) const {
  CourtList out;
  out.as_of = house_.now();
  const Date today = out.as_of.date();
  const auto stand_now = stand(house_);
  house_.db().read([&](Session& session) {
    out.items.clear();
    auto rows = references_received(session, house_.region(), "court", "in", Time::at(today.plus(-kDays)), Time::at(today.plus(1)), std::nullopt, kMostLetters + 1);
    out.more = rows.size() > static_cast<std::size_t>(kMostLetters);
    if (out.more) rows.pop_back();
    std::vector<std::string> ids;
    for (const ExternalReference& r : rows) {
      if (r.kind) ids.push_back(r.matter.text);
    }
    const auto heads = load_matter_heads(session, house_.region(), ids);
    const auto terms = reference_terms(session, house_.region(), ids);
    for (const ExternalReference& r : rows) {
      const auto head = heads.find(r.matter.text);
      if (!r.kind || head == heads.end() || !may_answer_court(actor, head->second)) continue;
      CourtRow row{r.id, r.number, "", r.matter.text, head->second.matter.number, head->second.matter.title, head->second.matter.status_title,
                   r.received_at.date(), r.confirmed_on, {}, r.sent_on, "none", "", mediation_over(head->second, stand_now->ground)};
      if (const LetterKind* kind = letter_kind(*r.kind)) row.kind_title = std::string(kind->title);
      if (const auto term = terms.find(r.id); term != terms.end()) {
        row.due_on = term->second.due_day;
        row.lamp = word(term->second.met_at ? Lamp::none : term->second.lamp);
        row.term_state = word(term->second.state);
      }
      out.items.push_back(std::move(row));
    }
  });
  std::sort(out.items.begin(), out.items.end(), [](const CourtRow& a, const CourtRow& b) {
    if (a.sent_on.has_value() != b.sent_on.has_value()) return !a.sent_on;
    if (a.sent_on && a.sent_on != b.sent_on) return *b.sent_on < *a.sent_on;
    if (!a.sent_on && a.due_on.has_value() != b.due_on.has_value()) return a.due_on.has_value();
    if (!a.sent_on && a.due_on && a.due_on != b.due_on) return *a.due_on < *b.due_on;
    return a.reference < b.reference;
  });
  log_access(house_, actor, nullptr, "list", "法院委派、委托的调解");
  return out;
}

}  // namespace lianhu

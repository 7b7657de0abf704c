#include "desk/render.h"

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "desk/fact_view.h"
#include "desk/offer_view.h"
#include "desk/court_desk.h"
#include "desk/paper_offer.h"
#include "desk/reference_desk.h"
#include "desk/stated_day.h"
#include "model/blank_form.h"
#include "model/contact.h"
#include "rules/clockwork.h"
#include "rules/draft.h"
#include "rules/history.h"
#include "rules/offer.h"
#include "rules/reference.h"

namespace lianhu {
namespace {

std::vector<std::string> contact_words(const std::optional<std::string>& flags) {
  std::vector<std::string> out;
  const Contact contact = read_contact(flags);
  if (contact.no_call) out.emplace_back("不要打电话");
  if (contact.no_paper) out.emplace_back("不要寄送纸质材料");
  if (contact.note) out.push_back(*contact.note);
  return out;
}

constexpr const char* kNameless = "未留姓名";

// Several who gave no name are told apart: after a merge two reporters may be nobody's names.
std::string which_nameless(const MatterFile& file, const Party& party, const Actor& viewer) {
  if (!viewer.staff()) return {};
  int all = 0, mine = 0;
  for (const Party& one : file.parties) {
    if (one.name || one.role != party.role) continue;
    ++all;
    if (one.id == party.id) mine = all;
  }
  return all > 1 ? "（第 " + std::to_string(mine) + " 位）" : std::string();
}

}  // namespace

StatusView status_of(const Matter& matter, const Assignment* own) {
  StatusView view{matter.status, matter.status_title, matter.open, word(own ? own->lamp : matter.lamp), std::nullopt, std::nullopt};
  if (matter.close_kind) {
    view.close_kind = word(*matter.close_kind);
    view.close_title = title(*matter.close_kind);
  }
  return view;
}

// The lamp of the row by which this reader has the matter in a list, so that page and list say the same.
StatusView Renderer::status() const { return status_of(file_.matter, viewer_.staff() ? listed_assignment(viewer_, file_) : nullptr); }

std::vector<StepRow> Renderer::steps_of(const Proceeding& proceeding) const {
  std::vector<StepRow> out;
  const Procedure* procedure = ground_.procedure(proceeding.procedure());
  if (!procedure) return out;
  for (const StepView& step : lianhu::steps(*procedure, proceeding, file_)) out.push_back({step.title, step.state, step.at});
  return out;
}

std::optional<BranchView> Renderer::branch() const {
  const Proceeding& now = leading(file_);
  if (!now.parent) return std::nullopt;
  const Procedure* procedure = ground_.procedure(now.procedure());
  return BranchView{procedure ? procedure->title : now.procedure(), steps_of(now)};
}

std::vector<DeadlineRow> Renderer::deadlines() const {
  std::vector<DeadlineRow> out;
  for (const Deadline& d : file_.deadlines) {
    if (d.state == DeadlineState::cancelled || d.subject_kind == "obligation") continue;  // a promise's own day stands at the promise
    const Assignment* assignment = d.subject_kind == "assignment" ? file_.assignment(AssignmentId{d.subject}) : nullptr;
    if (assignment && !reads(Audience::staff)) continue;  // an office's own house terms are not the person's
    if (d.subject_kind == "reference" && !reads(Audience::staff)) continue;  // the court's own number and term
    std::string subject = "整件事项";
    if (d.subject_kind == "reference") {
      const auto of = std::find_if(file_.external.begin(), file_.external.end(), [&](const ExternalReference& r) { return r.id == d.subject; });
      if (of != file_.external.end()) subject = reference_name(house_, *of);
    } else if (assignment) {
      subject = ground_.directory.office_name(assignment->office);
    } else if (const Proceeding* p = file_.proceeding(ProceedingId{d.subject})) {
      if (const Procedure* procedure = p->parent ? ground_.procedure(p->procedure()) : nullptr) subject = procedure->title;
    }
    out.push_back(deadline_row(d, subject));
    out.back().step = is_step(d, file_, ground_);
    if (!viewer_.staff()) out.back().sentence = without_internal_mark(std::move(out.back().sentence));
  }
  if (reads(Audience::staff)) {
    for (DeadlineRow& row : stated_days(house_, file_, ground_)) out.push_back(std::move(row));
  }
  // What still runs first, of that the terms before the offices' steps, else in the order of the file.
  const auto rank = [](const DeadlineRow& d) { return (d.state == "armed" || d.state == "paused" || d.state == "missed" ? 0 : 2) + (d.step ? 1 : 0); };
  std::vector<DeadlineRow> sorted;
  for (int wanted = 0; wanted < 4; ++wanted) {
    std::copy_if(out.begin(), out.end(), std::back_inserter(sorted), [&](const DeadlineRow& d) { return rank(d) == wanted; });
  }
  return sorted;
}

std::string Renderer::party_name(const Party& party) const {
  if (!party.name) return title(party.role) + which_nameless(file_, party, viewer_);
  return may(viewer_, Action::read_field, {file_, Audience::parties, &party, 1}) ? *party.name : "（不公开身份）";
}

std::string Renderer::clauses_text(const std::string& json) const {
  const auto clauses = read_clauses("clauses", json, file_);
  if (!clauses) return {};
  std::string out;
  int n = 0;
  for (const Clause& clause : *clauses) {
    const Party* debtor = file_.party(PartyId{clause.debtor});
    out += (out.empty() ? "" : "\n") + std::to_string(++n) + ". " + (debtor ? party_name(*debtor) : std::string()) + "：" + clause.text;
    if (clause.deed == "pay") {
      char yuan[48];
      std::snprintf(yuan, sizeof yuan, "%lld.%02lld 元", static_cast<long long>(clause.quantity / 100), static_cast<long long>(clause.quantity % 100));
      out += "，" + std::string(yuan);
    }
    if (!clause.parts.empty()) out += "，分" + std::to_string(clause.parts.size()) + "期";
    for (const Clause::Part& part : clause.parts) {
      char yuan[48];
      std::snprintf(yuan, sizeof yuan, "%lld.%02lld 元", static_cast<long long>(part.quantity / 100), static_cast<long long>(part.quantity % 100));
      out += "，" + Date::parse(part.due)->chinese() + "前 " + yuan;
    }
    if (const auto due = Date::parse(clause.due); due && clause.parts.empty()) out += "，" + due->chinese() + "前";
    if (!clause.condition.empty()) out += "，" + clause.condition + "之后" + std::to_string(clause.within_days) + "日内";
    if (!clause.method.empty()) out += "，" + clause.method;
  }
  return out;
}

std::string Renderer::value_text(const Field& field, const std::string& value) const {
  switch (field.kind) {
    case FieldKind::choice:
      for (const Choice& choice : field.choices) {
        if (choice.value == value) return choice.title;
      }
      return value;
    case FieldKind::office: return ground_.directory.office_name(OfficeId{value});
    case FieldKind::offices: {
      std::string out;
      for (const std::string& id : split_ids(value)) out += (out.empty() ? "" : "、") + ground_.directory.office_name(OfficeId{id});
      return out;
    }
    case FieldKind::post: {
      const StaffMember* member = ground_.directory.member(AccountId{value});
      return member ? member->name : "（已离岗）";
    }
    case FieldKind::party: {
      const Party* party = file_.party(PartyId{value});
      return party ? party_name(*party) : "";
    }
    case FieldKind::category: return category_name(ground_.directory, value);
    case FieldKind::duty: {
      const Duty* duty = ground_.directory.duty(value);
      return duty ? ground_.directory.office_name(duty->office) + "：" + duty->text + "（" + duty->basis + "）" : value;
    }
    case FieldKind::procedure: {
      const Procedure* procedure = ground_.procedure(value);
      return procedure ? procedure->title : value;
    }
    case FieldKind::money: {
      long long fen = 0;
      std::from_chars(value.data(), value.data() + value.size(), fen);
      char yuan[48];
      std::snprintf(yuan, sizeof yuan, "%lld.%02lld 元", fen / 100, fen % 100);
      return yuan;
    }
    case FieldKind::boolean: return value == "true" ? "是" : "否";
    case FieldKind::date: {
      const auto day = Date::parse(value);
      return day ? day->chinese() : value;
    }
    case FieldKind::clauses: return clauses_text(value);
    default: return value;
  }
}

std::vector<TimelineItem> Renderer::timeline() const {
  std::vector<TimelineItem> out;
  for (const PastEvent& event : file_.events) {
    if (!reads(event.row.audience, event.row.entered_at)) continue;
    static const EventContent erased;
    const EventContent& content = event.told ? *event.told : erased;
    TimelineItem item;
    item.position = static_cast<std::int64_t>(out.size()) + 1;  // a gap would tell of what is not shown
    item.at = event.row.entered_at;
    if (event.row.happened_at != event.row.entered_at) item.happened_at = event.row.happened_at;
    item.title = event.row.title;
    item.by = event.row.actor_label;
    item.kind = event.row.kind;
    if (viewer_.staff()) item.audience_title = title(event.row.audience);
    if (const Proceeding* in = event.row.proceeding ? file_.proceeding(*event.row.proceeding) : nullptr; in && in->parent) {
      if (const Procedure* of = ground_.procedure(in->procedure())) item.branch = of->title;
    }
    if (!content.text.empty()) item.text = content.text;
    if (!event.told) item.text = "（内容已依法删除）";
    const Proceeding* proceeding = event.row.proceeding ? file_.proceeding(*event.row.proceeding) : nullptr;
    const Procedure* procedure = proceeding ? ground_.procedure(proceeding->procedure()) : nullptr;
    const Move* move = procedure ? procedure->move(event.row.kind) : nullptr;
    if (const auto reason = content.fields.find(std::string(reason_field)); reason != content.fields.end()) item.details.push_back({"理由", reason->second});
    if (move) {
      for (const Ask& ask : move->asks) {
        const Field* field = procedure->field(ask.field);
        const auto value = content.fields.find(ask.field);
        if (!field || value == content.fields.end() || value->second.empty()) continue;
        if (field->data_class >= 2 && !(viewer_.staff() && reads(Audience::handling))) continue;
        item.details.push_back({field->label, value_text(*field, value->second)});
      }
    }
    for (const Attachment& a : whole_.attachments) {
      if (a.event == event.row.id && reads(a.audience, a.added_at)) item.attachments.push_back({a.id.text, a.name, a.media_type, a.bytes, a.added_at, event.row.actor_label});
    }
    out.push_back(std::move(item));
  }
  return out;
}

std::vector<DocumentRow> Renderer::documents() const {
  std::vector<DocumentRow> out;
  for (const Document& d : whole_.documents) {
    if (!reads(d.audience, d.made_at)) continue;
    if (viewer_.party && d.party && *d.party != *viewer_.party) continue;  // another party's paper carries that party's code
    DocumentRow row{d.id.text, d.title, d.number, d.made_at, {}, standing_of(file_, d)};
    row.blank = is_blank_form(d);
    row.voided = d.voided_at.has_value();
    const paper::CataloguePaper* paper = house_.papers().find(d.paper, static_cast<int>(d.paper_version));
    row.word = paper && paper->paper.word && !row.blank && !row.voided && viewer_.staff();
    row.may_void = may_void(house_, viewer_, file_, d);
    if (const Party* to = d.party ? file_.party(*d.party) : nullptr) {
      row.to = viewer_.party ? std::string("您本人") : to->name ? title(to->role) + " " + party_name(*to) : title(to->role);
    }
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<AttachmentRow> Renderer::attachments() const {
  std::vector<AttachmentRow> out;
  for (const Attachment& a : whole_.attachments) {
    if (!a.event || !reads(a.audience, a.added_at)) continue;
    out.push_back({a.id.text, a.name, a.media_type, a.bytes, a.added_at, a.party ? "当事人" : "工作人员"});
  }
  return out;
}

std::vector<PartyView> Renderer::parties() const {
  std::vector<PartyView> out;
  for (const Party& party : file_.parties) {
    const bool me = viewer_.party && *viewer_.party == party.id;
    if (party.left_at && !viewer_.staff()) continue;
    PartyView view;
    view.id = party.id.text;
    view.role_title = title(party.role);
    if (party.joined_at) view.role_title += party.left_at ? "（已另行办理）" : "（并案加入）";
    view.name = party.name ? party_name(party) : kNameless + which_nameless(file_, party, viewer_);
    view.hidden = party.hidden;
    if (me) view.me = true;
    const bool contact = may(viewer_, Action::read_field, {file_, Audience::parties, &party, 2});
    if (party.phone) {
      if (contact) {
        // Whoever holds the link sees the page of that party; only staff have asked who they are.
        view.phone = viewer_.staff() ? *party.phone : mask_phone_whole(*party.phone);
      } else if (!party.hidden && viewer_.staff()) {
        view.phone = mask_phone(*party.phone);
      }
    }
    if (contact) {
      view.address = party.address;
      view.flags = contact_words(party.contact_flags);
      view.helped_by = party.helped_by;
      view.interpreter = party.interpreter;
    }
    for (const ConsentRecord& record : file_.consents) {
      if (record.party == party.id) view.consent = record.given ? "given" : record.way == "voided" ? "none" : "refused";
    }
    out.push_back(std::move(view));
  }
  return out;
}

std::vector<MoveOffer> Renderer::moves() const {
  std::vector<MoveOffer> out;
  for (const Offer& offer : offers(viewer_, file_, ground_)) {
    std::vector<ChoiceRow> people;
    for (const Party& party : file_.parties) people.push_back({party.id.text, (party.name ? party_name(party) : kNameless + which_nameless(file_, party, viewer_)) + "（" + title(party.role) + "）"});
    out.push_back(move_offer(offer, viewer_, file_.matter, people, house_.procedures(), ground_.terms, ground_.now));
  }
  // Two of one name, in the matter and in the proceeding it was referred to, are told apart.
  for (MoveOffer& offer : out) {
    const bool twin = std::any_of(out.begin(), out.end(), [&](const MoveOffer& o) { return &o != &offer && o.title == offer.title && o.proceeding != offer.proceeding; });
    const Proceeding* proceeding = file_.proceeding(ProceedingId{offer.proceeding});
    const Procedure* procedure = twin && proceeding && proceeding->parent ? ground_.procedure(proceeding->procedure()) : nullptr;
    if (procedure) offer.title += "（" + procedure->title + "）";
  }
  return out;
}

MatterView Renderer::matter() const {
  const Matter& m = file_.matter;
  MatterView v;
  v.id = m.id.text;
  v.number = m.number;
  v.title = m.title;
  v.text = m.summary;
  v.category = m.category;
  v.category_name = category_name(ground_.directory, m.category);
  v.place = m.place.text;
  v.place_name = m.place_name;
  v.place_detail = m.place_detail;
  v.channel_title = title(m.channel);
  v.received_at = m.received_at;
  v.entered_at = m.entered_at;
  v.happened_on = m.happened_at;
  v.late_entry = m.entered_at.date() > m.received_at.date();
  v.entered_by = file_.events.empty() ? "" : file_.events.front().row.actor_label;
  v.status = status();
  v.steps = steps_of(file_.proceedings.front());
  v.branch = branch();
  v.urgent = m.urgent;
  v.seal = word(m.seal);
  v.people = m.people;
  v.amount_fen = m.amount_fen;
  v.parties = parties();
  for (const Proceeding& p : file_.proceedings) {
    const Procedure* procedure = ground_.procedure(p.procedure());
    const State* state = procedure ? procedure->state(p.state) : nullptr;
    ProceedingView view{p.id.text, p.procedure(), procedure ? procedure->title : p.procedure(), p.state, state ? state->title : p.state, p.round, p.number,
                        std::nullopt, std::nullopt, steps_of(p)};
    if (p.lead_office) view.lead_office = ground_.directory.office_name(*p.lead_office);
    if (const Outcome* outcome = procedure && p.outcome ? procedure->outcome(*p.outcome) : nullptr) view.outcome_title = outcome->title;
    v.proceedings.push_back(std::move(view));
  }
  for (const Assignment& a : file_.assignments) {
    const Office* office = ground_.directory.office(a.office);
    AssignmentView view;
    view.id = a.id.text;
    view.kind = word(a.kind);
    view.kind_title = title(a.kind);
    view.office = a.office.text;
    view.office_name = ground_.directory.office_name(a.office);
    if (a.receiver) {
      if (const StaffMember* member = ground_.directory.member(*a.receiver)) view.receiver_name = member->name;
    }
    view.state = word(a.state);
    view.state_title = title(a.state);
    view.given_at = a.given_at;
    view.due_at = a.due_at;
    view.lamp = word(a.open ? a.lamp : Lamp::none);
    if (reads(Audience::handling)) {
      view.return_reason = a.return_reason;
      if (const Duty* duty = a.return_duty ? ground_.directory.duty(*a.return_duty) : nullptr) view.return_duty_text = duty->text + "（" + duty->basis + "）";
    }
    view.independent = office && office->independent;
    if (office) view.phone = office->phone;
    v.assignments.push_back(std::move(view));
  }
  v.deadlines = deadlines();
  v.timeline = timeline();
  v.documents = documents();
  v.attachments = attachments();
  v.links = links_;
  const bool refers = may_refer(viewer_, file_);
  for (const ExternalReference& r : file_.external) {
    v.references.push_back(reference_view(house_, r, reads(Audience::handling)));
    put_court(whole_, viewer_, ground_, r, v.references.back());
    if (refers) v.references.back().slip_title = slip_title(house_, file_, r);
  }
  if (refers) {
    for (const OtherSystem& system : house_.other_systems()) v.reference_systems.push_back({system.id, system.title});
  }
  put_fulfilment(v.obligations, v.fulfilment);
  v.moves = moves();
  for (const Ruling& r : file_.rulings) {
    if (!reads(Audience::handling)) break;
    v.rulings.push_back({r.id.text, ground_.directory.office_name(r.office), ground_.directory.office_name(r.competent), r.reason, r.ruled_at, r.upheld});
  }
  const auto held = relations(viewer_, file_, file_.proceedings.front());
  v.may_split = m.open && (held.contains(Who::desk) || held.contains(Who::centre));
  v.may_make_papers = !papers_now(house_, viewer_, file_).empty();
  v.facts = fact_groups(viewer_, file_, house_.procedures());
  v.discrepancies = discrepancy_views(viewer_, file_, house_.procedures(), ground_.directory);
  v.next_step = next_step(file_, ground_, true, listed_assignment(viewer_, file_));
  v.etag = etag_of(m.acted_version);
  return v;
}

Track Renderer::track(const std::vector<Access>& accesses) const {
  const Matter& m = file_.matter;
  Track t;
  t.number = m.number;
  t.title = m.title;
  t.text = m.summary;
  t.category_name = category_name(ground_.directory, m.category);
  t.place_name = m.place_name + m.place_detail.value_or("");
  t.received_at = m.received_at;
  t.status = status();
  t.steps = steps_of(file_.proceedings.front());
  t.branch = branch();
  t.next_step = next_step(file_, ground_, false, nullptr, viewer_.party ? file_.party(*viewer_.party) : nullptr);
  const Proceeding& shown = leading(file_);
  const Office* holder = ground_.directory.office(shown.lead_office.value_or(shown.desk_office));
  if (holder) t.holder = {holder->name, holder->phone ? holder->phone : house_.county().hotline};
  t.deadlines = deadlines();
  t.timeline = timeline();
  t.documents = documents();
  t.attachments = attachments();
  for (const Access& access : accesses) t.access.push_back(access_row(access));
  t.parties = parties();
  put_fulfilment(t.obligations, t.fulfilment);
  t.moves = moves();
  const Party* me = viewer_.party ? file_.party(*viewer_.party) : nullptr;
  t.pin_needed = me && (me->pin || me->phone);
  t.etag = etag_of(t);
  return t;
}

std::string etag_of(const Track& track) {
  Track shown = track;
  shown.etag.clear();
  return sha256_hex(write_json(shown)).substr(0, 20);
}

AccessRow access_row(const Access& access) {
  static constexpr std::pair<std::string_view, std::string_view> titles[] = {{"matter", "打开事项"}, {"document", "打开文书"}, {"attachment", "打开附件"},
                                                                             {"list", "查看列表"},   {"search", "查找"},     {"lookup", "跨事项核对"},
                                                                             {"export", "导出"}, {"phone", "打开电话号码"}};
  std::string what = access.what;
  for (const auto& [word, title_text] : titles) {
    if (word == access.what) what = title_text;
  }
  // The phone says 预取 (entities/kept); whoever reads the log is told what that is.
  return {access.at, access.reader_label, std::move(what), access.purpose == "预取" ? "存在工作人员手机上，到没有信号的地方看" : access.purpose};
}

std::string etag_of(std::int64_t version) { return "v" + std::to_string(version); }

std::optional<std::int64_t> version_of(std::string_view etag) {
  std::int64_t version = 0;
  if (etag.size() < 2 || etag.front() != 'v') return std::nullopt;
  const auto [end, error] = std::from_chars(etag.data() + 1, etag.data() + etag.size(), version);
  if (error != std::errc() || end != etag.data() + etag.size()) return std::nullopt;
  return version;
}

std::string due_text(const std::optional<Time>& due, const Calendar& calendar, Time now) {
  if (!due) return "无期限";
  const Date today = now.date(), day = due->date();
  if (now > *due) return "已超期 " + std::to_string(std::max(1, today.days - day.days)) + " 天";
  if (day == today) return "今天到期";
  return "剩 " + std::to_string(calendar.working_days_between(today, day)) + " 个工作日";
}

std::string category_name(const Directory& directory, const std::string& code) {
  if (code == pending_category) return "待分类";
  const Category* category = directory.category(code);
  return category ? category->name : "其他";
}

}  // namespace lianhu

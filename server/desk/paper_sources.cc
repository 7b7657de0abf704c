#include "desk/paper_sources.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

#include "base/capital.h"
#include "desk/render.h"
#include "rules/court_term.h"
#include "rules/form.h"
#include "rules/permit.h"
#include "rules/signature.h"

namespace lianhu {
namespace {

using paper::TableRow;
using PaperValue = paper::Value;  // the store has a Value of its own

std::string yuan(std::int64_t fen) {
  paper::FieldSpec money;
  money.kind = paper::FieldKind::money;
  return paper::printed(money, fen) + "（大写：" + capital_amount(fen) + "）";
}

std::string without_stop(std::string text) {
  constexpr std::string_view kStop = "。";
  if (text.ends_with(kStop)) text.resize(text.size() - kStop.size());
  return text;
}

// What a payment is for, in the clause's own words: the sentence before them has said 支付 already.
std::string paid_for(const std::string& text) {
  for (const std::string_view said : {"分期支付", "支付"}) {
    if (text.starts_with(said) && text.size() > said.size() && !text.starts_with("支付宝")) return text.substr(said.size());
  }
  return text;
}

bool asks(const Party& party) { return party.role == PartyRole::reporter || party.role == PartyRole::applicant; }

// A text that is not there is no value.
std::optional<PaperValue> some(std::string text) {
  if (text.empty()) return {};
  return text;
}
std::optional<PaperValue> some(const std::optional<Date>& day) {
  if (!day) return {};
  return *day;
}
template <class T>
std::optional<PaperValue> some(std::vector<T> rows) {
  if (rows.empty()) return {};
  return rows;
}

}  // namespace

std::optional<PaperValue> PaperSources::value(const paper::FieldSpec& spec) const {
  constexpr std::string_view kForm = "form.";
  if (spec.from.empty()) return {};
  std::optional<PaperValue> found = spec.from.starts_with(kForm) ? by_form(spec.from.substr(kForm.size()), spec.kind) : by_name(spec.from);
  // What the paper could not hold is left for its maker to shorten.
  if (found && !paper::check_known({spec}, {{spec.name, *found}})) return {};
  return found;
}

paper::Fields PaperSources::known(const paper::Template& paper) const {
  paper::Fields fields;
  for (const paper::FieldSpec& spec : paper.fields) {
    if (auto found = value(spec)) fields.emplace(spec.name, std::move(*found));
  }
  return fields;
}

std::optional<PaperValue> PaperSources::by_name(const std::string& name) const {
  using Tell = std::function<std::optional<PaperValue>(const PaperSources&)>;
  static const std::map<std::string, Tell, std::less<>> kTells = {
      {"today", [](const PaperSources& s) { return some(std::optional(s.house_.now().date())); }},
      {"county.name", [](const PaperSources& s) { return some(s.house_.county().name); }},
      {"centre.name", [](const PaperSources& s) { return some(s.house_.county().name + "综治中心"); }},
      {"office.name", [](const PaperSources& s) { return some(s.office() ? s.office()->name : std::string()); }},
      {"office.phone", [](const PaperSources& s) { return some(s.office() && s.office()->phone ? *s.office()->phone : s.house_.county().hotline.value_or("")); }},
      {"matter.number", [](const PaperSources& s) { return some(s.file_.matter.number); }},
      {"matter.title", [](const PaperSources& s) { return some(s.file_.matter.title); }},
      {"matter.content", [](const PaperSources& s) { return some(s.told("content").empty() ? s.file_.matter.summary : s.told("content")); }},
      {"matter.category", [](const PaperSources& s) { return some(category_name(s.ground_.directory, s.file_.matter.category)); }},
      {"matter.channel", [](const PaperSources& s) { return some(title(s.file_.matter.channel)); }},
      {"matter.received_on", [](const PaperSources& s) { return some(std::optional(s.file_.matter.received_at.date())); }},
      // Before the committee has given its own number, the matter's stands.
      {"proceeding.number", [](const PaperSources& s) { return some(s.proceeding_.number.value_or(s.file_.matter.number)); }},
      {"agreement.number", [](const PaperSources& s) { return some(s.proceeding_.number.value_or(s.file_.matter.number)); }},
      {"proceeding.accepted_on", [](const PaperSources& s) { return some(s.day_of({"register", "restart"})); }},
      {"proceeding.ended_on", [](const PaperSources& s) { return some(s.day_of({"refuse", "fail", "decline", "withdraw", "take_effect", "succeed_oral"})); }},
      {"proceeding.effective_on", [](const PaperSources& s) { return some(s.effective_on()); }},
      {"proceeding.outcome",
       [](const PaperSources& s) {
         const Procedure* procedure = s.ground_.procedure(s.proceeding_.procedure());
         const Outcome* outcome = procedure && s.proceeding_.outcome ? procedure->outcome(*s.proceeding_.outcome) : nullptr;
         return some(outcome ? outcome->title : std::string());
       }},
      {"proceeding.mediators", [](const PaperSources& s) { return some(s.mediators()); }},
      {"proceeding.title",
       [](const PaperSources& s) {
         const std::string asked = s.names(true, false), others = s.names(false, true), kind = category_name(s.ground_.directory, s.file_.matter.category);
         if (asked.empty() || others.empty()) return some(s.file_.matter.title);
         return some(asked + "与" + others + "的" + kind + (kind.ends_with("纠纷") ? "" : "纠纷"));
       }},
      {"party.name", [](const PaperSources& s) { return some(s.to_ ? s.name_of(*s.to_) : std::string()); }},
      {"parties.all", [](const PaperSources& s) { return some(s.people(true, true)); }},
      {"parties.applicants", [](const PaperSources& s) { return some(s.people(true, false)); }},
      {"parties.respondents", [](const PaperSources& s) { return some(s.people(false, true)); }},
      {"parties.names", [](const PaperSources& s) { return some(s.names(true, true)); }},
      {"parties.copies", [](const PaperSources& s) -> std::optional<PaperValue> { return static_cast<std::int64_t>(s.people(true, true).size()) + 1; }},
      {"talk.ordinal", [](const PaperSources& s) -> std::optional<PaperValue> {
         if (!s.talk_) return {};
         return static_cast<std::int64_t>(s.talk_->ordinal);
       }},
      {"agreement.terms", [](const PaperSources& s) { return some(s.terms()); }},
      {"agreement.helpers", [](const PaperSources& s) { return some(s.helpers()); }},
      {"agreement.last_due", [](const PaperSources& s) { return some(s.day_told("last_due_on")); }},
      {"evidence.rows", [](const PaperSources& s) { return some(s.evidence()); }},
      {"dossier.rows", [](const PaperSources& s) { return some(s.dossier()); }},
      {"external.number", [](const PaperSources& s) { return some(s.court_letter() ? s.court_letter()->number : std::string()); }},
      {"external.court", [](const PaperSources& s) { return some(s.court_letter() ? s.house_.county().name + "人民法院" : std::string()); }},
      {"external.handing", [](const PaperSources& s) { return some(s.court_letter() ? handing(*s.court_letter()) : std::string()); }},
      {"external.received_on", [](const PaperSources& s) { return s.court_letter() ? some(std::optional(s.court_letter()->received_at.date())) : std::nullopt; }},
      {"external.due",
       [](const PaperSources& s) {
         return s.court_letter() && s.court_letter()->due_at ? some(std::optional(s.court_letter()->due_at->date())) : std::nullopt;
       }},
  };
  const auto at = kTells.find(name);
  return at == kTells.end() ? std::nullopt : at->second(*this);
}

std::optional<PaperValue> PaperSources::by_form(const std::string& name, paper::FieldKind kind) const {
  const std::string text = told(name);
  if (text.empty()) return {};
  if (kind == paper::FieldKind::date) return some(Date::parse(text));
  if (kind == paper::FieldKind::number || kind == paper::FieldKind::money) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return {};
    return number;
  }
  if (kind != paper::FieldKind::text) return {};
  const Procedure* procedure = ground_.procedure(proceeding_.procedure());
  const Field* field = procedure ? procedure->field(name) : nullptr;
  if (!field) return some(text);
  if (field->kind == FieldKind::choice) {
    const auto at = std::find_if(field->choices.begin(), field->choices.end(), [&](const Choice& choice) { return choice.value == text; });
    return some(at == field->choices.end() ? text : at->title);
  }
  if (field->kind == FieldKind::time) {
    const auto time = Time::parse(text);
    return some(time ? time->chinese() : text);
  }
  return some(text);
}

// The newest act of this proceeding that says it.
std::string PaperSources::told(const std::string& field) const {
  if (talk_ && talk_->talk->told && may(actor_, Action::read_item, {file_, talk_->talk->row.audience, nullptr, 0, talk_->talk->row.entered_at})) {
    const auto at = talk_->talk->told->fields.find(field);
    if (at != talk_->talk->told->fields.end() && !at->second.empty()) return at->second;
  }
  for (auto event = file_.events.rbegin(); event != file_.events.rend(); ++event) {
    if (event->row.proceeding != proceeding_.id || !event->told) continue;
    if (!may(actor_, Action::read_item, {file_, event->row.audience, nullptr, 0, event->row.entered_at})) continue;
    const auto at = event->told->fields.find(field);
    if (at != event->told->fields.end() && !at->second.empty()) return at->second;
  }
  return {};
}

std::optional<Date> PaperSources::day_told(const std::string& field) const { return Date::parse(told(field)); }

std::optional<Date> PaperSources::day_of(std::initializer_list<std::string_view> moves) const {
  for (auto event = file_.events.rbegin(); event != file_.events.rend(); ++event) {
    if (event->row.proceeding != proceeding_.id) continue;
    if (std::find(moves.begin(), moves.end(), event->row.kind) != moves.end()) return event->row.happened_at.date();
  }
  return {};
}

// 人民调解法第29、30条: the last of the signatures and the seal; an oral one when it was reached.
std::optional<Date> PaperSources::effective_on() const {
  if (!day_of({"take_effect"})) return day_told("oral_agreed_on");
  std::optional<Date> last;
  for (const PastEvent& event : file_.events) {
    if (event.row.proceeding != proceeding_.id || !event.told) continue;
    for (const char* field : {"party_signed_on", "mediator_signed_on", "sealed_on"}) {
      const auto at = event.told->fields.find(field);
      const auto day = at == event.told->fields.end() ? std::nullopt : Date::parse(at->second);
      if (day && (!last || *last < *day)) last = day;
    }
  }
  return last;
}

const Office* PaperSources::office() const { return ground_.directory.office(proceeding_.lead_office.value_or(proceeding_.desk_office)); }

const ExternalReference* PaperSources::court_letter() const {
  const auto at = std::find_if(file_.external.rbegin(), file_.external.rend(), [](const ExternalReference& r) { return r.system == "court" && r.direction == "in"; });
  return at == file_.external.rend() ? nullptr : &*at;
}

std::string PaperSources::name_of(const Party& party) const {
  const bool reads = may(actor_, Action::read_field, {file_, Audience::parties, &party, 1});
  return party.name && !party.hidden && reads ? *party.name : title(party.role);
}

std::string PaperSources::names(bool asked, bool others) const {
  std::string out;
  for (const TableRow& row : people(asked, others)) out += (out.empty() ? "" : "、") + row.at("name");
  return out;
}

std::vector<TableRow> PaperSources::people(bool asked, bool others) const {
  std::vector<TableRow> out;
  for (const Party& party : file_.parties) {
    if (party.left_at || !(asks(party) ? asked : others)) continue;
    TableRow row{{"role", asks(party) ? "申请人" : "被申请人"}, {"name", name_of(party)}};
    if (may(actor_, Action::read_field, {file_, Audience::parties, &party, 2})) {
      if (party.phone && phones_) row["phone"] = *party.phone;
      if (party.address) row["address"] = *party.address;
    }
    // A body has none of these; a person writes them.
    if (party.kind != PartyKind::natural) row["sex"] = row["nation"] = row["age"] = "／";
    out.push_back(std::move(row));
  }
  return out;
}

std::string PaperSources::mediators() const {
  std::string out;
  for (const Assignment& one : file_.assignments) {
    if (one.proceeding != proceeding_.id || !one.open || !one.receiver || is_duty(one.kind)) continue;
    const StaffMember* member = ground_.directory.member(*one.receiver);
    if (member && out.find(member->name) == std::string::npos) out += (out.empty() ? "" : "、") + member->name;
  }
  return out;
}

std::vector<std::string> PaperSources::terms() const {
  const auto clauses = read_clauses("clauses", told("clauses"), file_);
  if (!clauses) return {};
  const auto named = [&](const std::string& id) {
    const Party* party = file_.party(PartyId{id});
    return party ? name_of(*party) : std::string();
  };
  std::vector<std::string> out;
  for (const Clause& clause : *clauses) {
    const auto due = Date::parse(clause.due);
    std::string before = due ? "于" + due->chinese() + "前" : std::string();
    if (!clause.condition.empty()) before = "于" + clause.condition + "之后" + std::to_string(clause.within_days) + "日内";
    if (!clause.parts.empty()) before.clear();
    const std::string to = clause.creditor.empty() ? std::string() : "向" + named(clause.creditor);
    std::string text = named(clause.debtor) + before;
    if (clause.deed == "pay") {
      text += to + "支付" + yuan(clause.quantity) + "：" + without_stop(paid_for(clause.text));
      for (std::size_t part = 0; part < clause.parts.size(); ++part) {
        const auto day = Date::parse(clause.parts[part].due);
        text += (part == 0 ? "，分" + std::to_string(clause.parts.size()) + "期付清：" : "，") + ("第" + std::to_string(part + 1) + "期于") + (day ? day->chinese() : "") + "前付" +
                yuan(clause.parts[part].quantity);
      }
    } else {
      text += to + "履行：" + without_stop(clause.text);
    }
    if (!clause.method.empty()) text += "；履行方式：" + without_stop(clause.method);
    out.push_back(text + "。");
  }
  return out;
}

// As the board of signatures has them: who signs for somebody, reads to them, writes for them, or was there.
std::vector<TableRow> PaperSources::helpers() const {
  for (const PastEvent& event : file_.events) {
    if (event.row.proceeding != proceeding_.id || !event.told || !event.told->fields.contains("signing_party")) continue;
    if (!may(actor_, Action::read_item, {file_, event.row.audience, nullptr, 0, event.row.entered_at})) return {};
  }
  std::vector<TableRow> out;
  for (const Signature& one : signatures_of(file_, proceeding_).parties) {
    const std::pair<const char*, const std::string*> parts[] = {
        {one.capacity == "minor" ? "法定代理人" : "监护人", &one.guardian}, {"宣读人", &one.reader}, {"代书人", &one.scribe}, {"见证人", &one.witness}};
    for (const auto& [part, name] : parts) {
      if (!name->empty()) out.push_back({{"role", name_of(*one.party) + "的" + part}, {"name", *name}});
    }
  }
  return out;
}

std::vector<TableRow> PaperSources::evidence() const {
  std::vector<TableRow> out;
  for (const Attachment& one : whole_.attachments) {
    const auto event = std::find_if(file_.events.begin(), file_.events.end(), [&](const PastEvent& past) { return one.event == past.row.id; });
    if (event == file_.events.end() || event->row.kind != "add_evidence" || event->row.proceeding != proceeding_.id) continue;
    if (!may(actor_, Action::read_item, {file_, one.audience, nullptr, 0, one.added_at})) continue;
    TableRow row{{"name", one.name}, {"source", event->row.actor_label}, {"copy", "电子文件"}};
    const auto says = event->told ? event->told->fields.find("evidence_text") : std::map<std::string, std::string>::const_iterator{};
    if (event->told && says != event->told->fields.end()) row["proves"] = says->second;
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<TableRow> PaperSources::dossier() const {
  std::vector<TableRow> out;
  for (const Document& one : whole_.documents) {
    if (one.proceeding != proceeding_.id || one.voided_at || !may(actor_, Action::read_item, {file_, one.audience, nullptr, 0, one.made_at})) continue;
    out.push_back({{"name", one.title}, {"note", one.made_at.date().chinese()}});
  }
  return out;
}

}  // namespace lianhu

#include "rules/dossier.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "model/blank_form.h"
#include "rules/agreement_check.h"
#include "rules/dossier_text.h"
#include "rules/form.h"
#include "rules/history.h"

namespace lianhu {
namespace {

template <class C>
bool among(const C& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string value_of(const EventContent& told, const std::string& field) {
  const auto at = told.fields.find(field);
  return at == told.fields.end() ? std::string() : at->second;
}

class Look {
 public:
  Look(const DossierPlan& plan, const WholeMatter& whole, const Proceeding& proceeding, const Procedure& procedure, const Ground& ground)
      : plan_(plan), whole_(whole), file_(whole.file), p_(proceeding), procedure_(procedure), ground_(ground), history_(file_, p_) {
    for (const PastEvent& event : file_.events) {
      if (!event.told) continue;
      if (event.row.proceeding == p_.id) by_kind_[event.row.kind].push_back(&event);
      const bool ours = value_of(*event.told, "proceeding") == p_.id.text;
      if (ours && event.row.kind == dossier_paper_event) filed_.push_back(&event);
      if (ours && event.row.kind == dossier_reason_event) reasons_[value_of(*event.told, "finding")] = &event;
    }
  }

  Dossier take() {
    for (const DossierItem& item : plan_.items) out_.lines.push_back(line(item));
    barred();
    orders();
    texts();
    sessions();
    signatures();
    for (const DossierLine& one : out_.lines) {
      if (one.held != Held::told && one.held != Held::lacking) continue;
      for (const TalkRecord& talk : one.talks) {
        if (talk.held(*one.item)) continue;
        DossierFinding lacks = finding(Weight::mend, one.item->title, talk.title() + (talk.begun() ? "的记录已经制作，签了字的那一份还没有收入" : "缺记录，卷里还没有"),
                                       "选“第" + std::to_string(talk.ordinal) + "次调解”出具记录，请在场各方、调解员、记录人签字后拍照收入；当场手写的，拍下来收入这一次");
        lacks.line = one.item->code;
        lacks.talk = talk.talk->row.id.text;
        add(std::move(lacks));
      }
      if (!one.talks.empty()) continue;
      DossierFinding lacks = finding(Weight::mend, one.item->title,
                                     !one.documents.empty() ? "已经制作，签了字的那一份还没有收入" : one.held == Held::told ? "已经办理，卷里还没有这份文书" : "卷里还没有",
                                     one.item->mend);
      lacks.line = one.item->code;
      add(std::move(lacks));
    }
    std::vector<DossierFinding> found = std::move(out_.findings);
    out_.findings.clear();
    for (const Weight weight : {Weight::bar, Weight::mend, Weight::look}) {
      std::copy_if(found.begin(), found.end(), std::back_inserter(out_.findings), [&](const DossierFinding& one) { return one.weight == weight; });
    }
    return std::move(out_);
  }

 private:
  bool done(const std::string& move) const { return by_kind_.contains(move); }

  DossierLine line(const DossierItem& item) const {
    DossierLine out{&item, Held::unneeded, {}, {}, talk_records(item, whole_, p_)};
    for (const Document& document : whole_.documents) {
      if (document.proceeding == p_.id && !document.voided_at && !is_blank_form(document) && among(item.papers, document.paper)) out.documents.push_back(&document);
    }
    std::set<std::string> events, chosen;
    for (const std::string& move : item.moves) {
      if (const auto at = by_kind_.find(move); at != by_kind_.end()) {
        for (const PastEvent* event : at->second) events.insert(event->row.id.text);
      }
    }
    for (const PastEvent* event : filed_) {
      if (value_of(*event->told, "item") != item.code) continue;
      events.insert(event->row.id.text);
      for (std::string& id : split_ids(value_of(*event->told, "existing"))) chosen.insert(std::move(id));
    }
    for (const Attachment& attachment : whole_.attachments) {
      const bool of_event = attachment.event && events.contains(attachment.event->text);
      if (of_event || chosen.contains(attachment.id.text)) out.attachments.push_back(&attachment);
    }
    if (!out.talks.empty()) {
      const bool all = std::all_of(out.talks.begin(), out.talks.end(), [&](const TalkRecord& one) { return one.held(item); });
      out.held = all ? Held::held : Held::told;
      return out;
    }
    if (!out.attachments.empty() || (!item.signed_copy && !out.documents.empty())) {
      out.held = Held::held;
      return out;
    }
    if (!out.documents.empty()) {
      out.held = Held::told;
      return out;
    }
    if (item.optional) return out;
    if (!item.when_field.empty()) {
      const bool so = std::any_of(history_.moves().begin(), history_.moves().end(), [&](const PastMove& past) {
        const auto at = past.fields().find(item.when_field);
        return at != past.fields().end() && at->second == item.when_value;
      });
      out.held = so ? Held::lacking : Held::unneeded;
      return out;
    }
    const bool by_now = item.after.empty() || std::any_of(item.after.begin(), item.after.end(), [&](const std::string& move) { return done(move); });
    const bool own_act = std::any_of(item.moves.begin(), item.moves.end(), [&](const std::string& move) { return done(move); });
    out.held = !by_now ? (p_.closed_at ? Held::unneeded : Held::later) : own_act ? Held::told : Held::lacking;
    return out;
  }

  void add(DossierFinding one) {
    if (const auto at = reasons_.find(one.key); at != reasons_.end()) {
      one.reason = at->second->told->text;
      one.reason_by = at->second->row.actor_label;
      one.reason_at = at->second->row.entered_at;
    }
    if (std::any_of(out_.findings.begin(), out_.findings.end(), [&](const DossierFinding& other) { return other.key == one.key; })) return;
    if (one.weight == Weight::bar) out_.barred = true;
    if (one.weight != Weight::look && !one.reason) ++out_.open;
    out_.findings.push_back(std::move(one));
  }

  void barred() {
    const Category* category = ground_.directory.category(file_.matter.category);
    if (category && !category->mediable) {
      add(finding(Weight::bar, "纠纷类型", "“" + category->name + "”不在人民调解范围内", "请更正类别，或者停止调解、告知其他途径", "人民调解法第17条"));
    }
    const Outcome* last = procedure_.outcome(history_.last_outcome());
    if (!done("session") || !last || last->consent == Consent::ends || last->name == "not_accepted") return;
    for (const Party& party : file_.parties) {
      if (party.left_at || party.joined_at) continue;
      bool agrees = false;
      for (const ConsentRecord& record : file_.consents) {
        if (record.proceeding == p_.id && record.party == party.id) agrees = record.given;
      }
      if (!agrees) add(finding(Weight::bar, "各方同意", party.name.value_or("未留姓名的当事人") + "没有同意调解的记录", "先征求并记录这一方的意愿；不同意的，应当停止调解", "人民调解法第17条"));
    }
  }

  // Days given for a field in this round.
  std::vector<std::string> days(const std::string& field) const {
    std::vector<std::string> out;
    for (const PastMove& past : history_.moves()) {
      const auto at = past.fields().find(field);
      if (past.round() != p_.round || at == past.fields().end()) continue;
      if (const auto day = Date::parse(at->second)) {
        out.push_back(day->text());
      } else if (const auto time = Time::parse(at->second)) {
        out.push_back(time->date().text());
      }
    }
    return out;
  }

  void orders() {
    for (const DossierOrder& order : plan_.orders) {
      const auto first = days(order.first), then = days(order.then);
      if (first.empty() || then.empty()) continue;
      const std::string& last = *std::max_element(first.begin(), first.end());
      const std::string& next = *std::min_element(then.begin(), then.end());
      if (next >= last) continue;
      add(finding(Weight::mend, "日期先后", order.says + "（" + label(order.then) + Date::parse(next)->chinese() + "，" + label(order.first) + Date::parse(last)->chinese() + "）",
                  "请核对两处日期；写错的，更正并说明", order.basis));
    }
  }
  std::string label(const std::string& name) const {
    const Field* field = procedure_.field(name);
    return field ? field->label : name;
  }

  void texts() {
    std::vector<Clause> clauses;
    if (const std::string agreed = history_.value("clauses"); !agreed.empty()) {
      if (auto read = read_clauses("clauses", agreed, file_)) clauses = std::move(*read);
    }
    std::vector<DossierText> texts = agreement_texts(history_.value("facts"), clauses);
    for (DossierFinding& one : check_clauses(clauses, history_.value("last_due_on"))) add(std::move(one));
    std::vector<std::string> names;
    for (const Party& party : file_.parties) {
      if (party.name && !party.left_at) names.push_back(*party.name);
    }
    for (const auto* found : {"record", "present"}) {
      for (const PastMove& past : history_.moves()) {
        const auto at = past.fields().find(found);
        if (past.move == "session" && at != past.fields().end()) records_.push_back({"人民调解记录", at->second, false, {}});
      }
    }
    for (DossierFinding& one : check_words(plan_, texts, agreed_on())) add(std::move(one));
    for (DossierFinding& one : check_amounts(texts)) add(std::move(one));
    texts.insert(texts.end(), records_.begin(), records_.end());
    for (DossierFinding& one : check_names(names, texts)) add(std::move(one));
  }

  Date agreed_on() const {
    std::string latest;
    for (const char* field : {"sealed_on", "oral_agreed_on"}) {
      for (const std::string& day : days(field)) latest = std::max(latest, day);
    }
    return Date::parse(latest).value_or(ground_.now.date());
  }

  void sessions() {
    const auto at = by_kind_.find("session");
    if (at == by_kind_.end()) return;
    for (const PastEvent* event : at->second) {
      if (value_of(*event->told, "session_kind") != "together") continue;
      const std::string present = value_of(*event->told, "present"), when = value_of(*event->told, "session_on");
      for (const Party& party : file_.parties) {
        if (!party.name || party.left_at || party.joined_at || present.find(*party.name) != std::string::npos) continue;
        const auto on = Time::parse(when);
        add(finding(Weight::look, "人民调解记录" + (on ? "（" + on->date().chinese() + "）" : ""), "当面调解的到场人里没有写" + *party.name, "到场的补写；由别人代理的，写明代理人并收入委托书"));
      }
    }
  }

  void signatures() {
    const auto at = by_kind_.find("sign");
    if (at == by_kind_.end()) return;
    for (const PastEvent* event : at->second) {
      if (event->told->round != p_.round || value_of(*event->told, "signed_way") != "fingerprint") continue;
      if (!value_of(*event->told, "witness").empty() || !value_of(*event->told, "reader").empty()) continue;
      const Party* party = file_.party(PartyId{value_of(*event->told, "signing_party")});
      add(finding(Weight::mend, "人民调解协议书", (party && party->name ? *party->name : "一方当事人") + "是捺印的，没有写明代读人、见证人", "写明谁读给本人听、谁在场见证，并请其签字"));
    }
  }

  const DossierPlan& plan_;
  const WholeMatter& whole_;
  const MatterFile& file_;
  const Proceeding& p_;
  const Procedure& procedure_;
  const Ground& ground_;
  const History history_;
  std::map<std::string, std::vector<const PastEvent*>> by_kind_;
  std::vector<const PastEvent*> filed_;
  std::map<std::string, const PastEvent*> reasons_;
  std::vector<DossierText> records_;
  Dossier out_;
};

}  // namespace

Dossier look_into(const DossierPlan& plan, const WholeMatter& whole, const Proceeding& proceeding, const Procedure& procedure, const Ground& ground) {
  return Look(plan, whole, proceeding, procedure, ground).take();
}

}  // namespace lianhu

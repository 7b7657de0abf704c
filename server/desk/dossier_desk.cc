#include "desk/dossier_desk.h"

#include <algorithm>

#include "desk/bound_file.h"
#include "desk/dossier_open.h"
#include "desk/matter_desk.h"
#include "desk/paper_offer.h"
#include "model/blank_form.h"
#include "rules/desk_event.h"
#include "rules/inspection.h"
#include "rules/permit.h"
#include "rules/quiet.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostFiles = 20;

struct HeldWords {
  const char *word, *title;
};
HeldWords words_of(Held held) {
  switch (held) {
    case Held::held: return {"held", "已收入"};
    case Held::told: return {"told", "文书还没有收入"};
    case Held::lacking: return {"lacking", "缺"};
    case Held::later: return {"later", "办到时再收"};
    case Held::unneeded: return {"unneeded", "没有可不收"};
  }
  return {};
}
HeldWords words_of(Weight weight) {
  switch (weight) {
    case Weight::bar: return {"bar", "法律不允许"};
    case Weight::mend: return {"mend", "需要补正"};
    case Weight::look: return {"look", "请核对"};
  }
  return {};
}

DossierView view_of(const Dossier& dossier, const DossierPlan& plan, const Proceeding& proceeding) {
  DossierView view;
  view.proceeding = proceeding.id.text;
  view.title = plan.title;
  view.open = dossier.open;
  view.barred = dossier.barred;
  for (const DossierLine& line : dossier.lines) {
    const HeldWords words = words_of(line.held);
    DossierLineRow row{line.item->code, line.item->title, words.word, words.title, {}, {}, {}, {}, {}, {}};
    if (line.held == Held::told || line.held == Held::lacking) row.mend = line.item->mend;
    for (const Document* one : line.documents) row.papers.push_back({"document", one->id.text, one->title, "application/pdf", one->made_at});
    for (const Attachment* one : line.attachments) row.papers.push_back({"attachment", one->id.text, one->name, one->media_type, one->added_at});
    for (const TalkRecord& talk : line.talks) {
      const HeldWords of_talk = words_of(talk.held(*line.item) ? Held::held : talk.begun() ? Held::told : Held::lacking);
      row.talks.push_back({talk.talk->row.id.text, talk.title(), of_talk.word, of_talk.title});
    }
    if (const TalkRecord* next = next_to_record(line.talks)) row.next_talk = next->talk->row.id.text;
    view.lines.push_back(std::move(row));
  }
  for (const DossierFinding& one : dossier.findings) {
    const HeldWords words = words_of(one.weight);
    DossierFindingRow row{one.key, words.word, words.title, one.where, one.message, one.remedy, {}, {}, one.reason, {}, one.reason_at};
    if (!one.line.empty()) row.line = one.line;
    if (!one.talk.empty()) row.talk = one.talk;
    if (!one.basis.empty()) row.basis = one.basis;
    if (one.reason) row.reason_by = one.reason_by;
    view.findings.push_back(std::move(row));
  }
  return view;
}

// What of each line can be made now, and which of its blank forms are still out.
void offer_papers(const House& house, const Actor& actor, const WholeMatter& whole, const Proceeding& proceeding, const DossierPlan& plan, DossierView& view) {
  const auto now = papers_now(house, actor, whole.file);
  for (DossierLineRow& line : view.lines) {
    const std::vector<std::string>& papers = plan.item(line.code)->papers;
    const auto of_line = [&](const std::string& paper) { return std::find(papers.begin(), papers.end(), paper) != papers.end(); };
    for (const paper::CataloguePaper* one : now) {
      if (of_line(one->paper.code) && proceeding_of(whole.file, one->paper) == &proceeding) line.makes.push_back({one->paper.code, one->paper.title});
    }
    for (const Document& one : whole.documents) {
      if (one.proceeding == proceeding.id && of_line(one.paper) && is_blank_form(one) && is_out(whole.file, one)) line.forms.push_back({one.id.text, one.title + " " + *one.number});
    }
  }
}

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

}  // namespace

Result<DossierList> DossierDesk::of_matter(const Actor& actor, const MatterId& matter) const {
  const auto whole = load_matter(house_, matter);
  if (!whole || !may(actor, Action::open, {whole->file})) return not_found();
  DossierList out;
  if (!reads_dossier(actor, whole->file)) return out;
  const auto stand_now = stand(house_);
  for (const Proceeding& proceeding : whole->file.proceedings) {
    const DossierPlan* plan = plan_of(house_.dossiers(), proceeding.procedure_name);
    const Procedure* procedure = house_.procedure(proceeding.procedure());
    if (!plan || !procedure) continue;
    const Dossier dossier = look_into(*plan, *whole, proceeding, *procedure, stand_now->ground);
    DossierView view = view_of(dossier, *plan, proceeding);
    for (const PointSeen& seen : inspect(*plan, dossier, *whole, proceeding)) {
      DossierPointRow row{seen.point->code, seen.point->title, seen.point->mend, seen.met, {}};
      for (const AskSeen& ask : seen.asks) row.asks.push_back({ask.ask->says, ask.met});
      view.aspects.push_back(std::move(row));
    }
    view.number = proceeding.number;
    view.office_name = stand_now->directory->office_name(proceeding.lead_office.value_or(proceeding.desk_office));
    view.may_file = keeps_dossier(actor, whole->file, proceeding);
    if (view.may_file) offer_papers(house_, actor, *whole, proceeding, *plan, view);
    view.as_of = house_.now();
    out.items.push_back(std::move(view));
  }
  if (!out.items.empty()) log_access(house_, actor, &whole->file, "dossier", "案卷自查");
  return out;
}

Result<Written> DossierDesk::file(const Entry& entry, const MatterId& matter, const DossierFiling& filing) const {
  return past_the_clock(house_, entry, matter, [&]() -> Result<Written> {
    const auto opened = open_dossier(house_, entry.actor, matter, filing.proceeding);
    if (!opened) return opened.error();
    if (const auto again = replayed(house_, entry)) return *again;
    const DossierItem* item = opened->plan->item(filing.item);
    if (!item) return wrong("item", "卷内没有这一项，请从列表中选择");
    if (filing.attachments.empty()) return wrong("attachments", "请选择或者拍下要收入的材料");
    if (filing.attachments.size() > kMostFiles) return wrong("attachments", "一次最多收入 20 份，请分几次");
    if (filing.paper_on && *filing.paper_on > house_.now().date()) return wrong("paper_on", "文书上的日期不能晚于今天");
    const Document* form = nullptr;
    for (const Document& one : opened->whole->documents) {
      if (filing.form && one.id.text == *filing.form && one.proceeding == opened->proceeding->id && is_blank_form(one)) form = &one;
    }
    if (filing.form && (!form || !is_out(opened->whole->file, *form))) return wrong("form", "这份空白文书已经收回或者作废，请另选一份");
    if (form && std::find(item->papers.begin(), item->papers.end(), form->paper) == item->papers.end()) {
      return wrong("form", "“" + form->title + "”不属于“" + item->title + "”这一项，请收入对应的一项");
    }
    const std::vector<TalkRecord> talks = talk_records(*item, *opened->whole, *opened->proceeding);
    const TalkRecord* talk = talks.size() == 1 ? &talks.front() : nullptr;
    if (filing.talk) {
      const auto at = std::find_if(talks.begin(), talks.end(), [&](const TalkRecord& one) { return one.talk->row.id.text == *filing.talk; });
      if (at == talks.end()) return wrong("talk", talks.empty() ? "这一项不分哪一次调解，请去掉" : "没有这一次调解，请从列表中选择");
      talk = &*at;
    }
    if (!talk && !talks.empty()) return wrong("talk", "调解了" + std::to_string(talks.size()) + "次，每次各收一份记录：请选择这是哪一次的");
    const auto stand_now = stand(house_);
    Draft draft(opened->whole->file, stand_now->ground);
    const EventId event{house_.ids().text()};
    std::string existing;
    for (const std::string& id : filing.attachments) {
      const auto& all = opened->whole->attachments;
      const auto there = std::find_if(all.begin(), all.end(), [&](const Attachment& one) { return one.id.text == id; });
      if (there != all.end()) {
        if (told_quietly(opened->whole->file, there->event, stand_now->ground)) return wrong("attachments", "单方谈话记录的附件不收入案卷：案卷给各方和法院看");
        existing += (existing.empty() ? "" : ",") + id;
        continue;
      }
      draft.change().claimed.push_back(claimed(AttachmentId{id}, matter, event, Audience::mediator));
    }
    DeskEvent told{std::string(dossier_paper_event), "收入案卷：" + item->title, {}, Audience::mediator, event};
    told.content.text = filing.note.value_or("");
    told.content.fields = {{"proceeding", filing.proceeding}, {"item", item->code}};
    if (!existing.empty()) told.content.fields["existing"] = existing;
    if (talk) {
      told.content.fields[talk_field] = talk->talk->row.id.text;
      told.title += "，" + talk->title();
    }
    if (form) {
      told.content.fields["form"] = form->id.text;
      told.content.text += (told.content.text.empty() ? "" : "；") + std::string("空白文书 ") + *form->number + " 填好的";
    }
    if (filing.paper_on) told.content.fields["paper_on"] = filing.paper_on->text();
    tell(draft, entry.actor, std::move(told));
    return save(house_, entry, draft.finish(opened->whole->file.matter.version));
  });
}

Result<Written> DossierDesk::give_reason(const Entry& entry, const MatterId& matter, const DossierReason& reason) const {
  return past_the_clock(house_, entry, matter, [&]() -> Result<Written> {
    const auto opened = open_dossier(house_, entry.actor, matter, reason.proceeding);
    if (!opened) return opened.error();
    if (const auto again = replayed(house_, entry)) return *again;
    const auto stand_now = stand(house_);
    const Dossier dossier = look_into(*opened->plan, *opened->whole, *opened->proceeding, *opened->procedure, stand_now->ground);
    const auto found = std::find_if(dossier.findings.begin(), dossier.findings.end(), [&](const DossierFinding& one) { return one.key == reason.finding; });
    if (found == dossier.findings.end()) return conflict("settled_finding", "这一条已经补正或者有了变化，请刷新后再看");
    if (found->weight == Weight::bar) return conflict("barred", "这一条是法律不允许的，不能说明理由后放过：" + found->remedy);
    Draft draft(opened->whole->file, stand_now->ground);
    DeskEvent told{std::string(dossier_reason_event), "案卷自查，说明理由：" + found->where + "，" + found->message, {}, Audience::mediator};
    told.content.text = reason.reason;
    told.content.fields = {{"proceeding", reason.proceeding}, {"finding", found->key}};
    tell(draft, entry.actor, std::move(told));
    return save(house_, entry, draft.finish(opened->whole->file.matter.version));
  });
}

}  // namespace lianhu

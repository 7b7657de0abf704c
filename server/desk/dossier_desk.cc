#include "desk/dossier_desk.h"

#include <algorithm>
#include <stdexcept>

#include "base/resource.h"
#include "desk/matter_desk.h"
#include "rules/desk_event.h"
#include "rules/permit.h"

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

bool handles(const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  const auto related = relations(actor, file, proceeding);
  return related.contains(Who::mediator) || related.contains(Who::lead);
}

bool reads(const Actor& actor, const MatterFile& file) { return may(actor, Action::open, {file}) && may(actor, Action::read_item, {file, Audience::mediator}); }

DossierView view_of(const Dossier& dossier, const DossierPlan& plan, const Proceeding& proceeding) {
  DossierView view;
  view.proceeding = proceeding.id.text;
  view.title = plan.title;
  view.open = dossier.open;
  view.barred = dossier.barred;
  for (const DossierLine& line : dossier.lines) {
    const HeldWords words = words_of(line.held);
    DossierLineRow row{line.item->code, line.item->title, words.word, words.title, {}, {}};
    if (line.held == Held::told || line.held == Held::lacking) row.mend = line.item->mend;
    for (const Document* one : line.documents) row.papers.push_back({"document", one->id.text, one->title, "application/pdf", one->made_at});
    for (const Attachment* one : line.attachments) row.papers.push_back({"attachment", one->id.text, one->name, one->media_type, one->added_at});
    view.lines.push_back(std::move(row));
  }
  for (const DossierFinding& one : dossier.findings) {
    const HeldWords words = words_of(one.weight);
    DossierFindingRow row{one.key, words.word, words.title, one.where, one.message, one.remedy, {}, one.reason, {}, one.reason_at};
    if (!one.basis.empty()) row.basis = one.basis;
    if (one.reason) row.reason_by = one.reason_by;
    view.findings.push_back(std::move(row));
  }
  return view;
}

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

}  // namespace

// A dossier somebody is about to change: the matter as it stands, and whose it is.
struct DossierDesk::Opened {
  std::shared_ptr<const WholeMatter> whole;
  const Proceeding* proceeding;
  const DossierPlan* plan;
  const Procedure* procedure;
};

DossierDesk::DossierDesk(const House& house) : house_(house) {
  auto plans = load_dossier_plans(resources());
  if (!plans) throw std::runtime_error(plans.error().message);
  plans_ = std::move(*plans);
}

const DossierPlan* DossierDesk::plan_of(const Proceeding& proceeding) const {
  const auto at = std::find_if(plans_.begin(), plans_.end(), [&](const DossierPlan& plan) { return plan.procedure == proceeding.procedure_name; });
  return at == plans_.end() ? nullptr : &*at;
}

Result<DossierList> DossierDesk::of_matter(const Actor& actor, const MatterId& matter) const {
  const auto whole = load_matter(house_, matter);
  if (!whole || !may(actor, Action::open, {whole->file})) return not_found();
  DossierList out;
  if (!reads(actor, whole->file)) return out;
  const auto stand_now = stand(house_);
  for (const Proceeding& proceeding : whole->file.proceedings) {
    const DossierPlan* plan = plan_of(proceeding);
    const Procedure* procedure = house_.procedure(proceeding.procedure_name + "@" + std::to_string(proceeding.procedure_version));
    if (!plan || !procedure) continue;
    DossierView view = view_of(look_into(*plan, *whole, proceeding, *procedure, stand_now->ground), *plan, proceeding);
    view.office_name = stand_now->directory->office_name(proceeding.lead_office.value_or(proceeding.desk_office));
    view.may_file = handles(actor, whole->file, proceeding);
    view.as_of = house_.now();
    out.items.push_back(std::move(view));
  }
  if (!out.items.empty()) log_access(house_, actor, &whole->file, "dossier", "案卷自查");
  return out;
}

Result<DossierDesk::Opened> DossierDesk::open(const Entry& entry, const MatterId& matter, const std::string& id) const {
  auto whole = load_matter(house_, matter);
  if (!whole || !reads(entry.actor, whole->file)) return not_found();
  const Proceeding* proceeding = whole->file.proceeding(ProceedingId{id});
  const DossierPlan* plan = proceeding ? plan_of(*proceeding) : nullptr;
  const Procedure* procedure = plan ? house_.procedure(proceeding->procedure_name + "@" + std::to_string(proceeding->procedure_version)) : nullptr;
  if (!procedure) return not_found();
  if (!handles(entry.actor, whole->file, *proceeding)) return forbidden("not_yours", "案卷由承办的人民调解委员会整理");
  return Opened{std::move(whole), proceeding, plan, procedure};
}

Result<Written> DossierDesk::file(const Entry& entry, const MatterId& matter, const DossierFiling& filing) const {
  return past_the_clock(house_, entry, matter, [&]() -> Result<Written> {
    const auto opened = open(entry, matter, filing.proceeding);
    if (!opened) return opened.error();
    if (const auto again = replayed(house_, entry)) return *again;
    const DossierItem* item = opened->plan->item(filing.item);
    if (!item) return wrong("item", "卷内没有这一项，请从列表中选择");
    if (filing.attachments.empty()) return wrong("attachments", "请选择或者拍下要收入的材料");
    if (filing.attachments.size() > kMostFiles) return wrong("attachments", "一次最多收入 20 份，请分几次");
    if (filing.paper_on && *filing.paper_on > house_.now().date()) return wrong("paper_on", "文书上的日期不能晚于今天");
    const auto stand_now = stand(house_);
    Draft draft(opened->whole->file, stand_now->ground);
    const EventId event{house_.ids().text()};
    std::string existing;
    for (const std::string& id : filing.attachments) {
      const auto& all = opened->whole->attachments;
      if (std::any_of(all.begin(), all.end(), [&](const Attachment& one) { return one.id.text == id; })) {
        existing += (existing.empty() ? "" : ",") + id;
        continue;
      }
      Attachment claim;
      claim.id = AttachmentId{id};
      claim.matter = matter;
      claim.event = event;
      claim.audience = Audience::mediator;
      draft.change().claimed.push_back(std::move(claim));
    }
    DeskEvent told{std::string(dossier_paper_event), "收入案卷：" + item->title, {}, Audience::mediator, event};
    told.content.text = filing.note.value_or("");
    told.content.fields = {{"proceeding", filing.proceeding}, {"item", item->code}};
    if (!existing.empty()) told.content.fields["existing"] = existing;
    if (filing.paper_on) told.content.fields["paper_on"] = filing.paper_on->text();
    tell(draft, entry.actor, std::move(told));
    return save(house_, entry, draft.finish(opened->whole->file.matter.version));
  });
}

Result<Written> DossierDesk::give_reason(const Entry& entry, const MatterId& matter, const DossierReason& reason) const {
  return past_the_clock(house_, entry, matter, [&]() -> Result<Written> {
    const auto opened = open(entry, matter, reason.proceeding);
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

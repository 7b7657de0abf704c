#include "desk/binding_desk.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "desk/bound_file.h"
#include "desk/dossier_open.h"
#include "desk/matter_desk.h"
#include "desk/paper_offer.h"
#include "desk/paper_sources.h"
#include "paper/volume.h"
#include "rules/court_term.h"
#include "rules/desk_event.h"
#include "rules/dossier.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostBytes = 60u << 20;

struct Piece {
  BindingPiece row;
  const Document* document = nullptr;
  const Attachment* attachment = nullptr;
};

std::vector<Piece> pieces_of(const House& house, const Dossier& dossier) {
  std::vector<Piece> out;
  for (const DossierLine& line : dossier.lines) {
    for (const Document* one : line.documents) out.push_back({{one->id.text, line.item->title, one->title, "出具于" + one->made_at.date().chinese(), {}}, one, nullptr});
    for (const Attachment* one : line.attachments) {
      Piece piece{{one->id.text, line.item->title, one->name, "收入于" + one->added_at.date().chinese(), binding_trouble(one->media_type)}, nullptr, one};
      if (!piece.row.trouble && !house.files().has(one->sha256)) piece.row.trouble = "已依法删除，不能装订";
      out.push_back(std::move(piece));
    }
  }
  return out;
}

std::string number_of(const OpenedDossier& opened) { return opened.proceeding->number.value_or(opened.whole->file.matter.number); }

std::vector<ChoiceRow> keeps_of(const Procedure& procedure) {
  std::vector<ChoiceRow> out;
  if (const Field* field = procedure.field("keep_for")) {
    for (const Choice& choice : field->choices) out.push_back({choice.value, choice.title});
  }
  return out;
}

// Why this dossier is not bound now, whatever anybody says: too early, or barred by law.
std::optional<Error> stopped(const House& house, const OpenedDossier& opened, const Dossier& dossier) {
  const auto bar = std::find_if(dossier.findings.begin(), dossier.findings.end(), [](const DossierFinding& one) { return one.weight == Weight::bar; });
  if (bar != dossier.findings.end()) return conflict("barred", bar->where + "：" + bar->message + "。" + bar->remedy);
  const paper::CataloguePaper* cover = house.papers().latest("dossier_cover");
  if (!opened.proceeding->closed_at && !(cover && in_phase(house, *opened.proceeding, cover->paper))) {
    return conflict("still_open", "调解还没有办完，协议履行完毕或者停止调解以后再装订");
  }
  return {};
}

std::string period_of(const MatterFile& file, const Proceeding& proceeding, const Ground& ground) {
  std::optional<Date> first;
  for (const PastEvent& event : file.events) {
    if (event.row.proceeding == proceeding.id && event.row.kind == "register" && !first) first = event.row.happened_at.date();
  }
  const auto end = mediation_end(file, ground);
  if (!end) return first ? first->chinese() : std::string();
  return (first && *first < end->day ? first->chinese() + "至" : "") + end->day.chinese();
}

// Everything that is not as it should be, and why it was left so.
std::string situation(const Dossier& dossier, const std::vector<const Piece*>& left, const std::string& reason) {
  std::vector<std::string> told;
  for (const DossierFinding& one : dossier.findings) {
    if (one.weight == Weight::mend) told.push_back(one.where + "：" + one.message + (one.reason ? "。理由：" + *one.reason + "（" + one.reason_by + "）" : ""));
  }
  for (const Piece* one : left) told.push_back(one->row.line + "：“" + one->row.title + "”没有装订" + (one->row.trouble ? "，" + *one->row.trouble : ""));
  std::string out;
  for (std::size_t i = 0; i < told.size(); ++i) out += std::to_string(i + 1) + ". " + told[i] + "。\n";
  if (!reason.empty()) out += "这样装订的理由：" + reason;
  constexpr std::size_t kMost = 1900;
  return count_chars(out) > kMost ? std::string(first_chars(out, kMost)) + "……" : std::string(trim(out));
}

Error wrong(const char* field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::string(field), std::move(message)}});
}

}  // namespace

Result<BindingView> BindingDesk::view(const Actor& actor, const MatterId& matter, const std::string& id) const {
  const auto opened = open_dossier(house_, actor, matter, id);
  if (!opened) return opened.error();
  const auto stand_now = stand(house_);
  const Dossier dossier = look_into(*opened->plan, *opened->whole, *opened->proceeding, *opened->procedure, stand_now->ground);
  BindingView out;
  out.proceeding = id;
  out.number = number_of(*opened);
  out.keeps = keeps_of(*opened->procedure);
  const auto text = [](const paper::Fields& fields, const char* name) {
    const auto at = fields.find(name);
    return at == fields.end() ? std::string() : std::get<std::string>(at->second);
  };
  if (const paper::CataloguePaper* cover = house_.papers().latest("dossier_cover")) {
    const paper::Fields known = PaperSources(house_, *opened->whole, *opened->proceeding, stand_now->ground, actor, nullptr, true).known(cover->paper);
    out.title = text(known, "title");
    out.mediators = text(known, "mediators");
  }
  out.period = period_of(opened->whole->file, *opened->proceeding, stand_now->ground);
  if (const StaffMember* member = actor.account ? stand_now->directory->member(*actor.account) : nullptr) out.filer = member->name;
  for (Piece& piece : pieces_of(house_, dossier)) out.pieces.push_back(std::move(piece.row));
  for (const DossierFinding& one : dossier.findings) {
    if (one.weight == Weight::mend) out.gaps.push_back({one.where, one.message, one.reason});
  }
  if (const auto why = stopped(house_, *opened, dossier)) out.stopped = why->message;
  for (const PastEvent& event : opened->whole->file.events) {
    if (event.row.kind != dossier_bound_event || !event.told || event.told->fields.find("proceeding") == event.told->fields.end() || event.told->fields.at("proceeding") != id) continue;
    for (const Attachment& one : opened->whole->attachments) {
      if (one.event == event.row.id) out.bound.insert(out.bound.begin(), {one.id.text, one.name, one.sha256, one.added_at});
    }
  }
  log_access(house_, actor, &opened->whole->file, "dossier", "整理装订");
  return out;
}

Result<Written> BindingDesk::bind(const Entry& entry, const MatterId& matter, const std::string& proceeding, const BindingOrder& order) const {
  return past_the_clock(house_, entry, matter, [&] { return once(entry, matter, proceeding, order); });
}

Result<Written> BindingDesk::once(const Entry& entry, const MatterId& matter, const std::string& id, const BindingOrder& order) const {
  const auto opened = open_dossier(house_, entry.actor, matter, id);
  if (!opened) return opened.error();
  if (const auto again = replayed(house_, entry)) return *again;
  const MatterFile& file = opened->whole->file;
  const auto stand_now = stand(house_);
  const Dossier dossier = look_into(*opened->plan, *opened->whole, *opened->proceeding, *opened->procedure, stand_now->ground);
  if (const auto why = stopped(house_, *opened, dossier)) return *why;

  const std::vector<Piece> pieces = pieces_of(house_, dossier);
  const std::set<std::string> out_of_it(order.left_out.begin(), order.left_out.end());
  for (const std::string& one : out_of_it) {
    if (std::none_of(pieces.begin(), pieces.end(), [&](const Piece& piece) { return piece.row.id == one; })) return wrong("left_out", "要留在卷外的材料不在这个案卷里，请刷新后重选");
  }
  std::vector<const Piece*> taken, left;
  std::size_t bytes = 0;
  for (const Piece& piece : pieces) {
    const bool stays_out = piece.row.trouble || out_of_it.contains(piece.row.id);
    (stays_out ? left : taken).push_back(&piece);
    if (!stays_out && piece.attachment) bytes += static_cast<std::size_t>(piece.attachment->bytes);
  }
  if (taken.empty()) return conflict("nothing_to_bind", "卷里还没有可以装订的文书，请先收入");
  if (bytes > kMostBytes) return Error{Kind::too_large, "packet_large", "卷内材料共 " + std::to_string(bytes >> 20) + " MB，一册最多 60 MB；请把不必装订的照片留在卷外", {}};
  const std::vector<ChoiceRow> keeps = keeps_of(*opened->procedure);
  const auto keep = std::find_if(keeps.begin(), keeps.end(), [&](const ChoiceRow& one) { return one.value == order.keep; });
  if (keep == keeps.end()) return wrong("keep", "请选择保管期限");
  const std::string reason = tidy(order.reason.value_or(""));
  if (reason.empty() && (dossier.open > 0 || !left.empty())) {
    return wrong("reason", (dossier.open > 0 ? "还有 " + std::to_string(dossier.open) + " 处没有补正" : std::to_string(left.size()) + " 份材料不装订") + "，请写明理由，理由会印在卷宗情况说明里");
  }

  paper::PacketJob job;
  job.title = opened->plan->title + " " + number_of(*opened);
  job.created = house_.now();
  job.fonts_folder = fonts_folder_;
  job.dossier = true;
  const std::string verify = house_.public_url() + "/verify";
  const auto frame = [&](const char* code, paper::Fields typed) -> Result<Done> {
    const paper::CataloguePaper* found = house_.papers().latest(code);
    if (!found) return conflict("paper_missing", "案卷的模板不在程序里，请联系系统管理员");
    paper::Fields fields = PaperSources(house_, *opened->whole, *opened->proceeding, stand_now->ground, entry.actor, nullptr, true).known(found->paper);
    for (auto& [name, value] : typed) fields[name] = std::move(value);
    job.parts.push_back({found->paper.title, "", "", found->source, paper::fields_json(fields), {verify, "dossier", verify, file.matter.number}, found->paper.title, ""});
    return done;
  };
  paper::Fields cover{{"mediators", tidy(order.mediators)}, {"period", tidy(order.period)}, {"filer", tidy(order.filer)}, {"keep", keep->title}};
  if (const std::string note = tidy(order.note.value_or("")); !note.empty()) cover["note"] = note;
  paper::Fields back{{"number", number_of(*opened)}, {"pages_text", std::string("—")}, {"filer", tidy(order.filer)}};
  if (const std::string checker = tidy(order.checker.value_or("")); !checker.empty()) back["checker"] = checker;
  const std::string told = situation(dossier, left, reason);
  const std::vector<paper::TableRow> counted_later{{{"name", "—"}}};  // where the pages are counted
  for (const Result<Done>& put : {frame("dossier_cover", cover), frame("dossier_contents", {{"entries", counted_later}}),
                                  frame("dossier_hashes", {{"number", number_of(*opened)}, {"bound", house_.now().date()}, {"count", static_cast<std::int64_t>(taken.size() + (told.empty() ? 0 : 1))},
                                                           {"rows", counted_later}}),
                                  frame("dossier_back", back)}) {
    if (!put) return put.error();
  }
  for (const Piece* one : taken) {
    if (one->attachment) {
      auto content = house_.files().get(one->attachment->sha256);
      if (!content) return wrong("left_out", "“" + one->row.title + "”刚被依法删除，请刷新后再装订");
      job.parts.push_back({one->row.title, one->attachment->media_type, std::move(*content), {}, {}, {}, one->row.line, one->attachment->sha256});
      continue;
    }
    const Document& document = *one->document;
    const paper::CataloguePaper* found = house_.papers().find(document.paper, static_cast<int>(document.paper_version));
    if (!found) return conflict("paper_missing", "“" + document.title + "”的模板版本不在程序里，请联系系统管理员");
    job.parts.push_back({document.title, "", "", found->source, document.fields, {verify, file.matter.number + "." + document.fields_hash.substr(0, 16), verify, file.matter.number}, one->row.line, document.fields_hash});
  }
  if (!told.empty()) {
    if (auto put = frame("dossier_note", {{"situation", told}, {"pages_text", std::string("见卷内目录")}, {"filer", tidy(order.filer)}}); !put) return put.error();
  }
  const auto bound = bind_and_keep(house_, slots_, self_, job, matter, entry.actor.account, opened->plan->title + "-" + number_of(*opened) + ".pdf", Audience::mediator);
  if (!bound) return bound.error();
  const Attachment& volume = bound->attachment;

  Draft draft(file, stand_now->ground);
  const EventId event{house_.ids().text()};
  DeskEvent act{std::string(dossier_bound_event), "装订案卷", {}, Audience::mediator, event};
  act.content.text = "《" + job.title + "》，共" + std::to_string(bound->pages) + "页。文件校验码 " + volume.sha256 + (reason.empty() ? "" : "。这样装订的理由：" + reason);
  act.content.fields = {{"proceeding", id}};
  tell(draft, entry.actor, std::move(act));
  draft.change().claimed.push_back(claimed(volume.id, matter, event, Audience::mediator));
  log_access(house_, entry.actor, &file, "export", "装订案卷");
  return save(house_, entry, draft.finish(file.matter.version));
}

}  // namespace lianhu

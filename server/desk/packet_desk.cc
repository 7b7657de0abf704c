#include "desk/packet_desk.h"

#include <algorithm>
#include <map>
#include <set>

#include "desk/bound_file.h"
#include "desk/court_letter.h"
#include "desk/dossier_open.h"
#include "desk/matter_desk.h"
#include "desk/paper_fill.h"
#include "desk/reference_desk.h"
#include "desk/render.h"
#include "rules/court_term.h"
#include "rules/form.h"
#include "rules/history.h"
#include "rules/permit.h"
#include "rules/signed_agreement.h"
#include "store/matter_store.h"

namespace lianhu {
namespace {

constexpr std::size_t kMostBytes = 60u << 20;

struct EnclosureKind {
  std::string_view word, title;
  bool always;  // counted in the letter even when there is none
};
constexpr std::string_view kAgreementText = "agreement_text";  // the kind, and the one piece that is of it
constexpr EnclosureKind kKinds[] = {{"agreement", "调解协议", true},   {"address", "送达地址确认书", true}, {"undisputed", "无争议事实记载", true},
                                    {"appraisal", "鉴定意见", false},  {"notice", "告知、受理文书", false}, {"proxy", "授权委托书", false},
                                    {"identity", "当事人身份证明", false}, {"consent", "当事人同意移送的材料", false},
                                    {kAgreementText, "协议内容（据登记打印）", false}};

const EnclosureKind* kind_of(std::string_view word) {
  for (const EnclosureKind& kind : kKinds) {
    if (kind.word == word) return &kind;
  }
  return nullptr;
}

bool success(const MediationEnd& end) { return end.outcome == "success_written" || end.outcome == "success_oral"; }

struct Enclosure {
  PacketItem item;
  const Attachment* attachment = nullptr;
  const Document* document = nullptr;
};

std::string suggested(const std::string& move) {
  if (move == "appraise" || move == "appraised") return "appraisal";
  if (move == "tell_routes" || move == "inform") return "notice";
  return {};
}

// Everything that may be chosen. `attachments` with those that no act has claimed yet.
std::vector<Enclosure> offered(const House& house, const Actor& actor, const WholeMatter& whole, const std::vector<Attachment>& attachments, const MediationEnd& end) {
  std::vector<Enclosure> out;
  const MatterFile& file = whole.file;
  const auto in_mediation = [&](const std::optional<ProceedingId>& id) {
    const Proceeding* proceeding = id ? file.proceeding(*id) : nullptr;
    const Procedure* procedure = proceeding ? house.procedure(proceeding->procedure()) : nullptr;
    return procedure && procedure->mediation;
  };
  std::set<std::string> packets, agreement;
  for (const Proceeding& p : file.proceedings) {
    if (in_mediation(p.id)) agreement.merge(signed_agreement(whole, p).attachments);
  }
  for (const ExternalReference& r : file.external) {
    if (r.packet) packets.insert(*r.packet);
  }
  if (success(end) && !file.obligations.empty()) {
    out.push_back({{std::string(kAgreementText), "调解协议内容（据登记打印）", "登记的协议条款", std::string(kAgreementText), "", 0, {}}, nullptr, nullptr});
  }
  for (const Attachment& a : attachments) {
    if (packets.contains(a.id.text)) continue;
    std::string from, move;
    if (!a.event) {
      if (a.account != actor.account || a.party) continue;  // somebody's upload for an act to come
      from = "刚上传";
    } else {
      const auto event = std::find_if(file.events.begin(), file.events.end(), [&](const PastEvent& past) { return past.row.id == *a.event; });
      if (event == file.events.end()) continue;
      const bool for_court = event->row.kind == "packet_made";
      if (for_court && a.name.starts_with("退回材料-")) continue;  // an earlier packet itself
      // The signed agreement is each party's own, also where it was filed among the mediator's papers.
      const bool agreed = agreement.contains(a.id.text);
      if (!for_court && !agreed && (!in_mediation(event->row.proceeding) || a.audience != Audience::parties)) continue;
      if (!agreed && !may(actor, Action::read_item, {file, a.audience, nullptr, 0, a.added_at})) continue;
      move = event->row.kind;
      from = event->row.title + "，" + event->row.happened_at.date().chinese();
    }
    out.push_back({{a.id.text, a.name, from, agreement.contains(a.id.text) ? "agreement" : suggested(move), a.media_type, a.bytes, binding_trouble(a.media_type)}, &a, nullptr});
  }
  for (const Document& d : whole.documents) {
    if (d.voided_at || d.audience != Audience::parties || !in_mediation(d.proceeding)) continue;
    if (d.paper == "agreement" || d.paper == "oral_agreement_form") continue;  // nobody has signed what was printed
    if (!may(actor, Action::read_item, {file, d.audience, nullptr, 0, d.made_at})) continue;
    const Party* party = d.party ? file.party(*d.party) : nullptr;
    const std::string to = party ? "，致" + title(party->role) : std::string();
    out.push_back({{d.id.text, d.title + to, "出具于" + d.made_at.date().chinese(), "notice", "", 0, {}}, nullptr, &d});
  }
  return out;
}

// "调解协议1份\n送达地址确认书0份\n…": the letter counts what is really bound.
std::string counted(const std::vector<PacketChoice>& chosen) {
  std::string text, others;
  for (const EnclosureKind& kind : kKinds) {
    const auto n = std::count_if(chosen.begin(), chosen.end(), [&](const PacketChoice& c) { return c.kind == kind.word; });
    if (kind.always) text += (text.empty() ? "" : "\n") + std::string(kind.title) + std::to_string(n) + "份";
    if (!kind.always && n > 0) others += (others.empty() ? "" : "、") + std::string(kind.title) + std::to_string(n) + "份";
  }
  return others.empty() ? text : text + "\n其他：" + others;
}

std::string clause_text(const Clause& clause, const MatterFile& file) {
  const auto name = [&](const std::string& id) -> std::string {
    const Party* party = file.party(PartyId{id});
    if (!party) return "";
    return party->name && !party->hidden ? *party->name : title(party->role);
  };
  std::string out = name(clause.debtor);
  if (const std::string creditor = name(clause.creditor); !creditor.empty()) out += "对" + creditor;
  out += (out.empty() ? "" : "：") + clause.text;
  if (clause.deed == "pay") {
    const std::string fen = std::to_string(clause.quantity % 100);
    out += "，" + std::to_string(clause.quantity / 100) + "." + (fen.size() < 2 ? "0" : "") + fen + "元";
  }
  for (const Clause::Part& part : clause.parts) {
    const std::string fen = std::to_string(part.quantity % 100);
    if (const auto day = Date::parse(part.due)) out += "，" + day->chinese() + "前付" + std::to_string(part.quantity / 100) + "." + (fen.size() < 2 ? "0" : "") + fen + "元";
  }
  if (const auto due = Date::parse(clause.due); due && clause.parts.empty()) out += "，" + due->chinese() + "前";
  if (!clause.condition.empty()) out += "，" + clause.condition + "之后" + std::to_string(clause.within_days) + "日内";
  if (!clause.method.empty()) out += "（" + clause.method + "）";
  return out;
}

}  // namespace

paper::Fields agreement_facts(const House& house, const MatterFile& file, const Ground& ground) {
  paper::Fields facts;
  const Proceeding* mediation = nullptr;
  for (const Proceeding& p : file.proceedings) {
    const Procedure* procedure = ground.procedure(p.procedure());
    if (procedure && procedure->mediation) mediation = &p;
  }
  const Proceeding& of = mediation ? *mediation : file.proceedings.front();
  facts["office"] = ground.directory.office_name(of.lead_office.value_or(of.desk_office));
  facts["number"] = file.matter.number;
  std::vector<std::string> parties, clauses;
  for (const Party& party : file.parties) {
    if (!party.left_at) parties.push_back(title(party.role) + (party.name && !party.hidden ? "：" + *party.name : std::string()));
  }
  const History history(file, of);
  if (const auto told = read_clauses("clauses", history.value("clauses"), file)) {
    for (const Clause& clause : *told) clauses.push_back(clause_text(clause, file));
  }
  facts["parties"] = parties;
  facts["clauses"] = clauses;
  if (const std::string told = history.value("facts"); !told.empty()) facts["facts"] = told;
  std::optional<Date> effective;
  for (const char* field : {"party_signed_on", "mediator_signed_on", "sealed_on", "oral_agreed_on"}) {
    const auto day = Date::parse(history.value(field));
    if (day && (!effective || *effective < *day)) effective = day;
  }
  if (effective) facts["effective"] = *effective;
  facts["signed"] = house.now().date();
  return facts;
}

namespace {

Error wrong(std::size_t i, const char* field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/enclosures/" + std::to_string(i) + "/" + field, std::move(message)}});
}

}  // namespace

Result<PacketView> PacketDesk::view(const Actor& actor, const MatterId& id, const std::string& reference) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(actor, Action::know, {whole->file})) return not_found();
  const auto letter = court_letter(actor, whole->file, reference);
  if (!letter) return letter.error();
  const auto stand_now = stand(house_);
  const auto end = mediation_end(whole->file, stand_now->ground);
  if (!end) return conflict("still_open", "调解还没有结束，结束后再整理退回材料");
  std::vector<Attachment> attachments;
  house_.db().read([&](Session& session) { attachments = load_attachments(session, house_.region(), id); });
  PacketView out;
  out.number = (*letter)->number;
  out.outcome_title = end->words;
  out.ended_on = end->day;
  out.etag = etag_of(whole->file.matter.acted_version);
  for (const EnclosureKind& kind : kKinds) out.kinds.push_back({std::string(kind.word), std::string(kind.title)});
  for (Enclosure& one : offered(house_, actor, *whole, attachments, *end)) out.items.push_back(std::move(one.item));
  if (success(*end)) {
    const bool there = std::any_of(out.items.begin(), out.items.end(), [](const PacketItem& one) { return one.kind == "agreement"; });
    out.gaps.push_back({"agreement", "调解协议", there ? "请选上已经签署的那一份" : "案卷里没有签了字、盖了章的协议：请上传扫描件；没有扫描件的，可以另附据登记打印的协议内容"});
  }
  out.gaps.push_back({"address", "送达地址确认书", "请各方当事人填写并签字，拍照或扫描后在下面上传"});
  if (!success(*end)) out.gaps.push_back({"undisputed", "无争议事实记载", "各方已签字确认的，请上传；没有形成的，可以不附，函上写0份"});
  log_access(house_, actor, &whole->file, "document", actor.purpose);
  return out;
}

Result<Written> PacketDesk::make(const Entry& entry, const MatterId& id, const std::string& reference, const PacketInput& input) const {
  return past_the_clock(house_, entry, id, [&] { return once(entry, id, reference, input); });
}

Result<Written> PacketDesk::once(const Entry& entry, const MatterId& id, const std::string& reference, const PacketInput& input) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
  if (const auto again = replayed(house_, entry)) return *again;
  const MatterFile& file = whole->file;
  if (entry.if_version && *entry.if_version != file.matter.acted_version) {
    return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
  }
  const auto letter = court_letter(entry.actor, file, reference);
  if (!letter) return letter.error();
  if ((*letter)->sent_on) return conflict("already_sent", "材料已经退回法院；要重新整理的，请先撤销退回登记");
  const auto stand_now = stand(house_);
  const Ground& ground = stand_now->ground;
  const auto end = mediation_end(file, ground);
  if (!end) return conflict("still_open", "调解还没有结束，结束后再整理退回材料");
  std::vector<Attachment> attachments;
  house_.db().read([&](Session& session) { attachments = load_attachments(session, house_.region(), id); });
  const std::vector<Enclosure> items = offered(house_, entry.actor, *whole, attachments, *end);

  std::vector<const Enclosure*> chosen;
  std::set<std::string> seen;
  std::size_t bytes = 0;
  if (input.enclosures.size() > 40) return wrong(40, "id", "一次最多选 40 份材料，其余的请另行移送");
  for (std::size_t i = 0; i < input.enclosures.size(); ++i) {
    const PacketChoice& choice = input.enclosures[i];
    const auto found = std::find_if(items.begin(), items.end(), [&](const Enclosure& one) { return one.item.id == choice.id; });
    if (found == items.end()) return wrong(i, "id", "这一份不能随函退回：只能选列出的材料，请刷新后重选");
    if (!seen.insert(choice.id).second) return wrong(i, "id", "同一份选了两次，请去掉一份");
    if (!kind_of(choice.kind)) return wrong(i, "kind", "请选择“" + found->item.title + "”是哪一种材料");
    if ((choice.kind == kAgreementText) != (choice.id == kAgreementText)) return wrong(i, "kind", "“协议内容（据登记打印）”只是据登记打印的那一份，请另选");
    if (found->item.trouble) return wrong(i, "id", "“" + found->item.title + "”" + *found->item.trouble);
    bytes += static_cast<std::size_t>(found->item.bytes);
    chosen.push_back(&*found);
  }
  if (bytes > kMostBytes) {
    return Error{Kind::too_large, "packet_large", "选的材料共 " + std::to_string(bytes >> 20) + " MB，一次最多 60 MB；请少选几份，其余的另行移送", {}};
  }

  // The letter is a document of the matter; what it encloses is bound with it.
  ReferenceAct act{"packet_made", "整理退回法院的材料", "", {}, {}};
  ExternalReference now = **letter;
  Document document;
  document.id = DocumentId{house_.ids().text()};
  document.matter = id;
  document.proceeding = leading(file).id;
  document.paper = "court_return";
  document.title = handing(now) + "调解退回函";
  document.audience = Audience::handling;
  document.made_by = entry.actor.account;
  document.made_at = house_.now();
  Change blank;
  blank.matter = file.matter;
  const paper::Fields facts = court_letter_facts(house_, *whole, entry.actor, blank, document, now, ground, counted(input.enclosures));
  if (auto filled = fill_document(house_, facts, document); !filled) return filled.error();

  paper::PacketJob job;
  job.title = "退回材料 " + now.number;
  job.created = house_.now();
  job.fonts_folder = fonts_folder_;
  const std::string verify = house_.public_url() + "/verify";
  const auto add_paper = [&](const std::string& code, const std::string& title, std::string fields, std::optional<int> version, const std::string& secret) -> Result<Done> {
    auto part = paper_part(house_, code, version, title, std::move(fields), {verify, secret, verify, file.matter.number});
    if (!part) return part.error();
    job.parts.push_back(std::move(*part));
    return done;
  };
  if (auto added = add_paper("court_return", document.title, document.fields, static_cast<int>(document.paper_version), ""); !added) return added.error();
  paper::Fields list;
  for (const char* name : {"office", "their_number", "title", "signed"}) list[name] = facts.at(name);
  list["count"] = static_cast<std::int64_t>(chosen.size());
  std::vector<paper::TableRow> rows;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::string kind(kind_of(input.enclosures[i].kind)->title);
    const std::string name = chosen[i]->document ? chosen[i]->item.title : chosen[i]->attachment ? kind : chosen[i]->item.title;
    rows.push_back({{"no", std::to_string(i + 1)}, {"title", name}, {"pages", ""}, {"from", ""}});
  }
  if (rows.empty()) rows.push_back({{"no", "—"}, {"title", "没有随函材料"}, {"pages", "—"}, {"from", "—"}});
  list["enclosures"] = rows;
  if (auto added = add_paper("court_enclosures", "退回材料目录", paper::fields_json(list), std::nullopt, ""); !added) return added.error();
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Enclosure& one = *chosen[i];
    const std::string& name = rows[i].at("title");
    if (one.attachment) {
      auto content = house_.files().get(one.attachment->sha256);
      if (!content) return wrong(i, "id", "“" + one.item.title + "”已依法删除，请去掉这一份");
      job.parts.push_back({name, one.attachment->media_type, std::move(*content), {}, {}, {}});
      continue;
    }
    // To the court a party's paper goes with the code that proves it, never with the party's own secret.
    const std::string secret = one.document ? file.matter.number + "." + one.document->fields_hash.substr(0, 16) : "";
    auto added = one.document ? add_paper(one.document->paper, name, one.document->fields, static_cast<int>(one.document->paper_version), secret)
                              : add_paper("court_agreement", name, paper::fields_json(agreement_facts(house_, file, ground)), std::nullopt, "");
    if (!added) return added.error();
  }
  const auto bound = bind_and_keep(house_, slots_, self_, job, id, entry.actor.account, "退回材料-" + now.number + ".pdf", Audience::handling);
  if (!bound) return bound.error();
  const Attachment& packet = bound->attachment;

  act.text = reference_name(house_, now) + "，共" + std::to_string(bound->pages) + "页：";
  int from = bound->parts.at(0) + bound->parts.at(1) + 1;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    act.text += (i ? "；" : "") + rows[i].at("title") + "（第" + std::to_string(from) + "页起）";
    from += bound->parts.at(i + 2);
  }
  if (chosen.empty()) act.text += "没有随函材料";
  act.text += "。文件校验码 " + packet.sha256;
  now.packet = packet.id.text;
  act.changed.push_back(std::move(now));
  Change change = court_change(file, entry.actor, std::move(act), ground);
  change.documents.push_back(std::move(document));
  const auto claim = [&](const AttachmentId& attachment) {
    change.claimed.push_back(claimed(attachment, id, change.events.front().row.id, Audience::handling));
  };
  claim(packet.id);
  for (const Enclosure* one : chosen) {
    if (one->attachment && !one->attachment->event) claim(one->attachment->id);
  }
  log_access(house_, entry.actor, &file, "export", "整理退回法院的材料");
  return save(house_, entry, std::move(change));
}

}  // namespace lianhu

#include "desk/paper_desk.h"

#include <algorithm>

#include "base/text.h"
#include "desk/matter_desk.h"
#include "desk/paper_entry.h"
#include "desk/paper_offer.h"
#include "desk/paper_sources.h"
#include "desk/render.h"
#include "model/blank_form.h"
#include "rules/beside.h"
#include "rules/permit.h"
#include "rules/whose_case.h"

namespace lianhu {
namespace {

using paper::CataloguePaper;
using paper::FieldSpec;

constexpr const char* kPreview = "预览";
constexpr std::size_t kManyLines = 61;  // characters: more are typed in a larger box

Audience audience_of(const paper::Template& paper) {
  if (paper.audience == "parties") return Audience::parties;
  return paper.audience == "mediator" ? Audience::mediator : Audience::handling;
}

bool phones_on(const paper::Template& paper) { return paper.audience != "parties"; }

bool to_one_party(const paper::Template& paper) {
  return std::any_of(paper.fields.begin(), paper.fields.end(), [](const FieldSpec& spec) { return spec.from == "party.name"; });
}

PaperFieldRow field_row(const FieldSpec& spec, const paper::Fields& known) {
  static constexpr std::string_view kKinds[] = {"text", "date", "number", "money", "list", "rows"};
  PaperFieldRow row{spec.name, spec.label, std::string(kKinds[static_cast<std::size_t>(spec.kind)]), spec.required, false, static_cast<std::int64_t>(spec.max_chars), "", "", {}};
  row.many_lines = spec.kind == paper::FieldKind::list || spec.kind == paper::FieldKind::rows || (spec.kind == paper::FieldKind::text && spec.max_chars >= kManyLines);
  if (const auto at = known.find(spec.name); at != known.end()) row.value = entry_text(spec, at->second);
  if (spec.kind == paper::FieldKind::rows) row.help = entry_fault(spec);
  for (const paper::Column& column : spec.columns) row.columns.push_back(column.label);
  if (spec.kind == paper::FieldKind::list) row.help = "一行写一条";
  return row;
}

bool told_before(const paper::Template& paper, const std::string& name) {
  return std::any_of(paper.fields.begin(), paper.fields.end(), [&](const auto& field) { return field.name == name && field.from.starts_with("form."); });
}

// The matter's number and the paper's place in the row: PD2026-0117-3, a blank form PD2026-0117-K2.
std::string number_of(const WholeMatter& whole, bool blank) {
  const auto before = std::count_if(whole.documents.begin(), whole.documents.end(), [&](const Document& d) { return d.number && is_blank_form(d) == blank; });
  return whole.file.matter.number + (blank ? std::string(blank_form_mark) : "-") + std::to_string(before + 1);
}

// What the maker typed over what the matter says.
Result<paper::Fields> typed_over(const paper::Template& paper, paper::Fields fields, const std::map<std::string, std::string>& typed) {
  std::vector<FieldFault> faults;
  for (const auto& [name, text] : typed) {
    const auto spec = std::find_if(paper.fields.begin(), paper.fields.end(), [&](const FieldSpec& one) { return one.name == name; });
    if (spec == paper.fields.end()) {
      faults.push_back({"/fields/" + name, "本文书没有名为 " + name + " 的项，请去掉"});
      continue;
    }
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
      fields.erase(name);
      continue;
    }
    if (auto value = read_entry(*spec, text)) {
      fields[name] = std::move(*value);
    } else {
      faults.push_back({"/fields/" + name, "“" + spec->label + "”" + entry_fault(*spec)});
    }
  }
  if (!faults.empty()) {
    std::string message = faults.front().message;
    return invalid("invalid_fields", std::move(message), std::move(faults));
  }
  return fields;
}

Result<Done> still_fresh(const Entry& entry, const MatterFile& file) {
  if (!entry.if_version || *entry.if_version == file.matter.acted_version) return done;
  return conflict("stale_version", "事项刚刚有了变化，请刷新后再办理；您填写的内容不会丢失");
}

Change beside(const MatterFile& file) {
  Change change;
  change.matter = file.matter;
  change.expected_version = file.matter.version;
  return change;
}

// The paper's own refusal names /field; here the fields lie one deeper.
Error under_fields(const Error& refusal) {
  std::vector<FieldFault> faults;
  for (const FieldFault& fault : refusal.fields) faults.push_back({"/fields" + fault.pointer, fault.message});
  return invalid("invalid_fields", refusal.message, std::move(faults));
}

}  // namespace

namespace {

// The line that keeps such a paper for each talk; nullptr: one is enough of it.
const DossierItem* line_by_talk(const House& house, const paper::Template& paper) {
  const DossierPlan* plan = plan_of(house.dossiers(), paper.procedure);
  for (const DossierItem& item : plan ? plan->items : std::vector<DossierItem>{}) {
    if (!item.each.empty() && std::find(item.papers.begin(), item.papers.end(), paper.code) != item.papers.end()) return plan->item(item.code);
  }
  return nullptr;
}

const TalkRecord* chosen_talk(const std::vector<TalkRecord>& talks, const std::optional<std::string>& id) {
  if (!id) return next_to_record(talks);
  const auto at = std::find_if(talks.begin(), talks.end(), [&](const TalkRecord& one) { return one.talk->row.id.text == *id; });
  return at == talks.end() ? nullptr : &*at;
}

Error no_such_talk() { return invalid("invalid_fields", "没有这一次调解，请从列表中选择", {{"/talk", "没有这一次调解，请从列表中选择"}}); }

}  // namespace

// A paper as ordered, checked, and written nowhere yet.
struct PaperDesk::Drawn {
  const CataloguePaper* entry;
  const Proceeding* proceeding;
  const Party* to;
  bool blank;
  std::string talk;  // the event of the talk that it is the record of; "": of none
  paper::Fields fields;
};

Result<PaperOffers> PaperDesk::offers(const Actor& actor, const MatterId& id, const PaperQuery& query) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(actor, Action::know, {whole->file})) return not_found();
  const MatterFile& file = whole->file;
  const auto stand_now = stand(house_);
  PaperOffers out{file.matter.number, file.matter.title, etag_of(file.matter.acted_version), {}, {}, {}, {}};
  for (const CataloguePaper* entry : papers_now(house_, actor, file)) {
    const paper::Template& paper = entry->paper;
    const Proceeding& proceeding = *proceeding_of(file, paper);
    const DossierItem* line = line_by_talk(house_, paper);
    const std::vector<TalkRecord> talks = line ? talk_records(*line, *whole, proceeding) : std::vector<TalkRecord>{};
    const TalkRecord* talk = chosen_talk(talks, query.talk);
    if (query.talk && !talks.empty() && !talk) return no_such_talk();
    PaperSources sources(house_, *whole, proceeding, stand_now->ground, actor, nullptr, phones_on(paper));
    sources.of_talk(talk);
    const paper::Fields known = sources.known(paper);
    PaperOffer offer{paper.code, paper.title, to_one_party(paper), !talks.empty(), paper.word, {}};
    if (talk && out.talks.empty()) {
      for (const TalkRecord& one : talks) out.talks.push_back({one.talk->row.id.text, one.title(), one.begun()});
      out.talk = talk->talk->row.id.text;
    }
    for (const FieldSpec& spec : paper.fields) {
      if (spec.from != "party.name") offer.fields.push_back(field_row(spec, known));
    }
    out.items.push_back(std::move(offer));
  }
  if (out.items.empty()) return out;
  for (const Party& party : file.parties) {
    if (party.left_at) continue;
    const bool reads = party.name && may(actor, Action::read_field, {file, Audience::parties, &party, 1});
    out.parties.push_back({party.id.text, title(party.role) + (reads ? " " + *party.name : std::string())});
  }
  return out;
}

Result<PaperDesk::Drawn> PaperDesk::draw(const Actor& actor, const WholeMatter& whole, const PaperOrder& order) const {
  const MatterFile& file = whole.file;
  const CataloguePaper* found = house_.papers().latest(order.paper);
  const Proceeding* proceeding = found && !found->paper.procedure.empty() ? proceeding_of(file, found->paper) : nullptr;
  if (!proceeding) return invalid("invalid_fields", "没有这种文书，请另选一种", {{"/paper", "没有这种文书，请另选一种"}});
  if (!makes_paper(house_, actor, file, *proceeding, found->paper)) {
    if (auto theirs = colleagues_case(actor, file, *house_.directory())) return *theirs;
    return forbidden("not_yours", "文书由调解员或者分流岗出具");
  }
  const paper::Template& paper = found->paper;
  if (!in_phase(house_, *proceeding, paper)) return conflict("paper_not_now", "事项现在的步骤不出具《" + paper.title + "》，请刷新后另选一种");
  const bool blank = order.blank.value_or(false);
  const Party* to = order.party ? file.party(PartyId{*order.party}) : nullptr;
  if (order.party && (!to || to->left_at)) return invalid("invalid_fields", "没有这一方当事人，请重新选择", {{"/party", "没有这一方当事人，请重新选择"}});
  if (to_one_party(paper) && !to && !blank) return invalid("invalid_fields", "请选择发给哪一方", {{"/party", "请选择发给哪一方"}});

  const DossierItem* line = line_by_talk(house_, paper);
  const std::vector<TalkRecord> talks = line && !blank ? talk_records(*line, whole, *proceeding) : std::vector<TalkRecord>{};
  const TalkRecord* talk = chosen_talk(talks, order.talk);
  if (order.talk && !talk) return no_such_talk();

  const auto stand_now = stand(house_);
  PaperSources sources(house_, whole, *proceeding, stand_now->ground, actor, to, phones_on(paper));
  sources.of_talk(talk);
  paper::Fields known = sources.known(paper);
  // What earlier acts told, as the last talk's words, has no place on a sheet for the next.
  if (blank) std::erase_if(known, [&](const auto& one) { return told_before(paper, one.first); });
  auto fields = typed_over(paper, std::move(known), order.fields);
  if (!fields) return fields.error();
  const auto checked = blank ? paper::check_known(paper.fields, *fields) : paper::check_fields(paper.fields, *fields);
  if (!checked) return under_fields(checked.error());
  return Drawn{found, proceeding, to, blank, talk ? talk->talk->row.id.text : "", std::move(*fields)};
}

Result<Written> PaperDesk::issue(const Entry& entry, const MatterId& id, const PaperOrder& order) const {
  return past_the_clock(house_, entry, id, [&]() -> Result<Written> {
    const auto whole = load_matter(house_, id);
    if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
    const MatterFile& file = whole->file;
    if (const auto again = replayed(house_, entry)) return *again;
    if (auto fresh = still_fresh(entry, file); !fresh) return fresh.error();
    const auto drawn = draw(entry.actor, *whole, order);
    if (!drawn) return drawn.error();
    const paper::Template& paper = drawn->entry->paper;
    const bool blank = drawn->blank;

    Document document;
    document.id = DocumentId{house_.ids().text()};
    document.matter = id;
    document.proceeding = drawn->proceeding->id;
    document.paper = paper.code;
    document.paper_version = paper.version;
    document.number = number_of(*whole, blank);
    document.title = paper.title + (blank ? "（空白）" : "");
    if (drawn->to) document.party = drawn->to->id;
    // A form that nobody has written on is no paper of the parties yet.
    document.audience = blank ? Audience::handling : audience_of(paper);
    document.made_by = entry.actor.account;
    document.made_at = house_.now();
    document.fields = paper::fields_json(drawn->fields);
    document.fields_hash = paper::canonical_hash(paper.code, paper.version, drawn->fields);

    const auto stand_now = stand(house_);
    Change change = beside(file);
    Event event = event_beside(file, entry.actor, blank ? "blank_form_issued" : std::string(paper_issued_event), blank ? "打印空白文书" : "出具文书", document.audience, stand_now->ground);
    event.proceeding = document.proceeding;
    EventContent content = content_beside(file);
    content.text = "《" + paper.title + "》 " + *document.number + (blank ? "" : "，校验码 " + document.fields_hash.substr(0, 12));
    if (!drawn->talk.empty()) content.fields = {{"document", document.id.text}, {talk_field, drawn->talk}};
    change.events.push_back({std::move(event), write_content(content), {}});
    change.documents.push_back(std::move(document));
    return save(house_, entry, std::move(change));
  });
}

Result<FileBytes> PaperDesk::preview(const Actor& actor, const MatterId& id, const PaperOrder& order, int page) const {
  const auto whole = load_matter(house_, id);
  if (!whole || !may(actor, Action::know, {whole->file})) return not_found();
  const auto drawn = draw(actor, *whole, order);
  if (!drawn) return drawn.error();
  paper::RenderJob job;
  job.source = drawn->entry->source;
  job.fields_json = paper::fields_json(drawn->fields);
  job.created = house_.now();
  job.format = paper::Format::png;
  job.page = page;
  job.fonts_folder = fonts_folder_;
  // The code in the margin of what is only looked at proves nothing: it names no matter.
  job.link = {house_.public_url() + "/verify", kPreview, house_.public_url() + "/verify", kPreview};
  if (drawn->blank) job.blank.number = kPreview;
  auto rendered = paper::render_in_child(slots_, {self_, {"render-paper"}}, job);
  if (!rendered) return rendered.error();
  log_access(house_, actor, &whole->file, "document", "预览文书");
  return FileBytes{std::move(rendered->bytes), "image/png", drawn->entry->paper.title + ".png", rendered->pages};
}

Result<Written> PaperDesk::make_void(const Entry& entry, const MatterId& id, const DocumentId& which, const PaperVoid& order) const {
  return past_the_clock(house_, entry, id, [&]() -> Result<Written> {
    const auto whole = load_matter(house_, id);
    if (!whole || !may(entry.actor, Action::know, {whole->file})) return not_found();
    const MatterFile& file = whole->file;
    const auto found = std::find_if(whole->documents.begin(), whole->documents.end(), [&](const Document& one) { return one.id == which; });
    if (found == whole->documents.end() || !may(entry.actor, Action::read_item, {file, found->audience, nullptr, 0, found->made_at})) return not_found();
    if (const auto again = replayed(house_, entry)) return *again;
    if (auto fresh = still_fresh(entry, file); !fresh) return fresh.error();
    const Proceeding* proceeding = file.proceeding(found->proceeding);
    if (auto theirs = colleagues_case(entry.actor, file, *house_.directory())) return *theirs;
    if (!proceeding || (!makes_papers(entry.actor, file, *proceeding) && !may_void(house_, entry.actor, file, *found))) return forbidden("not_yours", "文书由出具它的调解员或者分流岗作废");
    if (found->voided_at) return conflict("already_void", "这份文书已经作废了");
    if (!may_void(house_, entry.actor, file, *found)) return conflict("paper_fixed", "这份文书是办理时自动出具的，不能单独作废；办错了的，请更正那一步");
    if (tidy(order.reason).empty()) return invalid("invalid_fields", "请写明作废的原因", {{"/reason", "请写明作废的原因，例如：写坏了、日期有误"}});

    Document document = *found;
    document.voided_at = house_.now();
    const auto stand_now = stand(house_);
    Change change = beside(file);
    Event event = event_beside(file, entry.actor, std::string(paper_voided_event), "文书作废：《" + document.title + "》 " + *document.number, document.audience, stand_now->ground);
    event.proceeding = document.proceeding;
    EventContent content = content_beside(file);
    content.text = tidy(order.reason);
    content.fields = {{"document", document.id.text}};
    change.events.push_back({std::move(event), write_content(content), {}});
    change.changed_documents.push_back(std::move(document));
    return save(house_, entry, std::move(change));
  });
}

}  // namespace lianhu

#include "desk/paper_fill.h"

#include <algorithm>

#include "desk/render.h"
#include "rules/clockwork.h"

namespace lianhu {
namespace {

const Proceeding* proceeding_after(const MatterFile& before, const Change& change, const ProceedingId& id) {
  for (const auto* rows : {&change.new_proceedings, &change.changed_proceedings, &before.proceedings}) {
    for (const Proceeding& p : *rows) {
      if (p.id == id) return &p;
    }
  }
  return nullptr;
}

const Party* party_after(const MatterFile& before, const Change& change, const PartyId& id) {
  for (const auto* rows : {&change.new_parties, &change.changed_parties, &before.parties}) {
    for (const Party& p : *rows) {
      if (p.id == id) return &p;
    }
  }
  return nullptr;
}

// The deadline that binds the office as a whole: the latest one among those of the proceeding that run after the change.
std::optional<Deadline> governing(const MatterFile& before, const Change& change, const ProceedingId& id) {
  std::vector<Deadline> rows = before.deadlines;
  for (const auto* more : {&change.changed_deadlines, &change.new_deadlines}) {
    for (const Deadline& d : *more) {
      const auto at = std::find_if(rows.begin(), rows.end(), [&](const Deadline& other) { return other.id == d.id; });
      if (at == rows.end()) {
        rows.push_back(d);
      } else {
        *at = d;
      }
    }
  }
  std::optional<Deadline> found;
  for (const Deadline& d : rows) {
    if (d.subject != id.text || !running(d) || !d.due_day) continue;
    if (!found || *found->due_day < *d.due_day) found = d;
  }
  return found;
}

// A house term keeps its mark on a paper, in words that a resident understands (settled 9: never cited as law).
std::string plain_reason(const Deadline& deadline) {
  if (!deadline.internal) return deadline.sentence;
  return without_internal_mark(deadline.sentence) + "这是办理机构自己定的内部期限，不是法律规定的期限。";
}

// Only who brought the matter reads that they brought it, and that they may hurry it and take it back.
void put_part(const Party* party, const Matter& matter, paper::Fields& facts) {
  if (!party || party->role == PartyRole::reporter || party->role == PartyRole::applicant) {
    facts[party && party->role == PartyRole::applicant ? "applied" : "reported"] = matter.received_at.date();
    facts["asked_by"] = std::string("您");
    return;
  }
  facts["concerned"] = party->role == PartyRole::respondent ? std::string("由他人反映或者申请") : std::string("您是有关的一方");
}

}  // namespace

paper::Fields paper_facts(const House& house, const MatterFile& before, const Change& change, const Document& document, const Ground& ground) {
  const Matter& matter = change.matter;
  const Proceeding* proceeding = proceeding_after(before, change, document.proceeding);
  const Party* party = document.party ? party_after(before, change, *document.party) : nullptr;
  const Office* desk = proceeding ? ground.directory.office(proceeding->desk_office) : nullptr;
  const OfficeId maker = proceeding ? proceeding->lead_office.value_or(proceeding->desk_office) : OfficeId{};
  const Office* lead = ground.directory.office(maker);
  paper::Fields facts;
  facts["office"] = desk ? desk->name : house.county().name + "综治中心";
  if (lead && proceeding && proceeding->procedure_name == "people_mediation") facts["office"] = lead->name;
  facts["number"] = matter.number;
  facts["addressee"] = party && party->name && !party->hidden ? *party->name : title(party ? party->role : PartyRole::reporter);
  put_part(party, matter, facts);
  if (party && party->helped_by) facts["helped_by"] = *party->helped_by;
  if (party && party->interpreter) facts["interpreter"] = *party->interpreter;
  facts["title"] = matter.title;
  facts["accepted"] = house.now().date();
  // Whoever keeps the desk does not lead it: while the office is still being chosen none is named.
  if (lead && proceeding->lead_office) facts["lead_office"] = lead->name;
  if (const Procedure* procedure = proceeding ? house.procedure(proceeding->procedure()) : nullptr) {
    if (const State* state = procedure->state(proceeding->state); state && !state->hint.empty()) facts["next_step"] = state->hint;
  }
  if (const auto deadline = governing(before, change, document.proceeding)) {
    facts["due"] = *deadline->due_day;
    facts["due_reason"] = plain_reason(*deadline);
  }
  const std::optional<std::string> phone = lead && lead->phone ? lead->phone : desk && desk->phone ? desk->phone : house.county().hotline;
  facts["phone"] = phone.value_or("请到本中心窗口咨询");
  facts["remedy"] = std::string("对处理结果不服的，可以申请重新办理，也可以依法申请仲裁、行政复议或者向人民法院起诉。");
  facts["signed"] = house.now().date();
  return facts;
}

Result<Done> fill_document(const House& house, const paper::Fields& facts, Document& document) {
  const paper::CataloguePaper* found = house.papers().latest(document.paper);
  if (!found) return conflict("paper_missing", "文书“" + document.title + "”没有模板，请联系系统管理员");
  paper::Fields fields;
  for (const paper::FieldSpec& spec : found->paper.fields) {
    if (const auto fact = facts.find(spec.name); fact != facts.end()) fields.insert(*fact);
  }
  if (auto fit = paper::check_fields(found->paper.fields, fields); !fit) return fit.error();
  document.paper_version = found->paper.version;
  document.fields = paper::fields_json(fields);
  document.fields_hash = paper::canonical_hash(document.paper, found->paper.version, fields);
  return done;
}

Result<Done> fill_documents(const House& house, const MatterFile& before, const Ground& ground, Change& change) {
  for (Document& document : change.documents) {
    if (auto filled = fill_document(house, paper_facts(house, before, change, document, ground), document); !filled) return filled.error();
  }
  return done;
}

}  // namespace lianhu

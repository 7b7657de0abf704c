#include "desk/court_letter.h"

#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "desk/paper_fill.h"
#include "desk/paper_sources.h"
#include "desk/render.h"
#include "rules/court_term.h"
#include "rules/draft.h"
#include "store/reply_store.h"

namespace lianhu {

std::string addressee(const House& house, const OtherSystem& system) {
  for (const auto& [id, name] : {std::pair{"court", "人民法院"}, std::pair{"procuratorate", "人民检察院"}, std::pair{"police", "公安局"}}) {
    if (system.id == id) return house.county().name + name;
  }
  return system.title;
}

namespace {

// "甲与乙的相邻排水纠纷", as the other papers of the mediation name it; a slip to another body keeps the matter's own title.
std::optional<paper::Value> cause(const House& house, const WholeMatter& whole, const Actor& actor, const Ground& ground) {
  const Proceeding* mediation = &leading(whole.file);
  for (const Proceeding& p : whole.file.proceedings) {
    const Procedure* procedure = ground.procedure(p.procedure());
    if (procedure && procedure->mediation) mediation = &p;
  }
  paper::FieldSpec spec;
  spec.name = "title";
  spec.from = "proceeding.title";
  spec.max_chars = 3000;
  auto named = PaperSources(house, whole, *mediation, ground, actor, nullptr, false).value(spec);
  const auto* text = named ? std::get_if<std::string>(&*named) : nullptr;
  const Matter& m = whole.file.matter;
  if ((text && *text != m.title) || m.category == pending_category) return named;
  // One side is not entered: the kind of dispute, and never the words somebody told it in.
  const std::string kind = category_name(ground.directory, m.category);
  return kind + (kind.ends_with("纠纷") ? "" : "纠纷");
}

}  // namespace

paper::Fields court_letter_facts(const House& house, const WholeMatter& whole, const Actor& actor, const Change& change, const Document& document,
                                 const ExternalReference& reference, const Ground& ground, std::string enclosures) {
  const MatterFile& file = whole.file;
  paper::Fields facts = paper_facts(house, file, change, document, ground);
  const OtherSystem* system = system_of(house.other_systems(), reference.system);
  facts["to"] = system ? addressee(house, *system) : reference.system;
  facts["their_number"] = reference.number;
  facts["handing"] = handing(reference);
  if (reference.direction == "in") {
    if (auto named = cause(house, whole, actor, ground)) facts["title"] = std::move(*named);
  }
  if (file.matter.seal != Seal::open) facts["title"] = std::string("（不公开事项，以编号为准）");
  facts["came"] = reference.received_at.date();
  if (const Deadline* term = court_term(file, reference.id); term && term->due_day) {
    facts["their_due"] = *term->due_day;
  } else if (reference.due_at) {
    facts["their_due"] = reference.due_at->date();
  }
  const auto end = mediation_end(file, ground);
  facts["ended"] = end ? end->day : house.now().date();
  facts["state"] = end && !end->words.empty() ? end->words : file.matter.status_title;
  std::map<std::string, ToldResult> results;
  house.db().read([&](Session& session) { results = told_results(session, house.region(), {file.matter.id.text}, {}); });
  if (const auto told = results.find(file.matter.id.text); told != results.end() && !told->second.result.empty()) facts["result"] = told->second.result;
  facts["enclosures"] = std::move(enclosures);
  return facts;
}

}  // namespace lianhu

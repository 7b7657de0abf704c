#include "desk/court_letter.h"

#include <map>
#include <utility>

#include "desk/paper_fill.h"
#include "rules/court_term.h"
#include "store/reply_store.h"

namespace lianhu {

std::string addressee(const House& house, const OtherSystem& system) {
  for (const auto& [id, name] : {std::pair{"court", "人民法院"}, std::pair{"procuratorate", "人民检察院"}, std::pair{"police", "公安局"}}) {
    if (system.id == id) return house.county().name + name;
  }
  return system.title;
}

paper::Fields court_letter_facts(const House& house, const MatterFile& file, const Change& change, const Document& document, const ExternalReference& reference,
                                 const Ground& ground, std::string enclosures) {
  paper::Fields facts = paper_facts(house, file, change, document, ground);
  const OtherSystem* system = system_of(house.other_systems(), reference.system);
  facts["to"] = system ? addressee(house, *system) : reference.system;
  facts["their_number"] = reference.number;
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
  std::map<std::string, std::string> results;
  house.db().read([&](Session& session) { results = told_results(session, house.region(), {file.matter.id.text}); });
  if (const auto told = results.find(file.matter.id.text); told != results.end()) facts["result"] = told->second;
  facts["enclosures"] = std::move(enclosures);
  return facts;
}

}  // namespace lianhu

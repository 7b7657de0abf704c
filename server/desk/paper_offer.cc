#include "desk/paper_offer.h"

#include <algorithm>

#include "desk/entry.h"
#include "model/blank_form.h"
#include "rules/dossier.h"
#include "rules/offer.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

const paper::Template* template_of(const House& house, const Document& document) {
  const paper::CataloguePaper* found = house.papers().find(document.paper, static_cast<int>(document.paper_version));
  return found ? &found->paper : nullptr;
}

// The newest event of this kind that names the document in this field.
const PastEvent* told_of(const MatterFile& file, std::string_view kind, const std::string& field, const Document& document) {
  const auto at = std::find_if(file.events.rbegin(), file.events.rend(), [&](const PastEvent& event) {
    if (event.row.kind != kind || !event.told) return false;
    const auto named = event.told->fields.find(field);
    return named != event.told->fields.end() && named->second == document.id.text;
  });
  return at == file.events.rend() ? nullptr : &*at;
}

// Filed into its line, or brought back with the act it was written for.
const PastEvent* came_back(const MatterFile& file, const Document& form) {
  if (const PastEvent* filed = told_of(file, dossier_paper_event, "form", form)) return filed;
  const auto at = std::find_if(file.events.begin(), file.events.end(), [&](const PastEvent& event) {
    if (event.row.proceeding != form.proceeding || !event.told) return false;
    const auto named = event.told->fields.find(std::string(blank_number_field));
    return named != event.told->fields.end() && named->second == form.number;
  });
  return at == file.events.end() ? nullptr : &*at;
}

}  // namespace

const Proceeding* proceeding_of(const MatterFile& file, const paper::Template& paper) {
  const auto at = std::find_if(file.proceedings.rbegin(), file.proceedings.rend(), [&](const Proceeding& p) { return p.procedure_name == paper.procedure; });
  return at == file.proceedings.rend() ? nullptr : &*at;
}

bool makes_papers(const Actor& actor, const MatterFile& file, const Proceeding& proceeding) {
  if (!actor.staff()) return false;
  const std::set<Who> held = relations(actor, file, proceeding);
  return held.contains(Who::mediator) || held.contains(Who::desk);
}

bool makes_paper(const House& house, const Actor& actor, const MatterFile& file, const Proceeding& proceeding, const paper::Template& paper) {
  if (makes_papers(actor, file, proceeding)) return true;
  const Procedure* procedure = house.procedure(proceeding.procedure());
  if (!procedure || !actor.staff()) return false;
  const auto records = [&](const Move& move) { return move.verifies && std::find(move.papers.begin(), move.papers.end(), paper.code) != move.papers.end(); };
  if (std::none_of(procedure->moves.begin(), procedure->moves.end(), [&](const Move& move) { return records(move) && may_make(move, actor, file, proceeding); })) return false;
  const bool did = std::any_of(file.events.begin(), file.events.end(), [&](const PastEvent& event) {
    const Move* move = event.row.proceeding == proceeding.id && event.row.account == actor.account ? procedure->move(event.row.kind) : nullptr;
    return move && records(*move);
  });
  if (did) return true;
  const auto stand_now = stand(house);
  const std::vector<Offer> now = offers(actor, file, stand_now->ground);
  return std::any_of(now.begin(), now.end(), [&](const Offer& one) { return one.proceeding == proceeding.id && one.blocked.empty() && records(*one.move); });
}

namespace {

// A phase says when, not how it ended: what tells of a failure is no paper of a mediation that came to an agreement and is kept.
bool fits_outcome(const Proceeding& proceeding, const paper::Template& paper) {
  if (paper.code != "end_notice" && paper.code != "other_routes_notice") return true;
  const std::string outcome = proceeding.outcome.value_or("");
  if (outcome == "not_fulfilled") return paper.code == "other_routes_notice";
  return outcome == "failed" || outcome == "refused" || outcome == "not_accepted";
}

}  // namespace

bool in_phase(const House& house, const Proceeding& proceeding, const paper::Template& paper) {
  if (!fits_outcome(proceeding, paper)) return false;
  const Procedure* procedure = house.procedure(proceeding.procedure());
  const State* state = procedure ? procedure->state(proceeding.state) : nullptr;
  return state && std::find(paper.phases.begin(), paper.phases.end(), state->phase) != paper.phases.end();
}

std::vector<const paper::CataloguePaper*> papers_now(const House& house, const Actor& actor, const MatterFile& file) {
  std::vector<const paper::CataloguePaper*> out;
  for (const paper::CataloguePaper& entry : house.papers().all()) {
    const paper::Template& paper = entry.paper;
    if (paper.procedure.empty() || house.papers().latest(paper.code) != &entry) continue;
    const Proceeding* proceeding = proceeding_of(file, paper);
    if (proceeding && in_phase(house, *proceeding, paper) && makes_paper(house, actor, file, *proceeding, paper)) out.push_back(&entry);
  }
  return out;
}

bool may_void(const House& house, const Actor& actor, const MatterFile& file, const Document& document) {
  const paper::Template* paper = template_of(house, document);
  const Proceeding* proceeding = file.proceeding(document.proceeding);
  // What a move issued is part of that move.
  return paper && !paper->procedure.empty() && document.number && !document.voided_at && proceeding &&
         (makes_papers(actor, file, *proceeding) || (document.made_by == actor.account && makes_paper(house, actor, file, *proceeding, *paper)));
}

bool is_out(const MatterFile& file, const Document& form) { return !form.voided_at && !came_back(file, form); }

std::string void_reason(const MatterFile& file, const Document& document) {
  const PastEvent* event = document.voided_at ? told_of(file, paper_voided_event, "document", document) : nullptr;
  return event && event->told ? event->told->text : std::string();
}

std::optional<std::string> standing_of(const MatterFile& file, const Document& document) {
  if (document.voided_at) {
    const std::string reason = void_reason(file, document);
    return reason.empty() ? "已作废" : "已作废：" + reason;
  }
  if (!is_blank_form(document)) return {};
  const PastEvent* filed = came_back(file, document);
  return filed ? "已填写收回，收入案卷（" + filed->row.entered_at.date().chinese() + "）" : std::string("空白，还没有收回");
}

}  // namespace lianhu

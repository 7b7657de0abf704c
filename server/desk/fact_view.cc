#include "desk/fact_view.h"

#include "desk/offer_view.h"
#include "rules/correct.h"
#include "rules/fact.h"
#include "rules/permit.h"

namespace lianhu {
namespace {

FieldOffer fact_offer(const Fact& fact, const MatterFile& file, const ProcedureLibrary& procedures) {
  FieldOffer out = field_offer(*fact.field, false, file.matter, {}, procedures);
  out.name = fact.name();
  out.required = fact.field->name == "title" || fact.field->name == "category";
  out.value = fact_value(file, fact);
  return out;
}

std::string group_title(const Fact& fact, const MatterFile& file, const Actor& viewer) {
  if (!fact.party) return "事项";
  const Party& party = *file.party(*fact.party);
  const bool reads = party.name && may(viewer, Action::read_field, {file, Audience::parties, &party, 1});
  return title(party.role) + (reads ? " " + *party.name : std::string());
}

}  // namespace

std::vector<FactGroup> fact_groups(const Actor& viewer, const MatterFile& file, const ProcedureLibrary& procedures) {
  std::vector<FactGroup> out;
  if (!file.matter.open) return out;
  std::optional<PartyId> of;
  for (const Fact& fact : correctable(viewer, file)) {
    if (out.empty() || fact.party != of) out.push_back({group_title(fact, file, viewer), {}});
    of = fact.party;
    out.back().fields.push_back(fact_offer(fact, file, procedures));
  }
  return out;
}

std::vector<DiscrepancyView> discrepancy_views(const Actor& viewer, const MatterFile& file, const ProcedureLibrary& procedures, const Directory& directory) {
  std::vector<DiscrepancyView> out;
  if (!viewer.staff() || !may(viewer, Action::read_item, {file, Audience::handling})) return out;
  for (const Discrepancy& d : file.discrepancies) {
    const auto fact = fact_named(file, d.fact);
    if (!fact) continue;
    DiscrepancyView view;
    view.id = d.id.text;
    view.fact = d.fact;
    view.label = fact_label(file, d.fact);
    const PastEvent* written = written_by(file, d.fact);
    const Event& by = written ? written->row : file.events.front().row;
    view.current = {fact_text(*fact->field, fact_value(file, *fact), directory), by.actor_label, by.happened_at};
    view.offered = {fact_text(*fact->field, d.offered.value_or(""), directory), d.actor_label, d.made_at};
    view.received_at = d.entered_at;
    if (may_choose(viewer, file, d)) view.other = fact_offer(*fact, file, procedures);
    out.push_back(std::move(view));
  }
  return out;
}

}  // namespace lianhu

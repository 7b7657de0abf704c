#include "tool/demo_stage.h"

#include "desk/fulfilment_desk.h"
#include "tool/demo_people.h"

namespace lianhu {
namespace {

// One blank page; the number keeps the bytes of two matters apart.
std::string blank_pdf(std::int64_t n) {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n% " +
         std::to_string(n) + "\ntrailer<</Root 1 0 R>>\n%%EOF\n";
}

Entry entry_of(const Actor& actor) { return Entry{actor, "demo", {}, {}, std::nullopt}; }

}  // namespace

DemoStage::DemoStage(const House& house, const DemoTexts& texts, YearReport& report)
    : house_(house), texts_(texts), report_(report), cast_(house), matters_(house), facts_(house), tracks_(house), files_(house, slots_, {}, {}) {}

bool DemoStage::go(Story& story, const Actor* actor, const Proceeding& proceeding, const std::string& move, MoveFields fields, bool paper,
                   std::optional<MatterId> other) {
  const std::string name = proceeding.procedure_name + "." + move;
  if (!actor) {
    ++report_.refused[name + "：没有人在岗"];
    return false;
  }
  Order order;
  order.proceeding = proceeding.id;
  order.move = move;
  order.fields = std::move(fields);
  order.client_id = house_.ids().text();
  order.other_matter = std::move(other);
  if (paper) {
    const auto uploaded = files_.upload(entry_of(*actor), story.id, blank_pdf(story.n * 100 + report_.moves[name] % 100), "application/pdf", "依据.pdf");
    if (!uploaded) {
      ++report_.refused[name + "：" + uploaded.error().message];
      return false;
    }
    order.attachments.push_back(AttachmentId{uploaded->id});
  }
  if (story.dice() <= 30) look(story, *actor);
  const auto written = act(house_, entry_of(*actor), story.id, order);
  if (!written) {
    ++report_.refused[name + "：" + written.error().message];
    return false;
  }
  ++report_.acts;
  ++report_.moves[name];
  return true;
}

void DemoStage::look(Story& story, const Actor& actor) {
  ++report_.reads;
  const bool seen = actor.party ? tracks_.track(actor).ok() : matters_.open(actor, story.id, "办理").ok();
  if (!seen) ++report_.refused["打开事项"];
}

bool DemoStage::perform(Story& story, const Actor* actor, const Obligation& obligation) {
  if (!actor) return false;
  const auto whole = load_matter(house_, story.id);
  const std::int64_t settled = whole ? performed_of(whole->file, obligation.id) : 0;
  Performance performance;
  performance.kind = story.dice() <= 5 ? "excused" : "performed";
  performance.amount = obligation.quantity - settled;
  // Money comes in two instalments now and then.
  if (obligation.unit == "fen" && settled == 0 && performance.kind == "performed" && story.dice() <= 30) performance.amount = obligation.quantity / 2;
  performance.day = house_.now().date();
  if (obligation.unit == "fen" && performance.kind == "performed") performance.way = story.dice() <= 60 ? "mobile" : "cash";
  performance.client_id = house_.ids().text();
  const auto written = FulfilmentDesk(house_).enter(entry_of(*actor), story.id, obligation.id.text, performance);
  if (!written) {
    ++report_.refused["履行登记：" + written.error().message];
    return false;
  }
  ++report_.acts;
  ++report_.moves["people_mediation.performed"];
  return true;
}

bool DemoStage::add_respondent(Story& story, const Actor* actor) {
  if (!actor) return false;
  PartyInput input;
  input.role = "respondent";
  input.kind = "natural";
  input.name = invented_name(static_cast<std::uint64_t>(story.seeded.between(100, 11'099)));
  input.phone = invented_phone(static_cast<std::uint64_t>(story.seeded.between(1, 4'999)));
  const auto written = matters_.add_party(entry_of(*actor), story.id, input);
  if (!written) {
    ++report_.refused["增加当事人：" + written.error().message];
    return false;
  }
  ++report_.acts;
  return true;
}

bool DemoStage::correct(Story& story, const Actor* actor, const std::string& fact, const std::string& base, const std::string& value) {
  if (!actor) return false;
  const FactsInput input{{{fact, base, value}}, house_.ids().text(), house_.ids().text(), 1, house_.now()};
  const auto written = facts_.correct(entry_of(*actor), story.id, input);
  if (!written) {
    ++report_.refused["更正登记内容：" + written.error().message];
    return false;
  }
  ++report_.acts;
  return true;
}

bool DemoStage::choose_offered(Story& story, const Actor* actor, const DiscrepancyId& discrepancy) {
  if (!actor) return false;
  const auto written = facts_.choose(entry_of(*actor), story.id, discrepancy.text, {"offered", {}, "到现场核对过"});
  if (!written) {
    ++report_.refused["核对两处记录：" + written.error().message];
    return false;
  }
  ++report_.acts;
  return true;
}

const Actor* DemoStage::lead(Story& story, const MatterFile& file, const Proceeding& proceeding) {
  const Assignment* lead = open_assignment(file, proceeding, AssignmentKind::lead);
  if (lead && lead->receiver) return &cast_.actor(*lead->receiver);
  const std::optional<OfficeId> office = lead ? std::optional(lead->office) : proceeding.lead_office;
  return office ? cast_.holder(*office, {Role::handler, Role::mediator, Role::grid_worker}, story.seeded) : nullptr;
}

const Assignment* open_assignment(const MatterFile& file, const Proceeding& proceeding, AssignmentKind kind) {
  for (const Assignment& a : file.assignments) {
    if (a.proceeding == proceeding.id && a.kind == kind && a.open) return &a;
  }
  return nullptr;
}

std::int64_t times_done(const History& history, const Proceeding& proceeding, std::string_view move) {
  std::int64_t n = 0;
  for (const PastMove& past : history.moves()) {
    if (past.move == move && past.round() == proceeding.round) ++n;
  }
  return n;
}

}  // namespace lianhu

#include "desk/intake_desk.h"

#include <algorithm>

#include "base/hash.h"
#include "desk/paper_fill.h"
#include "desk/qr_svg.h"
#include "desk/reference_desk.h"
#include "model/contact.h"
#include "rules/offer.h"
#include "rules/permit.h"
#include "store/matter_store.h"
#include "store/place_store.h"

namespace lianhu {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

Error wrong(std::string field, std::string message) {
  std::string text = message;
  return invalid("invalid_fields", std::move(text), {{"/" + std::move(field), std::move(message)}});
}

}  // namespace

const Procedure* intake_procedure(const House& house) { return house.procedures().latest("grid_matter"); }

Result<IntakeSite> site_at(const House& house, const PlaceId& id) {
  std::optional<Place> place;
  std::optional<Responsibility> triage;
  const Date today = house.now().date();
  house.db().read([&](Session& session) {
    place = find_place(session, house.region(), id, today);
    if (place) triage = find_responsible(session, house.region(), place->path, "triage", today);
  });
  if (!place) return wrong("place", "没有这个地点，请从列表中重新选择");
  if (!triage) return conflict("no_desk", "这个地点还没有负责分流的机构，请联系系统管理员");
  auto stand_here = stand_to_act(house, place->path, "");
  return IntakeSite{std::move(*place), triage->office, std::move(stand_here)};
}

Result<Change> prepare_intake(const House& house, const Actor& actor, Intake intake, const IntakeSite& site) {
  intake.place = site.place;
  intake.desk_office = site.desk;
  if (intake.received_at > house.now().plus_ms(60'000)) return wrong("received_at", "收到时间不能晚于现在");
  if (house.now().ms - intake.received_at.ms > 400 * kDayMs) return wrong("received_at", "收到时间早于一年前，请核对");
  if (intake.happened_at && *intake.happened_at > house.now().date()) return wrong("happened_on", "发生日期不能晚于今天");
  const Ground& ground = site.stand->ground;
  if (intake.category.empty()) {
    intake.category = pending_category;
  } else {
    const Category* category = site.stand->directory->category(intake.category);
    if (!category || !category->standing) return wrong("category", "没有这个类别，请重新选择");
    if (intake.seal == Seal::open && category->sealed) intake.seal = Seal::sealed;
  }
  for (Party& party : intake.parties) {
    party.id = PartyId{house.ids().text()};
    party.secret = sha256_hex(house.vault().tracking_secret(house.region(), party.id.text, party.secret_round));
    if (party.phone) party.phone_key = phone_key(house, *party.phone);
    if (party.pin) party.pin = pin_hash(house, party.id, *party.pin);
  }
  const Procedure* procedure = intake_procedure(house);
  if (!procedure) return conflict("procedure_missing", "没有装载网格事项程序，请联系系统管理员");
  auto change = decide_intake(intake, *procedure, actor, ground);
  if (!change) return change.error();
  MatterFile none;
  if (auto filled = fill_documents(house, none, ground, *change); !filled) return filled.error();
  return change;
}

// Shared by both doors: place, desk, ids, secrets, and the saving.
Result<Taken> IntakeDesk::take(const Entry& entry, Intake intake) const {
  if (const auto again = replayed(house_, entry)) {
    if (!*again) return again->error();
    Taken taken{(*again)->matter, {}, true};
    if (const auto whole = load_matter(house_, taken.matter); whole && !whole->file.parties.empty()) taken.party = whole->file.parties.front().id;
    return taken;
  }
  for (const ExternalReference& reference : intake.external) {
    if (auto refused = refuse_known(house_, entry.actor, reference, "reference/number")) return *refused;
  }
  const auto site = site_at(house_, intake.place.id);
  if (!site) return site.error();
  auto change = prepare_intake(house_, entry.actor, std::move(intake), *site);
  if (!change) return change.error();
  const PartyId first = change->new_parties.front().id;
  const auto written = save(house_, entry, std::move(*change));
  if (!written) return written.error();
  Taken taken{written->matter, first, written->again};
  if (taken.again) {
    if (const auto whole = load_matter(house_, taken.matter); whole && !whole->file.parties.empty()) taken.party = whole->file.parties.front().id;
  }
  return taken;
}

Result<Taken> IntakeDesk::report(const Entry& entry, const Report& report) const {
  Intake intake;
  intake.title = report.title.value_or("");
  intake.text = report.text;
  intake.category = report.category.value_or("");
  intake.place.id = PlaceId{report.place};
  intake.place_detail = report.place_detail;
  if (report.point) {
    intake.lon_e6 = report.point->lon_e6;
    intake.lat_e6 = report.point->lat_e6;
  }
  intake.channel = Channel::phone_page;
  intake.happened_at = report.happened_on;
  intake.received_at = house_.now();
  intake.client_id = report.client_id;
  // Joining another's matter waits for the desk (settled 14): it is told here and decided there.
  if (report.joins) {
    intake.remark = "反映人认为与此处先前的同类事项是同一件事，请分流岗核对";
    intake.fields["joins"] = *report.joins;
  }
  Party reporter;
  reporter.role = PartyRole::reporter;
  reporter.name = report.name;
  reporter.phone = report.phone;
  reporter.hidden = report.hide_identity;
  reporter.contact_flags = write_contact({report.no_call.value_or(false), report.no_paper.value_or(false), report.contact_note});
  reporter.helped_by = report.helped_by;
  reporter.interpreter = report.interpreter;
  reporter.pin = report.pin;
  intake.parties.push_back(std::move(reporter));
  return take(entry, std::move(intake));
}

Result<Taken> IntakeDesk::collect(const Entry& entry, const StaffReport& report) const {
  const auto channel = from_word<Channel>(report.channel);
  if (!channel || *channel == Channel::phone_page) return wrong("channel", "请选择事项来源：窗口来访、来电、来信、网格员、联户长或其他系统");
  const bool may_take = std::any_of(entry.actor.posts.begin(), entry.actor.posts.end(), [](const ActorPost& p) {
    return p.role != Role::system_admin && p.role != Role::security_admin && p.role != Role::audit_admin;
  });
  if (!may_take) return forbidden("not_yours", "管理员岗位不登记事项");
  Intake intake;
  intake.title = report.title.value_or("");
  intake.text = report.text;
  intake.category = report.category.value_or("");
  intake.place.id = PlaceId{report.place};
  intake.place_detail = report.place_detail;
  if (report.point) {
    intake.lon_e6 = report.point->lon_e6;
    intake.lat_e6 = report.point->lat_e6;
  }
  intake.channel = *channel;
  intake.happened_at = report.happened_on;
  intake.received_at = report.received_at.value_or(house_.now());
  intake.client_id = report.client_id;
  intake.urgent = report.urgent.value_or(false);
  intake.people = report.people;
  intake.amount_fen = report.amount_fen;
  if (report.seal) {
    const auto seal = from_word<Seal>(*report.seal);
    if (!seal) return wrong("seal", "密级请选择一般、封存或保密");
    intake.seal = *seal;
  }
  if (report.reference) {
    auto reference = reference_from(house_, *report.reference, "reference");
    if (!reference) return reference.error();
    if (!report.received_at) intake.received_at = reference->received_at;
    intake.external.push_back(std::move(*reference));
  }
  if (!entry.actor.posts.empty()) intake.intake_office = entry.actor.posts.front().office;
  Party reporter;
  reporter.role = PartyRole::reporter;
  reporter.name = report.name;
  reporter.phone = report.phone;
  reporter.hidden = report.hide_identity;
  reporter.contact_flags = write_contact({report.no_call.value_or(false), report.no_paper.value_or(false), report.contact_note});
  reporter.helped_by = report.helped_by;
  reporter.interpreter = report.interpreter;
  intake.parties.push_back(std::move(reporter));
  for (std::size_t i = 0; i < report.parties.size(); ++i) {
    auto party = party_from(house_, report.parties[i], "parties/" + std::to_string(i));
    if (!party) return party.error();
    intake.parties.push_back(std::move(*party));
  }
  return take(entry, std::move(intake));
}

Result<Receipt> IntakeDesk::receipt(const Taken& taken) const {
  const auto whole = load_matter(house_, taken.matter);
  const MatterFile* file = whole ? &whole->file : nullptr;
  const Party* party = file ? file->party(taken.party) : nullptr;
  if (!party) return not_found();
  const auto stand_now = stand(house_);
  Receipt receipt;
  receipt.id = file->matter.id.text;
  receipt.number = file->matter.number;
  receipt.secret = house_.vault().tracking_secret(house_.region(), party->id.text, party->secret_round);
  receipt.track_path = "/t#" + receipt.secret;
  receipt.qr_svg = qr_svg(house_.public_url() + receipt.track_path);
  receipt.received_at = file->matter.received_at;
  receipt.sentence = next_step(*file, stand_now->ground);
  return receipt;
}

std::string phone_key(const House& house, const std::string& phone) {
  std::string digits;
  std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return house.vault().keyed_hash("phone", digits);
}

std::string pin_hash(const House& house, const PartyId& party, const std::string& pin) { return house.vault().keyed_hash("pin/" + party.text, pin); }

Result<Party> party_from(const House& house, const PartyInput& input, const std::string& pointer) {
  Party party;
  const auto role = from_word<PartyRole>(input.role);
  if (!role) return wrong(pointer + "/role", "当事人身份请选择反映人、申请人、对方当事人或其他");
  const auto kind = from_word<PartyKind>(input.kind);
  if (!kind) return wrong(pointer + "/kind", "当事人类别请选择自然人、法人或其他组织");
  party.role = *role;
  party.kind = *kind;
  party.name = input.name;
  party.phone = input.phone;
  party.address = input.address;
  party.hidden = input.hidden.value_or(false);
  if (party.phone) party.phone_key = phone_key(house, *party.phone);
  if (input.id_number) {
    party.id_cipher = house.vault().seal("id_number", *input.id_number);
    party.id_key = house.vault().keyed_hash("id_number", *input.id_number);
  }
  return party;
}

}  // namespace lianhu
